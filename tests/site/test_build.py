"""What an editor relies on when a site is built: nothing lost, nothing leaked, the right day."""

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str | bytes]], Path]
NOVEMBER_2026 = "1795150800"  # 20/11/2026, noon in Vietnam
JANUARY_2027 = "1798866000"  # 2/1/2027, noon in Vietnam

SETTINGS = """
    site_name: Trang thử
    site_url: https://mau.example/
    docs_dir: content
    theme:
      name: material
    plugins:
      - giamngheo:
          home_place: tp-hue
    """
HOME = """
    ---
    title: Trang chủ
    ---
    Chào bà con.
    """
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0z"/></svg>'


def article(title: str, *fields: str, body: str = "Một câu.") -> str:
    lines = ["---", f"title: {title}", "date: 2026-11-02", "summary: Một câu.", *fields, "---", "", body, ""]
    return "\n".join(lines)


def province(write: Write, **files: str | bytes) -> Path:
    """A small province; file names are written with `__` for a slash and `_` for a dash."""
    tree: dict[str, str | bytes] = {"mkdocs.yml": SETTINGS, "content/index.md": HOME}
    for name, content in files.items():
        path, _, suffix = name.rpartition("_")
        tree[f"content/{path.replace('__', '/').replace('_', '-')}.{suffix}"] = content
    return write(tree)


