"""Indexes of judged documents among a thousand others, and the client that asks it, run by node."""

import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import yaml

import giamngheo
from giamngheo.search.documents import plain
from giamngheo.search.index import questions
from giamngheo.search.postings import Synonyms, Texts, postings
from giamngheo.search.shards import Plan, built, vocabulary

HERE = Path(__file__).parent
NATIONAL = Path(giamngheo.__file__).parent / "national"
OTHERS = 1000

Client = Callable[..., Any]
Indexed = Callable[[dict[str, str | Texts]], tuple[dict[str, str], dict[int, str]]]


class Judged(NamedTuple):
    """An index as files by name, and the documents by number."""

    files: dict[str, str]
    names: dict[int, str]
    queries: list[dict[str, Any]]


@pytest.fixture(scope="session")
def corpus(script: Callable[[str], ModuleType]) -> ModuleType:
    found: ModuleType = script("bench").corpus
    return found


@pytest.fixture(scope="session", params=["drawn", "prose"])
def judged(request: pytest.FixtureRequest, corpus: ModuleType, repository: Path) -> Judged:
    """Among pages whose words are drawn by chance, and among pages of sentences of the sample and the handbook."""
    given = yaml.safe_load((HERE / "judged.yml").read_text(encoding="utf-8"))
    texts = {one["id"]: Texts(one["title"], one["alias"], "", one["body"]) for one in given["documents"]}
    others = drawn(corpus) if request.param == "drawn" else prose(repository)
    texts |= {f"other {number}": text for number, text in zip(range(OTHERS), others, strict=False)}
    return Judged(*index_of(texts), given["queries"])


def drawn(corpus: ModuleType) -> Iterator[Texts]:
    for number in count():
        entry = corpus.entry(corpus.SEED, number, corpus.OURS)
        yield Texts(entry.head.title, "", "", entry.body)


def prose(repository: Path) -> Iterator[Texts]:
    rng = random.Random(7)
    parts = [*(repository / "content").rglob("*.md"), *(repository / "docs/so-tay").glob("*.md")]
    bodies = (part.read_text(encoding="utf-8").rpartition("\n---\n")[2] for part in sorted(parts))
    said = [one for body in bodies for one in re.split(r"(?<=[.!?])\s|\n", plain(body)) if 4 < len(one.split()) < 40]
    for _ in count():
        paragraphs = (" ".join(rng.choices(said, k=4)) for _ in range(8))
        yield Texts(" ".join(rng.choice(said).split()[:8]), "", rng.choice(said), "\n".join(paragraphs))


def index_of(texts: dict[str, Texts]) -> tuple[dict[str, str], dict[int, str]]:
    register = yaml.safe_load((NATIONAL / "dong-nghia.yml").read_text(encoding="utf-8"))
    synonyms = Synonyms(one["phrases"] for one in register.values())
    plan = Plan(len(texts))
    names = dict(sorted((number, name) for name, number in plan.number_of(texts).items()))
    shards = list(built(((number, postings(texts[name], synonyms)) for number, name in names.items()), plan))
    files = {"tu.txt": vocabulary(shards, plan.width)}
    for place, shard in enumerate(shards):
        files[f"k/{place}.txt"], files[f"d/{place}.txt"] = shard.texts()
    head = {"documents": plan.documents, "shards": plan.shards, "width": plan.width, "questions": questions()}
    head["synonyms"] = []
    files["ke.json"] = json.dumps(head)
    return files, names


@pytest.fixture(scope="session")
def indexed() -> Indexed:
    """`indexed({"name": "title. body"})`: the files of their index, and the names by number."""

    def split(text: str | Texts) -> Texts:
        if isinstance(text, Texts):
            return text
        title, _, body = text.partition(". ")
        return Texts(title, body=body)

    return lambda texts: index_of({name: split(text) for name, text in texts.items()})


@pytest.fixture(scope="session")
def client(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """`client("expression", x=...)`: what an expression of the client comes to; it may wait for something."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    parts = sorted((repository / "templates/assets/search").glob("[1-3]-*.js"))
    parts.append(repository / "templates/assets/search/spell.js")
    source = "const window = {giamngheo: {}};\n" + "\n".join(part.read_text(encoding="utf-8") for part in parts)
    folder = tmp_path_factory.mktemp("client")

    def run(expression: str, **given: object) -> Any:
        program = f"{source}\nconst given = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n"
        program += f"(async () => {expression})().then((it) => process.stdout.write(JSON.stringify(it)));"
        file = folder / "client.js"
        file.write_text(program, encoding="utf-8")
        done = subprocess.run([node, str(file)], input=json.dumps(given), capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
