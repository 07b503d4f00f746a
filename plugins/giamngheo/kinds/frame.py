"""A picture as pages show it: upright, at up to three widths, each as WebP and as JPEG."""

from msgspec import Struct

from giamngheo.words.slug import slugify

# A small phone, a common one, a desk.
WIDTHS = (360, 720, 1080)
FORMS = ("webp", "jpg")
FOLDER = "assets/anh/"
# Narrower than the next by less than this, a width is not worth a file.
_STEP = 1.2


class Frame(Struct, frozen=True):
    """`file` is the original below the content folder, of `wide` times `high` pixels; `sum` stands for its bytes."""

    file: str
    wide: int
    high: int
    sum: str

    @property
    def widths(self) -> tuple[int, ...]:
        """From narrow to wide; never wider than the original."""
        most = min(self.wide, WIDTHS[-1])
        return (*(width for width in WIDTHS[:-1] if width * _STEP < most), most)

    def height(self, width: int) -> int:
        return max(1, round(self.high * width / self.wide))

    def address(self, width: int, form: str) -> str:
        """It changes with the picture, so that it may be kept for ever."""
        stem = slugify(self.file.rpartition("/")[2].rpartition(".")[0])
        return f"{FOLDER}{stem}-{width}.{self.sum}.{form}"

    @property
    def common(self) -> str:
        """The JPEG that nearly every reader can show and wait for."""
        return self.address(self.widths[min(1, len(self.widths) - 1)], "jpg")

    @property
    def best(self) -> str:
        return self.address(self.widths[-1], "jpg")

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every file that is made of it."""
        return tuple(self.address(width, form) for width in self.widths for form in FORMS)