def build(
    folder: Path, *arguments: str, epoch: str = NOVEMBER_2026, **variables: str
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **variables}
    command = [sys.executable, "-P", "-m", "mkdocs", "build", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def contents(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def page(folder: Path, address: str) -> str:
    return (folder / "site" / address / "index.html").read_text(encoding="utf-8")


def test_a_new_article_appears_in_its_lists_topic_and_place_without_another_edit(write: Write) -> None:
    new = article("Nước về thôn", "topics: [nuoc-sach]", "places: [tp-hue]")
    folder = province(write, bai_viet__2026__nuoc_ve_thon_md=new)
    assert build(folder, "--strict").returncode == 0
    lists = ["", "bai-viet", "bai-viet/nam/2026", "bai-viet/chu-de/nuoc-sach", "bai-viet/dia-ban/tp-hue"]
    for address in [*lists, "chu-de/nuoc-sach", "dia-ban/tp-hue"]:
        assert "Nước về thôn" in page(folder, address), address


def test_what_a_plain_build_says_can_be_kept_in_a_file_on_windows(write: Write) -> None:
    # As Windows gives it to a program whose output goes into a file.
    western = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    done = build(folder, **western)
    assert 0 == done.returncode, done.stderr
    assert "Đã dựng xong: Trang thử" in done.stdout
    (folder / "content/bai-viet/2026/hong.md").write_text(FIVE_MISTAKES, encoding="utf-8")
    assert "Dấu hai chấm làm đứt dòng" in build(folder, **western).stderr


def test_a_build_without_the_address_of_the_site_says_what_is_missing_for_it(write: Write) -> None:
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    settings = folder / "mkdocs.yml"
    said = [build(folder).stdout]
    assert (folder / "site/feed.xml").exists()
    settings.write_text(settings.read_text(encoding="utf-8").replace("site_url:", "# site_url:"), encoding="utf-8")
    said += [build(folder).stdout]
    assert not (folder / "site/feed.xml").exists()
    assert [False, True] == ["site_url" in text for text in said]


def test_a_site_that_has_only_begun_says_so_on_its_empty_lists(write: Write) -> None:
    folder = province(write)
    assert "Chưa ghi cơ quan giữ trang" in build(folder).stdout
    lists = ("bai-viet", "guong-dien-hinh", "hoi-dap", "hoat-dong", "chi-so")
    assert [] == [address for address in lists if "Chưa có nội dung ở mục này." not in page(folder, address)]
    topics = page(folder, "chu-de")
    assert ("Vay vốn" in topics, "0 bài" in topics) == (True, False)


def test_a_page_names_who_keeps_it_where_that_is_set(write: Write) -> None:
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    settings = folder / "mkdocs.yml"
    footers = []
    for keeper in ("", '      publisher: "Sở Mẫu"\n'):
        settings.write_text(settings.read_text(encoding="utf-8").rstrip() + f"\n{keeper}", encoding="utf-8")
        done = build(folder)
        assert 0 == done.returncode, done.stderr
        pages = [page(folder, "bai-viet/2026/dung"), page(folder, "lite/bai-viet/2026/dung")]
        footers.append(["Người làm trang: Sở Mẫu" in text if keeper else "Người làm trang" in text for text in pages])
        assert ("publisher" in done.stdout) == (not keeper)
    assert [[False, False], [True, True]] == footers


@pytest.mark.parametrize("given", ['""', "46"])
def test_a_home_place_that_is_no_id_is_told_without_a_traceback(write: Write, given: str) -> None:
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    settings = folder / "mkdocs.yml"
    text = re.sub(r"home_place: .*", "", settings.read_text(encoding="utf-8"))
    text = re.sub(r"- giamngheo.*", f"- giamngheo: {{home_place: {given}}}", text)
    settings.write_text(text, encoding="utf-8")
    done = build(folder)
    assert (1, False) == (done.returncode, "Traceback" in done.stderr), done.stderr
    assert "“tp-hue”" in done.stderr


@pytest.mark.parametrize(("option", "told"), [("hotline: 0234567", "trong ngoặc kép"), ("offline: khong", "`false`")])
def test_an_option_of_another_form_is_told_in_vietnamese(write: Write, option: str, told: str) -> None:
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("home_place:", f"{option}\n      home_place:")
    settings.write_text(text, encoding="utf-8")
    done = build(folder)
    assert (1, False) == (done.returncode, "Expected type" in done.stderr), done.stderr
    assert told in done.stderr


def test_an_option_that_is_misspelt_stops_the_build_and_is_told_with_what_was_meant(write: Write) -> None:
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("home_place:", "home_plce: tp-hue\n      homeplace:")
    settings.write_text(text, encoding="utf-8")
    done = build(folder)
    assert (1, False) == (done.returncode, (folder / "site").exists()), done.stderr
    assert 2 == done.stderr.count("Có phải ý bạn là `home_place`?"), done.stderr


def test_a_film_is_a_link_on_the_page_and_on_its_twin(write: Write) -> None:
    film = 'video: [{url: "https://phim.example/a", title: "Phim về thôn"}]'
    folder = province(write, bai_viet__2026__phim_md=article("Bài có phim", film))
    assert 0 == build(folder).returncode
    for address in ("bai-viet/2026/phim", "lite/bai-viet/2026/phim"):
        assert re.search(r'<a [^>]*href="https://phim.example/a"[^>]*>Phim về thôn', page(folder, address)), address
    assert "<iframe" not in page(folder, "bai-viet/2026/phim")


FIVE_MISTAKES = """---
title: Bài: hỏi đáp
date: 2026-13-40
summary: Một câu.
topics: [nuoc-sach-x]
statuss: published
---

Xem [bài kia](khong-co.md).
"""


def test_five_mistakes_give_five_messages_and_the_last_good_site_stays(write: Write) -> None:
    folder = province(write, bai_viet__2026__tot_md=article("Bài tốt"))
    assert build(folder).returncode == 0
    before = contents(folder / "site")
    (folder / "content/bai-viet/2026/hong.md").write_text(FIVE_MISTAKES, encoding="utf-8")
    done = build(folder)
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("content/bai-viet/2026/hong.md:")]
    assert [line.split()[1] for line in told] == ["Y201", "F303", "R401", "F301", "R404"]
    assert before == contents(folder / "site")


def test_a_warning_stops_a_strict_build_and_the_last_good_site_stays(write: Write) -> None:
    folder = province(write, bai_viet__2026__tot_md=article("Bài tốt"))
    assert build(folder, "--strict").returncode == 0
    before = contents(folder / "site")
    mixed = article("Bài khác", body="Hội hoà thuận, nhà hòa thuận.")
    (folder / "content/bai-viet/2026/khac.md").write_text(mixed, encoding="utf-8")
    assert build(folder, "--strict").returncode == 1
    assert before == contents(folder / "site")
    assert build(folder).returncode == 0
    assert "bai-viet/2026/khac/index.html" in contents(folder / "site")


def test_a_warning_of_mkdocs_itself_stops_a_strict_build_too(write: Write) -> None:
    folder = province(write, bai_viet__2026__tot_md=article("Bài tốt"))
    assert build(folder, "--strict").returncode == 0
    before = contents(folder / "site")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings + "nav:\n  - khong-co.md\n", encoding="utf-8")
    assert build(folder, "--strict").returncode == 1
    assert before == contents(folder / "site")


def test_a_home_that_is_no_place_is_told_and_its_nearest_name_proposed(write: Write) -> None:
    folder = province(write)
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("tp-hue", "tp-hueee"), encoding="utf-8")
    done = build(folder)
    assert (1, False) == (done.returncode, "Traceback" in done.stderr), done.stderr
    assert "R401" in done.stderr
    assert "home_place" in done.stderr
    assert "`tp-hue`?" in done.stderr


