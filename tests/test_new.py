"""New files: the skeleton of every kind is valid as soon as it is filled in, and nothing is ever written over."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config import load_config

from giamngheo import new
from giamngheo.check.report import told
from giamngheo.kinds import BY_NAME, KINDS
from giamngheo.portal import Portal, assemble
from giamngheo.site.options import Options
from giamngheo.words import say

Out = pytest.CaptureFixture[str]
# 2026-11-20, 12:00 in Vietnam.
EPOCH = "1795150800"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture
def make(content: Path) -> Callable[[str, str], int]:
    """`make("article", "Title")`: the command's exit code."""
    return lambda kind, title: new.main([kind, title, "--content", str(content)])


def files_in(folder: Path) -> list[Path]:
    """What an editor fills in; the table of a review is a line of column names."""
    return [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".csv"]


def assembled(content: Path) -> Portal:
    return assemble(content, "tp-hue", TODAY)


def problems_of(content: Path) -> list[str]:
    return [told(problem) for problem in assembled(content).problems]


# What a skeleton of these says has to be covered by something else.
NEED_OTHERS = ("review", "inquiry")
TITLE = 'Nước sạch: về thôn "Mẫu" 100%'
ASKED = BY_NAME["question"].model.model_fields | BY_NAME["correction"].model.model_fields
# Sentences about what belongs in their place.
PROMPTS = [example for name in ("summary", "short_answer", "was", "now") for example in ASKED[name].examples or ()]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name not in NEED_OTHERS])
def test_a_skeleton_is_valid_when_it_is_filled_in_and_published(
    make: Callable[[str, str], int], content: Path, kind: str
) -> None:
    assert 0 == make(kind, TITLE)
    [file] = files_in(content)
    text = file.read_text(encoding="utf-8").replace("status: draft", "status: published")
    for prompt in (*PROMPTS, say("new.body")):
        text = text.replace(prompt, "Một câu.")
    file.write_text(text, encoding="utf-8")
    assert [] == problems_of(content)
    assert "nuoc-sach-ve-thon-mau-100" in assembled(content).public.of(kind)


def test_an_inquiry_needs_an_intake_that_covers_it(make: Callable[[str, str], int], content: Path) -> None:
    assert 0 == make("inquiry", "hd 1")
    assert ["L907"] == [problem.code for problem in assembled(content).problems]
    assert 0 == make("intake", "nguon")
    assert [] == problems_of(content)


def test_a_review_needs_the_indicators_of_its_columns_and_has_a_table(
    make: Callable[[str, str], int], content: Path
) -> None:
    make("indicator", "ho ngheo")
    make("indicator", "ho can ngheo")
    make("review", "ra soat 2024")
    table = content / "chi-so/so-lieu/ra-soat-2024.csv"
    assert "ma_dia_ban;ten_dia_ban;ho_ngheo;ho_can_ngheo;trang_thai;ghi_chu\n" == table.read_text(encoding="utf-8")
    assert [] == problems_of(content)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_skeleton_says_what_each_required_field_is_for(
    make: Callable[[str, str], int], content: Path, kind: str
) -> None:
    make(kind, TITLE)
    [file] = files_in(content)
    lines = file.read_text(encoding="utf-8").splitlines()
    required = [name for name, info in BY_NAME[kind].model.model_fields.items() if info.is_required()]
    for name in required:
        [line] = [line for line in lines if line.strip().startswith(f"{name}:")]
        assert "  # " in line


