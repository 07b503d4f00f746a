"""What a build rests on: made only where something changed, it is what it would be made from nothing."""

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

import giamngheo.load.content
from giamngheo.derive import listings
from giamngheo.keys import Fingerprint
from giamngheo.portal import assemble
from giamngheo.site import crew

Province = Any  # tests/site/conftest.py
TODAY = date(2026, 11, 20)


# --- an edit costs what it changes, and changes what it should ------------------------------------------------

REGISTERS = {
    "dia-ban.yml": """
viet-nam: {name: Việt Nam, level: country}
tp-hue: {name: Thành phố Huế, level: province, parent: viet-nam}
xa-mot: {name: Xã Một%(place)s, level: commune, parent: tp-hue, valid_to: 2026-12-31, merged_into: [{id: xa-hai}]}
xa-hai: {name: Xã Hai, level: commune, parent: tp-hue}
tinh-kia: {name: Tỉnh Kia, level: province, parent: viet-nam}
xa-ba: {name: Xã Ba, level: commune, parent: tinh-kia}
""",
    "dinh-chinh.yml": "dc-1: {date: 2026-11-02, about: 'article:mot', was: một, now: hai, reason: Đếm sai}\n",
    "chu-de.yml": "nuoc-sach: {name: Nước sạch%(register)s}\ny-te: {name: Y tế}\n",
    "co-quan.yml": "ubnd-xa: {name: Ủy ban xã, level: commune, task: Trả lời}\n",
    "doi-tuong.yml": "ho-ngheo: {name: Hộ nghèo}\n",
    "nguon.yml": "bao-mot: {title: Bài báo, publisher: Báo, url: 'https://bao.example/1', official: true}\n",
    "van-ban.yml": "nd-01: {number: 01/2026/NĐ-CP, title: Nghị định, form: decree, issuer: Chính phủ}\n",
    "chinh-sach.yml": """
the-bhyt:
  name: Thẻ bảo hiểm y tế
  what: Nhà nước đóng thay %(register)s.
  who: [ho-ngheo]
  laws: [nd-01]
  sources: [bao-mot]
  ask: [ubnd-xa]
  confirmed: true
  checked_on: 2026-08-01
""",
    "chuan-ngheo.yml": """
"2022-2026":
  name: Chuẩn cũ
  applies: {start: 2022-01-01, end: 2026-12-31}
  threshold: {rural: "1500000", urban: "2000000"}
  documents: [nd-01]
"2027-2030":
  name: Chuẩn mới
  applies: {start: 2027-01-01, end: 2030-12-31}
  threshold: {rural: "2200000", urban: "2800000"}
  documents: [nd-01]
""",
    "don-vi.yml": "household: {name: hộ}\n",
}
INDICATOR = """
name: Số hộ có nước sạch
plain: Có bao nhiêu hộ dùng nước sạch
unit: household
topics: [nuoc-sach]
observations:
  - {place: tp-hue, period: 2024, value: "10%(figure)s", source: bao-mot}
  - {place: tp-hue, period: 2025, value: "120", source: bao-mot}
  - {place: xa-mot, period: 2025, value: "12", source: bao-mot}
"""
STORY = """---
title: Nuôi bò%(title)s
date: %(date)s
summary: Một câu.
household: {name: gia đình bà Thử}
livelihood_model: Nuôi bò
topics: [%(topic)s]
places: [xa-mot]
support_received: [the-bhyt]
status: %(status)s
pictures: [{file: anh/nha.png, alt: Nhà, credit: Chúng tôi, shows_people: true}]
consent: {given_on: 2026-01-05, scope: [text, photo], expires: 2028-01-05, record: HS-12%(consent)s}
---

%(body)s
"""
QUESTION = """---
title: Ai có thẻ%(title)s?
date: %(date)s
summary: Một câu.
short_answer: Hộ nghèo có thẻ.
topics: [%(topic)s]
policies: [the-bhyt]
legal_basis: [nd-01]
status: %(status)s
---

%(body)s
"""
ARTICLE = """---
title: Bài %(name)s%(title)s
date: %(date)s
summary: Một câu.
topics: [%(topic)s]
places: [%(commune)s]
status: %(status)s
%(fields)s---

%(body)s
"""
# Printed by one article and by a plain page.
FIGURE = '{{ so("nuoc", "tp-hue", 2024) }}'
ENTRIES = ("mot", "hai", "ba", "nuoi-bo", "ai-co-the")
TOPICS = ("nuoc-sach", "y-te")
STATUSES = ("published", "draft", "review")
# The site's own card of an entry, with a mark of ours.
OVERRIDE = "{# %d #}<p>%d</p>"


def photograph(wide: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, 300), "#208040").save(out, "PNG")
    return out.getvalue()


@dataclass
class Told:
    """One entry as edits have left it."""

    title: int = 0
    body: int = 0
    topic: int = 0
    status: int = 0
    day: int = 0
    name: int = 0
    is_there: bool = True


