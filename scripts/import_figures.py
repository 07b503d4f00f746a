"""Reads a province's own table into a review: `python3 scripts/import_figures.py FILE.xlsx`."""

import sys

import bootstrap


def main() -> int:
    """Every option is the package's own."""
    return bootstrap.run_module("site", ["giamngheo", "import", *sys.argv[1:]])


if __name__ == "__main__":
    bootstrap.start(main)
