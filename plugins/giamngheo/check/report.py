"""Problems as text for editors: where, what, the fact that shows it, what to do."""

from collections import Counter
from collections.abc import Sequence

from giamngheo.kinds import BY_NAME
from giamngheo.kinds.problem import Problem, Severity
from giamngheo.words import say, words
from giamngheo.words.slug import slugify


def told(problem: Problem) -> str:
    """Three lines: `file:line:column  code  title`, the fact, the remedy (and the nearest known word)."""
    facts = {key: _shown(key, value) for key, value in problem.facts} | _home(problem)
    close = facts.get("close") or _meant(problem)
    remedy = say(f"problem.{problem.code}.remedy", **facts)
    if close:
        remedy = f"{say('problem.close', close=close)} {remedy}"
    title = say(f"problem.{problem.code}.title", **facts)
    if problem.severity is not Severity.ERROR:
        title = f"{title} {say(f'problem.mark_{problem.severity}')}"
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}  {problem.code}  {title}\n    {say(f'problem.{problem.code}.fact', **facts)}\n    {remedy}"


def _home(problem: Problem) -> dict[str, str]:
    """Where an entry of the kind in question is written, and what one calls it to have one made."""
    kind = BY_NAME.get(dict(problem.facts).get("kind", ""))
    if kind is None:
        return {}
    home = f"content/{kind.home}" if kind.form == "register" else f"content/{kind.home}/"
    return {"home": home, "command": kind.name}


# What other generators and portals call our fields.
_ELSEWHERE = {
    **dict.fromkeys(("image", "images", "photo", "photos", "cover", "thumbnail", "anh"), "pictures"),
    **dict.fromkeys(("tag", "tags", "category", "categories"), "topics"),
    **dict.fromkeys(("description", "excerpt", "abstract", "sapo"), "summary"),
    **dict.fromkeys(("lang", "locale"), "language"),
    **dict.fromkeys(("location", "locations"), "places"),
    "draft": "status",
    "keywords": "aliases",
}


def _meant(problem: Problem) -> str:
    """A name where its id belongs, as an id; a field by its name in Vietnamese or elsewhere, as we call it."""
    facts = dict(problem.facts)
    if problem.code == "F311":
        return slugify(facts["value"])
    if problem.code == "F301":
        typed = slugify(facts["field"])
        known = [name for name in facts["known"].split(", ") if f"field.{name}" in words()]
        ours = _ELSEWHERE.get(typed)
        return next((name for name in known if name == ours or slugify(say(f"field.{name}")) == typed), "")
    return ""


def _shown(key: str, value: str) -> str:
    """Fields and kinds by both their names: `date` (publication day)."""
    if key == "field":
        return f"`{value}` ({say(f'field.{value}')})" if f"field.{value}" in words() else f"`{value}`"
    if key == "kind" and value in BY_NAME:
        return say(f"kind.{value}.one")
    return value


def counted(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning.` in the editor's language."""
    if not problems:
        return say("problem.none")
    found = Counter(problem.severity for problem in problems)
    count = {severity: words().decimal(found[severity]) for severity in Severity}
    errors = say("problem.errors", count=count[Severity.ERROR])
    warnings = say("problem.warnings", count=count[Severity.WARNING])
    notices = say("problem.notices", count=count[Severity.NOTICE]) if found[Severity.NOTICE] else ""
    return say("problem.summary", errors=errors, warnings=warnings) + notices


def of(severity: Severity, problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is severity]