@dataclass
class Edited:
    """A province as edits have left it: all its sources follow from these numbers."""

    entries: dict[str, Told] = field(default_factory=lambda: {name: Told() for name in ENTRIES})
    figure: int = 0
    place: int = 0
    register: int = 0
    template: int = 0
    site_name: int = 0
    url: int = 0
    extension: int = 0
    picture: int = 0
    consent: int = 0
    mistake: int = 0
    today: int = 0

    def tree(self) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {}
        files |= {f"content/danh-muc/{name}": text % vars(self) for name, text in REGISTERS.items()}
        files |= {
            "mkdocs.yml": self._settings(),
            "content/index.md": "---\ntitle: Trang chủ\n---\n\nXem [thẻ](policy:the-bhyt).\n",
            "content/gioi-thieu.md": f"---\ntitle: Giới thiệu\nmenu: 1\n---\n\n[Chỉ số](indicator:nuoc): {FIGURE}.\n",
            "content/chi-so/nuoc.yml": INDICATOR % vars(self),
            "content/anh/nha.png": photograph(self.picture + 400),
            "theme/trong.html": "",
        }
        if self.template:
            old = (TEMPLATES / "components/badge.html").read_text(encoding="utf-8")
            files["theme/components/badge.html"] = old.replace("<span", f'<span data-n="{self.template}"')
        files |= dict(self._entry(name, told) for name, told in self.entries.items() if told.is_there)
        return files

    def _settings(self) -> str:
        extensions = ["abbr", "pymdownx.mark", "pymdownx.keys"][: self.extension]
        return (
            f"site_name: Trang thử {self.site_name}\nsite_url: https://mau{self.url}.example/tinh/\n"
            "docs_dir: content\ntheme: {name: material, custom_dir: theme}\n"
            f"plugins: [{{giamngheo: {{home_place: tp-hue}}}}]\nmarkdown_extensions: [{', '.join(extensions)}]\n"
        )

    def _entry(self, name: str, told: Told) -> tuple[str, str]:
        facts = {
            "name": name,
            "title": f" {told.title}" if told.title else "",
            "date": date(2026, 11, 2) - timedelta(days=told.day),
            "topic": TOPICS[told.topic % 2],
            "status": STATUSES[told.status % 3],
            # A commune of another province has a page while somebody speaks of it.
            "commune": "xa-ba" if told.topic == 3 else "xa-hai",
            "body": self._body(name, told),
            "consent": ", withdrawn_on: 2026-11-10" if self.consent % 2 else "",
            "fields": "",
        }
        stem = f"{name}-{told.name}" if told.name else name
        if name == "nuoi-bo":
            return f"content/guong-dien-hinh/{stem}.md", STORY % facts
        if name == "ai-co-the":
            return f"content/hoi-dap/{stem}.md", QUESTION % facts
        if name == "mot":
            facts["fields"] = "valid_to: 2026-12-10\n"
        if name == "hai":
            facts["fields"] = "publish_at: 2026-11-25\n" + "khong-co: 1\n" * (self.mistake % 2)
        return f"content/bai-viet/2026/{stem}.md", ARTICLE % facts

    def _body(self, name: str, told: Told) -> str:
        """Each entry links to the next one that is there."""
        order = [*ENTRIES, *ENTRIES]
        after = order[order.index(name) + 1 : order.index(name) + len(ENTRIES)]
        other = next((it for it in after if self.entries[it].is_there), None)
        text = f"## Phần {told.body}\n\nCâu ==thứ== {told.body}, ++ctrl+c++, {told.body} % số hộ.\n"
        if name == "nuoi-bo":
            text += "\n![Nhà mới](../anh/nha.png)\n"
        if name == "ba":
            text += f"\nCó {FIGURE} dùng nước sạch.\n"
        if other is None:
            return text
        kind = {"nuoi-bo": "story", "ai-co-the": "question"}.get(other, "article")
        number = self.entries[other].name
        return f"{text}\nXem [bài kia]({kind}:{other}{f'-{number}' if number else ''}).\n"


TEMPLATES = Path(__file__).parent.parent.parent / "templates"
OF_ENTRIES = ("title", "body", "topic", "status", "day", "name", "is_there")
OF_FACTS = ("figure", "place", "register")
OF_SITE = ("template", "site_name", "url", "extension", "picture", "consent", "mistake", "today")
OF_ALL = (*OF_FACTS, *OF_SITE)
Edit = tuple[str, str, int]


def edit(state: Edited, change: Edit) -> None:
    what, name, number = change
    if what == "is_there":
        state.entries[name].is_there = bool(number % 2)
    elif what in OF_ENTRIES:
        setattr(state.entries[name], what, number)
    else:
        setattr(state, what, number)


edits = st.one_of(
    st.tuples(st.sampled_from(OF_ENTRIES), st.sampled_from(ENTRIES), st.integers(0, 3)),
    st.tuples(st.sampled_from(OF_ALL), st.just(""), st.integers(0, 3)),
    # The turning days of this province lie in these months.
    st.tuples(st.just("today"), st.just(""), st.integers(0, 90)),
)
EACH_ONCE: list[Edit] = [
    *((what, "mot", 0 if what == "is_there" else 1) for what in OF_ENTRIES),
    *((what, "", 1) for what in OF_ALL),
]
EACH_BACK: list[Edit] = [(what, name, 1 if what == "is_there" else 0) for what, name, _ in reversed(EACH_ONCE)]


