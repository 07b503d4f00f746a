"""What a reader waits for on five kinds of pages, and what Lighthouse says of them.

`choice`, `report` and the names are for scripts/bench.py; all else runs in the environment of the tests, which has a
driver for the browser: `python -m bench.pages`.
"""
