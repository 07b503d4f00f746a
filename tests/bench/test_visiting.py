"""The benchmark of pages: which are visited, what Lighthouse is read for, and what becomes of it in the document."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the benchmark reads /proc")


@pytest.fixture(scope="module")
def bench(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bench")


def found(bench: ModuleType, *, is_audited: bool = True, **changes: Any) -> Any:
    told = {"site": "sample", "kind": "home", "address": "", "mid": 1.2, "slow": 3.1, "cls": 0.01}
    scores = {"performance": 99, "accessibility": 100, "best-practices": 96, "amiss": []} if is_audited else {}
    return bench.readings.read(json.dumps({**told, **scores, **changes}))


def goals(bench: ModuleType, *pages: Any) -> dict[str, list[str]]:
    return {says: [wanted, measured, holds] for says, wanted, measured, holds in bench.readings.goals(pages)}


def test_the_worst_page_is_held_against_the_goals(bench: ModuleType) -> None:
    told = goals(bench, found(bench), found(bench, kind="place", slow=4.2, cls=0.2, accessibility=94))
    assert ["<= 2.5", "1.20", "yes"] == told["sample: LCP s, 1,600 kbit/s, 150 ms, CPU / 4 (home)"]
    assert ["<= 4", "4.20", "no"] == told["sample: LCP s, 400 kbit/s, 400 ms, CPU / 6 (place)"]
    assert ["<= 0.1", "0.200", "no"] == told["sample: CLS (place)"]
    assert [">= 95", "94", "no"] == told["sample: Lighthouse, accessibility (place)"]
    assert [">= 95", "96", "yes"] == told["sample: Lighthouse, best-practices (home)"]


def test_material_is_shown_beside_and_has_no_goals(bench: ModuleType, repository: Path) -> None:
    others = found(
        bench, site="material", kind="article", address="bai-viet/a/", slow=9.9, amiss=["meta-description"]
    )
    part = bench.readings.part("Today.", [found(bench), others])
    assert "| Material, 1,000 entries | article | /bai-viet/a/ | 1.20 | 9.90 |" in part
    assert "meta-description" in part
    assert not [says for says in goals(bench, found(bench), others) if "Material" in says]
    assert bench.readings.NO_LIGHTHOUSE not in part
    document = (repository / "docs" / "PERFORMANCE.md").read_text(encoding="utf-8")
    assert part in bench.report.replaced(document, "pages", part)


def test_without_lighthouse_a_score_is_a_dash_and_no_goal_reached(bench: ModuleType) -> None:
    part = bench.readings.part("Today.", [found(bench, is_audited=False)])
    assert bench.readings.NO_LIGHTHOUSE in part
    assert "| 0.010 | - | - | - | - |" in part
    told = goals(bench, found(bench), found(bench, kind="place", is_audited=False))
    assert [">= 95", "not in this run", "-"] == told["sample: Lighthouse, performance"]


def test_lighthouse_that_cannot_be_had_is_told_and_left_out(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v18.15.0\n", encoding="utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert bench.provide_lighthouse() is None
    assert "v18.15.0 < 18.16" in capsys.readouterr().out


def test_of_each_kind_the_heaviest_page_is_visited(bench: ModuleType, tmp_path: Path) -> None:
    for address, text in {
        "bai-viet/2026/a": "a",
        "bai-viet/2026/b": "one and another",
        "bai-viet/nam/2026": "a list that says very much indeed",
        "hoi-dap/c": "c",
        "chi-so/d": "d",
        "chi-so/d/tinh/e": "only a part of the indicator",
        "dia-ban/f": "f",
        "dia-ban/so-sanh": "places side by side",
    }.items():
        (tmp_path / address).mkdir(parents=True)
        (tmp_path / address / "index.html").write_text(text, encoding="utf-8")
    wanted = {"article": "bai-viet/2026/b/", "answer": "hoi-dap/c/", "indicator": "chi-so/d/", "place": "dia-ban/f/"}
    assert {"home": "", **wanted} == bench.chosen(tmp_path)


def test_an_audit_that_failed_is_named_if_it_counts(bench: ModuleType) -> None:
    import bench.pages.lighthouse as lighthouse  # type: ignore[import-not-found]  # by the fixture only

    category = {"score": 0.945, "auditRefs": [{"id": name, "weight": 1} for name in ("image-alt", "video-caption")]}
    category["auditRefs"].append({"id": "uses-http2", "weight": 0})
    told = {
        "categories": dict.fromkeys(bench.readings.SCORES, category),
        "audits": {
            "image-alt": {"score": 0, "scoreDisplayMode": "binary"},
            "video-caption": {"score": None, "scoreDisplayMode": "notApplicable"},
            "uses-http2": {"score": 0, "scoreDisplayMode": "numeric"},
        },
    }
    read = lighthouse.scores(told)
    assert ["image-alt"] == read.pop("amiss")
    assert set(read.values()) == {94}


def test_the_lock_of_lighthouse_has_hashes_and_no_addresses(repository: Path) -> None:
    file = repository / "scripts" / "bench" / "pages" / "package-lock.json"
    packages = [it for path, it in json.loads(file.read_text(encoding="utf-8"))["packages"].items() if path]
    assert packages
    assert all("integrity" in it and "resolved" not in it for it in packages)
