"""Article (bài viết): news, explanation or experience, written by the editors."""

from giamngheo.kinds.entry import Entry


class Article(Entry):
    """Bài viết."""