@pytest.fixture(scope="module")
def few_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Callable[[], None]]:
    """Settings of a quick build: an empty folder in the place of the national layer, so that pages are few."""
    empty = tmp_path_factory.mktemp("national")
    return {"prepare": lambda: setattr(giamngheo.load.content, "NATIONAL", empty)}


def compare(warm: Province, cold: Province, change: object, **given: Any) -> None:
    """Build the one over what is there and the other from nothing: they end alike and make the same."""
    before = warm.contents
    runs = warm.begin(**given), cold.begin(**given)
    done, anew = (run.end() for run in runs)
    assert anew.code == done.code, done.said + anew.said
    if anew.code:
        assert "content/bai-viet/2026/hai" in anew.said, anew.said
        assert [] == warm.differing(before, warm.contents)
    else:
        assert [] == warm.differing(cold.contents, warm.contents), change
    assert [] == warm.left_overs


@pytest.mark.slow
def test_after_an_edit_of_each_sort_a_warm_build_equals_a_cold_one_and_back_again(
    tmp_path: Path, at: Any, few_pages: Any
) -> None:
    state, warm = Edited(), at(tmp_path / "tinh")
    warm.write(state.tree())
    assert 0 == warm.quick(**few_pages).code
    first = warm.contents
    for change in EACH_ONCE:
        edit(state, change)
        warm.write(state.tree())
        compare(warm, warm.cold(tmp_path / "moi"), change, day=state.today, **few_pages)
    for change in EACH_BACK:
        edit(state, change)
        warm.write(state.tree()).quick(day=state.today, **few_pages)
    assert [] == warm.differing(first, warm.contents)


@pytest.mark.slow
@settings(
    max_examples=25,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)
@given(st.lists(edits, min_size=1, max_size=3))
def test_after_any_edits_a_warm_build_equals_a_cold_one(
    tmp_path_factory: Any, at: Any, few_pages: Any, changes: list[Edit]
) -> None:
    folder = tmp_path_factory.mktemp("sua")
    state, warm = Edited(), at(folder / "tinh")
    assert 0 == warm.write(state.tree()).quick(**few_pages).code
    for change in changes:
        edit(state, change)
        warm.write(state.tree())
        compare(warm, warm.cold(folder / "moi"), change, day=state.today, **few_pages)


def test_another_figure_changes_of_all_texts_those_that_print_it(tmp_path: Path, at: Any, few_pages: Any) -> None:
    state, warm = Edited(), at(tmp_path / "tinh")
    assert 0 == warm.write(state.tree()).quick(**few_pages).code
    before = warm.contents
    edit(state, ("figure", "", 7))
    warm.write(state.tree())
    compare(warm, warm.cold(tmp_path / "moi"), "figure", **few_pages)
    texts = ("bai-viet/2026/", "guong-dien-hinh/nuoi-bo/", "hoi-dap/ai-co-the/", "gioi-thieu/")
    changed = warm.differing(before, warm.contents)
    pages = [it for it in changed if it.startswith(texts) and "/tai-su-dung/" not in it]
    assert ["bai-viet/2026/ba/index.html", "gioi-thieu/index.html"] == pages
    assert all("/ba/" in it for it in changed if "/tai-su-dung/" in it)
    article = (warm.site / "bai-viet/2026/ba/index.html").read_text(encoding="utf-8")
    assert "Có 107\u00a0hộ dùng nước sạch." in article
    # Search finds the figure, not the call.
    told = "".join(file.read_text(encoding="utf-8") for file in warm.site.rglob("t/*.json"))
    assert (True, False) == ("Có 107" in told, "so(" in told)


# --- what a page rests on -------------------------------------------------------------------------------------

Seen = dict[tuple[str, object], str]


def seen_in(province: Province, day: int = 0) -> Seen:
    """What every page shows, by its path and what it rests on; nothing where there is an error."""
    today, prints = TODAY + timedelta(days=day), Fingerprint()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(giamngheo.load.content, "NATIONAL", province.folder / "national")
        # Lists of so few entries have several pages.
        patch.setattr(listings, "PAGE_SIZE", 1)
        portal = assemble(province.folder / "content", "tp-hue", today)
        leaves = () if portal.errors else portal.pages.all()
        return {(leaf.path, (leaf.ground, *leaf.signs)): prints.text(leaf.spec()) for leaf in leaves if leaf.ground}


def differing(one: Seen, other: Seen) -> list[str]:
    """Pages that rest on the same in both and do not show the same."""
    return sorted(path for path, basis in one.keys() & other.keys() if one[path, basis] != other[path, basis])


