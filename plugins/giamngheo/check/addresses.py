"""Rules about addresses: one page an address, and none that the portal makes itself."""

import re
from collections.abc import Iterator
from typing import cast

from giamngheo.check.context import Context
from giamngheo.kinds import BY_NAME, KINDS
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.page import Page
from giamngheo.kinds.problem import Problem
from giamngheo.words import HOME

# First parts of addresses that the portal makes (docs: addresses are promises).
RESERVED = frozenset(
    {kind.address for kind in KINDS if kind.address}
    | {"404", "api", "assets", "dat-cau-hoi", "data", "dinh-chinh", "embed", "lite", "nghe", "ngoai-tuyen"}
    | {"nguon-tin", "phat-thanh", "tim-kiem", "tro-nang", "so-theo-doi"}
)
KINDS_OWN = frozenset(kind.address for kind in KINDS if kind.address)
# Below a kind's folder: lists by year, topic and place, and their pages.
RESERVED_BELOW = frozenset(
    {"nam", "chu-de", "dia-ban", "trang", "so-theo-doi", "tai-su-dung", "bang-cong-bo", "so-sanh"}
)

# Windows writes no path of more than 259 letters, and the name stands twice in those of the files for others:
# C:\Users\...\.site.next\hoi-dap\<name>\tai-su-dung\<name>-loa.txt
LONGEST = 80
# Names of devices: Windows lets no file or folder be called so, whatever its ending.
DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)})
# A page of before lay in a folder or was a file of an older site. It becomes a folder: nothing in its name may lead
# out of the site, and `index.html` would lie where the page of another address is.
MOST_BYTES = 200  # of a name; no disk takes more than 255
OLD = re.compile(r"(?:[\w-]+/)*(?!index\.)[\w-]+(?:\.(?:s?html?|php|aspx?|jsp))?")


def addresses_of_two(context: Context) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for item in context.catalogue:
        address = item.address
        if address is None:
            continue
        if address not in taken:
            taken[address] = item.path
        elif item.source is not None:
            yield Problem.at("R402", item.path, item.where(), other=taken[address], id=item.id)
    moved = (item for item in context.catalogue.having("redirect_from") if getattr(item.entry, "redirect_from", ()))
    for item in moved:
        for index, old in enumerate(getattr(item.entry, "redirect_from", ())):
            address = f"{old.strip('/')}/"
            if address in taken:
                where = item.where("redirect_from", index)
                yield Problem.at("R402", item.path, where, other=taken[address], id=address)
            taken.setdefault(address, item.path)


def old_addresses(context: Context) -> Iterator[Problem]:
    """A page is written at every old address: only where no other is, and only below the site."""
    for item in context.catalogue.having("redirect_from"):
        for index, old in enumerate(cast(Entry | Page, item.entry).redirect_from):
            if not _may_lead_on(old.strip("/")):
                yield Problem.at("R415", item.path, item.where("redirect_from", index), value=old, most=MOST_BYTES)


def _may_lead_on(old: str) -> bool:
    first, _, below = old.partition("/")
    if any(len(name.encode()) > MOST_BYTES for name in old.split("/")):
        return False
    if OLD.fullmatch(old) is None or DEVICES.intersection(re.split(r"[/.]", old.lower())):
        return False
    if first in KINDS_OWN:
        return below != "" and below.partition("/")[0] not in RESERVED_BELOW
    return first not in RESERVED


def reserved(context: Context) -> Iterator[Problem]:
    # What there is in another language stands at the address of that language.
    written = context.catalogue.having("translation_of")
    languages = {cast(Entry | Page, item.entry).language for item in written} - {HOME}
    for item in context.catalogue:
        if item.source is None or item.address is None or not item.source.endswith((".md", ".yml")):
            continue
        parts = item.address.strip("/").split("/")
        if item.kind == "page" and (parts[0] in RESERVED or (len(parts) == 1 and parts[0] in languages)):
            yield Problem.at("R403", item.path, item.where(), slug=parts[0])
        elif item.kind != "page" and (len(parts) == 1 or parts[1] in RESERVED_BELOW):
            yield Problem.at("R403", item.path, item.where(), slug=parts[:2][-1])


def folders_of_languages(context: Context) -> Iterator[Problem]:
    """What lies in the folder of a language is in that language: else it is listed, and read aloud, as ours is."""
    for item, entry in context.catalogue.dated():
        folder = (item.source or "").partition("/")[0]
        if folder not in (BY_NAME[item.kind].home, entry.language):
            yield Problem.at("R416", item.path, item.where("language"), language=entry.language, folder=folder)


def names_for_windows(context: Context) -> Iterator[Problem]:
    for item in context.catalogue:
        if item.source and len(item.id) > LONGEST:
            yield Problem.at("R413", item.path, item.where(), count=len(item.id), most=LONGEST)
        for name in DEVICES.intersection((item.address or "").split("/")):
            yield Problem.at("R414", item.path, item.where(), name=name)
