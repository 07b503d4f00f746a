"""Lighthouse on one page: scores of its categories from 0 to 100, and what it found amiss."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.pages.report import SCORES
from bench.pages.visit import ALONE

# Its own slow link and processor: mobile, 1.6 Mbit/s, 150 ms, a quarter of the speed.
SWITCHES = ("--form-factor=mobile", "--output=json", "--quiet", "--no-enable-error-reporting")
CHROME = f'--headless --no-sandbox --disable-gpu --disable-dev-shm-usage "{ALONE}"'
LONGEST_S = 240
# Lighthouse's own mark of what is good.
PASSED = 0.9


def audited(address: str, tools: Path) -> dict[str, Any]:
    """What goes into a line: a score a category, and the names of audits that failed."""
    chrome = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    program = [str(tools / "node_modules" / ".bin" / "lighthouse"), address, *SWITCHES]
    program += [f"--only-categories={','.join(SCORES)}", f"--chrome-flags={CHROME}"]
    with tempfile.TemporaryDirectory(prefix="giamngheo-bench-lighthouse-") as folder:
        file = Path(folder) / "told.json"
        subprocess.run(
            [*program, f"--output-path={file}"],
            env={**os.environ, "CHROME_PATH": str(chrome)},
            check=True,
            timeout=LONGEST_S,
            stdout=subprocess.DEVNULL,
        )
        return scores(json.loads(file.read_text(encoding="utf-8")))


def scores(told: dict[str, Any]) -> dict[str, Any]:
    """A category without a score could not be measured: its page counts nothing there."""
    found = {name: round((told["categories"][name]["score"] or 0) * 100) for name in SCORES}
    audits = told["audits"]
    counted = {one["id"] for name in SCORES for one in told["categories"][name]["auditRefs"] if one["weight"]}
    amiss = sorted(name for name in counted if (audits[name]["score"] or 0) < PASSED and is_scored(audits[name]))
    return {**found, "amiss": amiss}


def is_scored(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
