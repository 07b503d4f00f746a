"""What is asked, answered from the index files alone: the ranking that templates/assets/search/2-rank.js repeats.

Two neighbouring words say most. Documents that hold every pair of the query are the answer, if there are three; else
those that hold most of them; else those that hold every word; else, weakly, some of it. Only a weak answer is looked
for in other spellings: typed raw by Telex or VNI, or with one slip.
"""

import math
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from giamngheo.search.fold import WORD, document_keys, folded, is_marked, words
from giamngheo.search.postings import STEPS
from giamngheo.search.reader import WRONG_MARKS, Index, Term, Word
from giamngheo.search.spelling import alike, is_syllable, numbered, respaced, slips, spelled, typed_raw

# The words beside the pairs; question words.
ALONE, OPTIONAL = 0.3, 0.5
# So many documents that hold every pair are answer enough.
ENOUGH = 3
# So much of what the pairs of a query weigh the best document must say; and of what it holds the others.
MOST = 0.6
# Spellings that are tried, and of one word.
VARIANTS, A_WORD = 6, 5
# What another spelling finds is worth less than what was typed.
GUESSED = 0.35
RARE = 0.1
_VOWEL = re.compile("[aeiouy]")
# The best document of another reading, if it scores so much of what the best of all does, stands beside that one.
BESIDE, READINGS = 0.5, 3


class Answer(Struct):
    """Documents by number with what they score; all that are counted, and how else the query was understood."""

    scores: dict[int, float] = field(default_factory=dict)
    is_weak: bool = True
    words: tuple[Word, ...] = ()
    strays: Sequence[Word] = ()
    suggestion: str = ""

    @property
    def best(self) -> float:
        return max(self.scores.values(), default=0.0)

    @property
    def ranked(self) -> list[int]:
        return _ranked(self.scores)


def _ranked(scores: Mapping[int, float]) -> list[int]:
    return sorted(scores, key=lambda number: (-round(scores[number], 6), number))


def search(index: Index, text: str, is_typing: bool = False, is_whole: bool = False) -> Answer:
    """Answer a query; `is_whole` finds all documents that are counted, not the best of common words alone."""
    asked = said(text, index.head["questions"])
    keys = document_keys(text)
    if keys:
        answer = _named(index, keys, is_whole)
        if answer.scores:
            return answer
    answer = _answered(index, asked, is_whole)
    if answer.is_weak and is_typing and asked:
        # Of one letter nothing can be said yet, nor of a question without what is asked.
        is_open = not asked[-1].folded[1:] and not all(word.asking for word in asked[:-1])
        begun = asked[:-1] if is_open else (*asked[:-1], _begun(asked[-1]))
        answer = _better(answer, _answered(index, begun, is_whole))
        if answer.is_weak and len(answer.words) == 1:
            answer = _better(answer, _begun_alone(index, _begun(answer.words[0]), is_whole))
    if not answer.is_weak or not asked:
        return answer
    return _respelled(index, text, answer, is_whole)


def _respelled(index: Index, text: str, weak: Answer, is_whole: bool) -> Answer:
    """The answer to what was meant, typed raw by Telex or VNI, or with numbers written otherwise, or with a slip."""
    parts = re.findall(r"\S+", text)
    raw = [*map(typed_raw, parts)]
    if any(raw):
        meant = " ".join(new or old for new, old in zip(raw, parts, strict=True))
        is_known = any(words(old)[0] in index.vocabulary for new, old in zip(raw, parts, strict=True) if new)
        other = _answered(index, said(meant, index.head["questions"]), is_whole)
        if other.best * (GUESSED if is_known else 1) > weak.best or not (is_known or other.is_weak):
            other.suggestion = meant
            return other
    written = numbered(text)
    for meant in written:
        other = _answered(index, said(meant, index.head["questions"]), is_whole)
        if other.best > weak.best and not other.is_weak:
            other.suggestion = meant
            return other
    if written and not weak.scores:
        text, weak = written[0], _answered(index, said(written[0], index.head["questions"]), is_whole)
    return _slipped(index, text, weak, is_whole)


def said(text: str, questions: Iterable[str]) -> tuple[Word, ...]:
    """The words of a query; those of question phrases are optional, unless there is nothing else."""
    found = [Word(key, folded(key), is_marked(key)) for key in words(text)]
    asking: dict[int, int] = {}
    for phrase in questions:
        keys = phrase.split(" ")
        for at in range(len(found) - len(keys) + 1):
            stretch = zip(found[at:], keys, strict=False)
            if all(word.exact == key if word.is_marked else word.folded == folded(key) for word, key in stretch):
                asking.update(dict.fromkeys(range(at, at + len(keys)), len(keys)))
    if len(asking) == len(found):
        return tuple(found)
    return tuple(
        Word(word.exact, word.folded, word.is_marked, asking.get(number, 0)) for number, word in enumerate(found)
    )


