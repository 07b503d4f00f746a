"""Cuts every component out of the built site into one page: `python3 scripts/gallery.py [site] [folder]`."""

import sys

import bootstrap


def main() -> int:
    """Every argument is the package's own."""
    return bootstrap.run_module("site", ["giamngheo", "gallery", *sys.argv[1:]])


if __name__ == "__main__":
    bootstrap.start(main)
