"""What a province sets under `plugins: - giamngheo:` in mkdocs.yml."""

import difflib

from mkdocs.config import base
from mkdocs.config import config_options as c

from giamngheo.export.voice import VOICES, Voice, voice_of
from giamngheo.words import say


class VoiceName(base.BaseConfigOption[Voice]):
    """A voice by its name."""

    def run_validation(self, value: object) -> Voice:
        found = voice_of(value) if isinstance(value, str) else None
        if found is None:
            raise base.ValidationError(say("voice.unknown", name=value, known=", ".join(VOICES)))
        return found


class Line(base.BaseConfigOption[str]):
    """A text: what YAML takes for a number, as a telephone's, has lost something."""

    def __init__(self, default: str | None = None) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str):
            raise base.ValidationError(say("option.text"))
        return value


class Flag(base.BaseConfigOption[bool]):
    """Yes or no."""

    def __init__(self, default: bool) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise base.ValidationError(say("problem.F305.remedy"))
        return value


class PlaceId(base.BaseConfigOption[str]):
    """A place by its id; whether there is such a place, the check says."""

    def __init__(self, default: str) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise base.ValidationError(say("option.home_place", default=self.default))
        return value


class Options(base.Config):
    """Identity only; everything else is content.

    home_place: id of the province whose page this is (default tp-hue).
    publisher: the body that keeps the page.
    hotline, sms, zalo, email, address: shown where they are set, never invented.
    question_form: address that takes a question by POST (question, reference, contact); without it there is no form.
    licence: sentence on reuse, shown in the footer.
    offline: readers may keep pages on their device; false also empties the devices of those who did.
    posters_of_entries: a picture of its own for every entry when it is shared; false: one for each kind and topic.
    voice: name of a machine's voice that reads entries nobody has recorded; without it none does.
    demonstration: marks every page as a demonstration, asks search engines not to list it.
    """

    home_place = PlaceId(default="tp-hue")
    publisher = Line(default="")
    hotline = c.Optional(Line())
    email = c.Optional(Line())
    address = c.Optional(Line())
    sms = c.Optional(Line())
    zalo = c.Optional(Line())
    question_form = c.Optional(c.URL())
    licence = Line(default="CC BY 4.0")
    offline = Flag(default=True)
    posters_of_entries = Flag(default=False)
    voice = c.Optional(VoiceName())
    demonstration = Flag(default=False)

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """A name that is misspelt is a mistake, as in an entry: MkDocs would go on without what was meant."""
        failed, warnings = super().validate()
        known = [name for name, _ in self._schema]
        for name in self.keys() - set(known):
            failed.append((name, base.ValidationError(_unknown(name, known))))
        return failed, [(name, warning) for name, warning in warnings if name in known]


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    said = say("option.unknown", name=name, known=", ".join(known))
    return f"{say('problem.close', close=near[0])} {said}" if near else said
