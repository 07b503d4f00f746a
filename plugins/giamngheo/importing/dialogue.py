"""Questions to the person at the keyboard: the proposal is shown, Enter takes it, an option answers beforehand."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct, field

from giamngheo.importing.workbook import Refused
from giamngheo.words import say

T = TypeVar("T")
STOP = "q"
ALL = "*"


class Stopped(Exception):
    """The person said stop: nothing was written."""


class Wrong(Exception):
    """An answer that cannot be; the message says why, and the question is asked again."""


class Question(Struct, frozen=True):
    """What is asked. `option` is how a script answers it; a sure proposal is one that the table itself states."""

    option: str
    text: str
    proposal: str | None = None
    is_sure: bool = False


class Dialogue(Struct):
    """Asks, or takes what was answered beforehand; with `accepts`, only what is sure."""

    accepts: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    # The answers as options, so that the same import can be run again without a question.
    answers: dict[str, str] = field(default_factory=dict)
    _takes_all: bool = False

    def show(self, text: str = "") -> None:
        print(text, flush=True)

    def is_open(self, option: str) -> bool:
        """Whether a person will be asked, and may want to see a list to choose from."""
        return not self.accepts and option not in self.given

    def ask(self, question: Question, read: Callable[[str], T]) -> T:
        """The answer, read; asked again as long as it cannot be."""
        given = self.given.get(question.option)
        if given is None and self.accepts:
            given = self._accepted(question)
        while True:
            answer = given if given is not None else self._typed(question)
            try:
                value = read(answer or _refused_nothing(question))
            except Wrong as wrong:
                if self.accepts:
                    reason = say("import.wrong_option", option=question.option, answer=answer, reason=wrong)
                    raise Refused(reason) from None
                self.show(f"  {wrong}")
                # A proposal that cannot be, as when two rows were nearest to one place, needs a person.
                given, self._takes_all = None, False
                continue
            self.answers[question.option] = answer
            return value

    def ask_all(self, questions: Sequence[Question], read: Callable[[str, str], T]) -> list[T]:
        """Several questions of one sort; `*` takes the proposals of all that are left."""
        self._takes_all = False
        if self.accepts:
            self._refuse_open([q for q in questions if q.option not in self.given and not (q.is_sure and q.proposal)])
        answers = [self.ask(question, lambda answer, q=question: read(q.option, answer)) for question in questions]  # type: ignore[misc]
        self._takes_all = False
        return answers

    def edits(self, text: str, read: Callable[[str], tuple[str, str]]) -> dict[str, str]:
        """Any number of changes on one line; none is Enter."""
        return dict(read(word) for word in self._typed(Question("yes", text, "")).replace(",", " ").split())

    def unused(self, sorts: Sequence[str]) -> list[str]:
        """The answers to what was never asked: a row or a column that the table does not have."""
        return [it for it in self.given if it.partition(" ")[0] in sorts and it not in self.answers]

    def _accepted(self, question: Question) -> str:
        if question.proposal is None or not question.is_sure:
            self._refuse_open([question])
        self.show(say("import.accepted", question=question.text, answer=question.proposal))
        return question.proposal or ""

    def _refuse_open(self, questions: Sequence[Question]) -> None:
        if questions:
            lines = [
                f"  {question.text}\n    {told_option(question.option, question.proposal)}" for question in questions
            ]
            raise Refused(say("import.not_sure", count=len(questions), questions="\n".join(lines)))

    def _typed(self, question: Question) -> str:
        proposal = question.proposal
        if self._takes_all and proposal is not None:
            self.show(f"{question.text} {proposal}")
            return proposal
        hint = say("import.enter", proposal=proposal) if proposal else ""
        print(f"{question.text}{hint} ", end="", flush=True)
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            # Nobody saw what was typed: a record of the import shows it.
            self.show(line.rstrip("\n"))
        if not line:
            raise Refused(say("import.no_answer", question=question.text, option=told_option(question.option, None)))
        answer = line.strip()
        if answer == STOP:
            raise Stopped
        if answer == ALL and proposal is not None:
            self._takes_all = True
        return proposal if proposal is not None and answer in ("", ALL) else answer


def _refused_nothing(question: Question) -> str:
    """Enter takes a proposal; where there is none, it is no answer."""
    if question.proposal is None:
        raise Wrong(say("import.wrong.nothing"))
    return ""


def told_option(option: str, answer: str | None) -> str:
    """`place 12` -> --place 12=...; the way to answer a question beforehand."""
    if option == "yes":
        return "--yes"
    name, _, key = option.partition(" ")
    value = answer if answer is not None else "..."
    if not key:
        return f"--{name} {value}"
    # What begins with a dash would be taken for another option.
    return f"--{name}{'=' if key.startswith('-') else ' '}{key}={value}"
