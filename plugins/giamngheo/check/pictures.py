"""Rules about pictures and recordings that front matter names: the file exists and is light enough."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from giamngheo.check.context import Context, close
from giamngheo.check.files import READ
from giamngheo.kinds.problem import Problem

# Shown as it is (SVG, GIF): a phone on a slow link waits three seconds for 150 kB.
MAX_PICTURE = 400_000
# Of which lighter ones are made: it has to be sent to the editors' own copies all the same.
MAX_ORIGINAL = 8_000_000

# What ends an address, begins something else in it, or no disk of Windows can write.
_BREAKING = re.compile(r'[#?%\\:*"<>|]')


def media(context: Context) -> Iterator[Problem]:
    for item, entry in context.catalogue.dated():
        if item.source in context.withdrawn or not (entry.pictures or entry.audio):
            continue
        named = [("pictures", i, picture.file) for i, picture in enumerate(entry.pictures)]
        named += [("audio", i, audio.file) for i, audio in enumerate(entry.audio)]
        for field, index, file in named:
            path = file.lstrip("/")
            # What is named is published: not the text of a draft, nor a register.
            if path not in context.files or path.endswith(READ):
                where = item.where(field, index, "file")
                yield Problem.at("I501", item.path, where, file=file, close=_near(path, context.files))
                continue
            if _BREAKING.search(path):
                yield Problem.at("I508", item.path, item.where(field, index, "file"), file=file)
            if field == "pictures":
                limit = MAX_ORIGINAL if context.catalogue.frame(path) else MAX_PICTURE
                size = (context.content / path).stat().st_size
                if size > limit:
                    facts = {"size": size // 1000, "limit": limit // 1000}
                    yield Problem.at("I503", item.path, item.where(field, index, "file"), file=file, **facts)


def _near(path: str, files: Iterable[str]) -> str:
    """The file that was meant: Windows does not tell `Anh.JPG` from `anh.jpg`, what a site stands on does."""
    suffix = Path(path.casefold()).suffix
    names = {file.casefold(): file for file in files if file.casefold().endswith(suffix)}
    return "" if path.endswith(READ) else names.get(close(path.casefold(), names), "")
