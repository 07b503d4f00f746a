"""Who looks for a province finds what was written about its communes, by their old names and new."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.place import Merger, Place
from giamngheo.search.documents import documents


def place(name: str, level: str, parent: str | None = None, **more: Any) -> Place:
    return Place(name=name, level=level, parent=parent, **more)  # type: ignore[arg-type]


PLACES: Mapping[str, Place] = {
    "viet-nam": place("Việt Nam", "country"),
    "trung-bo": place("Trung Bộ", "region", "viet-nam"),
    "tinh-cu": place(
        "Tỉnh Cũ", "province", "trung-bo", merged_into=(Merger(id="tinh-mau"),), valid_to=date(2025, 6, 30)
    ),
    "tinh-mau": place("Tỉnh Mẫu", "province", "trung-bo"),
    "huyen-cu": place("Huyện Cũ", "district", "tinh-cu"),
    "xa-cu": place(
        "Xã Cũ",
        "commune",
        "huyen-cu",
        merged_into=(Merger(id="xa-mau"), Merger(id="xa-ben", share="part")),
    ),
    "xa-mau": place("Xã Mẫu", "commune", "tinh-mau"),
    "xa-ben": place("Xã Bên", "commune", "tinh-mau"),
}
FOUND_UNDER = {
    "viet-nam": {"viet-nam"},
    "tinh-mau": {"tinh-mau"},
    "xa-mau": {"xa-mau", "tinh-mau"},
    # Not under the commune that got a part of it.
    "xa-cu": {"xa-cu", "xa-mau", "huyen-cu", "tinh-cu", "tinh-mau"},
}


@pytest.mark.parametrize("named", FOUND_UNDER)
def test_a_place_is_found_under_those_in_which_it_lies(named: str) -> None:
    catalogue = Catalogue({"place": {id_: Item("place", id_, entry, "") for id_, entry in PLACES.items()}})
    found = {document.address: document for document in documents(catalogue, [f"dia-ban/{named}/"], lambda item: {})}
    assert FOUND_UNDER[named] == set(found[f"dia-ban/{named}/"].places)
    assert len(found) == 1