def test_a_source_can_be_given_its_number_and_its_day(make: Callable[[str, str], int], content: Path) -> None:
    make("source", TITLE)
    [file] = files_in(content)
    text = file.read_text(encoding="utf-8")
    for name, value in (("document_no", "12/QĐ-UBND"), ("published", "2026-12-30")):
        text = re.sub(rf"^  # {name}: *#", f"  {name}: {value} #", text, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    [source] = [item.entry for item in assembled(content).catalogue.of("source").values() if item.source]
    assert ("12/QĐ-UBND", "2026-12-30") == (source.document_no, str(source.published))  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_skeleton_names_each_field_once(make: Callable[[str, str], int], content: Path, kind: str) -> None:
    make(kind, TITLE)
    [file] = files_in(content)
    names = re.findall(r"^ *(?:# )?(\w+): ", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [] == sorted(name for name in names if names.count(name) > 1 and name in BY_NAME[kind].model.model_fields)


def test_nothing_new_is_public_before_somebody_says_so(make: Callable[[str, str], int], content: Path) -> None:
    make("article", TITLE)
    assert {} == assembled(content).public.of("article")


def test_an_article_stands_below_its_year_at_an_address_without_marks(
    make: Callable[[str, str], int], content: Path, capsys: Out
) -> None:
    make("article", "Đại đoàn kết")
    assert [content / "bai-viet/2026/dai-doan-ket.md"] == files_in(content)
    assert f"Đã tạo {content / 'bai-viet/2026/dai-doan-ket.md'}" in capsys.readouterr().out
    assert "date: 2026-11-20" in files_in(content)[0].read_text(encoding="utf-8")


def test_a_long_title_gives_a_name_of_whole_words_that_can_still_be_typed(
    make: Callable[[str, str], int], content: Path
) -> None:
    title = "Hội nghị đối thoại, trả lời kiến nghị của nhân dân về chương trình giảm nghèo bền vững năm 2025"
    make("article", title)
    (file,) = files_in(content)
    assert "hoi-nghi-doi-thoai-tra-loi-kien-nghi-cua-nhan-dan-ve-chuong" == file.stem
    assert title in file.read_text(encoding="utf-8")
    assert [] == problems_of(content)


def test_no_file_is_named_like_a_device_of_windows(
    make: Callable[[str, str], int], content: Path, capsys: Out
) -> None:
    assert 1 == make("article", "Con")
    assert "Windows không cho tệp nào mang tên `con`" in capsys.readouterr().err
    assert [] == files_in(content)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_nothing_is_written_over(make: Callable[[str, str], int], content: Path, kind: str, capsys: Out) -> None:
    make(kind, TITLE)
    before = {file: file.read_bytes() for file in files_in(content)}
    assert 1 == make(kind, TITLE)
    assert "không ghi đè" in capsys.readouterr().err
    assert before == {file: file.read_bytes() for file in files_in(content)}


def test_a_register_keeps_what_it_held(make: Callable[[str, str], int], content: Path) -> None:
    make("topic", "Nước sạch")
    make("topic", "Vệ sinh")
    assert {"nuoc-sach", "ve-sinh"} <= set(assembled(content).catalogue.of("topic"))
    assert [] == problems_of(content)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("\ufeffy-te: {name: Y tế}\r\n".encode(), id="as Notepad saves it"),
        pytest.param("y-te: {name: Kh\u00e1m}\n".encode("cp1258"), id="in the code page of Windows"),
    ],
)
def test_what_stood_in_a_register_stays_byte_for_byte(
    make: Callable[[str, str], int], content: Path, before: bytes
) -> None:
    register = content / "danh-muc/chu-de.yml"
    register.parent.mkdir(parents=True, exist_ok=True)
    register.write_bytes(before)
    assert 0 == make("topic", "Cây giống mẫu")
    assert register.read_bytes().startswith(before.rstrip())


def test_a_bulletin_without_a_title_is_called_by_its_day(content: Path) -> None:
    assert 0 == new.main(["bulletin", "--days", "7", "--minutes", "10", "--content", str(content)])
    [file] = files_in(content)
    assert "ban-tin-ngay-20-11-2026.yml" == file.name
    assert 'title: "Bản tin ngày 20/11/2026"' in file.read_text(encoding="utf-8")


def test_a_correction_is_of_today_and_its_sample_is_never_published(
    make: Callable[[str, str], int], content: Path
) -> None:
    make("correction", "Nhầm số")
    assert "date: 2026-11-20" in (content / "danh-muc/dinh-chinh.yml").read_text(encoding="utf-8")
    assert ["T108", "T108"] == [problem.code for problem in assembled(content).problems]


def test_an_id_of_the_national_layer_is_not_taken_by_accident(
    make: Callable[[str, str], int], content: Path, capsys: Out
) -> None:
    assert 1 == make("place", "Tỉnh Hà Tĩnh")
    assert "`tinh-ha-tinh` đã có" in capsys.readouterr().err


def test_an_unknown_kind_is_told_with_those_there_are(
    make: Callable[[str, str], int], content: Path, capsys: Out
) -> None:
    assert 1 == make("aricle", "Nước sạch")
    said = capsys.readouterr().err
    assert "Không có loại `aricle`." in said
    assert all(kind.name in said for kind in KINDS)
    assert "story (gương điển hình)" in said
    assert [] == files_in(content)


def test_a_title_without_a_letter_makes_no_address(
    make: Callable[[str, str], int], content: Path, capsys: Out
) -> None:
    assert 1 == make("article", "?!")
    assert "hãy viết tiêu đề bằng chữ" in capsys.readouterr().err


@pytest.mark.parametrize("title", ["null", "NO", "2026", "~ a", "- a", "' a", "# mới", "a: b", "% a", "{a}"])
def test_a_title_is_text_whatever_it_looks_like(make: Callable[[str, str], int], content: Path, title: str) -> None:
    make("article", title)
    assert [] == problems_of(content)
    [item] = assembled(content).catalogue.of("article").values()
    assert title == getattr(item.entry, "title", None)


