"""Vietnamese text without its marks, as it stands in addresses and names of files."""

import re
import unicodedata


class _Bare(dict[int, str]):
    """Letters without their marks; each is looked up once, there are few."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code)).replace("\u0111", "d")
        bare = self[code] = "".join(c for c in letters if not unicodedata.combining(c))
        return bare


_BARE = _Bare()
_GAP = re.compile(r"[^a-z0-9]+")


def slugify(text: str, separator: str = "-") -> str:
    """Vietnamese text as an address without marks, because people read addresses aloud."""
    return _GAP.sub(separator, text.lower().translate(_BARE)).strip(separator)
