"""Keys: what is equal has one key, and nothing else has it."""

import pytest
from msgspec import Struct

from giamngheo.keys import Fingerprint, key_of, lasting_key_of, sealed, unsealed


def test_no_two_lists_share_a_key() -> None:
    lists = [("ab",), ("a", "b"), ("", "ab"), ("ab", ""), ("a", "b", ""), ()]
    assert len(lists) == len({key_of(*parts) for parts in lists}) == len({lasting_key_of(*parts) for parts in lists})


def test_what_readers_know_things_by_is_the_same_for_ever() -> None:
    assert "f191e4f822b223167aacd84a3f262239" == lasting_key_of("entry", "bai-viet/2026/a/").hex()
    assert "874e75020f058a36fbf0e686c2a71fd7" == lasting_key_of("nước", b"ab").hex()


class View(Struct, frozen=True):
    title: str
    parts: tuple[object, ...]
    facts: dict[str, object]


def test_equal_views_have_one_fingerprint_and_any_field_changes_it() -> None:
    def view(title: str = "t", part: object = 1, fact: object = None) -> View:
        return View(title, (View("p", (part,), {}),), {"a": fact})

    shared = Fingerprint((View,))
    assert shared.of(view()) == shared.of(view()) == Fingerprint((View,)).of(view())
    changed = [view("T"), view(part="1"), view(part=2), view(part=(1,)), view(fact=0), view(fact="None")]
    for told in (Fingerprint(), shared):
        assert len(changed) + 1 == len({told.of(it) for it in (view(), *changed)})


@pytest.mark.parametrize("value", [None, 7, "text", b"", b"abc", b"\0" * 40])
def test_only_what_was_sealed_under_a_name_is_unsealed(value: object) -> None:
    assert unsealed(b"name", value) is None
    assert b"x" == unsealed(b"name", sealed(b"name", b"x"))
    assert unsealed(b"eman", sealed(b"name", b"x")) is None
