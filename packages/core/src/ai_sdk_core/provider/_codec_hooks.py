"""What the dataclasses of the specification tell the JSON codec, without importing pydantic.

pydantic calls these hooks when (and only when) the codec builds its schemas.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from pydantic import ConfigDict, GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def to_camel(name: str) -> str:
    """Turn a snake_case field name into the reference's camelCase.

    Args:
        name: The Python field name.

    Returns:
        The JSON key.
    """
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


class SpecValue:
    """Base of every dataclass of the specification: carries the codec's settings, nothing else."""

    __slots__ = ()

    __pydantic_config__: ClassVar[ConfigDict] = {
        "alias_generator": to_camel,
        "populate_by_name": True,
        "arbitrary_types_allowed": True,
        "extra": "ignore",
        "use_attribute_docstrings": False,
    }


class _TaggedBy:
    """Marks a union as discriminated by one field, so that the codec looks at that field only."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from typing import Annotated

        from pydantic import Field

        return handler.generate_schema(Annotated[source, Field(discriminator=self.field)])


class _Base64:
    """Marks bytes-or-base64 data: written as standard base64, read as the string it arrives in."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.union_schema(
            [core_schema.bytes_schema(strict=True), core_schema.str_schema(strict=True)],
            serialization=core_schema.plain_serializer_function_ser_schema(_encode, when_used="json"),
        )


def _encode(value: bytes | str) -> str:
    return value if isinstance(value, str) else base64.b64encode(value).decode("ascii")


class _Timestamp:
    """Marks a point in time: written as the reference does, in UTC with milliseconds and `Z`."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.datetime_schema(
            serialization=core_schema.plain_serializer_function_ser_schema(_isoformat, when_used="json")
        )


def _isoformat(value: Any) -> str:
    from datetime import timezone

    aware = value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
    text: str = aware.astimezone(timezone.utc).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


BY_TYPE = _TaggedBy("type")
BY_SOURCE_TYPE = _TaggedBy("source_type")
BY_ROLE = _TaggedBy("role")
BY_STATUS = _TaggedBy("status")
BASE64 = _Base64()
TIMESTAMP = _Timestamp()