def _begun(word: Word) -> Word:
    return Word(word.exact, word.folded, word.is_marked, word.asking, True)


def _begun_alone(index: Index, word: Word, is_whole: bool) -> Answer:
    """Documents with one of the commonest words that begin so, the commonest first."""
    known = index.vocabulary
    made = sorted((one for one in known if one.startswith(word.folded)), key=lambda one: (-known[one], one))
    scores: dict[int, float] = {}
    for one in made[:A_WORD]:
        held = _held(index, Term((Word(word.exact, one, word.is_marked, 0, True),), 1, True), is_whole)
        for number, fit in held.best.items():
            scores[number] = max(scores.get(number, 0), fit * math.log(1 + held.count))
    return Answer(scores, not scores, (word,))


def _better(one: Answer, other: Answer) -> Answer:
    return other if other.best > one.best else one


def terms_of(asked: Sequence[Word]) -> list[Term]:
    """The pairs of a query; a word that stands alone between question words is a term of its own."""
    terms = []
    for first, second in pairwise(asked):
        is_core = not (first.asking or second.asking)
        # Beside a phrase of several words by which one asks stands another thing.
        if abs(first.asking - second.asking) < 2:
            terms.append(Term((first, second), 1 if is_core else OPTIONAL, is_core))
    padded = (None, *asked, None)
    for before, word, after in zip(padded, asked, padded[2:], strict=False):
        if not word.asking and (before is None or before.asking) and (after is None or after.asking):
            terms.append(Term((word,), 1, True))
    return terms


def _named(index: Index, keys: Iterable[str], is_whole: bool) -> Answer:
    """Documents that name the legal documents asked for."""
    scores: dict[int, float] = {}
    for key in keys:
        forms = index.shard(index.places.of(key)).get(key, [])
        for name, tokens, count in forms:
            whole = index.whole(Term((), 1, True), (1, tokens, count, name)) if is_whole else tokens
            for number, step in index.numbers(whole):
                scores[number] = scores.get(number, 0) + step
    return Answer(scores, not scores)


def _answered(index: Index, asked: Sequence[Word], is_whole: bool) -> Answer:
    """What the words say as they are: weakly, where a word stands beside none of its neighbours anywhere."""
    if not asked:
        return Answer()
    terms = terms_of(asked)
    rests = terms if is_whole else ()
    table = _Table(index, terms, rests)
    held = table.holding()
    if len(held) < ENOUGH and table.is_cut:
        table = _Table(index, terms, [table.rarest])
        held = table.holding()
    strays = [word for word in asked if not word.asking and not table.knows(word)]
    nearest, share = table.nearest()
    if len(table.core) > 2 and share >= MOST and not strays:
        return Answer(table.answers(nearest), False, tuple(asked))
    if len(asked) == 1 or len(held) >= ENOUGH:
        return Answer(table.answers(held), bool(strays), tuple(asked), strays)
    # Words that stand apart say little, but some.
    singles = [Term((word,), ALONE, True) for word in asked if not word.asking]
    alone = _Table(index, singles, ())
    # Where some word is strange, no text needs all of them.
    chosen = nearest | (alone.nearest()[0] if strays else alone.holding())
    extra = table.scores(chosen)
    scores = {number: extra[number] + score for number, score in alone.scores(chosen).items()}
    return Answer(scores, bool(strays) or not scores, tuple(asked), strays)


