"""What is made again of what was kept of a reading is what pydantic would read of it, field by field."""

from pathlib import Path

import pytest

from giamngheo.kinds import BY_NAME, DATED
from giamngheo.load.content import load
from giamngheo.load.thawed import thawed

STORY = {
    "title": "Nuôi bò",
    "date": "2026-11-02",
    "summary": "Một câu.",
    "topics": "sinh-ke",
    "say": {"QL1A": "quốc lộ một a"},
    "pictures": [{"file": "/anh/a.jpg", "alt": "Con bò", "credit": "Ban biên tập", "shows_people": "true"}],
    "audio": [{"file": "/am-thanh/a.mp3"}],
    "video": [{"url": "https://vi.du/a", "title": "Phim"}],
    "household": {"name": "gia đình chị M.", "members": "4"},
    "livelihood_model": "Nuôi bò sinh sản",
    "consent": {"given_on": "2026-10-01", "scope": "text", "expires": "2028-10-01", "record": "12/BB"},
    "illustrative": "false",
}
ACTIVITY = {
    "title": "Đối thoại",
    "date": "2026-11-02",
    "summary": "Một câu.",
    "form": "dialogue",
    "held": "2026-10",
    "participants": "1.200.000",
    "outcomes": [{"count": "4500", "unit": "cuốn", "at_least": "true"}, {"count": "3", "unit": "buổi"}],
}


def assert_thawed_as_read(kind: str, kept: str) -> None:
    made, read = thawed(kind, kept.encode()), BY_NAME[kind].model.model_validate_json(kept)
    assert (read, repr(read), read.model_dump_json()) == (made, repr(made), made.model_dump_json())
    assert (read.model_fields_set, read.model_dump_json(exclude_unset=True)) == (made.model_fields_set, kept)
    assert {name: type(value) for name, value in read} == {name: type(value) for name, value in made}


def test_every_entry_of_the_sample_is_thawed_as_it_was_read(repository: Path) -> None:
    items = load(repository / "content").items
    entries = [(kind, item.entry) for kind in items for item in items[kind].values()]
    assert {*DATED} <= {kind for kind, _ in entries}
    for kind, entry in entries:
        assert_thawed_as_read(kind, entry.model_dump_json(exclude_unset=True))


@pytest.mark.parametrize(("kind", "given"), [("story", STORY), ("activity", ACTIVITY)])
def test_parts_of_an_entry_are_thawed_as_they_were_read(kind: str, given: dict[str, object]) -> None:
    entry = BY_NAME[kind].model.model_validate(given)
    assert_thawed_as_read(kind, entry.model_dump_json(exclude_unset=True))


def test_entries_that_give_the_same_fields_share_what_says_so() -> None:
    kept = BY_NAME["activity"].model.model_validate(ACTIVITY).model_dump_json(exclude_unset=True).encode()
    one, other = thawed("activity", kept), thawed("activity", kept)
    assert one.model_fields_set is other.model_fields_set
