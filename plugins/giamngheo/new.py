"""A new file of any kind from the kind's own declaration, and an empty site of another province."""

import difflib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from giamngheo.check.addresses import DEVICES
from giamngheo.derive.bulletins import Wish, picked
from giamngheo.derive.indicators import small_rank
from giamngheo.derive.publish import published
from giamngheo.kinds import BY_NAME, KINDS, Kind
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.review import NAME, NOTE, PLACE, STATUS
from giamngheo.load.content import NATIONAL, load
from giamngheo.portal import today_of
from giamngheo.words import HOME, say, words
from giamngheo.words.slug import slugify

COMMENT_COLUMN = 44
# A list of more stands line by line.
SHORT = 2
# Letters of a name that the title gives; the check takes a few more.
LONGEST = 60
# The largest number that an option of a bulletin may have.
MOST = {"--days": 366, "--minutes": 120}
# Of a site of another province: what it may say of itself beside its place and publisher, as YAML.
_OPTIONS = {
    **dict.fromkeys(("hotline", "email", "address", "sms", "zalo", "question_form"), '""'),
    "licence": '"CC BY 4.0"',
    "offline": "true",
    "posters_of_entries": "false",
    "voice": '"espeak-ng"',
    "demonstration": "false",
}


class Refused(Exception):
    """What was asked cannot be made; the message is for the editor."""


def main(arguments: list[str]) -> int:
    """`KIND "Title" [--content FOLDER]`, or `province NAME [FOLDER]`; a bulletin has `--days` and `--minutes`.

    One without a title is called by its day.
    """
    options, arguments = _options(arguments, ("--content", "--days", "--minutes"))
    folder = Path(options.pop("--content", "content"))
    if arguments == ["bulletin"]:
        arguments.append(say("new.bulletin_title", day=words().day(today_of(dict(os.environ)))))
    is_strange = any(argument.startswith("--") for argument in arguments[2:])
    if len(arguments) < 2 or is_strange or (options and arguments[0] != "bulletin"):
        print(say("cli.usage.new", known=known_kinds()), file=sys.stderr)
        return 2
    try:
        print(_make(arguments, options, folder))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def known_kinds() -> str:
    """Every kind by both its names: article (bài viết)"""
    kinds = [f"{name} ({say(f'kind.{name}.one').lower()})" for name in BY_NAME]
    return ", ".join([*kinds, f"province ({say('new.province')})"])


def _options(arguments: list[str], known: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Options with their values, and the other words; none of these where an option has no value."""
    options, rest = {}, list(arguments)
    for name in known:
        if name in rest:
            at = rest.index(name)
            if at + 1 == len(rest):
                return {}, []
            options[name] = rest[at + 1]
            del rest[at : at + 2]
    return options, rest


def _make(arguments: list[str], options: Mapping[str, str], folder: Path) -> str:
    kind, title = arguments[0], arguments[1]
    if kind != "province" and len(arguments) > 2:
        raise Refused(say("new.bare_title", kind=kind, title=" ".join(arguments[1:])))
    if kind == "province":
        return province(title, Path(arguments[2]) if len(arguments) > 2 else Path(slugify(title)))
    if kind not in BY_NAME:
        raise Refused(say("new.unknown_kind", kind=kind, known=known_kinds()))
    if not folder.is_dir():
        # Made here, it would lie where nobody looks for it.
        raise Refused(say("cli.no_folder", path=folder))
    today = today_of(dict(os.environ))
    given = bulletin(folder, today, **_numbers(options)) if kind == "bulletin" else {}
    return entry(BY_NAME[kind], title, folder, today, given)


def _numbers(options: Mapping[str, str]) -> dict[str, int]:
    """`--days 7` as days=7."""
    for name, value in options.items():
        if not value.isdecimal() or not 1 <= int(value) <= MOST[name]:
            raise Refused(say("new.bad_number", option=name, least=1, most=MOST[name]))
    return {name.removeprefix("--"): int(value) for name, value in options.items()}


def bulletin(folder: Path, today: date, days: int = 7, minutes: int = 15) -> dict[str, Any]:
    """What a bulletin of today may hold, the most urgent first; its minutes decide how much of each is read."""
    catalogue = published(load(folder).catalogue, today)
    items, _ = picked(catalogue, Wish(today, days, (), (), (HOME,)), today)
    # A text is read for at least half a minute.
    return {"minutes": minutes, "days": days, "items": [f"{item.kind}:{item.id}" for item in items[: 2 * minutes]]}


def entry(kind: Kind, title: str, folder: Path, today: date, given: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Write the skeleton of one entry, with what is known of its fields; never over something that is there."""
    slug = _name_of(title)
    if kind.form == "register":
        return _register_entry(kind, slug, title, folder, today)
    year = f"{today.year}/" if kind.name == "article" else ""
    suffix = "md" if kind.form == "markdown" else "yml"
    file = folder / kind.home / f"{year}{slug}.{suffix}"
    if file.exists():
        raise Refused(say("new.exists", path=file))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(kind, title, today, given), encoding="utf-8", newline="\n")
    if kind.name == "review":
        _write(file.with_suffix(".csv"), _table_head())
    return f"{say('new.made', path=file)}\n{say('new.next')}"


