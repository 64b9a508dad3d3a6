"""What the dataclasses of the specification tell the JSON codec, without importing pydantic.

pydantic calls these hooks when (and only when) the codec builds its schemas.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .._value import Value

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
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


class SpecValue(Value):
    """Base of every dataclass of the specification: carries the codec's settings, nothing else."""

    __slots__ = ()

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "alias_generator": to_camel,
        "arbitrary_types_allowed": True,
        "extra": "ignore",
        "strict": True,
    }

    __json_field__: ClassVar[str | None] = None
    """The field whose value is the whole JSON form, where a dataclass only wraps JSON."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let plain dicts become dataclasses although the fields are strict about their types."""
        json_field = cls.__json_field__
        if json_field is not None:
            from pydantic_core import core_schema

            return core_schema.no_info_plain_validator_function(
                lambda value: value if isinstance(value, cls) else cls(**{json_field: value})
            )
        schema = handler(source)
        cast("dict[str, Any]", handler.resolve_ref_schema(schema))["strict"] = False
        return schema


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
    """Marks bytes-or-base64 data: written as standard base64, read as the text it arrives in."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_check_base64)


def _check_base64(value: Any) -> bytes | str:
    if not isinstance(value, bytes | str):
        raise ValueError("Input should be base64 text or bytes")
    return value


class _Bytes:
    """Marks data that is always bytes: written as standard base64, read back as bytes."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(_decode)


def _decode(value: Any) -> bytes:
    checked = _check_base64(value)
    return checked if isinstance(checked, bytes) else base64.b64decode(checked, validate=True)


class _Timestamp:
    """Marks a point in time: written as the reference does, in UTC with milliseconds and `Z`."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.datetime_schema(strict=False)


class _Vectors:
    """Marks embeddings: read as lists of numbers."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        vector = core_schema.list_schema(core_schema.float_schema(strict=True), strict=True)
        return core_schema.list_schema(vector, strict=True)


class _Undefined:
    """Marks a JSON value that JavaScript may leave out where it has `undefined`: read as null then."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.with_default_schema(core_schema.any_schema(), default=None)


BY_TYPE = _TaggedBy("type")
BY_SOURCE_TYPE = _TaggedBy("source_type")
BY_ROLE = _TaggedBy("role")
BY_STATUS = _TaggedBy("status")
BASE64 = _Base64()
BYTES = _Bytes()
MAYBE_UNDEFINED = _Undefined()
TIMESTAMP = _Timestamp()
VECTORS = _Vectors()
