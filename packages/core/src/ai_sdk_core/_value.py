"""The base of dataclasses that there are many of.

`@dataclass` writes and compiles code for each class, which is most of what importing one costs. A class with this base
and `@dataclass(..., repr=False, eq=False)` shares one `__repr__` and one `__eq__` and costs half.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ._override import override


class Value:
    """Compares and shows itself by its fields, as any dataclass does."""

    __slots__ = ()

    __dataclass_fields__: ClassVar[dict[str, Any]]
    __hash__: ClassVar[None]  # type: ignore[assignment]

    @override
    def __repr__(self) -> str:
        fields = self.__dataclass_fields__.values()
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields if field.repr)
        return f"{type(self).__qualname__}({shown})"

    @override
    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        fields = self.__dataclass_fields__.values()
        return all(getattr(self, field.name) == getattr(other, field.name) for field in fields if field.compare)