def _name_of(title: str) -> str:
    """The name of a file and its address: whole words of the title, as many as one may still have to type."""
    name = slugify(title)
    if not name:
        raise Refused(say("new.no_slug"))
    if name in DEVICES:
        raise Refused(say("new.device", name=name))
    return name if len(name) <= LONGEST else name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]


def _register_entry(kind: Kind, slug: str, title: str, folder: Path, today: date) -> str:
    file = folder / kind.home
    if slug in load(folder).items[kind.name]:
        raise Refused(say("new.exists_id", id=slug, path=file))
    before = file.read_bytes().rstrip(b"\r\n") + b"\n\n" if file.exists() else b""
    file.parent.mkdir(parents=True, exist_ok=True)
    given = {"date": today.isoformat()} if kind.name == "correction" else {}
    fields = [*_required(kind, title, None, given), f"# {say('new.optional')}", *_optional(kind, {})]
    lines = [f"{slug}:", *(f"  {line}" for line in fields)]
    # What is there stays as it is, whoever wrote it in whatever encoding: the check says what is wrong with it.
    file.write_bytes(before + ("\n".join(lines) + "\n").encode())
    return f"{say('new.added', id=slug, path=file)}\n{say('new.next_register')}"


def skeleton(kind: Kind, title: str, today: date, given: Mapping[str, Any]) -> str:
    """Required fields with what to write there, the others to choose from, each as its model declares it."""
    lines = [*_required(kind, title, today, given), "", f"# {say('new.optional')}", *_optional(kind, given)]
    text = "\n".join(lines)
    if kind.form == "yaml":
        return f"{text}\n"
    return f"---\n{text}\n---\n\n{say('new.body')}\n"


def _table_head() -> str:
    """The columns of a review's table, separated as Excel in Vietnamese does."""
    columns = _example(BY_NAME["review"].model.model_fields["columns"])
    return ";".join([PLACE, NAME, *columns, STATUS, NOTE]) + "\n"


def _required(kind: Kind, title: str, today: date | None, given: Mapping[str, Any]) -> Iterator[str]:
    # A dated entry begins as a draft: nothing half written is published.
    for name, info in kind.model.model_fields.items():
        if name == "status" and today is not None:
            yield "status: draft"
        if info.is_required() or (info.examples and name in ("illustrative", "url", "legal_basis", "observations")):
            value = title if name in ("title", "name") else given.get(name, _example(info))
            if name == "date" and today is not None:
                value = today.isoformat()
            yield from _field(name, value, _hint(kind, name, info))

    for name in given:
        if not kind.model.model_fields[name].is_required() and given[name]:
            yield from _field(name, given[name], say(f"hint.{name}"))


def _optional(kind: Kind, given: Mapping[str, Any]) -> Iterator[str]:
    shown = {"status", "illustrative", "url", "legal_basis", "observations", *given}
    for name, info in kind.model.model_fields.items():
        if not info.is_required() and name not in shown:
            label = say(f"field.{name}") if f"field.{name}" in words() else name
            yield f"# {name}:".ljust(COMMENT_COLUMN) + f" # {label}{_choices(info)}"


def _example(info: FieldInfo) -> Any:
    return info.examples[0] if info.examples else ""


def _hint(kind: Kind, name: str, info: FieldInfo) -> str:
    """What the kind says of its field, else what all kinds say."""
    known = (key for key in (f"hint.{kind.name}.{name}", f"hint.{name}") if key in words())
    return next(map(say, known), "") + _choices(info)


