"""A problem found in what an editor wrote: data with a code, a place in a file and the facts that show it."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class Severity(StrEnum):
    """An error stops the build; a warning is printed and counted, and stops a strict build; a notice only tells.

    That a consent was withdrawn is a notice: no setting may keep such a story online.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Position(NamedTuple):
    """Where something stands in a file: line and column, both from 1."""

    line: int = 1
    column: int = 1


TOP = Position()


class Problem(Struct, frozen=True, order=True):
    """One fact that an editor has to know; its sentences are `problem.<code>.*` in the word files."""

    path: str
    line: int
    column: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def at(cls, code: str, path: str, position: Position = TOP, **facts: object) -> "Problem":
        return cls(path, position.line, position.column, code, tuple((k, str(v)) for k, v in facts.items()))

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.code]


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

# The letter tells what the rule is about: T text file, Y YAML, F field, R reference and address, I picture and sound,
# P people, G figure, V validity in time, S speech, L the register of inquiries.
# A number is never used again for another rule.
SEVERITY: dict[str, Severity] = {
    "T101": E,  # not UTF-8
    "T102": E,  # file too large
    "T103": W,  # decomposed Unicode (NFD)
    "T104": W,  # both tone placements in one file
    "T105": E,  # text in a legacy encoding (TCVN3, VNI)
    "T106": E,  # empty body
    "T107": W,  # a file that nothing reads
    "T108": E,  # words of a skeleton in a published entry
    "T109": E,  # a link of the file system
    "T110": W,  # data under a name that nothing goes by
    "Y201": E,  # unquoted colon
    "Y202": E,  # tab
    "Y203": E,  # duplicate key
    "Y204": E,  # unclosed quote
    "Y205": E,  # other YAML syntax
    "Y206": E,  # front matter missing or not closed
    "Y207": E,  # decimal comma inside {...}
    "Y208": E,  # value begins with a reserved character
    "Y209": E,  # anchors and aliases
    "Y210": E,  # list or group not closed
    "Y211": E,  # other dashes where --- must stand
    "F301": E,  # unknown field
    "F302": E,  # missing field
    "F303": E,  # impossible date
    "F304": E,  # date in another form
    "F305": E,  # neither true nor false
    "F306": E,  # 1.234: a thousand or one point two?
    "F307": E,  # number with leading zero
    "F308": E,  # not a number
    "F309": E,  # unknown choice
    "F310": E,  # wrong shape
    "F311": E,  # bad id
    "F312": E,  # place code that lost its zero
    "F313": E,  # a count with decimals
    "F314": E,  # no web address
    "F315": E,  # a call for a figure where none is filled in
    "F316": E,  # table without ids
    "F317": E,  # no code of a language
    "F318": E,  # a year too far
    "R401": E,  # unknown id
    "R402": E,  # two files with one address
    "R403": E,  # reserved address
    "R404": E,  # broken internal link
    "R405": E,  # broken anchor
    "R406": E,  # unknown kind in a link
    "R407": E,  # unsafe link or raw HTML
    "R408": W,  # heading of the first level inside a body
    "R409": W,  # link to an entry that is not public
    "R410": E,  # places that lie in one another
    "R411": E,  # places that became one another
    "R412": E,  # translation of nothing
    "R413": W,  # a name too long for Windows
    "R414": E,  # a name that Windows keeps for a device
    "R415": E,  # an old address that no page can have had
    "R416": E,  # an entry in the folder of another language
    "I501": E,  # missing file
    "I502": E,  # picture without alt
    "I503": W,  # picture file too large for a slow link
    "I504": E,  # picture that cannot be read
    "I505": E,  # picture of too many pixels
    "I506": W,  # picture that tells where it was taken
    "I507": E,  # drawing that holds a program
    "I508": E,  # file whose name breaks its address
    "P601": E,  # story without consent
    "P602": N,  # consent withdrawn
    "P603": N,  # consent expired
    "P604": E,  # press without permission
    "P605": E,  # consent that does not cover what the story shows
    "P606": E,  # place finer than the commune, or a personal number
    "P607": E,  # telephone number or mailbox beside a citizen's question
    "G701": E,  # figure or amount without source
    "G702": E,  # source from an unknown mirror
    "G703": E,  # rate against counts
    "G704": E,  # sum of parts
    "G705": E,  # standard not valid on the date
    "G706": E,  # place not valid on the date
    "G707": E,  # target among the results
    "G708": W,  # "giam 0,96 %" where points are meant
    "G709": E,  # result of a period that has not ended
    "G710": E,  # two values for one place, period, standard
    "G711": E,  # rate outside 0-100
    "G712": E,  # unit unknown
    "G713": E,  # table without head, head without table
    "G714": E,  # unknown column
    "G715": E,  # missing column
    "G716": E,  # name of another place
    "G717": E,  # no number and no reason
    "G718": E,  # reason beside a number
    "G719": E,  # more cells than columns
    "G720": E,  # row without place
    "G721": W,  # published sum that differs a little from its published parts
    "G722": W,  # two rates of one place and year imply different households
    "G723": W,  # a rate implies more or fewer households than those of its parts
    "G724": W,  # rate outside the rates of its parts
    "G725": W,  # year unlike its neighbours
    "G726": W,  # target whose own base is not the published result
    "G727": E,  # a call for a figure that is not understood
    "G728": E,  # a call for a figure that is not there
    "G729": E,  # a call for a year counted by two standards
    "G730": E,  # a difference that may not be taken
    "G731": W,  # a sentence says another number than the data
    "G732": E,  # a call for an amount that the policy does not have
    "G733": W,  # a sentence says another amount than the policy
    "G734": E,  # an amount with two values at one time
    "G735": W,  # a sentence gives a place the number of what went into it later
    "G736": W,  # an amount said to be anybody's right, with nothing that says so
    "G737": E,  # number below zero
    "V801": E,  # amount claimed as confirmed without law, official source or check
    "V802": W,  # expired law cited as in force
    "V803": E,  # answer without legal basis
    "V804": E,  # date in the future
    "V805": E,  # ends before it begins
    "V806": W,  # confirmed, but the check is older than six months
    "V807": W,  # a text prints an amount that no longer holds
    "S901": W,  # something that nobody can read aloud
    "S902": W,  # a reading that cannot be read itself
    "S903": E,  # two bulletins for one place on one day
    "S904": W,  # a bulletin names what it cannot read
    "S905": W,  # a bulletin for a place that is no more
    "S906": W,  # a number that stands again as another, a day that no calendar has
    "L901": E,  # days of an inquiry out of order
    "L902": E,  # a state that lacks what it says
    "L903": E,  # a state with what comes later
    "L904": E,  # published without a page that readers see
    "L905": E,  # refused or transferred without a reason
    "L906": E,  # merged into itself
    "L907": E,  # an inquiry that no intake covers
    "L908": E,  # a real agency in a made-up register, or the other way round
    "L909": E,  # a day off without its day
    "L910": W,  # a year whose lunar new year is no day off yet
}
