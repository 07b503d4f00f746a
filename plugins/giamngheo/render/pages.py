"""Every page of the site as a PageSpec: which view, which template, which title, in which section."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from giamngheo.derive.cards import Link, name_of
from giamngheo.derive.entries import entry_views
from giamngheo.derive.extracts import place_extract
from giamngheo.derive.home import home_view
from giamngheo.derive.indicators import headline, indicator_view
from giamngheo.derive.listings import Listing, listings
from giamngheo.derive.places import Atlas, PlaceView, by_rank, place_view
from giamngheo.derive.registers import (
    AudienceView,
    Mentions,
    PolicyView,
    agency_view,
    audience_view,
    correction_views,
    document_view,
    policy_view,
    standard_view,
    topic_view,
)
from giamngheo.kinds import BY_NAME, KINDS
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.page import Page
from giamngheo.render.spec import PageSpec
from giamngheo.words import Words

# Sections of the main navigation, in this order.
SECTIONS = ("chinh-sach", "hoi-dap", "bai-viet", "guong-dien-hinh", "chi-so", "dia-ban")


@dataclass(frozen=True)
class PlacesView:
    """The list of places: the home province with its communes, the others, those that have ceased."""

    home: PlaceView | None
    upper: tuple[PlaceView, ...]
    provinces: tuple[PlaceView, ...]
    former: tuple[PlaceView, ...]


@dataclass(frozen=True)
class PoliciesView:
    """The list of policies, whole and by group of people."""

    groups: tuple[AudienceView, ...]
    policies: tuple[PolicyView, ...]


class Pages:
    """The pages of one catalogue on one day; what many views ask is made once."""

    def __init__(self, catalogue: Catalogue, home: str, speech: Words, today: date) -> None:
        self.catalogue = catalogue
        self.home = home
        self.speech = speech
        self.today = today
        self.atlas = Atlas(catalogue, today)
        self.mentions = Mentions(catalogue, today)
        self._plain: dict[str, PageSpec] = {}

    def all(self) -> Iterator[PageSpec]:
        """All pages except the plain ones, which the host renders, in a fixed order."""
        yield from self.entries()
        yield from self.lists()
        yield from self.indicators()
        yield from self.places()
        yield from self.policies()
        yield from self.registers()
        yield PageSpec(None, "404.html", self.say("ui.not_found.title"), "", None, "404", noindex=True)

    def say(self, key: str, **facts: object) -> str:
        return self.speech.say(key, **facts)

    def root(self, kind: str) -> Link:
        """The list page of a kind."""
        return Link(self.say(f"kind.{kind}.many"), f"{BY_NAME[kind].address}/")

    def plains(self) -> list[PageSpec]:
        """The plain pages, which the host renders."""
        return [self.plain(id_) for id_ in self.catalogue.of("page")]

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
        return PageSpec(
            address=item.address,
            template="pages/page.html",
            title=page.title,
            description=page.summary or "",
            view=page,
            kind="page",
            section=item.address or "",
            crumbs=(self.crumb_home,),
            language=page.language,
            modified=page.updated or page.date,
            source=item.source,
        )

    @property
    def crumb_home(self) -> Link:
        return Link(self.say("ui.home"), "")

    def entries(self) -> Iterator[PageSpec]:
        for item, view in entry_views(self.catalogue, self.today):
            yield PageSpec(
                address=view.address,
                template=f"pages/{item.kind}.html",
                title=view.entry.title,
                description=view.entry.summary,
                view=view,
                kind=item.kind,
                section=view.section,
                crumbs=(self.crumb_home, self.root(item.kind)),
                language=view.entry.language,
                noindex=view.mark is not None,
                modified=view.entry.updated or view.entry.date,
                source=item.source,
            )

    def lists(self) -> Iterator[PageSpec]:
        for listing in listings(self.catalogue, self.today):
            root = self.root(listing.kind)
            title = root.name if listing.by is None else self.list_title(listing)
            crumbs = (self.crumb_home,) if listing.address == root.address else (self.crumb_home, root)
            section = root.address or ""
            description = self.say(f"ui.list.{listing.kind}")
            yield PageSpec(
                listing.address, "pages/listing.html", title, description, listing, "listing", section, crumbs
            )

    def list_title(self, listing: Listing) -> str:
        return self.say(f"ui.list.by_{listing.by}", kind=self.say(f"kind.{listing.kind}.many"), value=listing.value)

    def indicators(self) -> Iterator[PageSpec]:
        views = []
        for id_ in by_rank(self.catalogue):
            view = indicator_view(self.catalogue, id_, self.home)
            views.append(view)
            indicator = view.indicator
            first = view.home or next(iter(view.others), None)
            summary = headline(indicator, first, self.speech) if first else indicator.plain
            yield self.page("indicator", view.address, indicator.name, summary, view)
            if first:
                yield self.embedded(id_, first.place, view.address, summary)
        yield self.index("indicator", "indicators", tuple(views))

    def embedded(self, id_: str, place: str, section: str, summary: str) -> PageSpec:
        """The page that other sites show in a frame: one place's figures and the way to the whole page."""
        view = place_extract(self.catalogue, place, id_)
        address, template = f"{section}nhung/", "pages/embed.html"
        return PageSpec(address, template, view.name, summary, view, "embed", section, noindex=True)

    def places(self) -> Iterator[PageSpec]:
        shown = self.atlas.shown(self.home)
        with_page = frozenset(shown)
        views = {id_: place_view(self.atlas, id_, with_page) for id_ in shown}
        for view in views.values():
            title = view.place.name
            yield self.page("place", view.address, title, self.say("ui.place.summary", name=title), view)
        levels = {id_: view.place.level for id_, view in views.items()}
        provinces = [v for i, v in views.items() if levels[i] == "province" and not v.has_ceased and i != self.home]
        former = [v for i, v in views.items() if v.has_ceased and levels[i] in ("province", "district")]
        upper = [v for i, v in views.items() if levels[i] in ("country", "region", "group") and not v.has_ceased]
        lists = PlacesView(views.get(self.home), tuple(upper), tuple(provinces), tuple(former))
        yield self.index("place", "places", lists)

    def policies(self) -> Iterator[PageSpec]:
        views = [policy_view(self.mentions, id_) for id_ in self.catalogue.of("policy")]
        for view in views:
            yield self.page("policy", view.address, view.policy.name, view.policy.what, view)
        groups = [audience_view(self.mentions, id_) for id_ in self.catalogue.of("audience")]
        for group in groups:
            yield self.page("audience", group.address, group.audience.name, group.audience.summary or "", group)
        entitled = tuple(group for group in groups if group.policies)
        yield self.index("policy", "policies", PoliciesView(entitled, tuple(views)))
        yield self.index("audience", "audiences", tuple(groups))

    def registers(self) -> Iterator[PageSpec]:
        topics = [topic_view(self.mentions, id_) for id_ in self.catalogue.of("topic")]
        for topic in topics:
            yield self.page("topic", topic.address, topic.topic.name, topic.topic.summary or "", topic)
        yield self.index("topic", "topics", tuple(topics))
        documents = [document_view(self.mentions, id_) for id_ in self.catalogue.of("document")]
        for view in documents:
            yield self.page("document", view.address, view.document.number, view.document.title, view)
        yield self.index("document", "documents", tuple(documents))
        agencies = [agency_view(self.mentions, id_) for id_ in self.catalogue.of("agency")]
        for agency in agencies:
            yield self.page("agency", agency.address, agency.agency.name, agency.agency.task, agency)
        yield self.index("agency", "agencies", tuple(agencies))
        standards = [standard_view(self.catalogue, id_, self.today) for id_ in self.catalogue.of("standard")]
        for standard in standards:
            yield self.page(
                "standard", standard.address, standard.standard.name, standard.standard.rule or "", standard
            )
        yield self.index("standard", "standards", tuple(standards))
        title = self.say("kind.correction.many")
        description = self.say("ui.list.correction")
        views = correction_views(self.catalogue)
        crumbs = (self.crumb_home,)
        yield PageSpec(
            "dinh-chinh/",
            "pages/corrections.html",
            title,
            description,
            views,
            "corrections",
            "dinh-chinh/",
            crumbs,
        )

    def page(self, kind: str, address: str, title: str, description: str, view: object) -> PageSpec:
        root = self.root(kind)
        crumbs = (self.crumb_home, root)
        return PageSpec(address, f"pages/{kind}.html", title, description, view, kind, root.address or "", crumbs)

    def index(self, kind: str, template: str, view: object) -> PageSpec:
        root = self.root(kind)
        description = self.say(f"ui.list.{kind}")
        crumbs = (self.crumb_home,)
        section = root.address or ""
        return PageSpec(section, f"pages/{template}.html", root.name, description, view, template, section, crumbs)


def sections(speech: Words) -> tuple[Link, ...]:
    """The main navigation."""
    by_address = {kind.address: kind.name for kind in KINDS}
    return tuple(Link(speech.say(f"kind.{by_address[a]}.many"), f"{a}/") for a in SECTIONS)


def menu(catalogue: Catalogue) -> tuple[Link, ...]:
    """Plain pages of the footer, in the order of their `menu` number."""
    pages = [(cast(Page, item.entry).menu, item) for item in catalogue.of("page").values()]
    chosen = sorted((number, item.id, item) for number, item in pages if number is not None)
    return tuple(Link(name_of(item), item.address) for _, _, item in chosen)
