"""Writes the skeleton of a new file: `python3 scripts/new.py article "..."` (or story, question...)."""

import sys

import bootstrap


def main() -> int:
    """Every option is the package's own."""
    return bootstrap.run_module("site", ["giamngheo", "new", *sys.argv[1:]])


if __name__ == "__main__":
    bootstrap.start(main)
