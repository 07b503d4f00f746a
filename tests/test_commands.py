"""`python -m giamngheo`: which commands there are, and what is said to a slip in one."""

import pytest

from giamngheo.__main__ import COMMANDS, main

Out = pytest.CaptureFixture[str]


@pytest.mark.parametrize("arguments", [[], ["frob"], ["--frob"]])
def test_without_a_command_that_there_is_all_are_told(arguments: list[str], capsys: Out) -> None:
    assert 2 == main(arguments)
    said = capsys.readouterr().err
    assert all(f"  {name} " in said for name in COMMANDS)
    assert ("Không có lệnh" in said) == bool(arguments)


def test_a_command_that_is_misspelt_is_answered_with_the_nearest(capsys: Out) -> None:
    assert 2 == main(["chek"])
    assert "Không có lệnh `chek`. Có phải ý bạn là `check`?" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_tells_how_to_use_it_and_does_nothing(name: str, option: str, capsys: Out) -> None:
    try:
        code: object = main([name, option])
    except SystemExit as end:
        code = end.code
    assert 0 == code
    assert capsys.readouterr().out.startswith("Cách dùng: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "a", "b"],
        ["check", "--frob"],
        ["speak", "a", "b"],
        ["speak", "-x"],
        ["search"],
        ["search", "--frob"],
        ["search", "hộ", "nghèo", "site"],
        ["gallery", "a", "b", "c"],
        ["gallery", "--frob"],
        ["reference", "a"],
        ["new", "article"],
        ["new", "article", "Nước sạch", "--frob"],
    ],
)
def test_a_slip_is_answered_with_the_usage_of_its_command(arguments: list[str], capsys: Out) -> None:
    assert 2 == main(arguments)
    said = capsys.readouterr()
    assert ("", True) == (said.out, said.err.startswith("Cách dùng: "))
    assert arguments[0] in said.err.splitlines()[0]
