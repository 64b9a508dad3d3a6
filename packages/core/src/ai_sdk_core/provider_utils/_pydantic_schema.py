"""Types to JSON Schema and back, by way of pydantic. Imported on first use only: pydantic takes long to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import PydanticUndefinedAnnotation, PydanticUserError, TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import to_json

from .._override import override
from ..errors import InvalidArgumentError
from ._draft7 import to_draft7

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue, JsonSchemaWarningKind
    from pydantic_core import core_schema

    from ..provider.json_value import JSONObject


class TypeConverter:
    """One type: its JSON Schema, and the conversion of JSON values to it."""

    def __init__(self, source: Any) -> None:
        try:
            self._adapter: TypeAdapter[Any] = source if isinstance(source, TypeAdapter) else TypeAdapter(source)
        except (PydanticUserError, PydanticUndefinedAnnotation) as error:
            raise _unusable(source, error) from error

    def json_schema(self) -> JSONObject:
        """Describes the type in JSON Schema.

        Returns:
            A schema that providers understand.

        Raises:
            InvalidArgumentError: The type has no JSON form.
        """
        try:
            return to_draft7(self._adapter.json_schema(schema_generator=_TerseJsonSchema))
        except PydanticUserError as error:
            raise _unusable(self._adapter, error) from error

    def validate(self, value: object) -> Any:
        """Converts a JSON value to the type.

        Args:
            value: The JSON value.

        Returns:
            A value of the type.

        Raises:
            ValidationError: The value does not fit.
            ValueError: The value is not JSON.
        """
        # pydantic's strict mode takes an ISO string for a date only when it comes from JSON text.
        try:
            return self._adapter.validate_json(_to_json_text(value), strict=True)
        except ValidationError as error:
            if not any(_is_integral(entry["input"]) for entry in error.errors(include_url=False)):
                raise
        return self._adapter.validate_json(_to_json_text(_with_integers(value)), strict=True)


class _TerseJsonSchema(GenerateJsonSchema):
    """Leaves out the titles that pydantic derives from names: they cost tokens and tell a model nothing."""

    ignored_warning_kinds: set[JsonSchemaWarningKind] = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012

    @override
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    @override
    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        return _without_title(super().model_schema(schema), schema)

    @override
    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        return _without_title(super().dataclass_schema(schema), schema)

    @override
    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        return _without_title(super().typed_dict_schema(schema), schema)


def _without_title(json_schema: JsonSchemaValue, schema: Any) -> JsonSchemaValue:
    if json_schema.get("title") == getattr(schema.get("cls"), "__name__", None):
        json_schema.pop("title", None)
    return json_schema


def _unusable(source: object, error: PydanticUserError | PydanticUndefinedAnnotation) -> InvalidArgumentError:
    return InvalidArgumentError(parameter="schema", value=source, message=error.message, cause=error)


def _to_json_text(value: object) -> bytes:
    try:
        return to_json(value, inf_nan_mode="constants")
    except ValueError:
        # Half an emoji that never found its other half cannot be encoded.
        return to_json(_well_formed(value), inf_nan_mode="constants")


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _map_children(value, _well_formed)


def _is_integral(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()


def _with_integers(value: Any) -> Any:
    """JSON has one type of number: 5.0 is an integer, and models do write it so."""
    return int(value) if _is_integral(value) else _map_children(value, _with_integers)


def _map_children(value: Any, convert: Any) -> Any:
    if isinstance(value, dict):
        return {convert(key): convert(child) for key, child in value.items()}
    return [convert(child) for child in value] if isinstance(value, list | tuple) else value
