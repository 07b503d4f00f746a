"""JSON that keeps the digits of a number (RFC 8259): 2.80 is written 2.80."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.json import Encoder

Json = str | int | Decimal | None | Mapping[str, "Json"] | Sequence["Json"]

_ENCODER = Encoder(decimal_format="number")


def written(value: Json) -> str:
    return encoded(value).decode()


def encoded(value: Json) -> bytes:
    """The same as it stands in a file."""
    return _ENCODER.encode(value)
