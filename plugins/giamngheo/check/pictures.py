"""Rules about pictures and recordings that front matter names: the file exists and is light enough."""

from collections.abc import Iterator
from pathlib import Path

from giamngheo.check.context import Context, close
from giamngheo.kinds.problem import Problem

# A phone on a slow link waits three seconds for 150 kB.
MAX_PICTURE = 400_000


def media(context: Context) -> Iterator[Problem]:
    for item, entry in context.catalogue.dated():
        if not entry.pictures and not entry.audio:
            continue
        named = [("pictures", i, picture.file) for i, picture in enumerate(entry.pictures)]
        named += [("audio", i, audio.file) for i, audio in enumerate(entry.audio)]
        for field, index, file in named:
            path = file.lstrip("/")
            if path not in context.files:
                names = [name for name in context.files if name.endswith(Path(path).suffix)]
                where = item.where(field, index, "file")
                yield Problem.at("I501", item.path, where, file=file, close=close(path, names))
            elif field == "pictures" and (size := (context.content / path).stat().st_size) > MAX_PICTURE:
                facts = {"size": size // 1000, "limit": MAX_PICTURE // 1000}
                yield Problem.at("I503", item.path, item.where(field, index, "file"), file=file, **facts)
