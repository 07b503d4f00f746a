"""Search engines on one corpus: what they find, what a reader loads and waits for, what an index costs.

`report` and the names are for scripts/bench.py; all else runs in the environment of the tests, which has our engine
and a driver for the browser: `python -m bench.search`.
"""

ENGINES = ("ours", "pagefind", "minisearch", "material")
