"""Pictures at the widths and in the forms in which pages show them, made of an original of any size.

Colours become sRGB, what was turned stands upright, nothing that a camera wrote goes along. Pillow is loaded here
alone, and only when a picture has to be made.
"""

import io
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from giamngheo.keys import Key, key_of
from giamngheo.kinds.frame import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

# Each is to arrive within a second on a weak signal: the best quality that does, or the last.
BUDGET = 30_000
QUALITIES = (78, 54, 30)
_RECIPE = "1"


def recipe(frame: Frame) -> Key:
    """Stands for the files made of a picture: its bytes and how they are made."""
    return key_of("picture", _RECIPE, version("pillow"), repr(frame))


def made(data: bytes, frame: Frame) -> dict[str, bytes]:
    """Every file of a picture by its address; raises OSError where the bytes are no picture inside."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        # A JPEG is read no finer than it is needed.
        opened.draft("RGB", (2 * max(frame.widths), 2 * frame.height(max(frame.widths))))
        whole = _upright(opened)
    files = {}
    for width in reversed(frame.widths):
        whole = whole.resize((width, frame.height(width)), Image.Resampling.LANCZOS, reducing_gap=3.0)
        files[frame.address(width, "webp")] = _light(whole, {"format": "WEBP", "method": 4})
        opaque = _on_paper(whole)
        files[frame.address(width, "jpg")] = _light(opaque, {"format": "JPEG", "progressive": True, "optimize": True})
    return files


def _upright(opened: "Image") -> "Image":
    """In sRGB, turned as the camera was held; with its transparency, if it has any."""
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(opened)
    if turned.mode.startswith("I"):
        # Sixteen bits a pixel.
        turned = turned.point(lambda value: value / 257).convert("L")
    has_alpha = "A" in turned.mode or "transparency" in turned.info
    profile = turned.info.get("icc_profile")
    if profile and turned.mode in ("RGB", "CMYK", "L"):
        return _in_srgb(turned, profile)
    return turned.convert("RGBA" if has_alpha else "RGB")


def _in_srgb(image: "Image", profile: bytes) -> "Image":
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):
        # A profile that nobody can read, or of other colours than the picture's.
        found = None
    return found or image.convert("RGB")


def _on_paper(image: "Image") -> "Image":
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _light(image: "Image", how: Mapping[str, Any]) -> bytes:
    image.info.clear()
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, quality=quality, **how)
        if out.tell() <= BUDGET:
            break
    return out.getvalue()