class _Table:
    """What each document holds of some terms; beyond the cut only of those whose rests are read."""

    def __init__(self, index: Index, terms: Sequence[Term], rests: Container[Term]) -> None:
        held = [_held(index, term, term in rests) for term in terms]
        # What no text says tells nothing of its neighbours.
        pairs = [one.rarity if one.count else 0 for one in held if len(one.term.words) > 1]
        for at, one in enumerate(held[1 : max(1, len(pairs) - 1)], 1):
            # Where two phrases meet stand two words that seldom do: no more than the phrases, unless one is a number.
            if not one.term.words[1].folded[:1].isdigit():
                one.rarity = min(one.rarity, max(pairs[at - 1], pairs[at + 1]) or one.rarity)
        # Words by which one asks say no more than what is asked.
        most = max((one.rarity for one in held if one.term.is_core), default=0)
        for one in held:
            one.rarity = min(one.rarity, most) * one.term.weight
        self._held = held
        self.core = [one for one in held if one.term.is_core]
        # Of no term all documents are known.
        self.is_cut = all(one.is_cut for one in self.core)
        self.rarest = min(self.core, key=lambda one: one.count).term

    def knows(self, word: Word) -> bool:
        """Whether some text has the word, marked like this, beside a neighbour of the query."""
        return any(one.is_right for one in self.core if word in one.term.words)

    def _sums(self) -> dict[int, float]:
        """What the core terms weigh that each document holds; one beyond the cut of a term may hold that too."""
        sure = {number for one in self.core if not one.is_cut for number in one.best}
        sums: dict[int, float] = {}
        for one in self.core:
            for number in one.best.keys() | sure if one.is_cut else one.best:
                sums[number] = sums.get(number, 0) + one.rarity
        return sums

    def holding(self) -> set[int]:
        """Documents that hold all core terms."""
        whole = sum(one.rarity for one in self.core)
        return {number for number, weighed in self._sums().items() if weighed >= whole - 1e-9}

    def nearest(self) -> tuple[set[int], float]:
        """Documents that hold most of the core terms that any holds, and how well the best says what there is."""
        whole = sum(one.rarity for one in self.core if one.best)
        sums = self._sums()
        most = max(sums.values(), default=0)
        chosen = {number for number, weighed in sums.items() if weighed >= MOST * most - 1e-9}
        return chosen, max(self.scores(chosen).values(), default=0) / whole if whole else 0

    def scores(self, chosen: Iterable[int]) -> dict[int, float]:
        return {number: sum(one.rarity * one.best.get(number, 0) for one in self._held) for number in chosen}

    def answers(self, chosen: Iterable[int]) -> dict[int, float]:
        """Scores by which the best document of each reading of an unmarked query comes first."""
        scores = self.scores(chosen)
        first: list[int] = []
        for number in _ranked(scores):
            if len(first) == READINGS or scores[number] < BESIDE * scores[first[0] if first else number]:
                break
            if all(self._differ(number, other) for other in first):
                first.append(number)
        best = max(scores.values(), default=0)
        return {**scores, **{number: best + (READINGS - place) / 1000 for place, number in enumerate(first)}}

    def _differ(self, one: int, other: int) -> bool:
        """Whether two documents have half of the query or more in words of other marks."""
        whole = sum(held.rarity for held in self.core)
        return 2 * sum(held.rarity for held in self.core if held.differs(one, other)) >= whole


class _Held(Struct):
    """A term, how rare it is, how much of it each document has, and in which form if that has marks; `is_right` where
    some form has those of the query.
    """

    term: Term
    count: int
    rarity: float
    best: Mapping[int, float]
    form: Mapping[int, str]
    is_cut: bool
    is_right: bool

    def differs(self, one: int, other: int) -> bool:
        """Whether two documents have it in other forms."""
        forms = self.form.get(one), self.form.get(other)
        return all(forms) and forms[0] != forms[1]


def _held(index: Index, term: Term, is_whole: bool) -> _Held:
    forms = index.forms(term)
    right = sum(count for fit, _, count, _ in forms if fit > WRONG_MARKS)
    count = right or sum(count for _, _, count, _ in forms)
    best: dict[int, float] = {}
    written: dict[int, str] = {}
    is_cut = False
    for form in forms:
        # Of forms that fit alike the common one is meant more often.
        key = form[3] if any(map(is_marked, form[3].split(" "))) else ""
        fit = form[0] * (1 - RARE + RARE * min(1, form[2] / count))
        tokens = index.whole(term, form) if is_whole else form[1]
        is_cut |= len(tokens) != form[2] * (index.plan.width + 1)
        for number, step in index.numbers(tokens):
            if fit * step / STEPS > best.get(number, 0):
                best[number], written[number] = fit * step / STEPS, key
    rarity = math.log(1 + index.plan.documents / max(count, 1))
    return _Held(term, count, rarity, best, written, is_cut, right > 0)


def _slipped(index: Index, text: str, weak: Answer, is_whole: bool) -> Answer:
    """The best answer to the query with strays without their marks, or else with one of them changed."""
    asked, strays = weak.words, weak.strays or weak.words
    # Letters that nobody has explained are no slip of a syllable.
    places = [at for at, word in enumerate(asked) if word in strays and _VOWEL.search(word.folded)]
    if not places:
        return weak
    if any(asked[at].is_marked for at in places):
        other = tuple(_meant(word, word.folded) if at in places else word for at, word in enumerate(asked))
        answer = _answered_strictly(index, other, is_whole)
        if answer.best > weak.best:
            return _understood(index, answer, places, text, is_whole)
    spaced = [_meaning(index, other, is_whole) for other in respaced(text, asked, places, index.vocabulary)]
    for answer in spaced:
        if not answer.is_weak:
            return answer
    best = _changed(index, text, weak, places, is_whole)
    return max([best, *spaced], key=lambda answer: answer.best)