def _choices(info: FieldInfo) -> str:
    pending: list[Any] = [info.annotation]
    while pending:
        annotation = pending.pop()
        if get_origin(annotation) is Literal:
            return f" ({say('new.choices', choices=', '.join(map(str, get_args(annotation))))})"
        pending += [a for a in get_args(annotation) if get_origin(a) is Literal]
    return ""


def _field(name: str, value: Any, hint: str, indent: str = "") -> Iterator[str]:
    """A field as YAML; text in double quotes, so that a colon in it does no harm."""
    comment = f"  # {hint}" if hint else ""
    if isinstance(value, dict):
        yield f"{indent}{name}:{comment}"
        for key, inner in value.items():
            yield from _field(key, inner, "", indent + "  ")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{name}:{comment}"
        for row in value:
            pairs = ", ".join(f"{key}: {_scalar(inner)}" for key, inner in row.items())
            yield f"{indent}  - {{{pairs}}}"
    elif isinstance(value, list) and len(value) > SHORT:
        yield f"{indent}{name}:{comment}"
        yield from (f"{indent}  - {_scalar(inner)}" for inner in value)
    elif isinstance(value, list):
        yield f"{indent}{name}: [{', '.join(map(_scalar, value))}]{comment}"
    else:
        yield f"{indent}{name}: {_scalar(value)}{comment}"


def _scalar(value: Any) -> str:
    text = str(value)
    bare = text.replace("-", "").replace("_", "")
    is_plain = bare.isascii() and bare.isalnum() and bare.lower() != "null"
    return text if is_plain else '"' + text.replace("\\", "").replace('"', "'") + '"'


def province(name: str, folder: Path) -> str:
    """An empty site of another province: settings, a home page, folders; no sample, no figures."""
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        raise Refused(say("new.province_exists", path=folder))
    catalogue = load(NATIONAL.parent / "no-content").catalogue
    id_, full = _province_id(catalogue, name)
    named = small_rank(full, words())
    (folder / "content").mkdir(parents=True)
    for kind in KINDS:
        if kind.form != "register" and kind.home:
            (folder / "content" / kind.home).mkdir(parents=True, exist_ok=True)
            (folder / "content" / kind.home / ".gitkeep").touch()
    home, summary = (say(f"new.province_{part}", name=named) for part in ("home", "summary"))
    _write(folder / "content/index.md", _page(home, f'summary: "{summary}"', say("new.province_welcome", name=named)))
    about = say("new.about_title")
    _write(folder / f"content/{slugify(about)}.md", _page(about, "status: draft", say("new.province_about")))
    _write(folder / "mkdocs.yml", "\n".join(_settings(say("new.province_title", name=named), id_)) + "\n")
    return say("new.province_made", name=named, path=folder)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _page(title: str, field: str, body: str) -> str:
    return f'---\ntitle: "{title}"\n{field}\n---\n\n{body}\n'


def _settings(title: str, place: str) -> Iterator[str]:
    """Who keeps the page; what nobody must say stands behind a #, to choose from."""
    yield f"# {say('new.settings')}"
    yield _setting("", "site_name", f'"{title}"')
    yield _setting("# ", "site_url", '""')
    yield _setting("# ", "site_description", '""')
    yield from ("docs_dir: content", "theme:", "  name: material", "  language: vi")
    yield _setting("  # ", "logo", '"anh/logo.svg"')
    yield from ("plugins:", "  - giamngheo:", _setting("      ", "home_place", place))
    yield _setting("      ", "publisher", '""')
    yield from (_setting("      # ", *option) for option in _OPTIONS.items())


def _setting(indent: str, name: str, value: str) -> str:
    return f"{indent}{name}: {value}".ljust(COMMENT_COLUMN) + f"  # {say(f'setting.{name}')}"


def _province_id(catalogue: Catalogue, name: str) -> tuple[str, str]:
    """The present province of that name, typed with or without marks and its rank."""
    names: dict[str, tuple[str, str]] = {}
    for id_ in catalogue.of("place"):
        place = catalogue.place(id_)
        if place.level == "province" and place.valid_to is None:
            for known in (id_, slugify(place.name), id_.partition("-")[2]):
                names[known] = (id_, place.name)
    wanted = slugify(name)
    if wanted in names:
        return names[wanted]
    close = difflib.get_close_matches(wanted, names, n=3, cutoff=0.5)
    raise Refused(say("new.province_unknown", name=name, close=", ".join(dict.fromkeys(names[c][1] for c in close))))
