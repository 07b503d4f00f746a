"""The page being written, ahead of the build: an editor does not wait until ten thousand others were looked at.

Most edits change the text of one entry and nothing that another page shows. Such a page is made from what the last
build knew, and shown; the build that follows looks at everything, and has the last word.
"""

from collections.abc import Iterable
from pathlib import Path

from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Item
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.reading import Body
from giamngheo.load.registered import validate
from giamngheo.load.text import read_text
from giamngheo.markup.scan import Scans
from giamngheo.portal import Portal
from giamngheo.render.kitchen import Setup, Task, make
from giamngheo.render.spec import PageSpec


class Ahead:
    """What the last build knew: pages and items by the file they come from."""

    def __init__(self, portal: Portal, setup: Setup, specs: Iterable[PageSpec]) -> None:
        self.portal = portal
        self.setup = setup
        self.specs = {spec.source: spec for spec in specs if spec.source}
        self.items = {item.source: item for item in portal.public if item.source in self.specs}

    def pages(self, files: Iterable[Path]) -> dict[str, bytes]:
        """The pages of these files by their path in the site; none if a file is not just an entry's new text."""
        made = {}
        for file in files:
            source = file.relative_to(self.portal.content).as_posix() if self._is_content(file) else ""
            body = self._body(self.items[source], file) if source in self.items else None
            if body is None:
                return {}
            spec = self.specs[source]
            targets = Scans([body]).targets(source)
            links = {target: self.portal.links.resolve(target, source).address for target in targets}
            [page] = make(self.setup, [Task(spec, body.text, links)])
            made[spec.path] = page.page
        return made

    def _is_content(self, file: Path) -> bool:
        return file.suffix == ".md" and file.is_relative_to(self.portal.content) and file.is_file()

    def _body(self, item: Item, file: Path) -> Body | None:
        """The text of a file in which nothing but the text changed."""
        text, _ = read_text(file, item.path)
        if text is None:
            return None
        parts = read_front_matter(text)
        if parts.located.problems or not isinstance(parts.located.data, dict):
            return None
        entry, _ = validate(BY_NAME[item.kind].model, parts.located, item.path)
        if entry != item.entry or not parts.body or parts.body == item.body:
            return None
        return Body(item.path, item.source or "", parts.body, parts.body_line)
