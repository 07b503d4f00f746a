"""Prints what is said for a text: `python3 scripts/speak.py [file] [--explain] [--strict] [--speed]`."""

import sys

import bootstrap


def main() -> int:
    """Every option is the package's own."""
    return bootstrap.run_module("site", ["giamngheo", "speak", *sys.argv[1:]])


if __name__ == "__main__":
    bootstrap.start(main)
