"""The generators that are measured, and the folder in which one of them builds one size of the corpus."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import corpus
from bench.measure import Cost, Failed, measure
from bench.results import COLD, EDIT, Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE = Path(__file__).resolve().parent
CONTENT = "content"


class Tools(NamedTuple):
    """What the generators run with: our environment's interpreter, Hugo's program, the variables of all."""

    python: Path
    hugo: Path
    env: Mapping[str, str]


@dataclass(frozen=True)
class Peer:
    """A generator. Its settings and templates lie in the folder of its name beside this file."""

    name: str
    dialect: corpus.Dialect
    site: str

    def command(self, tools: Tools, folder: Path) -> list[str]:
        """A build in `folder` as its users start it, with no option that makes it do less."""
        if self.name == "hugo":
            # Hugo keeps a cache in the system's temporary folder otherwise, where a cold build would find it.
            kept = ["--cacheDir", str(folder / ".hugo")]
            return [str(tools.hugo), "build", "--clock", corpus.TODAY.isoformat(), *kept]
        return [str(tools.python), "-P", "-m", "mkdocs", "build", "-f", "mkdocs.yml"]


PEERS = {
    peer.name: peer
    for peer in (
        Peer("ours", corpus.OURS, "site"),
        Peer("hugo", corpus.HUGO, "public"),
        Peer("material", corpus.MATERIAL, "site"),
    )
}
# Ours with figures alone; `entries` are communes.
FIGURES = Peer("figures", corpus.OURS, "site")


class Step(NamedTuple):
    """One build to measure, and the edit that goes before it."""

    work: Work
    edit: corpus.Edit | None = None


# Folders of pages that are made of data.
REGISTERS = ("chi-so", "dia-ban", "chinh-sach", "doi-tuong", "chu-de", "van-ban", "co-quan", "chuan-ngheo")
# Below a kind's own folder: its list by year, topic and place, and further pages of a list (ours, Hugo's).
LISTS = {"nam", "chu-de", "dia-ban", "trang", "page"}
# What ours has beside: the light twins, what others pass on, places side by side, what is published, frames, the
# search, the ledger of answers, pages for broadcasters and for readers who need help with the site.
BESIDE = {
    "lite", "tai-su-dung", "so-sanh", "bang-cong-bo", "nhung", "tim-kiem", "so-theo-doi", "dat-cau-hoi",
    "phat-thanh", "nguon-tin", "nghe", "tro-nang", "ngoai-tuyen",
}  # fmt: skip


def sort_of(address: Sequence[str]) -> str:
    """What a page is, by its folders: an entry, a list of entries, a page of a register, one of its own."""
    if not BESIDE.isdisjoint(address):
        return "beside"
    if address and address[0] in corpus.HOMES.values() and address[0] not in REGISTERS:
        return "list" if len(address) == 1 or address[1] in LISTS else "entry"
    return address[0] if address and address[0] in REGISTERS else "other"


class Bench:
    """One generator with one size of the corpus in a folder of its own."""

    def __init__(self, peer: Peer, folder: Path, tools: Tools, entries: int, seed: int = corpus.SEED) -> None:
        self.peer = peer
        self.folder = folder.absolute()
        self.tools = tools
        self.entries = entries
        self.seed = seed
        self.skeleton = HERE / peer.name
        # Edited files as they were before the edit; None for one that was not there.
        self.untouched: dict[str, str | None] = {}

    def furnish(self, files: Iterable[tuple[str, str]] | None = None) -> Bench:
        """Write the settings, the templates and the corpus, or other files below the content folder."""
        shutil.copytree(self.skeleton, self.folder)
        for source, text in files or corpus.files(self.seed, self.entries, self.peer.dialect):
            self._write(source, text)
        return self

    def steps(self) -> list[Step]:
        """One turn: a cold build, then one after each edit; edits stay, so each build follows one change."""
        edits = corpus.edits(self.seed, self.entries, self.peer.dialect)
        return [Step(Work(COLD)), *(Step(Work(EDIT, edit.kind), edit) for edit in edits)]

    def run(self, step: Step) -> Cost:
        """Build once, measured; afterwards, unmeasured, look whether the site is what it should be."""
        if step.edit is None:
            self.start_over()
        else:
            self.change(step.edit)
        command = self.peer.command(self.tools, self.folder)
        cost = measure(command, self.folder, self.tools.env, self.folder.with_suffix(".log"))
        self._check(step, " ".join(command))
        return cost

    def start_over(self) -> None:
        """Put away all that any build left here, caches and site, and undo the edits.

        Nothing is deleted before the end: for minutes afterwards ext4 passes by the inodes that came free, one by one
        at every new file, and a build that follows would pay up to ten times as much for each.
        """
        kept = {path.name for path in self.skeleton.iterdir()} | {CONTENT}
        left = [path for path in self.folder.iterdir() if path.name not in kept]
        if left:
            away = Path(tempfile.mkdtemp(prefix=f"{self.folder.name}-before-", dir=self.folder.parent))
            for path in left:
                path.rename(away / path.name)
        for source, text in self.untouched.items():
            if text is None:
                (self.folder / CONTENT / source).unlink(missing_ok=True)
            else:
                self._write(source, text)
        self.untouched.clear()

    def change(self, edit: corpus.Edit) -> None:
        """Write a file as the edit leaves it, and remember how it was."""
        file = self.folder / CONTENT / edit.source
        self.untouched.setdefault(edit.source, file.read_text(encoding="utf-8") if file.exists() else None)
        self._write(edit.source, edit.text)

    def pages(self) -> list[Path]:
        return list((self.folder / self.peer.site).rglob("*.html"))

    def made(self) -> Counter[str]:
        """Pages by what they are: entries and their lists by kind, the registers by their folder."""
        return Counter(map(self.sort_of, self.pages()))

    def sort_of(self, page: Path) -> str:
        return sort_of(page.relative_to(self.folder / self.peer.site).parent.parts)

    def size_mb(self) -> float:
        """The whole site in millions of bytes."""
        files = (self.folder / self.peer.site).rglob("*")
        return sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000

    def page(self, address: str) -> Path:
        return self.folder / self.peer.site / address / "index.html"

    def _write(self, source: str, text: str) -> None:
        file = self.folder / CONTENT / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _check(self, step: Step, command: str) -> None:
        """A build that left something out was not measured."""
        if step.edit is None:
            found = len(self.pages())
            if found < self.entries:
                raise Failed(command, f"{found} pages < {self.entries} entries")
            return
        page = self.page(step.edit.address)
        if not page.exists() or step.edit.sought not in page.read_text(encoding="utf-8"):
            raise Failed(command, f"{page}: {step.edit.sought!r}?")
