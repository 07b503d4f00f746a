"""A first visit in Chromium: when the largest thing on the screen is there, and how far things move meanwhile."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.pages.report import LINKS
from bench.search.browse import browser

if TYPE_CHECKING:
    from bench.pages.report import Connection

# Nothing but this machine is asked: a page of another generator may want its fonts from elsewhere.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
SCREEN = {"width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": True}
# Pictures that are loaded late may still come after the page says that it is loaded; the sum of all shifts is never
# less than CLS, which takes the worst five seconds.
LOOK = """
const done = arguments[0], seen = {lcp: 0, cls: 0};
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { seen.lcp = entry.startTime; }))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) seen.cls += entry.value;
})).observe({type: "layout-shift", buffered: true});
// A picture that is not shown, or not yet, is never loaded if it is a lazy one.
const onScreen = (image) => [...image.getClientRects()].some(({top, bottom}) => top < innerHeight && bottom > 0);
let count = -1, quiet = 0;
const look = () => {
  const now = performance.getEntriesByType("resource").length;
  const isQuiet = now === count && [...document.images].filter(onScreen).every((image) => image.complete);
  quiet = isQuiet ? quiet + 1 : 0;
  count = now;
  if (quiet >= 4) done(seen); else setTimeout(look, 500);
};
look();
"""


class Seen(NamedTuple):
    """Seconds to the largest contentful paint, and the sum of layout shifts."""

    lcp_s: float
    cls: float


def visits(address: str, rounds: int) -> dict[str, Any]:
    """Medians of first visits over each connection, as far as they go into a line; the worst shift of all."""
    told: dict[str, Any] = {"cls": 0.0}
    for name, link in LINKS.items():
        seen = [visit(address, link) for _ in range(rounds)]
        told[name] = round(statistics.median(one.lcp_s for one in seen), 3)
        told["cls"] = round(max(told["cls"], *(one.cls for one in seen)), 4)
    return told


def visit(address: str, link: Connection) -> Seen:
    """Somebody's first: a new browser, which keeps nothing."""
    speed = link.kbit_s * 1000 / 8
    emulated = {"offline": False, "latency": link.wait_ms, "downloadThroughput": speed, "uploadThroughput": speed}
    with browser(ALONE) as driver:
        for command, settings in (
            ("Network.enable", {}),
            ("Network.setCacheDisabled", {"cacheDisabled": True}),
            ("Network.emulateNetworkConditions", emulated),
            ("Emulation.setDeviceMetricsOverride", SCREEN),
            ("Emulation.setCPUThrottlingRate", {"rate": link.slower}),
        ):
            driver.execute_cdp_cmd(command, settings)
        driver.get(address)
        seen = driver.execute_async_script(LOOK)
    if not seen["lcp"]:
        raise RuntimeError(f"{address}: nothing was painted")
    return Seen(seen["lcp"] / 1000, seen["cls"])
