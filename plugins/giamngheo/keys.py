"""Keys: what stands for a text or a view, in 16 bytes. Equal keys mean equal outputs."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any

from msgspec import Struct, msgpack
from pydantic import BaseModel

Key = bytes
_packed = msgpack.Encoder().encode


def key_of(*parts: bytes | str) -> Key:
    """One key of several parts; MessagePack says before each how long it is, so that no two lists share a key.

    The next version of the code may tell another one.
    """
    return hashlib.blake2b(_packed(parts), digest_size=16).digest()


def lasting_key_of(*parts: bytes | str) -> Key:
    """The same for what readers keep: feeds, records and shared links know things by it for ever."""
    told: list[bytes] = []
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        told += (len(data).to_bytes(8, "big"), data)
    return hashlib.blake2b(b"".join(told), digest_size=16).digest()


def sealed(name: bytes, value: bytes) -> bytes:
    """A value with a sum over its name and itself, by which a damaged or misplaced one shows."""
    return zlib.crc32(value, zlib.crc32(name)).to_bytes(4, "big") + value


def unsealed(name: bytes, value: object) -> bytes | None:
    """The value sealed under this name, None where anything in it has changed."""
    if not isinstance(value, bytes) or value[:4] != zlib.crc32(value[4:], zlib.crc32(name)).to_bytes(4, "big"):
        return None
    return value[4:]


class Fingerprint:
    """The text of a view by which two equal views are equal: every field, nothing of identity or order of making.

    Objects of the classes given as shared stand in many views: each is told once a build, and a key stands for it
    wherever it is met. All models do, where none is given.
    """

    def __init__(self, shared: tuple[type, ...] = (BaseModel,)) -> None:
        self._shared = shared
        self._told: dict[int, tuple[object, str]] = {}
        # How each class is told, found out once: there are a hundred values in a view.
        self._ways: dict[type, Callable[[Any], str]] = {str: repr, tuple: self._row, list: self._row}

    def of(self, value: object) -> Key:
        return key_of(self.text(value))

    def text(self, value: Any) -> str:
        kind = type(value)
        way = self._ways.get(kind)
        if way is None:
            way = self._ways[kind] = self._way(kind)
        return way(value)

    def _way(self, kind: type) -> Callable[[Any], str]:
        if issubclass(kind, BaseModel | Struct):
            tell = self._model if issubclass(kind, BaseModel) else self._fields(kind)
            return partial(self._once, tell=tell) if issubclass(kind, self._shared) else tell
        return self._pairs if issubclass(kind, Mapping) else repr

    def _row(self, values: Iterable[object]) -> str:
        text = self.text
        return "(" + ",".join([repr(value) if type(value) is str else text(value) for value in values]) + ")"

    def _pairs(self, value: Mapping[object, object]) -> str:
        return "{" + ",".join([f"{self.text(k)}:{self.text(v)}" for k, v in value.items()]) + "}"

    def _fields(self, kind: Any) -> Callable[[Any], str]:
        names = kind.__struct_fields__
        if len(names) < 2:
            return lambda value: f"{kind.__name__}{self._row([getattr(value, name) for name in names])}"
        values_of = attrgetter(*names)
        return lambda value: f"{kind.__name__}{self._row(values_of(value))}"

    @staticmethod
    def _model(value: BaseModel) -> str:
        return f"{type(value).__name__}{value.model_dump_json()}"

    def _once(self, value: object, tell: Callable[[Any], str]) -> str:
        # The object is kept beside what stands for it: an id is given again once its object is gone.
        known = self._told.get(id(value))
        if known is None:
            known = self._told[id(value)] = (value, key_of(tell(value)).hex())
        return known[1]
