"""How a province's texts are read aloud: its own readings over those of the country, an entry's over both."""

from collections.abc import Mapping
from typing import cast

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.reading import Reading
from giamngheo.speech import Lexicon, Sense, national
from giamngheo.speech.lexicon import Senses


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """The readings of a catalogue, made once."""
    made = catalogue.made.setdefault(lexicon_of, {})
    if not made:
        made[None] = national().with_readings(_taught(catalogue))
    return cast(Lexicon, made[None])


def lexicon_for(entry: Entry, lexicon: Lexicon) -> Lexicon:
    """With what an entry says of itself."""
    return lexicon.with_readings({written: (Sense.of(said),) for written, said in entry.say.items()})


def _taught(catalogue: Catalogue) -> Mapping[str, Senses]:
    """A reading with a condition leaves the others as they are; one without replaces them."""
    taught: dict[str, Senses] = {}
    for item in catalogue.of("reading").values():
        reading = cast(Reading, item.entry)
        sense = Sense.of(reading.said, reading.after, reading.before)
        for written in reading.written:
            taught[written] = (*taught.get(written, ()), sense)
    whole = national()
    return {
        written: tuple(sorted(senses, key=lambda sense: not (sense.after or sense.before)))
        + (() if any(not (sense.after or sense.before) for sense in senses) else whole.senses(written))
        for written, senses in taught.items()
    }