EACH_ALONE: list[Edit] = [
    *((what, name, number) for what in OF_ENTRIES for name in ENTRIES for number in range(4)),
    *((what, "", number) for what in (*OF_FACTS, "consent", "picture") for number in (1, 2)),
    *(("today", "", day) for day in (0, 3, 12, 25, 80)),
]


# On the first day one article waits, on the other both can be read.
@pytest.mark.parametrize("day", [0, 10])
def test_after_an_edit_a_page_that_rests_on_the_same_shows_the_same(tmp_path: Path, at: Any, day: int) -> None:
    province = at(tmp_path)
    before = seen_in(province.write(Edited().tree()), day)
    for change in EACH_ALONE:
        state = Edited(today=day)
        edit(state, change)
        assert [] == differing(before, seen_in(province.write(state.tree()), state.today)), change


@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(edits, min_size=2, max_size=6))
def test_after_any_edits_a_page_that_rests_on_the_same_shows_the_same(
    tmp_path_factory: Any, at: Any, changes: list[Edit]
) -> None:
    state, province = Edited(), at(tmp_path_factory.mktemp("nen"))
    seen = seen_in(province.write(state.tree()))
    for change in changes:
        edit(state, change)
        now = seen_in(province.write(state.tree()), state.today)
        assert [] == differing(seen, now), change
        seen |= now


def test_a_sentence_more_leaves_other_entries_resting_on_what_they_did(tmp_path: Path, at: Any) -> None:
    state, province = Edited(), at(tmp_path)
    before = seen_in(province.write(state.tree()))
    state.entries["mot"].body = 1
    after = seen_in(province.write(state.tree()))
    entries = {f"bai-viet/2026/{name}/index.html" for name in ("mot", "hai")} | {"hoi-dap/ai-co-the/index.html"}
    assert {"bai-viet/2026/mot/index.html"} == entries & {path for path, _ in after.keys() - before.keys()}
    # Pages that name the entry are looked at again, and show the same.
    assert {"chu-de/nuoc-sach/index.html"} < {path for path, _ in after.keys() - before.keys()}
    shown = {path: text for (path, _), text in before.items()}
    changed = {path for (path, _), text in after.items() if shown[path] != text}
    assert set() == changed, "a body is no part of any view"


# --- the same bytes, wherever and however ----------------------------------------------------------------------


@pytest.mark.slow
def test_a_site_is_the_same_with_one_worker_or_two_on_any_machine_in_any_order(province: Province, at: Any) -> None:
    one = province.build(GIAMNGHEO_WORKERS="1", PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh")
    assert 0 == one.code, one.said
    expected = province.contents
    assert crew.FEW < sum(path.endswith(".html") for path in expected)
    other = at(province.folder.parent / "một nơi [khác] & xa" / "tỉnh")
    other.write(dict(reversed(province.tree.items())))
    for number, path in enumerate(other.tree):
        os.utime(other.folder / path, (number * 1e6, number * 1e6))
    two = other.build(GIAMNGHEO_WORKERS="2", PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C")
    assert 0 == two.code, two.said
    assert [] == province.differing(expected, other.contents)

    # Warm, with every page to be made again, the other way round.
    for place, workers in ((province, "2"), (other, "1")):
        place.change(**{"mkdocs.yml": province.tree["mkdocs.yml"].decode().replace("Trang thử", "Tên mới")})
        assert 0 == place.build(GIAMNGHEO_WORKERS=workers).code
    assert expected["bai-viet/2026/nuoc/index.html"] != province.contents["bai-viet/2026/nuoc/index.html"]
    assert [] == province.differing(province.contents, other.contents)


@pytest.mark.slow
def test_workers_that_start_from_nothing_make_the_same(province: Province) -> None:
    """As on Windows and macOS, and on any system where a site is large."""
    expected = province.contents if 0 == province.quick(GIAMNGHEO_WORKERS="1").code else {}
    shutil.rmtree(province.folder / ".cache")
    done = province.quick(GIAMNGHEO_WORKERS="2", prepare=lambda: setattr(crew, "SMALL", 0))
    assert 0 == done.code, done.said
    assert expected and [] == province.differing(expected, province.contents)


def test_a_second_build_makes_and_touches_nothing(province: Province) -> None:
    def times() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in province.site.rglob("*")}

    assert 0 == province.quick().code
    before = times()
    assert 0 == province.quick(prepare=lambda: setattr(crew, "make", lambda *_: os._exit(99))).code
    assert before == times()


def test_a_page_that_somebody_changed_by_hand_in_the_site_is_made_whole_again(province: Province) -> None:
    assert 0 == province.quick().code
    expected = province.contents
    page = province.site / "bai-viet/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Nước", "Nuớc"), encoding="utf-8")
    (province.site / "hoi-dap/index.html").unlink()
    (province.site / "la.html").write_text("?", encoding="utf-8")
    assert 0 == province.quick().code
    assert [] == province.differing(expected, province.contents)


# --- the day ---------------------------------------------------------------------------------------------------

