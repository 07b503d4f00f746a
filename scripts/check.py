"""Checks content without building pages: `python3 scripts/check.py [content folder]`."""

import sys

import bootstrap


def main() -> int:
    """Every option is the package's own."""
    return bootstrap.run_module("site", ["giamngheo", "check", *sys.argv[1:]])


if __name__ == "__main__":
    bootstrap.start(main)