def test_a_plain_page_stands_where_links_lead_whatever_is_set(write: Write) -> None:
    folder = province(write, gioi_thieu_md="---\ntitle: Ai giữ trang\n---\nMột câu.\n")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nuse_directory_urls: false\n")
    done = build(folder)
    assert 0 == done.returncode, done.stderr
    assert "Ai giữ trang" in (folder / "site/gioi-thieu/index.html").read_text(encoding="utf-8")


def test_a_plain_page_says_what_was_read_of_its_file(write: Write) -> None:
    """Not what another reader of YAML makes of the same bytes, or takes for text where it gives up."""
    text = unicodedata.normalize("NFD", "---\ntitle: 1900-55-11\nsummary: Đường dây nóng\n---\nMột câu hỏi.\n")
    folder = province(write, lien_he_md=text)
    assert 0 == build(folder).returncode
    shown = page(folder, "lien-he")
    assert "Một câu hỏi." in shown
    assert "summary:" not in shown


def test_without_a_home_page_nothing_is_published_and_the_last_good_site_stays(write: Write) -> None:
    folder = province(write, bai_viet__2026__dung_md=article("Bài đúng"))
    assert 0 == build(folder).returncode
    before = contents(folder / "site")
    (folder / "content/index.md").unlink()
    done = build(folder)
    assert (1, False) == (done.returncode, "Traceback" in done.stderr), done.stderr
    assert "Chưa có trang chủ" in done.stdout
    assert before == contents(folder / "site")


def test_nothing_of_a_draft_reaches_the_site(write: Write) -> None:
    draft = article(
        "Bài nháp bí mật", "status: draft", "pictures: [{file: anh/nhap.svg, alt: Tranh, credit: Chúng tôi}]"
    )
    shown = article("Bài đăng", "pictures: [{file: anh/dang.svg, alt: Tranh, credit: Chúng tôi}]")
    folder = province(
        write,
        bai_viet__2026__nhap_md=draft,
        bai_viet__2026__dang_md=shown,
        anh__nhap_svg=PICTURE,
        anh__dang_svg=PICTURE,
        anh__thua_svg=PICTURE,
    )
    assert build(folder).returncode == 0
    files = contents(folder / "site")
    assert ["anh/dang.svg"] == sorted(path for path in files if path.startswith("anh/"))
    assert not [path for path in files if path.endswith((".yml", ".yaml", ".md", ".csv"))]
    assert not [path for path in files if "nhap" in path]
    for path in files:
        if path.endswith((".html", ".xml")):
            assert "bí mật" not in (folder / "site" / path).read_text(encoding="utf-8"), path


def test_an_embargoed_entry_appears_on_its_day(write: Write) -> None:
    hidden = article("Tin hẹn ngày", "publish_at: 2026-12-01")
    folder = province(write, bai_viet__2026__hen_md=hidden)
    done = build(folder)
    assert "01/12/2026" in done.stdout
    assert not (folder / "site/bai-viet/2026/hen").exists()
    assert build(folder, epoch=JANUARY_2027).returncode == 0
    assert "Tin hẹn ngày" in page(folder, "bai-viet")


STORY = """---
title: Nuôi bò
date: 2026-11-02
summary: Một câu.
household: {name: gia đình bà Thử}
livelihood_model: Nuôi bò
pictures: [{file: anh/nha.svg, alt: Tranh, credit: Chúng tôi, shows_people: true}]
consent: {given_on: 2026-01-05, scope: [text, photo], expires: 2028-01-05, record: HS-12%s}
---

Nhà bà Thử nuôi bò.
"""