WALK = {
    "content/bai-viet/2026/hen.md": ("publish_at: 2026-11-23",),
    "content/bai-viet/2026/het.md": ("valid_to: 2026-11-25",),
}
CHECKED = """
bhyt-ngheo:
  name: Thẻ bảo hiểm y tế
  what: Nhà nước đóng thay.
  who: [ho-ngheo]
  laws: [nd-188-2025]
  sources: [bao-mot]
  ask: [ubnd-xa]
  confirmed: true
  checked_on: 2026-06-01
"""
AGREED = STORY.replace("xa-mot", "tp-hue").replace("the-bhyt", "bhyt-ngheo").replace("2028-01-05", "2026-12-20")
NEXT = re.compile(r"lần tới vào ngày (\d\d)/(\d\d)/(\d{4})")


def next_day(said: str) -> date:
    found = NEXT.search(said)
    assert found, said
    return date(int(found[3]), int(found[2]), int(found[1]))


@pytest.mark.slow
def test_the_build_tells_the_next_day_on_which_pages_change_and_until_then_nothing_does(
    province: Province, tmp_path: Path
) -> None:
    facts = {"title": "", "date": "2026-11-02", "topic": "sinh-ke", "status": "published", "body": "Một câu."}
    articles = {p: province.article("Bài", "topics: [y-te]", *fields) for p, fields in WALK.items()}
    province.change(
        **articles,
        **{
            "content/danh-muc/nguon.yml": REGISTERS["nguon.yml"].replace("bao.example", "congthuong.vn"),
            "content/danh-muc/chinh-sach.yml": CHECKED,
            "content/guong-dien-hinh/nuoi-bo.md": AGREED % {**facts, "consent": ""},
            "content/anh/nha.png": photograph(400),
        },
    )
    expected = [
        date(2026, 11, 23),  # the embargo ends
        date(2026, 11, 26),  # the entry's last day was the 25th
        date(2026, 12, 2),  # the policy was checked more than 183 days ago
        date(2026, 12, 15),  # the yearly review is over
        date(2026, 12, 21),  # the consent has expired
        date(2027, 1, 1),  # the standard of 2027-2030
    ]
    done, told = province.quick(), []
    assert 0 == done.code, done.said
    while len(told) < len(expected):
        before, turn = province.contents, next_day(done.said)
        told.append(turn)
        eve = province.quick(day=(turn - TODAY).days - 1)
        assert turn == next_day(eve.said)
        assert [] == province.differing(before, province.contents), f"on the eve of {turn}"
        cold = province.cold(tmp_path / "moi")
        runs = [place.begin(day=(turn - TODAY).days) for place in (province, cold)]
        done, anew = (run.end() for run in runs)
        assert 0 == done.code == anew.code, done.said
        assert [] != province.differing(before, province.contents), f"on {turn}"
        assert [] == province.differing(cold.contents, province.contents)
    assert expected == told


# --- a cluster -------------------------------------------------------------------------------------------------


@contextmanager
def cluster() -> Iterator[str]:
    """A real scheduler with two workers of two threads each on this machine: its address."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, host="127.0.0.1", dashboard_address=None
    ) as running:
        yield str(running.scheduler_address)


@pytest.mark.slow
def test_pages_made_on_a_cluster_are_the_same_bytes(province: Province, at: Any) -> None:
    assert 0 == province.build(GIAMNGHEO_WORKERS="1").code
    away = at(province.folder.parent / "xa").write(province.tree)
    with cluster() as address:
        done = away.build(GIAMNGHEO_SCHEDULER=address)
        assert 0 == done.code, done.said
        assert [] == province.differing(province.contents, away.contents)
        for place, variables in ((province, {}), (away, {"GIAMNGHEO_SCHEDULER": address})):
            place.change(**{"mkdocs.yml": province.tree["mkdocs.yml"].decode().replace("Trang thử", "Tên mới")})
            done = place.build(**variables)
            assert 0 == done.code, done.said
    assert [] == province.differing(province.contents, away.contents)


def test_a_cluster_that_does_not_answer_is_said_and_the_last_good_site_stays(province: Province) -> None:
    assert 0 == province.quick().code
    before = province.contents
    province.change(**{"content/bai-viet/2026/moi.md": province.article("Bài mới")})
    soon = {"prepare": lambda: setattr(crew, "CONNECT_SECONDS", 1)}
    done = province.quick(GIAMNGHEO_SCHEDULER="tcp://127.0.0.1:9", **soon)
    assert 1 == done.code
    assert "Traceback" not in done.said
    assert "Không liên lạc được với cụm máy ở tcp://127.0.0.1:9" in done.said
    assert [] == province.differing(before, province.contents)
    done = province.quick(GIAMNGHEO_SCHEDULER="cum-may", **soon)
    assert (1, False) == (done.code, "Traceback" in done.said), done.said


def test_a_cluster_without_its_extra_is_said(province: Province) -> None:
    without = {"prepare": lambda: sys.modules.update(distributed=None)}  # type: ignore[arg-type]
    done = province.quick(GIAMNGHEO_SCHEDULER="tcp://127.0.0.1:9", **without)
    assert 1 == done.code
    assert "Traceback" not in done.said
    assert 'pip install "mkdocs-giamngheo[cluster]"' in done.said


# --- extensions and plugins of others --------------------------------------------------------------------------

HOOKS = """
import pathlib

