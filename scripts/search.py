"""Asks the built site's search index: `python3 scripts/search.py "truy van" [site folder]`."""

import sys

import bootstrap


def main() -> int:
    """Every option is the package's own."""
    return bootstrap.run_module("site", ["giamngheo", "search", *sys.argv[1:]])


if __name__ == "__main__":
    bootstrap.start(main)
