"""Every page of the site as a PageSpec: which view, which template, which title, in which section."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.bulletins import ROOT as ROOM
from giamngheo.derive.cards import Link, card_of
from giamngheo.derive.compare import ROOT as COMPARE
from giamngheo.derive.compare import Pair, compare_view, pair_view, pairs_of, pairs_with
from giamngheo.derive.compare import address_of as address_of_pair
from giamngheo.derive.contacts import contacts_at, season_at
from giamngheo.derive.corrections import ROOT as CORRECTIONS
from giamngheo.derive.corrections import correction_views
from giamngheo.derive.dated import dated, is_at_home, sign_of
from giamngheo.derive.directory import directory, years_of
from giamngheo.derive.entries import Neighbours, entry_view
from giamngheo.derive.extracts import lead_of, place_extract, province_of
from giamngheo.derive.feeds import PAGE as FEEDS
from giamngheo.derive.feeds import One, feeds_view, has_feed
from giamngheo.derive.figures import figures_of
from giamngheo.derive.heard import ROOT as HEARD
from giamngheo.derive.heard import heard, recorded
from giamngheo.derive.home import home_view
from giamngheo.derive.indicators import (
    address_of,
    below_provinces,
    headline,
    indicator_card,
    indicator_view,
    is_long,
    part_view,
    places_of,
)
from giamngheo.derive.ledger import ASK, LEDGER, Ledger
from giamngheo.derive.listings import Stretch, stretches
from giamngheo.derive.matrix import MATRIX, matrix_view
from giamngheo.derive.places import Atlas, PlaceView, by_rank, has_ceased, place_view, told_of
from giamngheo.derive.policies import Help
from giamngheo.derive.publish import mark_of
from giamngheo.derive.registers import (
    Mentions,
    agency_row,
    agency_view,
    document_row,
    document_view,
    standard_view,
    standard_views,
    topic_row,
    topic_view,
)
from giamngheo.derive.room import address_of as address_of_month
from giamngheo.derive.room import month_view, months, room_view, title_of
from giamngheo.derive.series import Series
from giamngheo.derive.tongues import Tongues, TongueView, native
from giamngheo.keys import Fingerprint, Key, key_of
from giamngheo.kinds import BY_NAME, DATED, KINDS
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.inquiry import Inquiry
from giamngheo.kinds.page import Page
from giamngheo.kinds.place import Place
from giamngheo.render.spec import Leaf, PageSpec
from giamngheo.words import Words, words

# Sections of the main navigation, in this order.
SECTIONS = ("chinh-sach", "hoi-dap", "bai-viet", "guong-dien-hinh", "chi-so", "dia-ban")


class PlaceRow(Struct, frozen=True):
    """A place in the list of all."""

    address: str
    place: Place


class PlacesView(Struct, frozen=True):
    """The list of places: the home province with its communes, the others, those that have ceased."""

    home: PlaceView | None
    upper: tuple[PlaceRow, ...]
    provinces: tuple[PlaceRow, ...]
    former: tuple[PlaceRow, ...]


class _OfEntry(Struct, frozen=True):
    """How the page of an entry is made, in a fifth of what a `partial` holds: there may be a hundred thousand."""

    pages: "Pages"
    item: Item

    def __call__(self) -> PageSpec:
        return self.pages.of_entry(self.item)


class Pages:
    """The pages of one catalogue on one day; what many views ask is made once."""

    def __init__(self, catalogue: Catalogue, home: str, speech: Words, today: date) -> None:
        self.catalogue = catalogue
        self.home = home
        self.speech = speech
        self.today = today
        self.atlas = Atlas(catalogue, today, home)
        self.mentions = Mentions(catalogue, today)
        self.help = Help(catalogue, home, today)
        self._plain: dict[str, PageSpec] = {}

    def all(self) -> Iterator[Leaf]:
        """All pages except the plain ones, which the host renders, in a fixed order."""
        yield from self.entries()
        yield from self.lists()
        yield from self.indicators()
        yield from self.places()
        yield from self.policies()
        yield from self.registers()
        yield from self.asking()
        yield from self.search()
        yield Leaf("ngoai-tuyen/", partial(self._of_words, "kept", "ngoai-tuyen/"), self.ground, noindex=True)
        if told := recorded(self.catalogue):
            yield Leaf(HEARD, self._heard, self.ground, tuple(map(sign_of, told)))
        yield Leaf("tro-nang/", partial(self._of_words, "access", "tro-nang/"), self.ground)
        yield Leaf(None, self._not_found)

    def search(self) -> Iterator[Leaf]:
        """The page of results, and what can be found without script."""
        shown = self.atlas.shown()
        signs = (key_of(*shown), key_of(repr(years_of(self.catalogue))))
        yield Leaf("tim-kiem/", partial(self._search, shown), self.ground, signs)

    def _search(self, shown: Sequence[str]) -> PageSpec:
        places = [id_ for id_ in shown if self.atlas.is_near(id_)]
        view = directory(self.catalogue, places, {kind: self.root(kind) for kind in (*DATED, "agency")})
        title, section = self.say("ui.search.title"), "tim-kiem/"
        return PageSpec(section, "pages/search.html", title, "", view, "search", section, (self.crumb_home,))

    def _heard(self) -> PageSpec:
        view, title = heard(self.catalogue, self.today), self.say("ui.heard.title")
        lead, crumbs = self.say("ui.heard.lead"), (self.crumb_home,)
        return PageSpec(HEARD, "pages/heard.html", title, lead, view, "heard", HEARD, crumbs)

    def _of_words(self, name: str, address: str) -> PageSpec:
        """A page that says the same for every province."""
        title, lead = self.say(f"ui.{name}.title"), self.say(f"ui.{name}.lead")
        noindex = name == "kept"
        return PageSpec(
            address, f"pages/{name}.html", title, lead, None, name, "", (self.crumb_home,), noindex=noindex
        )

    def _not_found(self) -> PageSpec:
        return PageSpec(None, "404.html", self.say("ui.not_found.title"), "", None, "404", noindex=True)

    @cached_property
    def tongues(self) -> Tongues:
        return Tongues(self.catalogue)

    @cached_property
    def ground(self) -> Key:
        """Stands for what every view may look at: the day, and all that is no dated entry and no plain page."""
        kinds = [kind.name for kind in KINDS if kind.name not in DATED and kind.name != "page"]
        items = [sign_of(item) for kind in kinds for item in self.catalogue.of(kind).values()]
        plain = Fingerprint().text((self.today, self.home, *self._besides))
        return key_of(plain, *items)

    @property
    def _besides(self) -> tuple[object, ...]:
        """What a catalogue holds besides its items."""
        return self.catalogue.outlines, self.catalogue.withdrawn

    @cached_property
    def entire(self) -> Key:
        """Stands for all dated entries."""
        return dated(self.catalogue).sign(range(len(dated(self.catalogue).items)))

    def say(self, key: str, **facts: object) -> str:
        return self.speech.say(key, **facts)

    def root(self, kind: str) -> Link:
        """The list page of a kind."""
        return Link(self.say(f"kind.{kind}.many"), f"{BY_NAME[kind].address}/")

    def plains(self) -> Iterator[Leaf]:
        """The plain pages, which the host renders."""
        for id_, item in self.catalogue.of("page").items():
            page = cast(Page, item.entry)
            modified = (page.updated or page.date) if item.address else None
            yield Leaf(
                item.address,
                partial(self.plain, id_),
                source=item.source,
                modified=modified,
                moved_from=page.redirect_from,
            )

    def plain(self, id_: str) -> PageSpec:
        """A plain page, or the home page with its view."""
        if id_ not in self._plain:
            self._plain[id_] = self._make_plain(id_)
        return self._plain[id_]

    def _make_plain(self, id_: str) -> PageSpec:
        item = self.catalogue.of("page")[id_]
        page = cast(Page, item.entry)
        if item.address == "":
            view = home_view(self.catalogue, self.home, self.atlas, self.mentions, self.today)
            return PageSpec("", "pages/home.html", page.title, page.summary or "", view, "home", source=item.source)
        is_home = page.language == self.speech.language
        return PageSpec(
            address=item.address,
            template="pages/page.html",
            title=page.title,
            description=page.summary or "",
            view=page,
            kind="page",
            section=(item.address or "") if is_home else "",
            crumbs=(self.crumb_home,) if is_home else self._crumbs_in(page.language),
            language=page.language,
            modified=page.updated or page.date,
            source=item.source,
            versions=self.tongues.versions(item),
        )

    @property
    def crumb_home(self) -> Link:
        return Link(self.say("ui.home"), "")

    def entries(self) -> Iterator[Leaf]:
        for language in self.tongues.languages:
            items, pages = self.tongues.newest(language), self.tongues.pages(language)
            signs = (*map(sign_of, items), key_of(repr(pages)))
            yield Leaf(f"{language}/", partial(self._tongue, language, pages, items), self.ground, signs)
        for kind in DATED:
            for item in self.catalogue.of(kind).values():
                yield self.entry(item)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.catalogue, self.today)

    def entry(self, item: Item) -> Leaf:
        """The page of an article, story, question or activity."""
        entry = cast(Entry, item.entry)
        return Leaf(
            address=item.address,
            spec=_OfEntry(self, item),
            ground=self.ground,
            signs=(*self._neighbours.signs(item), *(key_of(repr(it)) for it in self.tongues.versions(item))),
            source=item.source,
            noindex=mark_of(item, self.today) is not None,
            modified=entry.updated or entry.date,
            moved_from=entry.redirect_from,
        )

    def of_entry(self, item: Item) -> PageSpec:
        view = entry_view(item, self._neighbours)
        is_home = is_at_home(item)
        crumbs = (self.crumb_home, self.root(item.kind)) if is_home else self._crumbs_in(view.entry.language)
        return PageSpec(
            address=view.address,
            template=f"pages/{item.kind}.html",
            title=view.entry.title,
            description=view.entry.summary,
            view=view,
            kind=item.kind,
            section=view.section if is_home else "",
            crumbs=crumbs,
            language=view.entry.language,
            noindex=view.mark is not None,
            modified=view.entry.updated or view.entry.date,
            source=item.source,
            feed=view.section,
            versions=self.tongues.versions(item),
            is_for_paper=item.kind == "question",
        )

    def _crumbs_in(self, language: str) -> tuple[Link, ...]:
        return Link(words(language).say("ui.home"), ""), Link(native(language), f"{language}/")

    def _tongue(self, language: str, pages: tuple[Link, ...], items: Sequence[Item]) -> PageSpec:
        """Everything that can be read in another language."""
        view = TongueView(pages, tuple(card_of(self.catalogue, item, self.today) for item in items))
        title, lead = native(language), words(language).say("tongue.lead")
        crumbs = self._crumbs_in(language)[:1]
        return PageSpec(f"{language}/", "pages/tongue.html", title, lead, view, "tongue", "", crumbs, language)

    def lists(self) -> Iterator[Leaf]:
        for stretch in stretches(self.catalogue):
            yield Leaf(stretch.address, partial(self._list, stretch), self.ground, (stretch.sign,))

    def _list(self, stretch: Stretch) -> PageSpec:
        root = self.root(stretch.kind)
        title = root.name if stretch.by is None else self.list_title(stretch)
        if stretch.number:
            title = self.say("ui.list.page", title=title, number=stretch.number)
        crumbs = (self.crumb_home,) if stretch.address == root.address else (self.crumb_home, root)
        section = root.address or ""
        description = self.say(f"ui.list.{stretch.kind}")
        view = stretch.view(self.catalogue, self.today)
        return PageSpec(
            stretch.address, "pages/listing.html", title, description, view, "listing", section, crumbs, feed=section
        )

    def list_title(self, stretch: Stretch) -> str:
        return self.say(f"ui.list.by_{stretch.by}", kind=self.say(f"kind.{stretch.kind}.many"), value=stretch.value)

    def indicators(self) -> Iterator[Leaf]:
        ids = by_rank(self.catalogue)
        for id_ in ids:
            yield self.page("indicator", id_, partial(self._indicator, id_), self.mentions.sign("indicator", id_))
            if [*figures_of(self.catalogue, id_).places, *self.catalogue.indicator(id_).targets]:
                address = f"{BY_NAME['indicator'].address}/{id_}/nhung/"
                yield Leaf(address, partial(self._embedded, id_), self.ground, noindex=True)
            if is_long(self.catalogue, id_, self.home):
                yield from self._of_long(id_)
        yield self.index(
            "indicator", "indicators", lambda: [indicator_card(self.catalogue, id_, self.home) for id_ in ids]
        )
        yield Leaf(MATRIX, self._matrix, self.ground)

    def _matrix(self) -> PageSpec:
        view = matrix_view(self.atlas, frozenset(self.atlas.shown()))
        title, lead = self.say("ui.matrix.title"), self.say("ui.matrix.lead")
        return self.spec("indicator", MATRIX, title, lead, view, "matrix")

    def _indicator(self, id_: str) -> PageSpec:
        view = indicator_view(self.catalogue, id_, self.home)
        return self.spec("indicator", view.address, view.indicator.name, self._headline(id_, view.first), view)

    def _of_long(self, id_: str) -> Iterator[Leaf]:
        """The pages of an indicator with many places: all of them, and the districts and communes by province."""
        yield Leaf(f"{address_of(id_)}cac-noi/", partial(self._places_of, id_), self.ground)
        for province in below_provinces(self.catalogue, id_, self.home):
            yield Leaf(f"{address_of(id_)}tinh/{province}/", partial(self._part_of, id_, province), self.ground)

    def _places_of(self, id_: str) -> PageSpec:
        view = places_of(self.catalogue, id_, self.home)
        title = self.say("ui.indicator.places", name=view.indicator.name)
        return self._below_indicator(id_, "places", view.address, title, self.say("ui.indicator.places_lead"), view)

    def _part_of(self, id_: str, province: str) -> PageSpec:
        view = part_view(self.catalogue, id_, province)
        summary = self.say("ui.indicator.part_lead", name=view.name)
        return self._below_indicator(id_, "part", view.address, view.title, summary, view)

    def _below_indicator(
        self, id_: str, kind: str, address: str, title: str, description: str, view: object
    ) -> PageSpec:
        root, above = self.root("indicator"), Link(self.catalogue.indicator(id_).name, address_of(id_))
        template, crumbs = f"pages/indicator-{kind}.html", (self.crumb_home, root, above)
        section = root.address or ""
        return PageSpec(address, template, title, description, view, f"indicator-{kind}", section, crumbs)

    def _headline(self, id_: str, lead: Series | None) -> str:
        indicator = self.catalogue.indicator(id_)
        return headline(indicator, lead, self.speech) if lead else indicator.plain

    def _embedded(self, id_: str) -> PageSpec:
        """The page that other sites show in a frame: one place's figures and the way to the whole page."""
        lead, whole = lead_of(self.catalogue, id_, self.home), address_of(id_)
        assert lead is not None
        view, summary = place_extract(self.catalogue, lead.place, id_), self._headline(id_, lead)
        return PageSpec(f"{whole}nhung/", "pages/embed.html", view.name, summary, view, "embed", whole, noindex=True)

    def places(self) -> Iterator[Leaf]:
        shown = self.atlas.shown()
        with_page = frozenset(shown)
        there = key_of(*shown)
        for id_ in shown:
            signs = (there, self.mentions.sign("place", told_of(self.catalogue, id_)))
            yield self.page("place", id_, partial(self._place, id_, with_page), *signs)
        signs = (there, self.mentions.sign("place", self.home))
        yield self.index("place", "places", partial(self._places, with_page), *signs)
        yield Leaf(COMPARE, partial(self._compare, shown), self.ground, (there,))
        for pair in pairs_of(self.atlas):
            yield Leaf(address_of_pair(pair), partial(self._pair, pair), self.ground)

    def _compare(self, shown: Sequence[str]) -> PageSpec:
        view = compare_view(self.atlas, shown)
        title, lead = self.say("ui.compare.title"), self.say("ui.compare.lead")
        return self.spec("place", COMPARE, title, lead, view, "compare")

    def _pair(self, pair: Pair) -> PageSpec:
        view = pair_view(self.catalogue, pair)
        names = {"one": view.places[0].name, "other": view.places[1].name}
        title, lead = self.say("ui.compare.pair", **names), self.say("ui.compare.pair_lead", **names)
        return self.spec("place", view.address, title, lead, view, "pair")

    def _place(self, id_: str, shown: frozenset[str]) -> PageSpec:
        view = place_view(self.atlas, id_, shown, pairs_with(self.atlas, id_))
        name = view.place.name
        spec = self.spec("place", view.address, name, self.say("ui.place.summary", name=name), view)
        return replace(spec, is_for_paper=province_of(self.catalogue, id_) in self.atlas.ours)

    def _places(self, shown: frozenset[str]) -> PlacesView:
        upper, provinces, former = [], [], []
        for id_ in [id_ for id_ in self.catalogue.of("place") if id_ in shown]:
            place = self.catalogue.place(id_)
            row = PlaceRow(f"dia-ban/{id_}/", place)
            if has_ceased(place, self.today):
                former += [row] if place.level in ("province", "district") else []
            elif place.level == "province":
                provinces += [row] if id_ != self.home else []
            elif place.level in ("country", "region", "group"):
                upper.append(row)
        home = place_view(self.atlas, self.home, shown) if self.home in shown else None
        return PlacesView(home, tuple(upper), tuple(provinces), tuple(former))

    def policies(self) -> Iterator[Leaf]:
        for id_ in self.catalogue.of("policy"):
            yield self.page("policy", id_, partial(self._policy, id_), self.mentions.sign("policy", id_))
        for id_ in self.catalogue.of("audience"):
            yield self.page("audience", id_, partial(self._audience, id_), self.mentions.sign("audience", id_))
        yield self.index("policy", "policies", self.help.view)
        yield self.index("audience", "audiences", self.help.groups)

    def _policy(self, id_: str) -> PageSpec:
        view = self.help.policy(self.mentions, id_)
        policy = view.card.policy
        return replace(self.spec("policy", view.card.address, policy.name, policy.what, view), is_for_paper=True)

    def _audience(self, id_: str) -> PageSpec:
        view = self.help.audience(self.mentions, id_)
        audience = view.row.audience
        return self.spec("audience", view.row.address, audience.name, audience.summary or "", view)

    def registers(self) -> Iterator[Leaf]:
        catalogue, mentions, today = self.catalogue, self.mentions, self.today
        topics, documents = catalogue.of("topic"), catalogue.of("document")
        agencies, standards = catalogue.of("agency"), catalogue.of("standard")
        for id_ in topics:
            yield self.page("topic", id_, partial(self._topic, id_), mentions.sign("topic", id_))
        yield self.index("topic", "topics", lambda: tuple(topic_row(mentions, id_) for id_ in topics), self.entire)
        for id_ in documents:
            yield self.page("document", id_, partial(self._document, id_), mentions.sign("document", id_))
        yield self.index(
            "document", "documents", lambda: tuple(document_row(catalogue, id_, today) for id_ in documents)
        )
        for id_ in agencies:
            yield self.page("agency", id_, partial(self._agency, id_), mentions.sign("agency", id_))
        shown = [id_ for id_ in agencies if not catalogue.agency(id_).is_fictional]
        yield self.index("agency", "agencies", lambda: tuple(agency_row(catalogue, id_) for id_ in shown))
        for id_ in standards:
            yield self.page("standard", id_, partial(self._standard, id_))
        yield self.index("standard", "standards", lambda: standard_views(catalogue, today))
        yield Leaf(CORRECTIONS, self._corrections, self.ground, (self.entire,))
        yield Leaf(FEEDS, self._feeds, self.ground, (self.entire,))
        yield Leaf(ROOM, self._room, self.ground, (self.entire,))
        for month, news in months(catalogue).items():
            signs = [sign_of(one) for one in news if isinstance(one, Item)]
            yield Leaf(address_of_month(month), partial(self._month, month, news), self.ground, (key_of(*signs),))

    def asking(self) -> Iterator[Leaf]:
        """How to ask, and the answer ledger; an answer's name is that of its page."""
        yield Leaf(ASK, self._ask, self.ground)
        answers = [id_ for item in self.catalogue.of("inquiry").values() if (id_ := cast(Inquiry, item.entry).answer)]
        known = [self.catalogue.get("question", id_) for id_ in dict.fromkeys(answers)]
        yield Leaf(LEDGER, self._ledger, self.ground, tuple(sign_of(item) for item in known if item), "ledger")

    def _ask(self) -> PageSpec:
        season = season_at(self.catalogue, self.home, self.today) if self.catalogue.get("place", self.home) else None
        view = contacts_at(self.catalogue, self.home, season) if season else ()
        title, lead = self.say("ui.ask.title"), self.say("ui.ask.lead")
        return PageSpec(ASK, "pages/ask.html", title, lead, view, "ask", ASK, (self.crumb_home,))

    def _ledger(self) -> PageSpec:
        title, lead = self.say("ui.ledger.title"), self.say("ui.ledger.lead")
        return self.spec("question", LEDGER, title, lead, Ledger(self.catalogue, self.today).view(), "ledger")

    def _topic(self, id_: str) -> PageSpec:
        view = topic_view(self.mentions, id_)
        return self.spec("topic", view.address, view.topic.name, view.topic.summary or "", view)

    def _document(self, id_: str) -> PageSpec:
        view = document_view(self.mentions, id_)
        return self.spec("document", view.address, view.document.number, view.document.title, view)

    def _agency(self, id_: str) -> PageSpec:
        view = agency_view(self.mentions, id_)
        return self.spec("agency", view.address, view.agency.name, view.agency.task, view)

    def _standard(self, id_: str) -> PageSpec:
        view = standard_view(self.catalogue, id_, self.today)
        return self.spec("standard", view.address, view.standard.name, view.standard.rule or "", view)

    def _corrections(self) -> PageSpec:
        return PageSpec(
            CORRECTIONS,
            "pages/corrections.html",
            self.say("kind.correction.many"),
            self.say("ui.list.correction"),
            correction_views(self.catalogue, self.speech),
            "corrections",
            CORRECTIONS,
            (self.crumb_home,),
            feed=CORRECTIONS,
        )

    def _room(self) -> PageSpec:
        title, lead = self.say("ui.room.title"), self.say("ui.room.lead")
        view = room_view(self.catalogue, self.speech.language, self.today, self.speech)
        return PageSpec(ROOM, "pages/room.html", title, lead, view, "room", ROOM, (self.crumb_home,))

    def _month(self, month: str, news: Sequence[One]) -> PageSpec:
        title, lead = title_of(month, self.speech), self.say("ui.room.month_lead")
        view, address = month_view(self.catalogue, news, self.today), address_of_month(month)
        crumbs = (self.crumb_home, Link(self.say("ui.room.title"), ROOM))
        return PageSpec(address, "pages/month.html", title, lead, view, "room-month", ROOM, crumbs)

    def _feeds(self) -> PageSpec:
        title, lead = self.say("ui.feeds.title"), self.say("ui.feeds.lead")
        view = feeds_view(self.catalogue, self.speech.language, self.speech)
        return PageSpec(FEEDS, "pages/feeds.html", title, lead, view, "feeds", FEEDS, (self.crumb_home,))

    def page(self, kind: str, id_: str, spec: Callable[[], PageSpec], *signs: Key) -> Leaf:
        """The page of an item of a register; the signs stand for the entries it looks at."""
        return Leaf(f"{BY_NAME[kind].address}/{id_}/", spec, self.ground, signs, kind)

    def index(self, kind: str, template: str, view: Callable[[], object], *signs: Key) -> Leaf:
        """The page of all items of a register."""
        return Leaf(f"{BY_NAME[kind].address}/", partial(self._index, kind, template, view), self.ground, signs)

    def _index(self, kind: str, template: str, view: Callable[[], object]) -> PageSpec:
        root = self.root(kind)
        description = self.say(f"ui.list.{kind}")
        crumbs = (self.crumb_home,)
        section = root.address or ""
        return PageSpec(section, f"pages/{template}.html", root.name, description, view(), template, section, crumbs)

    def spec(
        self, kind: str, address: str, title: str, description: str, view: object, template: str = ""
    ) -> PageSpec:
        """A page below the list of a kind."""
        root, name = self.root(kind), template or kind
        crumbs, section = (self.crumb_home, root), root.address or ""
        feed = address if has_feed(self.catalogue, kind, address.removeprefix(section).strip("/")) else ""
        return PageSpec(address, f"pages/{name}.html", title, description, view, name, section, crumbs, feed=feed)


def sections(speech: Words) -> tuple[Link, ...]:
    """The main navigation."""
    by_address = {kind.address: kind.name for kind in KINDS}
    return tuple(Link(speech.say(f"kind.{by_address[a]}.many"), f"{a}/") for a in SECTIONS)
