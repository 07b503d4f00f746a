"""Amounts of policies: which one holds on a day, and how it is said."""

from collections.abc import Sequence
from datetime import date

from giamngheo.kinds.policy import Amount
from giamngheo.words import Words


def holds(amount: Amount, day: date) -> bool:
    begins, ends = amount.valid_from, amount.valid_to
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def current(amounts: Sequence[Amount], day: date) -> Amount:
    """Of what one amount was and is: that which holds, else the last that held, else the first to come."""
    holding = [one for one in amounts if holds(one, day)]
    past = [one for one in amounts if one.valid_to is not None and one.valid_to < day]
    if holding:
        return max(holding, key=_begin)
    return max(past, key=lambda one: one.valid_to or date.max) if past else min(amounts, key=_begin)


def _begin(amount: Amount) -> date:
    return amount.valid_from or date.min


def support(one: Amount, words: Words) -> str:
    """An amount in words: at least 70 % of the premium."""
    value = f"{words.decimal(one.value)}\u00a0{words.say(f'unit.{one.unit}')}"
    value += f" {words.say(f'per.{one.per}')}" if one.per else ""
    bound = "up_to" if one.up_to else "at_least" if one.at_least else ""
    return words.say(f"ui.amount.{bound}", value=value) if bound else value


def dated(one: Amount, day: date, words: Words) -> str:
    """The same inside a sentence, with its last or first day where it does not hold on the day."""
    said = support(one, words)
    if one.valid_to is not None and one.valid_to < day:
        return f"{said} ({words.say('ui.amount.to', day=words.day(one.valid_to))})"
    if one.valid_from is not None and one.valid_from > day:
        return f"{said} ({words.say('ui.amount.from', day=words.day(one.valid_from))})"
    return said
