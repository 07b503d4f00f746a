"""Rules about bodies: links lead somewhere, anchors exist, nothing unsafe is let through."""

from collections.abc import Iterator

from giamngheo.check.context import Context, close
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.body import Body
from giamngheo.kinds.problem import Problem
from giamngheo.markup.safe import is_safe_tag
from giamngheo.markup.scan import Found, is_inner, scan


def bodies(context: Context) -> Iterator[Problem]:
    at = context.public_links.at
    for body in context.bodies:
        if body.source in context.withdrawn:
            continue
        found = context.scans.of(body.source)
        for odd in found.odd:
            yield from _odd(body, odd)
        # Where links stand is asked only where one does not lead to a page, or leads to an anchor of it.
        if None in [at(key) for key in found.keys]:
            for link in scan(body.text, body.line):
                if link.what in ("link", "picture") and is_inner(link.target):
                    yield from _target(context, body, link)


def _odd(body: Body, found: Found) -> Iterator[Problem]:
    if found.what == "heading":
        if body.source != "index.md":
            yield Problem.at("R408", body.path, found.position, text=found.text[:60])
    elif found.what == "tag":
        yield from _tag(body, found)
    elif found.what == "list":
        yield Problem.at("R407", body.path, found.position, found=found.target[:60])
    else:
        if found.what == "picture" and not found.text:
            yield Problem.at("I502", body.path, found.position, file=found.target)
        if not is_inner(found.target):
            yield Problem.at("R407", body.path, found.position, found=found.target[:60])


def _target(context: Context, body: Body, found: Found) -> Iterator[Problem]:
    target = context.links.resolve(found.target, body.source)
    if target.trouble:
        yield from _trouble(context, body, found, target.trouble, dict(target.facts))
        return
    if context.public_links.resolve(found.target, body.source).trouble:
        yield Problem.at("R409", body.path, found.position, target=found.target)
    yield from _anchor(context, body, found, target.address or "")


def _anchor(context: Context, body: Body, found: Found, address: str) -> Iterator[Problem]:
    page, _, anchor = address.partition("#")
    source = body.source if found.target.startswith("#") else context.links.source_at.get(page)
    if not anchor or source is None:
        return
    there = context.scans.anchors(source)
    if anchor not in there:
        item = context.links.by_source.get(source)
        path = item.path if item else body.path
        yield Problem.at("R405", body.path, found.position, anchor=anchor, file=path, close=close(anchor, there))


def _trouble(context: Context, body: Body, found: Found, code: str, facts: dict[str, str]) -> Iterator[Problem]:
    if code == "R404" and found.what == "picture":
        near = close(found.target.rsplit("/", 1)[-1], [file.rsplit("/", 1)[-1] for file in context.files])
        yield Problem.at("I501", body.path, found.position, file=found.target, close=near)
    elif code == "R404":
        near = close(
            found.target.rsplit("/", 1)[-1], [source.rsplit("/", 1)[-1] for source in context.links.by_source]
        )
        if not _points_at_broken(context, found.target):
            yield Problem.at("R404", body.path, found.position, target=found.target, close=near)
    elif code == "R406":
        known = [name for name, kind in BY_NAME.items() if kind.address]
        facts |= {"close": close(facts["kind"], known), "known": ", ".join(known)}
        yield Problem.at("R406", body.path, found.position, **facts)
    elif (facts["kind"], facts["id"]) not in context.loaded.broken:
        near = close(facts["id"], context.catalogue.of(facts["kind"]))
        yield Problem.at("R401", body.path, found.position, field="link", close=near, **facts)


def _points_at_broken(context: Context, target: str) -> bool:
    """A link to a file whose front matter could not be read is right; the file has its own message."""
    stem = target.rsplit("/", 1)[-1].partition("#")[0].removesuffix(".md")
    return any(id_.rsplit("/", 1)[-1] == stem for _, id_ in context.loaded.broken)


def _tag(body: Body, found: Found) -> Iterator[Problem]:
    if not is_safe_tag(found.target, found.text):
        yield Problem.at("R407", body.path, found.position, found=f"<{found.target}{found.text}>"[:60])
