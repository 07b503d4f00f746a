"""Which files MkDocs may see: its own pages, and of everything else only what published entries use."""

from collections.abc import Callable, Sequence

from mkdocs.structure.files import File, Files, InclusionLevel

from giamngheo.portal import Portal


class PortalFiles(Files):
    """Files in which entries and media can be linked to but are not MkDocs' own: the engine makes them itself.

    MkDocs would rebuild its navigation into every page, read each at every build, and copy every picture.
    """

    def __init__(self, files: list[File], owned: frozenset[str]) -> None:
        super().__init__(files)
        self.owned = owned

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        return [file for file in self.own if file.is_documentation_page() and inclusion(file.inclusion)]

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        for file in self.own:
            if not file.is_documentation_page() and inclusion(file.inclusion):
                file.copy_file(dirty)

    @property
    def own(self) -> list[File]:
        """Those that MkDocs makes or copies."""
        return [file for src_uri, file in self.src_uris.items() if src_uri not in self.owned]


def portal_files(files: Files, portal: Portal) -> PortalFiles:
    """Plain pages and entries that are public, and the media they use; no draft's picture, no YAML, no theme file."""
    pages = {item.source for item in portal.public if item.source and item.source.endswith(".md")}
    plain = {item.source for item in portal.public.of("page").values()}
    media = portal.media
    root = str(portal.content.resolve())
    kept = []
    for file in files:
        is_ours = (file.src_dir or "").startswith(root) and (file.src_uri in pages or file.src_uri in media)
        if is_ours or file.generated_by is not None:
            kept.append(file)
    return PortalFiles(kept, frozenset((pages - plain) | media))