@pytest.mark.parametrize("arguments", [[], ["article"], ["article", "Nước sạch", "--content"]])
def test_too_few_words_are_answered_with_the_usage(arguments: list[str], capsys: Out) -> None:
    assert 2 == new.main(arguments)
    assert "Cách dùng" in capsys.readouterr().err


def test_a_title_without_quotes_is_shown_as_it_has_to_be_typed(content: Path, capsys: Out) -> None:
    assert 1 == new.main(["article", "Thôn", "tôi", "có", "tủ", "sách", "--content", str(content)])
    assert 'new.py article "Thôn tôi có tủ sách"' in capsys.readouterr().err
    assert [] == files_in(content)


def test_a_slip_in_an_option_makes_no_file(content: Path, capsys: Out) -> None:
    assert 2 == new.main(["article", "Nước sạch", "--contents", str(content)])
    assert "[--content THƯ-MỤC]" in capsys.readouterr().err
    assert [] == files_in(content)


def test_nothing_is_made_where_there_is_no_site(tmp_path: Path, capsys: Out) -> None:
    assert 1 == new.main(["article", "Nước sạch", "--content", str(tmp_path / "content")])
    assert "mkdocs.yml" in capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


# --- a site of another province --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Hà Tĩnh", "ha tinh", "Tỉnh Hà Tĩnh", "tinh-ha-tinh"])
def test_another_province_begins_with_an_empty_site_that_assembles(tmp_path: Path, name: str) -> None:
    assert 0 == new.main(["province", name, str(tmp_path / "ha-tinh")])
    portal = assemble(tmp_path / "ha-tinh/content", "tinh-ha-tinh", TODAY)
    assert () == portal.problems
    assert [] == list(portal.public.dated())
    assert "home_place: tinh-ha-tinh" in (tmp_path / "ha-tinh/mkdocs.yml").read_text(encoding="utf-8")


def test_its_settings_can_all_be_used_as_they_stand_there(tmp_path: Path) -> None:
    new.main(["province", "Hà Tĩnh", str(tmp_path)])
    file = tmp_path / "mkdocs.yml"
    file.write_text(re.sub(r"(?m)^( *)# (?=\w+:)", r"\1", file.read_text(encoding="utf-8")), encoding="utf-8")
    config = load_config(str(file))
    own = config.plugins["giamngheo"].config
    assert (
        {name for name, _ in Options()._schema}
        == own.data.keys()
        == set(re.findall(r"(?m)^ {6}(\w+):", file.read_text(encoding="utf-8")))
    )
    assert ("tinh-ha-tinh", "Trang thông tin giảm nghèo tỉnh Hà Tĩnh") == (own.home_place, config.site_name)


def test_its_first_page_is_written_and_its_introduction_waits_for_the_editors(tmp_path: Path) -> None:
    new.main(["province", "Hà Tĩnh", str(tmp_path)])
    home, about = (tmp_path / "content" / name for name in ("index.md", "gioi-thieu.md"))
    assert "giảm nghèo ở tỉnh Hà Tĩnh, nói lại" in home.read_text(encoding="utf-8")
    portal = assemble(tmp_path / "content", "tinh-ha-tinh", TODAY)
    assert (1, ()) == (portal.held_back, portal.problems)
    about.write_text(about.read_text(encoding="utf-8").replace("draft", "published"), encoding="utf-8")
    assert ["T108"] == [one.code for one in assemble(tmp_path / "content", "tinh-ha-tinh", TODAY).problems]


def test_the_new_site_has_a_folder_for_every_kind_of_file(tmp_path: Path) -> None:
    new.main(["province", "Hà Tĩnh", str(tmp_path)])
    homes = {kind.home for kind in KINDS if kind.form != "register" and kind.home}
    assert homes == {home for home in homes if (tmp_path / "content" / home).is_dir()}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "a.txt").touch()
    for folder in (tmp_path, tmp_path / "a.txt"):
        assert 1 == new.main(["province", "Hà Tĩnh", str(folder)])
        assert "không ghi đè" in capsys.readouterr().err
    assert [tmp_path / "a.txt"] == files_in(tmp_path)


@pytest.mark.parametrize("name", ["Hà Tỉn", "ha tin"])
def test_a_province_that_is_not_there_is_answered_with_the_nearest(tmp_path: Path, name: str, capsys: Out) -> None:
    assert 1 == new.main(["province", name, str(tmp_path / "x")])
    assert "Tỉnh Hà Tĩnh" in capsys.readouterr().err


def test_a_province_that_ceased_gets_no_new_site(tmp_path: Path, capsys: Out) -> None:
    assert 1 == new.main(["province", "Yên Bái", str(tmp_path / "x")])
    assert not (tmp_path / "x").exists()
