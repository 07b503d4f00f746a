"""Speech: what is written, as it is read aloud on a loudspeaker; nothing unread passes silently."""

from giamngheo.speech.lexicon import Lexicon, Sense, national
from giamngheo.speech.script import script
from giamngheo.speech.speaking import Change, Leftover, Spoken, leftovers, speak

__all__ = ["Change", "Leftover", "Lexicon", "Sense", "Spoken", "leftovers", "national", "script", "speak"]
