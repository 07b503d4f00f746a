"""The page being written, ahead of the build: an editor does not wait until ten thousand others were looked at.

Most edits change the words of one entry: its text, title or summary. Its page is made from what the last build knew,
and shown; the build that follows looks at everything, makes what else shows those words, and has the last word.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from giamngheo.derive.entries import EntryView
from giamngheo.derive.filled import calls_of
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.entry import Entry
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.registered import validate
from giamngheo.load.text import read_text
from giamngheo.markup.calls import filled
from giamngheo.markup.scan import Scans
from giamngheo.portal import Portal
from giamngheo.render.kitchen import Setup, Task, make
from giamngheo.render.spec import Leaf, PageSpec

# What an entry's page shows as it is typed; every other field may lead to something, or decide who sees the page.
WORDS = frozenset({"title", "summary"})


class Ahead:
    """What the last build knew: pages and items by the file they come from."""

    def __init__(self, portal: Portal, setup: Setup, leaves: Iterable[Leaf]) -> None:
        self.portal = portal
        self.setup = setup
        self.leaves = {leaf.source: leaf for leaf in leaves if leaf.source}
        self.items = {item.source: item for item in portal.public if item.source in self.leaves}

    def pages(self, files: Iterable[Path]) -> dict[str, bytes]:
        """The pages of these files by their path in the site; none if anything but an entry's words changed."""
        made = {}
        for file in files:
            source = file.relative_to(self.portal.content).as_posix() if self._is_content(file) else ""
            task = self._task(self.items[source], source, file) if source in self.items else None
            if task is None:
                return {}
            [page] = make(self.setup, [task])
            made[task.spec.path] = page.page
        return made

    def _is_content(self, file: Path) -> bool:
        return file.suffix == ".md" and file.is_relative_to(self.portal.content) and file.is_file()

    def _task(self, item: Item, source: str, file: Path) -> Task | None:
        text, _ = read_text(file, item.path)
        if text is None:
            return None
        parts = read_front_matter(text)
        if parts.located.problems or not isinstance(parts.located.data, dict) or not parts.body:
            return None
        entry, _ = validate(BY_NAME[item.kind].model, parts.located, item.path)
        if entry is None or not _is_in_words(cast(Entry, item.entry), cast(Entry, entry)):
            return None
        if any(calls_of(cast(Entry, entry))):
            # What a title prints is known to the build alone.
            return None
        scans = Scans([Body(item.path, source, parts.body, parts.body_line)])
        links = {target: self.portal.links.resolve(target, source).address for target in scans.targets(source)}
        quotes = self.portal.quotes_of(scans.calls(source))
        if any(call.typed not in quotes for call in scans.calls(source)):
            # The build says what is wrong with it.
            return None
        spec = _reworded(self.leaves[source].spec(), cast(Entry, entry))
        spec = replace(spec, frames=self.portal.frames_at(links.values()))
        return Task(spec, filled(parts.body, quotes), links)


def _is_in_words(before: Entry, after: Entry) -> bool:
    return before.model_copy(update={name: getattr(after, name) for name in WORDS}) == after


def _reworded(spec: PageSpec, entry: Entry) -> PageSpec:
    view = replace(cast(EntryView, spec.view), entry=entry)
    return replace(spec, title=entry.title, description=entry.summary, view=view)
