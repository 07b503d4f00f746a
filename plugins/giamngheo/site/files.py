"""Which files MkDocs may see: its own pages, and of everything else only what published entries use."""

from collections.abc import Callable, Sequence

from mkdocs.structure.files import File, Files, InclusionLevel

from giamngheo.portal import Portal


class PortalFiles(Files):
    """Files in which entries can be linked to but are no pages of MkDocs: the plugin renders them itself.

    MkDocs would rebuild its navigation into every one of them and read each at every build.
    """

    def __init__(self, files: list[File], owned: frozenset[str]) -> None:
        super().__init__(files)
        self.owned = owned

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        pages = super().documentation_pages(inclusion=inclusion)
        return [file for file in pages if file.src_uri not in self.owned]


def portal_files(files: Files, portal: Portal) -> PortalFiles:
    """Plain pages and entries that are public, and the media they use; no draft's picture, no YAML, no theme file."""
    pages = {item.source for item in portal.public if item.source and item.source.endswith(".md")}
    plain = {item.source for item in portal.public.of("page").values()}
    media = portal.media()
    root = str(portal.content.resolve())
    kept = []
    for file in files:
        is_ours = file.generated_by is not None or (file.src_dir or "").startswith(root)
        if is_ours and (file.src_uri in pages or file.src_uri in media or file.generated_by is not None):
            kept.append(file)
    return PortalFiles(kept, frozenset(pages - plain))
