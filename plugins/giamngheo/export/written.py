"""JSON that keeps the digits of a number (RFC 8259): 2.80 is written 2.80."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring

Json = str | int | Decimal | None | Mapping[str, "Json"] | Sequence["Json"]


def written(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{encode_basestring(key)}:{written(one)}' for key, one in value.items())}}}"
    if isinstance(value, Sequence):
        return f"[{','.join(map(written, value))}]"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