def on_page_markdown(markdown, page, **_):
    return markdown.replace("bà con", "bà con cô bác")

def on_page_content(html, page, **_):
    return html + "<p>Câu của phần bổ trợ.</p>"

def on_post_build(config, **_):
    folder = pathlib.Path(config.site_dir)
    (folder / "them").mkdir()
    (folder / "them/tep.txt").write_text("một tệp", encoding="utf-8")
    (folder / "bang-ke.txt").write_text("hai tệp", encoding="utf-8")
"""


def test_a_plugin_of_others_changes_plain_pages_and_writes_files_until_it_is_removed(province: Province) -> None:
    assert 0 == province.quick().code
    without = province.contents
    settings = province.tree["mkdocs.yml"].decode()
    province.change(**{"mkdocs.yml": settings + "hooks: [bo-tro.py]\n", "bo-tro.py": HOOKS})
    for _ in ("cold", "warm"):
        assert 0 == province.quick("--strict").code
        home = (province.site / "index.html").read_text(encoding="utf-8")
        assert "Chào bà con cô bác." in home
        assert "Câu của phần bổ trợ." in home
        assert "một tệp" == (province.site / "them/tep.txt").read_text(encoding="utf-8")
        written = ["bang-ke.txt", "index.html", "lite/index.html", "them/tep.txt"]
        assert written == province.differing(without, province.contents)
    province.change(**{"mkdocs.yml": settings, "bo-tro.py": None})
    assert 0 == province.quick().code
    assert [] == province.differing(without, province.contents)
    assert not (province.site / "them").exists()


PLAIN = {"gioi-thieu/index.html": "../", "en/about/index.html": "../../"}
REAL = """
  - macros: {j2_variable_start_string: "[[", j2_variable_end_string: "]]"}
  - gen-files: {scripts: [them.py]}
  - redirects: {redirect_maps: {cu.md: gioi-thieu.md}}
  - glightbox: {}
""".lstrip("\n")
MORE = 'import mkdocs_gen_files\n\nwith mkdocs_gen_files.open("them.txt", "w") as file:\n    file.write("thêm")\n'


def test_plugins_that_many_sites_use_work_on_plain_pages_and_leave_the_portal_alone(province: Province) -> None:
    body = "Trang của [[ config.site_name ]]. [Bài](../bai-viet/2026/the.md). ![Ruộng](anh/ruong.svg)"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
    sources = {
        "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n" + body.replace("../", ""),
        "content/en/about.md": "---\ntitle: About\nlanguage: en\n---\n" + body.replace("anh/", "../anh/"),
        "content/anh/ruong.svg": drawing,
        "them.py": MORE,
    }
    assert 0 == province.change(**sources).quick().code
    without = province.contents
    province.change(**{"mkdocs.yml": province.tree["mkdocs.yml"].decode() + REAL})
    for _ in ("cold", "warm"):
        done = province.quick("--strict")
        assert 0 == done.code, done.said
        for page, to in PLAIN.items():
            html = (province.site / page).read_text(encoding="utf-8")
            assert "Trang của Trang thử." in html
            assert f'href="{to}bai-viet/2026/the/"' in html
            assert 'class="glightbox"' in html
        assert "thêm" == (province.site / "them.txt").read_text(encoding="utf-8")
        assert "../gioi-thieu/" in (province.site / "cu/index.html").read_text(encoding="utf-8")
        changed = set(province.differing(without, province.contents))
        plain = {f"{lite}{page}" for lite in ("", "lite/") for page in ("index.html", *PLAIN)}
        theirs = {"assets/stylesheets/glightbox.min.css", "assets/javascripts/glightbox.min.js"}
        assert changed - plain == {"them.txt", "cu/index.html", *theirs}


LATE = """
import pathlib

from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

@event_priority(-100)
def on_files(files, config, **_):
    return Files([*files])

@event_priority(-100)
def on_post_build(config, **_):
    (pathlib.Path(config.site_dir) / "tep.txt").write_text("một tệp", encoding="utf-8")
"""


def test_plugins_that_want_to_be_last_come_before_ours(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    page = {"content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n[Bài](bai-viet/2026/the.md)."}
    province.change(**{"mkdocs.yml": settings + "hooks: [bo-tro.py]\n", "bo-tro.py": LATE}, **page)
    for _ in ("cold", "warm"):
        assert 0 == province.quick().code
        assert 'href="../bai-viet/2026/the/"' in (province.site / "gioi-thieu/index.html").read_text(encoding="utf-8")
        assert "tep.txt" in province.contents
    province.change(**{"mkdocs.yml": settings})
    assert 0 == province.quick().code
    assert "tep.txt" not in province.contents


COPY = """
import copy

def on_page_context(context, page, **_):
    copy.deepcopy(page.meta)
