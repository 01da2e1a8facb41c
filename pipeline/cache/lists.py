"""Values of many kinds as plain lists and back, for :mod:`.freezing`'s sake: what its decoder cannot tell apart.

A chapter's text is a tuple of blocks of seventeen kinds, and msgspec reads no union of dataclasses. Here a dataclass
becomes the list of its fields, in a union with its name behind them; who reads a list back knows by the type hints what it
is. A library's own values, such as models of the border, are turned into text and back by whoever is at home there.

Nothing of the shape stands in the bytes: whoever keeps them names the code by its digest in their key.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from operator import call
from typing import Any, Final, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from pipeline.cache.freezing import ThawError

T = TypeVar("T")

_PLAIN: Final = (bool, int, float, str)

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder()


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How values of one type are written as what MessagePack has, and read.

    Attributes:
        dump: raises whatever it likes for a value of another type.
        load: the same for what :attr:`dump` has not given.
    """

    dump: Callable[[T], Any]
    load: Callable[[Any], T]


Foreign = Callable[[Any], "Form[Any] | None"]
"""Gives the form of a type that is not ours; None for those that are."""


class Lists(Generic[T]):
    """Values of one type as bytes."""

    def __init__(self, kind: type[T], foreign: Foreign = lambda _: None) -> None:
        """Look through a type and all that its fields name.

        Raises:
            TypeError: there is one among them that cannot be kept.
        """
        self._foreign = foreign
        self._forms: dict[Any, Form[Any]] = {}
        self._form: Form[T] = self._of(kind)

    def freeze(self, value: T) -> bytes:
        """Return bytes that :meth:`thaw` makes an equal value of.

        Raises:
            TypeError: the value holds what its type does not say, or what would come back otherwise.
        """
        try:
            content = _ENCODER.encode(self._form.dump(value))
            same = self.thaw(content) == value
        except (msgspec.MsgspecError, ValueError, LookupError, AttributeError, OverflowError) as problem:
            raise TypeError(f"it holds what cannot be kept: {problem}") from problem
        if not same:
            raise TypeError("it holds what cannot be kept: a value of another type")
        return content

    def thaw(self, content: bytes) -> T:
        """Make a value of the bytes that :meth:`freeze` gave.

        Raises:
            ThawError: they are not such bytes.
        """
        try:
            return self._form.load(_DECODER.decode(content))
        except Exception as problem:  # values check themselves when they are made, and raise what they like
            raise ThawError(f"it cannot be read: {problem}") from problem

    def _of(self, kind: Any) -> Form[Any]:
        if kind not in self._forms:
            # A list has items that have blocks that are lists: who meets a type again meanwhile asks when it is needed.
            self._forms[kind] = self._later(kind)
            self._forms[kind] = self._foreign(kind) or self._ours(kind)
        return self._forms[kind]

    def _later(self, kind: Any) -> Form[Any]:
        def dump(value: Any) -> Any:
            return self._forms[kind].dump(value)

        def load(raw: Any) -> Any:
            return self._forms[kind].load(raw)

        return Form(dump, load)

    def _ours(self, kind: Any) -> Form[Any]:
        origin, arguments = get_origin(kind), get_args(kind)
        if kind in _PLAIN:
            return Form(_only(kind), kind)
        if origin is tuple:
            return self._tuple(arguments)
        if origin in {dict, Mapping}:
            return self._mapping(*arguments)
        if origin in {types.UnionType, Union}:
            return self._union(arguments)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return Form(lambda member: member.value, {member.value: member for member in kind}.__getitem__)
        if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
            return self._fields(kind)
        raise TypeError(f"{kind!r} cannot be kept as lists")

    def _fields(self, kind: type) -> Form[Any]:
        """Return the form of a dataclass or named tuple: its fields in their order."""
        hints = get_type_hints(kind)
        names = tuple(_field_names(kind))
        forms = [self._of(hints[name]) for name in names]
        dumps, loads = [form.dump for form in forms], [form.load for form in forms]

        def dump(value: Any) -> list[Any]:
            if type(value) is not kind:
                raise TypeError(f"a {type(value).__name__} stands for a {kind.__name__}")
            return [one(getattr(value, name)) for one, name in zip(dumps, names, strict=True)]

        def load(raw: list[Any]) -> Any:
            if len(raw) != len(loads):
                raise ValueError(f"a {kind.__name__} has {len(loads)} fields")
            return kind(*map(call, loads, raw))

        return Form(dump, load)

    def _tuple(self, arguments: tuple[Any, ...]) -> Form[Any]:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            inner = self._of(arguments[0])
            dump, load = inner.dump, inner.load
            return Form(lambda values: [dump(value) for value in values], lambda raw: tuple(map(load, raw)))
        dumps, loads = zip(*((form.dump, form.load) for form in map(self._of, arguments)), strict=True)
        return Form(
            lambda values: [one(value) for one, value in zip(dumps, values, strict=True)],
            lambda raw: tuple(one(value) for one, value in zip(loads, raw, strict=True)),
        )

    def _mapping(self, key: Any, kind: Any) -> Form[Any]:
        names, values = self._of(key), self._of(kind)
        return Form(
            lambda given: [[names.dump(name), values.dump(value)] for name, value in given.items()],
            lambda raw: {names.load(name): values.load(value) for name, value in raw},
        )

    def _union(self, arguments: tuple[Any, ...]) -> Form[Any]:
        left = [argument for argument in arguments if argument is not type(None)]
        if len(left) < len(arguments):
            inner = self._of(left[0] if len(left) == 1 else Union[tuple(left)])  # noqa: UP007 - of a tuple
            dump, load = inner.dump, inner.load
            return Form(
                lambda value: None if value is None else dump(value),
                lambda raw: None if raw is None else load(raw),
            )
        named = {argument.__name__: self._of(argument) for argument in left}
        if len(named) < len(left) or not all(map(is_dataclass, left)):
            raise TypeError(f"{arguments!r} cannot be told apart")

        def dump_named(value: Any) -> list[Any]:
            name = type(value).__name__
            return [*named[name].dump(value), name]

        def load_named(raw: list[Any]) -> Any:
            return named[raw.pop()].load(raw)

        return Form(dump_named, load_named)


def _field_names(kind: type) -> Iterator[str]:
    if is_dataclass(kind):
        yield from (field.name for field in fields(kind) if field.init)
    else:
        yield from cast("Any", kind)._fields


def _only(kind: type) -> Callable[[Any], Any]:
    """Pass values of a type on, and a whole number where a fraction may stand."""

    def dump(value: Any) -> Any:
        if not isinstance(value, kind) and not (kind is float and isinstance(value, int)):
            raise TypeError(f"a {type(value).__name__} stands for a {kind.__name__}")
        return value

    return dump
