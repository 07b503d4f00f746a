"""What a reader's browser finds, loads and waits for: a real Chromium asks each engine on its page."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import tempfile
import time
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from urllib3.exceptions import ReadTimeoutError

from bench.search.engines import id_of
from bench.search.link import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.search.engines import Made
    from bench.search.pages import Query

# The link that the goals name: 300 ms a request, 50 kB a second.
WAIT_S, BYTES_S = 0.3, 50_000.0
SHOWN, LOOKED_AT = 5, 10
FIRST, LATER = 5, 20
# Letter by letter: so many queries are typed.
TYPED = 10
# An engine that takes longer than this for a first search is asked one time only.
PATIENCE_S = 20.0
# Whatever takes longer than this is not measured to its end.
LONGEST_S = 300
ASK = """
const [query, limit, isTyping, done] = arguments;
const began = performance.now();
window.ask(query, limit, isTyping).then(
  (found) => done({found, ms: performance.now() - began}), (error) => done({error: String(error)}));
"""


Measured = TypeVar("Measured")


class Seen(NamedTuple):
    """What was measured in the browser; shares from 0 to 1, kB over the wire; None is what took too long."""

    mrr: tuple[float, float] | None
    recall: tuple[float, float] | None
    pairs: int
    pairs_right: int | None
    first_kb: float | None
    first_s: float | None
    all_kb: float | None
    key_p95_ms: float | None


@contextlib.contextmanager
def browser(*more: str) -> Iterator[webdriver.Chrome]:
    """A new one that keeps nothing, with more switches."""
    os.environ["SE_OFFLINE"] = "true"
    options = Options()
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory(prefix="giamngheo-bench-browser-") as profile:
        switches = (
            "--headless",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--window-size=1280,900",
        )
        for switch in (*switches, *more, "--disable-background-networking", f"--user-data-dir={profile}"):
            options.add_argument(switch)
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        driver.command_executor.client_config.timeout = LONGEST_S + PATIENCE_S
        driver.set_script_timeout(LONGEST_S)
        driver.set_page_load_timeout(LONGEST_S)
        try:
            yield driver
        finally:
            driver.quit()


class Reader:
    """Somebody on the page of one engine."""

    def __init__(self, driver: webdriver.Chrome, link: Link, made: Made) -> None:
        self.driver = driver
        self.link = link
        self.made = made
        self.until = time.monotonic() + LONGEST_S

    def arrive(self, wait_s: float = 0.0, bytes_s: float | None = None) -> None:
        """For the first time, over such a link: nothing of the site is there yet."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        self.link.sent = 0
        self.link.wait_s, self.link.bytes_s = wait_s, bytes_s
        self.driver.get(self.link.address)
        self.driver.execute_script(self.made.ask)

    def ask(self, query: str, limit: int = SHOWN, is_typing: bool = False) -> tuple[list[str], float]:
        """The pages found, and the milliseconds until they were."""
        if time.monotonic() > self.until:
            raise TimeoutException(query)
        told = self.driver.execute_async_script(ASK, query, limit, is_typing)
        if "error" in told:
            raise RuntimeError(f"{query!r}: {told['error']}")
        return [id_of(address) for address in told["found"]], told["ms"]


def seen(made: Made, queries: Sequence[Query]) -> Seen:
    """All measurements of one engine."""
    judged = tried(made, lambda reader: found(reader, queries))
    waits = tried(
        made, lambda reader: keystrokes(reader, [query.marked for query in queries[:: len(queries) // TYPED]])
    )
    first_kb, first_s, all_kb = tried(made, lambda reader: loaded(reader, queries)) or (None, None, None)
    paired = [query for query in queries if query.below]
    return Seen(
        mrr=judged and (mean(judged[0], queries, reciprocal), mean(judged[1], queries, reciprocal)),
        recall=judged and (mean(judged[0], queries, recalled), mean(judged[1], queries, recalled)),
        pairs=len(paired),
        pairs_right=judged and sum(is_right(*one) for one in zip(queries, judged[0], strict=True) if one[0].below),
        first_kb=first_kb,
        first_s=first_s,
        all_kb=all_kb,
        key_p95_ms=waits and statistics.quantiles(waits, n=20)[-1],
    )


def tried(made: Made, work: Callable[[Reader], Measured]) -> Measured | None:
    """What a reader with a new browser finds out; None if that takes too long."""
    with browser() as driver, Link(made.site, made.counted).open() as link:
        try:
            return work(Reader(driver, link, made))
        except (TimeoutException, ReadTimeoutError):
            return None


def found(reader: Reader, queries: Sequence[Query]) -> tuple[list[list[str]], list[list[str]]]:
    """What each query finds, with marks and without."""
    reader.arrive()
    return (
        [reader.ask(query.marked, LOOKED_AT)[0] for query in queries],
        [reader.ask(query.plain, LOOKED_AT)[0] for query in queries],
    )


def mean(
    found: Sequence[Sequence[str]], queries: Sequence[Query], score: Callable[[Query, Sequence[str]], float]
) -> float:
    return statistics.fmean(score(query, one) for query, one in zip(queries, found, strict=True))


def reciprocal(query: Query, found: Sequence[str]) -> float:
    return next((1 / place for place, page in enumerate(found, 1) if page in query.right), 0)


def recalled(query: Query, found: Sequence[str]) -> float:
    return len({*found[:SHOWN]} & {*query.right}) / min(len(query.right), SHOWN)


def is_right(query: Query, found: Sequence[str]) -> bool:
    """A right page before all pages that merely look alike without their marks."""
    first = next((place for place, page in enumerate(found) if page in query.right), None)
    return first is not None and not {*found[:first]} & {*query.below}


def keystrokes(reader: Reader, queries: Sequence[str]) -> list[float]:
    """Milliseconds from letter to results, typed a second time."""
    reader.arrive()
    begun = [query[:end] for query in queries for end in range(2, len(query) + 1)]
    for text in begun:
        reader.ask(text, is_typing=True)
    return [reader.ask(text, is_typing=True)[1] for text in begun]


def loaded(reader: Reader, queries: Sequence[Query]) -> tuple[float, float, float]:
    """The dearest first search in kB and seconds on the slow link; kB of twenty searches, one after another."""
    some = [query.marked for query in queries[:: len(queries) // LATER]][:LATER]
    kilobytes, seconds = [], []
    for query in some[:: LATER // FIRST]:
        reader.arrive(WAIT_S, BYTES_S)
        _, milliseconds = reader.ask(query)
        kilobytes.append(reader.link.sent / 1000)
        seconds.append(milliseconds / 1000)
        if seconds[-1] > PATIENCE_S:
            break
    reader.arrive()
    for query in some:
        reader.ask(query)
    return max(kilobytes), max(seconds), reader.link.sent / 1000


def line(name: str, pages: int, made: Made, told: Seen) -> str:
    cost = {"index_cpu_s": round(made.cost.cpu_s, 2), "index_rss_mb": round(made.cost.rss_mb)}
    return json.dumps({"engine": name, "pages": pages, **cost, **told._asdict()})