"""


def test_a_plugin_of_others_may_copy_what_a_page_says_of_itself(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    page = {"content/en/about.md": "---\ntitle: About\nlanguage: en\n---\nA page."}
    province.change(**{"mkdocs.yml": settings + "hooks: [bo-tro.py]\n", "bo-tro.py": COPY}, **page)
    done = province.quick()
    assert 0 == done.code, done.said
    assert '<html lang="en"' in (province.site / "en/about/index.html").read_text(encoding="utf-8")


ADD = """
from mkdocs.structure.files import File

def on_files(files, config, **_):
    files.append(File.generated(config, "them%s", content="Một tệp thêm."))
"""


def test_a_plugin_of_others_may_add_a_file_and_no_page(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    province.change(**{"mkdocs.yml": settings + "hooks: [bo-tro.py]\n", "bo-tro.py": ADD % ".txt"})
    assert 0 == province.quick().code
    before = province.contents
    assert "them.txt" in before
    province.change(**{"bo-tro.py": ADD % ".md"})
    done = province.quick()
    assert (1, False) == (done.code, "Traceback" in done.said), done.said
    assert "them.md" in done.said
    assert [] == province.differing(before, province.contents)


def test_a_file_may_become_a_folder_and_a_folder_a_file(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    write = "import pathlib\n\ndef on_post_build(config, **_):\n    folder = pathlib.Path(config.site_dir)\n"
    file = write + "    (folder / 'them').write_text('a')\n"
    folder = write + "    (folder / 'them').mkdir()\n    (folder / 'them/tep').write_text('b')\n"
    for hook, path in ((file, "them"), (folder, "them/tep"), (file, "them")):
        province.change(**{"mkdocs.yml": settings + "hooks: [bo-tro.py]\n", "bo-tro.py": hook})
        done = province.quick()
        assert 0 == done.code, done.said
        assert [path] == [name for name in province.contents if name.startswith("them")]


SHOUT = """
import pathlib

def on_post_build(config, **_):
    for file in pathlib.Path(config.site_dir).rglob("*.html"):
        file.write_text(file.read_text(encoding="utf-8").replace("bảo hiểm", "BẢO HIỂM"), encoding="utf-8")
"""


def test_what_a_plugin_wrote_over_our_pages_goes_with_the_plugin(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    province.change(**{"mkdocs.yml": settings + "hooks: [bo-tro.py]\n", "bo-tro.py": SHOUT})
    assert 0 == province.quick().code
    page = province.site / "bai-viet/2026/the/index.html"
    assert "BẢO HIỂM" in page.read_text(encoding="utf-8")
    province.change(**{"mkdocs.yml": settings, "bo-tro.py": None})
    assert 0 == province.quick().code
    assert "BẢO HIỂM" not in page.read_text(encoding="utf-8")


def test_hidden_files_that_others_keep_in_the_site_stay(province: Province) -> None:
    """A site folder may be a work tree of Git; MkDocs leaves such files alone too."""
    assert 0 == province.quick().code
    (province.site / ".git").mkdir()
    (province.site / ".git/HEAD").write_text("ref: refs/heads/trang\n", encoding="utf-8")
    province.change(**{"content/bai-viet/2026/the.md": None})
    assert 0 == province.quick().code
    assert "ref: refs/heads/trang\n" == (province.site / ".git/HEAD").read_text(encoding="utf-8")


def test_markdown_extensions_of_a_province_work_on_entries_and_plain_pages(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    text = "Một ==câu==.\n\n- [ ] việc\n"
    province.change(
        **{
            "mkdocs.yml": settings + "markdown_extensions: [pymdownx.mark, {pymdownx.tasklist: {}}]\n",
            "content/index.md": f"---\ntitle: Trang chủ\n---\n\n{text}",
            "content/bai-viet/2026/the.md": province.article("Thẻ", body=text),
        }
    )
    assert 0 == province.quick("--strict").code
    for page in ("index.html", "bai-viet/2026/the/index.html"):
        html = (province.site / page).read_text(encoding="utf-8")
        assert "<mark>câu</mark>" in html, page
        assert "task-list-item" in html, page


def with_settings(province: Province, lines: str, **files: str) -> None:
    settings = province.tree["mkdocs.yml"].decode().split("# của tỉnh\n")[0]
    province.change(**{"mkdocs.yml": f"{settings}# của tỉnh\n{lines}\n"}, **files)


def equals_cold(province: Province) -> list[str]:
    """Files in which a warm build of these sources is not what a cold one is."""
    cold = province.cold(province.folder.parent / "moi")
    for place in (province, cold):
        done = place.quick()
        assert 0 == done.code, done.said
    return list(province.differing(cold.contents, province.contents))


def test_a_file_of_the_same_size_and_time_is_put_out_anew(province: Province) -> None:
    """Programs that copy or unpack put back the times of files."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="%s" d="M0 0h8v8z"/></svg>'
    picture = "pictures: [{file: anh/ve.svg, alt: Hình vuông, credit: Nhóm, rights: own}]"
    entry = {"content/bai-viet/2026/ve.md": province.article("Bài có tranh vẽ", picture)}
    province.change(**{"content/anh/ve.svg": drawing % "#aa0000", **entry})
    assert 0 == province.quick().code
    file = province.folder / "content/anh/ve.svg"
    before = file.stat()
    province.change(**{"content/anh/ve.svg": drawing % "#0000aa"})
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert before.st_size == file.stat().st_size
    assert [] == equals_cold(province)


