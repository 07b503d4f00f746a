"""The picture that goes with a link: few pictures for many pages, in letters that every machine draws alike."""

import io
import re
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image, ImageColor, ImageFont

from giamngheo.derive.cards import Link
from giamngheo.derive.entries import Neighbours, entry_view
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.render.environment import templates_folder
from giamngheo.render.pixels import font_file
from giamngheo.render.poster import Poster, poster_of, posters
from giamngheo.render.sheet import SIZE, SQUARE, Row, png, rows, square
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.render.styles import tokens
from giamngheo.words import FOLDER, words

TODAY = date(2026, 11, 20)
NAME = "Trang thông tin giảm nghèo thành phố Huế"
US = Identity(NAME, "", "", "https://a.vn/", "vi", Link("Huế", None), False, (), (), None, None, None, "")
EACH = replace(US, has_posters_of_entries=True)
ENTRY = {"date": "2026-11-02", "summary": "Một câu."}
STORY = {**ENTRY, "household": {"name": "một nhà"}, "livelihood_model": "Nuôi gà", "illustrative": "true"}
ANSWER = {**ENTRY, "short_answer": "Có."}
INKS = ("--color-on-primary", "--color-scene-4", "--color-on-base-muted", "--color-text", "--color-background")


def item(kind: str, id_: str, **fields: Any) -> Item:
    home = BY_NAME[kind].home
    return Item(kind, id_, BY_NAME[kind].model.model_validate(fields), "", f"{home}/{id_}.md")


def catalogue(*items: Item) -> Catalogue:
    topic = Item("topic", "y-te", BY_NAME["topic"].model.model_validate({"name": "Y tế"}), "")
    held: dict[str, dict[str, Item]] = {"topic": {"y-te": topic}}
    for one in items:
        held.setdefault(one.kind, {})[one.id] = one
    return Catalogue(held)


def poster(one: Item, identity: Identity = US) -> Poster:
    """That of an entry's page."""
    held = catalogue(one)
    view = entry_view(one, Neighbours(held, TODAY))
    spec = PageSpec(view.address, "", view.entry.title, "", view, one.kind, language=view.entry.language)
    found = poster_of(spec, identity)
    assert found in set(posters(identity, held))
    return found


def page(section: str, kind: str = "listing") -> PageSpec:
    return PageSpec(section, "", "", "", None, kind, section)


def test_a_page_shows_its_topic_else_its_kind_else_the_site() -> None:
    assert Poster("Y tế") == poster(item("question", "the", title="Ai có thẻ?", topics="y-te", **ANSWER))
    assert Poster("Hỏi đáp") == poster(item("question", "the", title="Ai có thẻ?", **ANSWER))
    assert Poster("Địa bàn") == poster_of(page("dia-ban/", "pair"), US)
    assert Poster(NAME) == poster_of(page("tim-kiem/"), US)


def test_in_another_language_the_kind_is_named_in_its_words() -> None:
    told = {"title": "Who has a card?", "topics": "y-te", "language": "en", **ANSWER}
    assert Poster(words("en").say("kind.question.many"), language="en") == poster(item("question", "en/card", **told))


def test_a_language_without_words_is_told_of_in_those_of_the_site() -> None:
    told = {"title": "អ្នកណាមានប័ណ្ណ", "language": "km", **ANSWER}
    assert Poster("Hỏi đáp") == poster(item("question", "km/card", **told))
    assert Poster("Hỏi đáp") == poster(item("question", "km/card", **told), EACH)


def test_each_entry_has_its_own_where_the_province_asks_for_it() -> None:
    assert Poster("Nước về", "Bài viết") == poster(item("article", "nuoc", title="Nước về", **ENTRY), EACH)
    expected = Poster("Đàn gà", "Gương điển hình · chuyện minh họa")
    assert expected == poster(item("story", "ga", title="Đàn gà", **STORY), EACH)


def test_a_thousand_entries_ask_for_no_more_pictures_than_ten() -> None:
    def count(entries: int) -> int:
        held = catalogue(
            *(item("article", f"a{n}", title=f"Bài {n}", topics="y-te", **ENTRY) for n in range(entries))
        )
        return len(set(posters(US, held)))

    assert count(10) == count(1000) == len(set(posters(US, catalogue())))


