"""A picture in HTML: every browser takes the width and the form that suit it, and knows its place beforehand."""

import re
from collections.abc import Iterable

from giamngheo.kinds.frame import Frame
from giamngheo.kinds.values import uri
from giamngheo.markup.address import relative

# How wide a picture stands in a text.
IN_TEXT = "(min-width: 45rem) 43rem, 100vw"
_IMAGE = re.compile(r"<img\b([^>]*)>")
_SOURCE = re.compile(r' src="([^"]*)"')


def framed(frame: Frame, prefix: str, sizes: str, attributes: str) -> str:
    """`prefix` leads to the root, `attributes` are those of the picture itself (alt, loading)."""
    webp, jpeg = (
        ", ".join(f"{prefix}{frame.address(width, form)} {width}w" for width in frame.widths)
        for form in ("webp", "jpg")
    )
    width = frame.widths[-1]
    return (
        f'<picture><source type="image/webp" srcset="{webp}" sizes="{sizes}"><img src="{prefix}{frame.common}"'
        f' srcset="{jpeg}" sizes="{sizes}" width="{width}" height="{frame.height(width)}"{attributes}></picture>'
    )


def in_frames(html: str, frames: Iterable[Frame], here: str) -> str:
    """A body on the page `here` with the pictures of these files in all their widths."""
    known = {uri(relative(frame.file, here)): frame for frame in frames}
    prefix = "../" * here.count("/")

    def shown(image: re.Match[str]) -> str:
        source = _SOURCE.search(image[1])
        frame = known.get(source[1]) if source else None
        return image[0] if frame is None else framed(frame, prefix, IN_TEXT, _SOURCE.sub("", image[1]))

    return _IMAGE.sub(shown, html) if known else html