def test_a_template_may_include_any_file_of_its_folder(province: Province) -> None:
    main = (TEMPLATES / "main.html").read_text(encoding="utf-8")
    theme = "theme: {name: material, custom_dir: rieng}"
    settings = province.tree["mkdocs.yml"].decode().replace("theme:\n  name: material", theme)
    main = main.replace("<body", "<body data-mark='{% include \"dau.svg\" %}'", 1)
    province.change(**{"mkdocs.yml": settings, "rieng/main.html": main, "rieng/dau.svg": "một"})
    assert [] == equals_cold(province)
    province.change(**{"rieng/dau.svg": "hai"})
    assert [] == equals_cold(province)
    assert "data-mark='hai'" in (province.site / "bai-viet/index.html").read_text(encoding="utf-8")


def test_a_body_may_take_in_another_file(province: Province) -> None:
    lines = "markdown_extensions: [{pymdownx.snippets: {base_path: ['.'], auto_append: [viet-tat.md]}}]"
    entry = {"content/bai-viet/2026/the.md": province.article("Thẻ", body="Thẻ BHYT.")}
    with_settings(province, lines, **{"viet-tat.md": "*[BHYT]: một", **entry})
    assert [] == equals_cold(province)
    province.change(**{"viet-tat.md": "*[BHYT]: hai"})
    assert [] == equals_cold(province)


def test_a_plugin_that_writes_over_our_pages_sees_all_of_them_when_it_comes(province: Province) -> None:
    assert [] == equals_cold(province)
    with_settings(province, "hooks: [bo-tro.py]", **{"bo-tro.py": SHOUT})
    assert [] == equals_cold(province)
    province.change(**{"bo-tro.py": SHOUT.replace("BẢO", "Bảo")})
    assert [] == equals_cold(province)


def test_an_extension_that_a_plugin_adds_works_on_entries_too(province: Province) -> None:
    hook = "def on_config(config, **_):\n    config.markdown_extensions.append('pymdownx.mark')\n"
    text = {"content/bai-viet/2026/the.md": province.article("Thẻ", body="Một ==câu==.")}
    with_settings(province, "hooks: [bo-tro.py]", **{"bo-tro.py": hook, **text})
    assert 0 == province.quick().code
    assert "<mark>câu</mark>" in (province.site / "bai-viet/2026/the/index.html").read_text(encoding="utf-8")


def test_a_link_that_leads_nowhere_is_no_file(province: Province) -> None:
    (province.folder / "content/bai-viet/2026/treo.md").symlink_to(province.folder / "khong-co.md")
    done = province.quick()
    assert 0 == done.code, done.said


@pytest.mark.parametrize("target", ["khoa-bi-mat.txt", "."])
def test_a_link_publishes_nothing_that_lies_elsewhere_and_leads_round_in_no_circle(
    province: Province, target: str
) -> None:
    (province.folder / "khoa-bi-mat.txt").write_text("mật khẩu", encoding="utf-8")
    (province.folder / "content/anh").mkdir(exist_ok=True)
    (province.folder / "content/anh/don.txt").symlink_to(province.folder / target)
    text = province.article("Đơn", body="Tải [đơn](../../anh/don.txt) ở đây.")
    province.change(**{"content/bai-viet/2026/don.md": text})
    done = province.quick()
    assert (1, True) == (done.code, "content/anh/don.txt:1:1  T109" in done.said), done.said
    assert not (province.site / "anh/don.txt").exists()


@pytest.mark.parametrize("field", ["status: draft\npublish_at: 2026-11-23", "valid_from: 2026-11-23"])
def test_no_day_is_told_on_which_nothing_changes(province: Province, field: str) -> None:
    province.change(**{"content/bai-viet/2026/the.md": province.article("Thẻ", field)})
    # The yearly review ends on the 14th.
    assert date(2026, 12, 15) == next_day(province.quick().said)


def test_a_constant_in_a_template_follows_the_settings(province: Province) -> None:
    """Jinja works out `"a/" | absolute` when it compiles a template, and the compiled template is kept."""
    theme = "theme: {name: material, custom_dir: rieng}"
    settings = province.tree["mkdocs.yml"].decode().replace("theme:\n  name: material", theme)
    main = (TEMPLATES / "main.html").read_text(encoding="utf-8")
    main = main.replace("<body", "<body data-mark='{{ \"a/\" | absolute }}'", 1)
    province.change(**{"mkdocs.yml": settings, "rieng/main.html": main})
    assert [] == equals_cold(province)
    province.change(**{"mkdocs.yml": settings.replace("mau.example", "khac.example")})
    assert [] == equals_cold(province)
