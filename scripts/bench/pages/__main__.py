"""`python -m bench.pages --rounds 1 --tools DIR SITE KIND ADDRESS FOLDER`: a line of JSON about one page."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.pages.lighthouse import audited
from bench.pages.visit import visits
from bench.search.link import Link


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--tools", type=Path, help="where Lighthouse is; without it, it is left out")
    for name in ("site", "kind", "address"):
        parser.add_argument(name)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with Link(given.folder, "").open() as link:
        address = link.address + given.address
        told = {**visits(address, given.rounds), **(audited(address, given.tools) if given.tools else {})}
    print(json.dumps({"site": given.site, "kind": given.kind, "address": given.address, **told}))


if __name__ == "__main__":
    main()
