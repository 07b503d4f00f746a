"""Our index of the pages in a file: `python -m bench.search.index pages.json site`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

import giamngheo
from bench.search.pages import read
from giamngheo.search.client import client
from giamngheo.search.fold import words
from giamngheo.search.index import questions
from giamngheo.search.postings import Synonyms, Texts, postings
from giamngheo.search.shards import Plan, built, vocabulary

PACKAGE = Path(giamngheo.__file__).parent
SCRIPTS = Path(__file__).resolve().parents[3] / "templates" / "assets" / "search"


def main(source: Path, site: Path) -> None:
    """What the site's own exporter writes, without the columns of filters and dates, which no judged query loads."""
    register = yaml.safe_load((PACKAGE / "national" / "dong-nghia.yml").read_text(encoding="utf-8"))
    groups = [one["phrases"] for one in register.values()]
    synonyms = Synonyms(groups)
    found = {page.address: page for page in read(source)}
    plan = Plan(len(found))
    pages = {number: found[address] for number, address in sorted((n, a) for a, n in plan.number_of(found).items())}
    texts = {number: Texts(page.title, page.alias, "", page.text) for number, page in pages.items()}
    folder = site / "tim-kiem" / "chi-muc"
    for name in ("k", "d", "t"):
        (folder / name).mkdir(parents=True)
    shards = list(built(((number, postings(one, synonyms)) for number, one in texts.items()), plan))
    for place, shard in enumerate(shards):
        best, rest = shard.texts()
        (folder / "k" / f"{place}.txt").write_text(best, encoding="utf-8")
        if rest:
            (folder / "d" / f"{place}.txt").write_text(rest, encoding="utf-8")
    for number, page in pages.items():
        told = {"u": page.address, "k": "article", "d": "", "p": [], "t": page.title, "s": "", "b": page.text}
        (folder / "t" / f"{number}.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    (folder / "tu.txt").write_text(vocabulary(shards, plan.width), encoding="utf-8")
    head = {
        "version": "1",
        "documents": plan.documents,
        "shards": plan.shards,
        "width": plan.width,
        "questions": questions(),
        "synonyms": [[" ".join(words(phrase)) for phrase in group] for group in groups],
        "labels": {"article": ""},
        "say": dict.fromkeys(("some", "many", "none", "empty", "meant"), "{text}"),
    }
    (folder / "ke.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
    for name, script in client(SCRIPTS, lambda name, content: name).items():
        (site / name).write_bytes(script)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
