"""The lite twin: what it keeps of a page, where its links lead, how a long one is parted."""

import re

import pytest

from giamngheo.render.lite import BUDGET, address_of, fits, lite, packed, parts, paths_of


def twin(content: str) -> str:
    return lite(f"<body><nav>menu</nav><main id='x'>{content}</main>", "Picture")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # A drawing is told once, however often it is drawn; a mark beside words is not.
        ("<svg><title>t</title><desc>5 to 3.</desc></svg>\n<svg><desc>5 to 3.</desc></svg>", "<p>5 to 3.</p>"),
        ('<p><svg class="icon"><path d=""/></svg>Phone</p>', "<p>Phone</p>"),
        # Pictures become a link, ornaments go.
        ('<img src="../anh/a.svg" alt="A cow" width="12">', '<a href="../../anh/a.svg">Picture: A cow</a>'),
        ('<p>a</p><div class="p"><img src="a.svg" alt=""></div>', "<p>a</p>"),
        # Pages lead to twins, files lie one step further up.
        ('<a class="c" href="../b/#m">b</a>', '<a href="../b/#m">b</a>'),
        ('<a href="../b.csv" download>b</a>', '<a download href="../../b.csv">b</a>'),
        ('<a class="no-twin" href="../b/">b</a>', '<a href="../../b/">b</a>'),
        ('<a href="#m">m</a><a href="tel:111">1</a>', '<a href="#m">m</a><a href="tel:111">1</a>'),
        ('<a rel="external noopener" href="https://a.vn/b">b</a>', '<a href="https://a.vn/b" rel="external">b</a>'),
        # What only a script or the eye needs.
        ("<form><p>x</p></form><button>y</button><p>z</p>", "<p>z</p>"),
        ("<div hidden><div>x</div><p>y</p></div><p>z</p>", "<p>z</p>"),
        ('<nav class="toc not-lite"><nav>x</nav></nav><p aria-hidden="true">z</p>', "<p>z</p>"),
        # What style sets apart gets a sign; what stands in a sentence does not.
        ('<td>5 %<span class="note">since 2020</span></td>', "<td>5 % · since 2020</td>"),
        ('<a>law</a><span class="from">paper</span>', "<a>law</a> · paper"),
        ("<p><span>Posted <time>1/2</time></span> (<span>x</span>)</p>", "<p>Posted 1/2 (x)</p>"),
        # Tables keep what makes them readable.
        ('<th class="a" scope="col" colspan="2">x</th>', '<th scope="col" colspan="2">x</th>'),
        ('<li value="7" class="a" id="b">x</li>', '<li value="7" id="b">x</li>'),
        ('<div class="s" tabindex="0" role="region">x</div>', '<div tabindex="0" role="region">x</div>'),
        ('<div class="a" role="note">x</div>', "<div>x</div>"),
    ],
)  # fmt: skip
def test_a_twin_keeps_words_tables_and_links(page: str, expected: str) -> None:
    assert expected == twin(page)


def test_twins_lie_below_lite_at_the_address_of_their_page() -> None:
    assert "lite/bai-viet/a/" == address_of("bai-viet/a/")
    assert ["lite/index.html", "lite/phan-2/index.html"] == paths_of("index.html", 2)


def words(count: int, seed: int) -> str:
    """Text that packs no better than prose."""
    return " ".join(f"{(number * 7919 + seed * 104729) % 99991:05d}" for number in range(count))


def test_a_short_page_is_one_part() -> None:
    assert ["<p>x</p>"] == [part.html for part in parts("<p>x</p>")]


def balance(html: str) -> list[str]:
    """Elements that are open at the end, or closed without having been opened."""
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z][a-z0-9]*)", html):
        if not closing:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        else:
            return [*opened, f"/{name}"]
    return opened


def test_every_part_of_a_long_page_fits_and_is_whole() -> None:
    sections = [f'<section>\n<h2 id="m{n}">M{n}</h2>\n<p>{words(300, n)}</p>\n</section>' for n in range(60)]
    made = parts("<article>\n" + "\n".join(sections) + "\n</article>")
    assert len(made) > 3
    assert [[]] * len(made) == [balance(part.html) for part in made]
    assert max(packed(part.html.encode()) for part in made) < BUDGET
    assert [f"m{n}" for n in range(60)] == [id_ for part in made for id_, _ in part.headings]


def test_a_table_that_goes_on_repeats_its_head_and_keeps_remarks_with_their_row() -> None:
    row = '<tr>\n<th scope="row">{0}</th><td>{1}</td>\n</tr>\n<tr>\n<td colspan="2">note {0}</td>\n</tr>\n'
    head = "<caption>C</caption><thead>\n<tr><th>A</th></tr>\n</thead>"
    rows = "".join(row.format(n, words(60, n)) for n in range(300))
    made = parts(f"<table>\n{head}\n<tbody>\n{rows}</tbody>\n</table>")
    assert len(made) > 2
    for part in made:
        assert [] == balance(part.html)
        assert head in part.html
        assert set(re.findall(r">note (\d+)", part.html)) == set(re.findall(r'"row">(\d+)', part.html))


def test_a_list_that_goes_on_counts_on() -> None:
    items = [f"<li><p>{words(80, n)}</p></li>" for n in range(200)]
    made = parts("<ol>\n" + "\n".join(items) + "\n</ol>")
    before = 0
    for part in made[:-1]:
        before += part.html.count("<li>")
        assert f'<ol start="{before + 1}">' in made[made.index(part) + 1].html


def test_links_of_a_part_lead_where_they_led() -> None:
    filler = "".join(f"<p>{words(100, n)}</p>" for n in range(200))
    top = '<p id="top"><a href="../b/">b</a><a href="#end">end</a></p>'
    end = '<p id="end"><a href="../b/">b</a><a href="#top">top</a></p>'
    first, *_, last = made = parts(top + filler + end)
    assert f'<a href="phan-{len(made)}/#end">' in first.html
    assert '<a href="../b/">' in first.html
    assert '<a href="../#top">' in last.html
    assert '<a href="../../b/">' in last.html


def test_a_page_fits_as_a_server_packs_it() -> None:
    for count in range(1_000, 12_000, 500):
        page = words(count, count).encode()
        assert (packed(page) <= BUDGET) == fits(page, BUDGET)


def test_what_can_be_parted_nowhere_stays_whole() -> None:
    made = parts(f"<p>{words(20_000, 1)}</p>")
    assert 1 == len(made)
    assert packed(made[0].html.encode()) > BUDGET