def test_a_withdrawn_consent_unpublishes_the_story_everywhere_in_one_build(write: Write) -> None:
    linking = article("Bài dẫn", body="Xem [chuyện bà](story:nuoi-bo).")
    folder = province(
        write, guong_dien_hinh__nuoi_bo_md=STORY % "", bai_viet__2026__dan_md=linking, anh__nha_svg=PICTURE
    )
    assert build(folder).returncode == 0
    assert "bà Thử" in page(folder, "guong-dien-hinh/nuoi-bo")
    withdrawn = STORY % ", withdrawn_on: 2026-11-10"
    (folder / "content/guong-dien-hinh/nuoi-bo.md").write_text(withdrawn, encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert "P602" in done.stderr
    store = folder / ".cache/giamngheo/store.sqlite"
    with sqlite3.connect(store) as connection:
        kept = [row[0].decode(errors="replace") for row in connection.execute("select value from made")]
    assert kept
    assert not [value for value in kept if "bà Thử" in value]
    files = contents(folder / "site")
    assert not [path for path in files if "nuoi-bo" in path or path == "anh/nha.svg"]
    for path in files:
        if path.endswith((".html", ".xml")):
            text = (folder / "site" / path).read_text(encoding="utf-8")
            assert "bà Thử" not in text, path
            assert "guong-dien-hinh/nuoi-bo" not in text, path


def test_a_strict_build_does_not_keep_a_withdrawn_story_online(write: Write) -> None:
    folder = province(write, guong_dien_hinh__nuoi_bo_md=STORY % "", anh__nha_svg=PICTURE)
    assert build(folder, "--strict").returncode == 0
    withdrawn = STORY % ", withdrawn_on: 2026-11-10"
    (folder / "content/guong-dien-hinh/nuoi-bo.md").write_text(withdrawn, encoding="utf-8")
    assert build(folder, "--strict").returncode == 0
    assert not (folder / "site/guong-dien-hinh/nuoi-bo").exists()


def test_a_removed_entry_leaves_nothing_behind(write: Write) -> None:
    folder = province(write, bai_viet__2026__mot_md=article("Một"), bai_viet__2026__hai_md=article("Hai"))
    assert build(folder).returncode == 0
    (folder / "content/bai-viet/2026/hai.md").unlink()
    assert build(folder).returncode == 0
    assert not (folder / "site/bai-viet/2026/hai").exists()
    once = contents(folder / "site")
    assert build(folder, "-d", "lai").returncode == 0
    assert once == contents(folder / "lai")


def test_an_old_address_leads_to_the_new_one(write: Write) -> None:
    folder = province(write, bai_viet__2026__moi_md=article("Bài mới", "redirect_from: [bai-cu]"))
    assert build(folder, "--strict").returncode == 0
    assert 'url=../bai-viet/2026/moi/"' in page(folder, "bai-cu")


def test_a_province_may_add_markdown_extensions_and_other_plugins_of_its_own(write: Write) -> None:
    folder = province(write, bai_viet__2026__ma_md=article("Mã", body="Bảng ==đậm==."))
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings + "markdown_extensions:\n  - pymdownx.mark\n", encoding="utf-8")
    assert build(folder, "--strict").returncode == 0
    assert "<mark>đậm</mark>" in page(folder, "bai-viet/2026/ma")


@pytest.mark.parametrize(
    ("epoch", "in_force", "not_in_force"),
    [(NOVEMBER_2026, "2022-2026", "2027-2030"), (JANUARY_2027, "2027-2030", "2022-2026")],
)
def test_the_poverty_standard_in_force_is_the_one_of_the_day(
    write: Write, epoch: str, in_force: str, not_in_force: str
) -> None:
    folder = province(write)
    assert build(folder, epoch=epoch).returncode == 0
    assert "badge--good" in page(folder, f"chuan-ngheo/{in_force}")
    assert "badge--good" not in page(folder, f"chuan-ngheo/{not_in_force}")


def test_a_province_may_switch_offline_reading_off(write: Write) -> None:
    folder = province(write)
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings + "      offline: false\n", encoding="utf-8")
    assert build(folder, "--strict").returncode == 0
    assert "unregister" in (folder / "site/sw.js").read_text(encoding="utf-8")
    assert 'data-tool="keep"' not in page(folder, "dia-ban/tp-hue")


def test_a_recording_is_heard_beside_its_text_and_on_the_page_of_its_language(write: Write) -> None:
    audio = "audio: [{file: am-thanh/tin.mp3}, {file: am-thanh/tin-km.mp3, language: km, synthetic: true}]"
    folder = province(
        write, bai_viet__2026__tin_md=article("Tin", audio), am_thanh__tin_mp3=b"a", am_thanh__tin_km_mp3=b"b"
    )
    assert build(folder, "--strict").returncode == 0
    entry, heard = page(folder, "bai-viet/2026/tin"), page(folder, "nghe")
    assert '<audio controls preload="none" src="../../../am-thanh/tin.mp3">' in entry
    for name in ("Tiếng Việt", "ភាសាខ្មែរ", "giọng máy"):
        assert name in heard
    twin = page(folder, "lite/bai-viet/2026/tin")
    assert "<audio" not in twin
    assert 'href="../../../../am-thanh/tin.mp3"' in twin
    assert (folder / "site/am-thanh/tin-km.mp3").is_file()


def test_without_recordings_there_is_no_page_to_listen(write: Write) -> None:
    folder = province(write, bai_viet__2026__tin_md=article("Tin"))
    assert build(folder, "--strict").returncode == 0
    assert not (folder / "site/nghe").exists()
    assert "nghe/" not in page(folder, "")