def _changed(index: Index, text: str, weak: Answer, places: Sequence[int], is_whole: bool) -> Answer:
    """The best answer to the query with one word changed."""
    asked = weak.words
    # A word that stands nowhere is a slip, whatever the others find.
    is_known = all(asked[at].folded in index.vocabulary for at in places)
    least = weak.best if is_known else 0
    # What sounds alike is meant before what is one letter away, and what more texts say is meant more often.
    best, most = None, (False, 0)
    made_of = _variants(index, asked, places)
    # A word that could be meant as it stands, and not between two others, is another only if that sounds alike.
    made_of = [(at, made) for at, made in made_of if made in alike(asked[at].folded) or not _stays(index, asked, at)]
    for at, made in made_of[:VARIANTS]:
        if not _follows(index, asked, at, made):
            continue
        answer = _answered_strictly(index, (*asked[:at], _meant(asked[at], made), *asked[at + 1 :]), is_whole)
        likely = (made in alike(asked[at].folded), len(answer.scores))
        if answer.best > least and likely > most:
            best, most = (answer, at), likely
    return _understood(index, best[0], [best[1]], text, is_whole) if best else weak


def _understood(index: Index, found: Answer, places: Sequence[int], text: str, is_whole: bool) -> Answer:
    """The answer to what was meant, as if that had been typed, and how it is written."""
    answer = _answered(index, found.words, is_whole)
    answer.suggestion = _said_again(index, found.words, places, text)
    return answer


def _meaning(index: Index, text: str, is_whole: bool) -> Answer:
    """The answer to a query with other spaces, and how texts write it."""
    asked = said(text, index.head["questions"])
    answer = _answered(index, asked, is_whole)
    plain = [at for at, word in enumerate(asked) if not word.is_marked]
    answer.suggestion = _said_again(index, asked, plain, text)
    return answer


def _variants(index: Index, asked: Sequence[Word], places: Iterable[int]) -> list[tuple[int, str]]:
    """Places of words with what they may have been meant for, the likeliest first."""
    known, found = index.vocabulary, []
    # Unknown words first, then the rarest.
    for turn, at in enumerate(sorted(places, key=lambda at: (known.get(asked[at].folded, 0), at))):
        made = slips(asked[at].folded, known)
        # What stands in a shard that was read already is told for nothing.
        made.sort(
            key=lambda word: not (at and word[:2] == asked[at].folded[:2] and _stands(index, asked[at - 1], word))
        )
        found += [(number, turn, at, word) for number, word in enumerate(made[:A_WORD])]
    return [(at, word) for _, _, at, word in sorted(found)]


def _stays(index: Index, asked: Sequence[Word], at: int) -> bool:
    """Whether a word could be meant as it is written, and does not stand between two others."""
    word, beside = asked[at], (*asked[max(at - 1, 0) : at], *asked[at + 1 : at + 2])
    is_between = len([one for one in beside if not one.asking]) > 1
    is_word = word.folded in index.vocabulary or (word.is_marked and is_syllable(word.folded))
    return is_word and not is_between


def _follows(index: Index, asked: Sequence[Word], at: int, made: str) -> bool:
    """Whether some text has the word behind the one before it, if that must be."""
    return at == 0 or asked[at - 1].asking + asked[at].asking > 0 or _stands(index, asked[at - 1], made)


def _stands(index: Index, before: Word, made: str) -> bool:
    pair = f"{before.folded} {made}"
    return pair in index.shard(index.places.of(pair))


def _meant(word: Word, made: str) -> Word:
    return Word(made, made, False, word.asking)


def _answered_strictly(index: Index, asked: Sequence[Word], is_whole: bool) -> Answer:
    terms = terms_of(asked)
    table = _Table(index, terms, terms if is_whole else ())
    held = table.holding()
    return Answer(table.answers(held), not held, tuple(asked))


def _said_again(index: Index, asked: Sequence[Word], places: Iterable[int], text: str) -> str:
    """The query as it was typed, with the changed words as texts mostly write them."""
    made: dict[int, str] = {}
    for at in places:
        term = next((term for term in terms_of(asked) if asked[at] in term.words), None)
        forms = index.forms(term) if term else []
        if term and forms:
            key = max(forms, key=lambda form: (form[0], form[2], form[3]))[3]
            made[at] = spelled(key.split(" ")[term.words.index(asked[at])])
    turn = iter(range(len(asked)))
    return WORD.sub(lambda word: made.get(next(turn, -1), word[0]), text)
