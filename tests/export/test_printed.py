"""Documents for Word as they come out of a printer: LibreOffice lays them out, and its pages are looked at."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element, fromstring

import docx as python_docx
import pytest
from PIL import Image, ImageChops, ImageStat

from giamngheo.render.environment import templates_folder

pytestmark = pytest.mark.slow

# An article with a drawing and two tables, a story with a photograph, answers, one with a table, what is
# written in another language, what an operator reads: each with the pages it takes in our letters.
PAGES = {
    "bai-viet/2026/ca-nuoc-2022-2024-ba-ky-ra-soat": 4,
    "guong-dien-hinh/rau-sach-quang-dien": 3,
    "hoi-dap/the-bao-hiem-y-te": 3,
    "hoi-dap/vay-ngan-hang-chinh-sach": 3,
    "en/bai-viet/2026/per-cent-and-percentage-points": 2,
    "phat-thanh/xa-a-luoi-2": 6,
}
# A4 in points, its margins of 30 mm on the left and 20 mm around; a point is lost in rounding.
WIDE, HIGH, LEFT, AROUND, ROUNDED = 595.3, 841.9, 85.05, 56.7, 1.0
# Pixels for a point of the page.
FINE = 100 / 72
# The lines of tables are so dark over their whole length.
GREY = 190
LETTERS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


class Word(NamedTuple):
    """A word on a page with its box, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Printed:
    """A document and what became of it."""

    document: Path
    pdf: Path
    tools: Callable[..., str]

    def told(self, tool: str, *arguments: str) -> str:
        command = [self.tools(tool), *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    @cached_property
    def pages(self) -> list[list[Word]]:
        """The words of each page as poppler finds them."""
        html = self.told("pdftotext", "-bbox", str(self.pdf), "-")
        root = fromstring(re.sub(r' xmlns="[^"]*"|<!DOCTYPE.*?>', "", html, flags=re.DOTALL))
        return [[_word(one) for one in page.iter("word")] for page in root.iter("page")]

    @cached_property
    def text(self) -> str:
        return " ".join(self.told("pdftotext", "-raw", str(self.pdf), "-").split())

    @cached_property
    def words(self) -> "python_docx.document.Document":
        return python_docx.Document(str(self.document))

    def picture(self) -> Image.Image:
        with zipfile.ZipFile(self.document) as archive:
            (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
            return Image.open(io.BytesIO(archive.read(name))).convert("RGB")

    def page(self, number: int) -> Image.Image:
        """A page as it is seen."""
        stem = self.pdf.with_suffix("")
        self.told(
            "pdftoppm",
            "-r",
            "100",
            "-f",
            str(number),
            "-l",
            str(number),
            "-png",
            "-singlefile",
            str(self.pdf),
            str(stem),
        )
        return Image.open(stem.with_suffix(".png")).convert("RGB")


def _word(element: Element) -> Word:
    box = (float(element.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
    return Word(element.text or "", *box)


@pytest.fixture(scope="module")
def printed(
    built_site: Path,
    program: Callable[..., str],
    go_without: Callable[[str], NoReturn],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Printed]:
    """Every document by its entry, laid out in our own letters: the same pages on every machine."""
    folder = tmp_path_factory.mktemp("printed")
    documents = {address: _document(built_site / address) for address in PAGES}
    letters = folder / "fonts.conf"
    letters.write_text(LETTERS.format(fonts=templates_folder() / "assets/fonts", cache=folder / "cache"), "utf-8")
    command = [program("soffice"), "--headless", f"-env:UserInstallation=file://{folder / 'profile'}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents.values())]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(letters)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert 0 == done.returncode, done.stderr
    found = {it: Printed(one, folder / f"{one.stem}.pdf", program) for it, one in documents.items()}
    if not any(one.pdf.exists() for one in found.values()):
        go_without("LibreOffice is here without Writer (Debian: libreoffice-writer-nogui)")
    return found


def _document(folder: Path) -> Path:
    (found,) = [*folder.glob("*.docx"), *folder.glob("tai-su-dung/*.docx")]
    return found


@pytest.mark.parametrize("address", PAGES)
def test_a_document_takes_as_many_pages_as_it_says_at_their_foot(printed: dict[str, Printed], address: str) -> None:
    one = printed[address]
    assert PAGES[address] == len(one.pages)
    feet = [max(words, key=lambda it: it.bottom).text for words in one.pages]
    assert [f"{number}/{len(feet)}" for number in range(1, len(feet) + 1)] == feet


@pytest.mark.parametrize("address", PAGES)
def test_no_word_runs_out_of_the_margins(printed: dict[str, Printed], address: str) -> None:
    words = [word for page in printed[address].pages for word in page]
    assert 150 < len(words)
    out = [
        word
        for word in words
        if word.left < LEFT - ROUNDED
        or word.right > WIDE - AROUND + ROUNDED
        or word.top < AROUND - ROUNDED
        or word.bottom > HIGH - AROUND + ROUNDED
    ]
    feet = len(printed[address].pages)
    assert feet == len(out), out
    assert all(re.fullmatch(r"\d+/\d+", word.text) for word in out)


@pytest.mark.parametrize("address", PAGES)
def test_every_paragraph_can_be_copied_whole_with_its_marks(printed: dict[str, Printed], address: str) -> None:
    one = printed[address]
    paragraphs = [" ".join(it.text.split()) for it in [*one.words.paragraphs, *_cells(one)]]
    told = [text for text in paragraphs if text]
    assert 10 < len(told)
    # A line ends where an address is cut, and a page where its number stands.
    flat = _flat(re.sub(r" \d+/\d+ ", " ", one.text))
    assert [] == [text for text in told if _flat(text) not in flat]


def _cells(one: Printed) -> Iterator["python_docx.text.paragraph.Paragraph"]:
    return (it for table in one.words.tables for row in table.rows for cell in row.cells for it in cell.paragraphs)


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "address", [address for address in PAGES if address.startswith(("bai-viet", "guong", "hoi-dap/the", "en"))]
)
def test_the_picture_is_seen_at_its_place_over_the_whole_column_in_its_colours(
    printed: dict[str, Printed], address: str
) -> None:
    one, picture = printed[address], printed[address].picture()
    (caption,) = [it.text for it in one.words.paragraphs if it.style.name == "Caption"]
    first = one.pages[0]
    texts = [word.text for word in first]
    at = next(n for n in range(len(texts)) if texts[n : n + 3] == caption.split()[:3])
    high = (WIDE - LEFT - AROUND) * picture.height / picture.width
    bottom = first[at].top
    assert first[at - 1].bottom < bottom - high, "no words between the lead and the caption"
    seen = one.page(1)
    place = (LEFT, first[at - 1].bottom + 1, WIDE - AROUND, bottom - 1)
    left, top, right, below = _coloured(seen.crop(tuple(round(edge * FINE) for edge in place)))
    width = round((WIDE - LEFT - AROUND) * FINE)
    assert (0, width) == pytest.approx((left, right), abs=2)
    assert high * FINE == pytest.approx(below - top, abs=3)
    corner = (round(place[0] * FINE) + left, round(place[1] * FINE) + top)
    part = seen.crop((*corner, corner[0] + right - left, corner[1] + below - top))
    like = picture.resize(part.size, Image.Resampling.LANCZOS)
    assert max(ImageStat.Stat(ImageChops.difference(part, like)).mean) < 8
    assert max(ImageStat.Stat(part).stddev) > 30, "a picture of one colour shows nothing"


def _coloured(part: Image.Image) -> tuple[int, int, int, int]:
    """Where a part of a page is not white paper."""
    box = ImageChops.difference(part, Image.new("RGB", part.size, "white")).point(lambda it: 255 * (it > 6)).getbbox()
    assert box is not None, "blank"
    return box


def test_a_table_has_its_lines_around_every_cell_and_keeps_to_the_column(printed: dict[str, Printed]) -> None:
    one = printed["hoi-dap/vay-ngan-hang-chinh-sach"]
    (table,) = one.words.tables
    head = table.rows[0].cells[0].text.split()[0]
    number, word = next(
        (n, it) for n, page in enumerate(one.pages, 1) for it in page if it.text == head and it.left < 95
    )
    row = (
        one.page(number).convert("L").crop((0, round(word.top * FINE), round(WIDE * FINE), round(word.bottom * FINE)))
    )
    upright = [x for x in range(row.width) if row.crop((x, 0, x + 1, row.height)).getextrema()[1] < GREY]
    assert len(table.columns) + 1 == len({x // 4 for x in upright})
    edges = (upright[0] / FINE, upright[-1] / FINE)
    assert (LEFT, WIDE - AROUND) == pytest.approx(edges, abs=2.5)
