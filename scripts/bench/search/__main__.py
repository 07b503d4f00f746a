"""`python -m bench.search --sizes 1000 --engines ours --tools DIR FOLDER`: a line of JSON an engine and size."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from bench.search import ENGINES
from bench.search.browse import line, seen
from bench.search.engines import MAKERS
from bench.search.pages import kept, queries


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", required=True)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, required=True)
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    for size in given.sizes:
        for name in given.engines:
            folder = given.folder / str(size) / name
            folder.mkdir(parents=True)
            made = MAKERS[name](kept(folder, size), folder, given.tools.resolve())
            print(line(name, size, made, seen(made, queries())), flush=True)
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
