"""Which files MkDocs may see: its own pages, and of everything else only what published entries use."""

from collections.abc import Iterable, Set

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from giamngheo.portal import Portal


class PortalFiles(Files):
    """Plain pages, which MkDocs makes; entries and media are no more than what such a page may link to.

    MkDocs would rebuild its navigation into every entry, read each at every build, and copy every picture.
    """

    def __init__(self, own: list[File], linked: Set[str], config: MkDocsConfig) -> None:
        super().__init__(own)
        self._linked = linked
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and path in self._linked:
            found = file_of(path, self._config)
            found.inclusion = InclusionLevel.INCLUDED
        return found


def portal_files(files: Files, portal: Portal, config: MkDocsConfig) -> PortalFiles:
    """Public plain pages and what other plugins made; no YAML, no draft's picture, no theme file."""
    own = [file_of(item.source or "", config) for item in portal.public.of("page").values()]
    made = [file for file in files if file.generated_by is not None]
    return linked_files([*own, *made], portal, config)


def linked_files(files: Iterable[File], portal: Portal, config: MkDocsConfig) -> PortalFiles:
    """The same files, from which plain pages may link to entries."""
    return PortalFiles([*files], portal.links.by_source.keys() | portal.media, config)


def file_of(source: str, config: MkDocsConfig) -> File:
    return File(source, config.docs_dir, config.site_dir, config.use_directory_urls)
