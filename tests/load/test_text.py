"""A file's text: what is wrong with its letters is told, what is right is left alone."""

import unicodedata
from pathlib import Path

import pytest

from giamngheo.kinds.problem import Problem
from giamngheo.load.text import decoded, read_text


def problems_of(folder: Path, data: str | bytes) -> list[Problem]:
    file = folder / "a.md"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_text(file, "content/a.md")[1]


def codes_of(folder: Path, data: str | bytes) -> list[str]:
    return [problem.code for problem in problems_of(folder, data)]


def test_text_is_composed_when_it_was_typed_in_pieces(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo").encode())
    text, problems = read_text(file, "content/a.md")
    assert text is not None
    assert "Tỷ lệ hộ nghèo" == text.text
    assert ["T103"] == [problem.code for problem in problems]


@pytest.mark.parametrize("data", ["Nước".encode("utf-16"), "Nước sạch".encode("cp1258", "ignore") + b"\xf4"])
def test_windows_encodings_are_told(tmp_path: Path, data: bytes) -> None:
    assert ["T101"] == codes_of(tmp_path, data)


@pytest.mark.parametrize("sign", ["\0", "\x02", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_signs_that_no_file_for_others_may_hold_become_spaces(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"Hộ{sign}nghèo\tvà 😀\n", encoding="utf-8")
    text, problems = read_text(file, "a.md")
    assert text is not None
    assert "Hộ nghèo\tvà 😀\n" == text.text == decoded(file.read_bytes())
    assert [] == problems


def test_a_wrong_byte_behind_a_sign_that_becomes_a_space_is_told(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, "ộ\uffffộộ\n".encode() + b"\xe1")
    assert ("T101", 2, 1) == (problem.code, problem.line, problem.column)


def test_the_column_of_a_wrong_byte_counts_letters(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, b"\xef\xbb\xbf" + "một\r\nhộ nghèo ".encode() + b"\xe1")
    assert (2, 10) == (problem.line, problem.column)


# --- tone placement --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Nước hòa vào sông, khỏe và thủy chung.",
        "Nước hoà vào sông, khoẻ và thuỷ chung.",
        "Quý bà con quỳ bên quỹ đất, hòa nhã.",
        "Tỉnh Hoà Bình, tỉnh Thanh Hoá hòa chung nhịp.",
        "Bà Thuý và ông Hòa làm ăn khá.",
        "Hoàn thành, khoản vay, loài cây, hòa.",
        "Thuế, thuở, tuần, huyện, xóa đói.",
    ],
)
def test_one_way_of_placing_tones_is_fine_and_names_keep_theirs(tmp_path: Path, text: str) -> None:
    assert [] == codes_of(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xoá đói, hòa nhập", {"new": "xoá", "old": "hòa"}),
        ("sức khỏe, sức khoẻ", {"new": "khoẻ", "old": "khỏe"}),
        ("thủy lợi và luỹ tre", {"new": "luỹ", "old": "thủy"}),
    ],
)
def test_two_ways_in_one_file_are_told_with_both_words(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    [problem] = problems_of(tmp_path, text)
    assert ("T104", expected) == (problem.code, dict(problem.facts))


# --- legacy encodings ------------------------------------------------------------------------------------

VIETNAMESE = "Ủy ban nhân dân xã đã hỗ trợ hộ nghèo xây nhà đại đoàn kết, vay vốn, học nghề, được ưu tiên."
FRENCH = (
    "Les garçons français reçoivent leçons et conseils ; naïfs, ils haïssent le maïs et la façade, le goût et "
    "le coût d'août, où l'héroïque maître reconnaît la coïncidence, dîne à l'hôtel, brûle, paraît sûr, mûr et jeûne."
)
ENGLISH = "The naïve café owner's résumé, a façade and piñata; Zürich, Malmö and São Paulo® report 3×4 ½ results."
QUOTING = "«Nghèo» và «cận nghèo», «thoát nghèo»: «hộ» là gì; ông Müller ở Zürich viết «được»."
GERMAN = "Über die Straße führen fünf Brücken; Köln und München grüßen schöne Mädchen, natürlich für Öl."


@pytest.mark.parametrize("text", [VIETNAMESE, FRENCH, ENGLISH, GERMAN, QUOTING, VIETNAMESE.upper(), FRENCH.upper()])
def test_correct_prose_of_any_language_is_no_legacy_text(tmp_path: Path, text: str) -> None:
    assert [] == codes_of(tmp_path, f"{text}\n" * 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND x· ®· hç trî hé nghÌo x©y nhµ ®¹i ®oµn kÕt.", "TCVN3"),
        ("§µo t¹o nghÒ cho hé nghÌo, cËn nghÌo n¨m 2005", "TCVN3"),
        ("UBND xaõ ñaõ hoã trôï hoä ngheøo xaây nhaø ñaïi ñoaøn keát.", "VNI"),
        ("Tyû leä hoä ngheøo giaûm coøn naêm phaàn traêm", "VNI"),
    ],
)
def test_text_of_an_old_encoding_is_told_with_its_name(tmp_path: Path, text: str, expected: str) -> None:
    [problem] = problems_of(tmp_path, f"{VIETNAMESE}\n\n{text}\n")
    assert ("T105", 3, expected) == (problem.code, problem.line, dict(problem.facts)["encoding"])


def test_the_sample_and_the_national_layer_are_no_legacy_text(repository: Path) -> None:
    folders = (repository / "content", repository / "plugins/giamngheo/national")
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix in (".md", ".yml", ".csv")]
    assert files
    assert {} == {file.name: problems for file in files if (problems := read_text(file, file.name)[1])}
