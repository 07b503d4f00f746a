"""What the portal knows: one file a kind, each a pydantic model whose annotations are its schema."""

from typing import Literal

from msgspec import Struct

from giamngheo.kinds.activity import Activity
from giamngheo.kinds.agency import Agency
from giamngheo.kinds.article import Article
from giamngheo.kinds.audience import Audience
from giamngheo.kinds.bulletin import Broadcast, Bulletin
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.document import Document
from giamngheo.kinds.entry import Registered
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.inquiry import DayOff, Inquiry, Intake
from giamngheo.kinds.page import Page
from giamngheo.kinds.place import Place
from giamngheo.kinds.policy import Policy
from giamngheo.kinds.question import Question
from giamngheo.kinds.reading import Reading
from giamngheo.kinds.review import Review
from giamngheo.kinds.season import Season
from giamngheo.kinds.source import Source
from giamngheo.kinds.standard import PovertyStandard
from giamngheo.kinds.story import Story
from giamngheo.kinds.synonym import Synonym
from giamngheo.kinds.topic import Topic
from giamngheo.kinds.unit import Unit


class Kind(Struct, frozen=True):
    """Where a kind lives in `content/` and at which address it is published.

    `home` is a folder for kinds of one file an entry, a register's file for the others; `address` is None for
    kinds that have no page of their own.
    """

    name: str
    model: type[Registered]
    form: Literal["markdown", "yaml", "register"]
    home: str
    address: str | None

    def has(self, *fields: str) -> bool:
        return all(field in self.model.model_fields for field in fields)


KINDS: tuple[Kind, ...] = (
    Kind("article", Article, "markdown", "bai-viet", "bai-viet"),
    Kind("story", Story, "markdown", "guong-dien-hinh", "guong-dien-hinh"),
    Kind("question", Question, "markdown", "hoi-dap", "hoi-dap"),
    Kind("activity", Activity, "markdown", "hoat-dong", "hoat-dong"),
    # Before the indicators, in whose folder it lies.
    Kind("review", Review, "yaml", "chi-so/so-lieu", None),
    Kind("indicator", Indicator, "yaml", "chi-so", "chi-so"),
    Kind("bulletin", Bulletin, "yaml", "ban-tin", "ban-tin"),
    Kind("place", Place, "register", "danh-muc/dia-ban.yml", "dia-ban"),
    Kind("standard", PovertyStandard, "register", "danh-muc/chuan-ngheo.yml", "chuan-ngheo"),
    Kind("source", Source, "register", "danh-muc/nguon.yml", None),
    Kind("document", Document, "register", "danh-muc/van-ban.yml", "van-ban"),
    Kind("topic", Topic, "register", "danh-muc/chu-de.yml", "chu-de"),
    Kind("audience", Audience, "register", "danh-muc/doi-tuong.yml", "doi-tuong"),
    Kind("policy", Policy, "register", "danh-muc/chinh-sach.yml", "chinh-sach"),
    Kind("agency", Agency, "register", "danh-muc/co-quan.yml", "co-quan"),
    Kind("season", Season, "register", "danh-muc/lich-ra-soat.yml", None),
    Kind("inquiry", Inquiry, "register", "danh-muc/so-cau-hoi.yml", None),
    Kind("intake", Intake, "register", "danh-muc/nguon-tiep-nhan.yml", None),
    Kind("day_off", DayOff, "register", "danh-muc/ngay-nghi.yml", None),
    Kind("correction", Correction, "register", "danh-muc/dinh-chinh.yml", None),
    Kind("synonym", Synonym, "register", "danh-muc/dong-nghia.yml", None),
    Kind("broadcast", Broadcast, "register", "danh-muc/lich-phat-thanh.yml", None),
    Kind("reading", Reading, "register", "danh-muc/tu-doc.yml", None),
    Kind("unit", Unit, "register", "danh-muc/don-vi.yml", None),
    Kind("page", Page, "markdown", "", ""),
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
DATED: tuple[str, ...] = ("article", "story", "question", "activity")
# Kinds and fields whose sentences may call for a figure or an amount, as bodies do: `{{ so(...) }}`.
PRINTING: tuple[str, ...] = (*DATED, "page", "indicator", "policy", "topic", "audience", "season")
SENTENCES: tuple[str, ...] = (
    "title", "summary", "short_answer", "steps", "papers", "what", "conditions", "note", "definition", "what_to_know",
)  # fmt: skip