def test_another_name_of_the_site_is_another_address_and_words_are_read_in_it() -> None:
    one = Poster("Y tế, bảo hiểm y tế")
    assert re.fullmatch(r"assets/chia-se/y-te-bao-hiem-y-te\.[0-9a-f]{8}\.png", one.address(US))
    others = {one.address(replace(US, name="Trang khác")), one.address(replace(US, is_demonstration=True))}
    assert 3 == len({one.address(US), *others})


def sheet(poster: Poster, name: str = NAME, banner: str = "") -> list[Row]:
    return list(rows(poster, name, banner, templates_folder()))


def picture(poster: Poster, name: str = NAME, banner: str = "") -> Image.Image:
    return Image.open(io.BytesIO(png(poster, name, banner, b"", templates_folder()))).convert("RGB")


def test_the_same_poster_has_the_same_bytes_and_the_size_that_is_promised() -> None:
    one = [png(Poster("Hỏi đáp"), NAME, "", b"", templates_folder()) for _ in range(2)]
    assert one[0] == one[1]
    assert (SIZE, "PNG") == ((image := Image.open(io.BytesIO(one[0]))).size, image.format)


def test_a_poster_is_as_light_as_a_text() -> None:
    longest = Poster("Nhà tiêu hợp vệ sinh và nước sạch nông thôn ở vùng cao, " * 3, "Gương điển hình")
    assert len(png(longest, NAME, "Trang mẫu", b"", templates_folder())) < 20_000


def test_the_cover_of_a_podcast_is_a_square_in_rgb() -> None:
    image = Image.open(io.BytesIO(square(Poster(NAME), NAME, "", b"", templates_folder())))
    assert (SQUARE, "RGB") == (image.size, image.mode)


def test_letters_are_drawn_in_the_colours_of_the_site() -> None:
    """White on the ground of the head; what is printed above in another ink; the name dark on light."""
    seen = {colour for _, colour in picture(Poster("Hỏi đáp", "Bài viết"), banner="Trang mẫu").getcolors(1 << 16)}
    colours = [ImageColor.getrgb(tokens(templates_folder())[name]) for name in INKS]
    assert [] == [colour for colour in colours if colour not in seen]


def test_a_demonstration_says_so_on_every_poster() -> None:
    banner = words().say("ui.demo.banner")
    assert banner in [row.text for row in sheet(Poster("Hỏi đáp"), banner=banner)]
    without, said = picture(Poster("Hỏi đáp")), picture(Poster("Hỏi đáp"), banner=banner)
    top, below = (0, 0, SIZE[0], 60), (0, 60, *SIZE)
    assert without.crop(top).getcolors(1 << 16) != said.crop(top).getcolors(1 << 16)
    assert without.crop(below).tobytes() == said.crop(below).tobytes()


@pytest.mark.parametrize("count", [1, 4, 12, 30, 80])
def test_a_text_of_any_length_stays_on_the_sheet(count: int) -> None:
    drawn = sheet(Poster("nghiêng " * count, "Bài viết"), NAME * 2, "Trang mẫu")
    for row in drawn:
        letters = ImageFont.truetype(str(font_file(templates_folder(), row.weight)), row.size)
        assert letters.getlength(row.text) <= 1041, row.text
        assert 20 <= row.y <= 610
    tops = [row.y for row in drawn[:-2]]
    assert tops == sorted(tops)
    assert tops[-1] < 500


def test_no_word_stands_alone_in_a_line_where_another_could_keep_it_company() -> None:
    assert "Truyền thông," in [row.text for row in sheet(Poster("Truyền thông, phát thanh"))]


@pytest.mark.parametrize("weight", ["400", "700"])
def test_the_letters_have_every_sign_that_our_words_have(weight: str) -> None:
    letters = ImageFont.truetype(str(font_file(templates_folder(), weight)), 40)
    known = {
        sign
        for key in re.findall(
            r"^(?:kind|ui\.demo|ui\.story)\.\S+: (.*)$", (FOLDER / "vi.yml").read_text("utf-8"), re.M
        )
        for sign in key
    } | set("ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỴỶỸÝĐắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỵỷỹýđ₫…“”–0123456789%/()")
    missing = bytes(letters.getmask("\U0001f600"))
    assert [] == sorted(sign for sign in known if sign.strip() and bytes(letters.getmask(sign)) == missing)
