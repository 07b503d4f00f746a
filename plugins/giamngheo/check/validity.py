"""Rules about time: laws, amounts and dates that no longer hold, or do not hold yet."""

from collections.abc import Iterator
from typing import cast

from giamngheo.check.context import Context
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.problem import Problem
from giamngheo.kinds.question import Question
from giamngheo.words import words


def amounts(context: Context) -> Iterator[Problem]:
    """`confirmed` is a claim: it needs the law, an official source and the day of the check."""
    for item in context.catalogue.of("policy").values():
        policy = context.catalogue.policy(item.id)
        if not policy.confirmed:
            continue
        lacking = [name for name, there in _basis(context, item.id) if not there]
        if lacking:
            yield Problem.at("V801", item.path, item.where("confirmed"), lacking=", ".join(lacking), name=policy.name)
        elif policy.checked_on and policy.checked_on <= context.today and not policy.is_checked_on(context.today):
            where = item.where("checked_on")
            yield Problem.at("V806", item.path, where, day=words().day(policy.checked_on))


def _basis(context: Context, id_: str) -> list[tuple[str, bool]]:
    policy = context.catalogue.policy(id_)
    known = [source for source in policy.sources if context.catalogue.get("source", source)]
    is_official = any(context.catalogue.source(source).official for source in known)
    return [
        ("laws", bool(policy.laws)),
        ("sources", is_official),
        ("checked_on", policy.checked_on is not None),
    ]


def expired_laws(context: Context) -> Iterator[Problem]:
    """A question or a policy in force that rests on a document that has run out."""
    cited = [(item, "legal_basis", question.legal_basis) for item, question in _questions(context)]
    for item in context.catalogue.of("policy").values():
        policy = context.catalogue.policy(item.id)
        if not policy.is_expired_on(context.today):
            cited.append((item, "laws", policy.laws))
    for item, field, ids in cited:
        for index, id_ in enumerate(ids):
            if not context.catalogue.get("document", id_):
                continue
            document = context.catalogue.document(id_)
            if document.is_expired_on(context.today) and document.valid_to:
                heirs = ", ".join(document.replaced_by) or "\u2013"
                facts = {"number": document.number, "day": words().day(document.valid_to), "heirs": heirs}
                yield Problem.at("V802", item.path, item.where(field, index), **facts)


def _questions(context: Context) -> Iterator[tuple[Item, Question]]:
    for item in context.catalogue.of("question").values():
        yield item, cast(Question, item.entry)


def answers_without_basis(context: Context) -> Iterator[Problem]:
    for item, question in _questions(context):
        if question.status == "published" and not question.legal_basis and question.no_basis_reason is None:
            yield Problem.at("V803", item.path, item.where("short_answer"))


def future_dates(context: Context) -> Iterator[Problem]:
    for item, entry in context.catalogue.dated():
        held_back = entry.publish_at is not None and entry.publish_at > context.today
        for field in ("date", "updated", "checked_on"):
            day = getattr(entry, field)
            if day is not None and day > context.today and not held_back and entry.status == "published":
                facts = {"field": field, "day": words().day(day), "today": words().day(context.today)}
                yield Problem.at("V804", item.path, item.where(field), **facts)
        if entry.updated is not None and entry.updated < entry.date:
            facts = {"field": "updated", "start": words().day(entry.date), "end": words().day(entry.updated)}
            yield Problem.at("V805", item.path, item.where("updated"), **facts)


def future_claims(context: Context) -> Iterator[Problem]:
    """A law cannot have been compared tomorrow: the claim would hold for half a year too long. What is corrected
    tomorrow would lead all that is new until then.
    """
    for kind, field in (("policy", "checked_on"), ("document", "checked_on"), ("correction", "date")):
        for item in context.catalogue.of(kind).values():
            day = getattr(item.entry, field)
            if day is not None and day > context.today and item.source is not None:
                facts = {"field": field, "day": words().day(day), "today": words().day(context.today)}
                yield Problem.at("V804", item.path, item.where(field), **facts)


def ends_before_beginning(context: Context) -> Iterator[Problem]:
    for item in context.catalogue.having("valid_from", "valid_to"):
        start, end = getattr(item.entry, "valid_from", None), getattr(item.entry, "valid_to", None)
        if start is not None and end is not None and end < start:
            facts = {"field": "valid_to", "start": words().day(start), "end": words().day(end)}
            yield Problem.at("V805", item.path, item.where("valid_to"), **facts)
