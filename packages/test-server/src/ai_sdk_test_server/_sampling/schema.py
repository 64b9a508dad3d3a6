"""An instance of a JSON schema."""

from __future__ import annotations

from dataclasses import dataclass

from .._json import JSONObject, JSONValue, as_object, as_text
from .hints import Hints
from .numbers import sample_integer, sample_number
from .text import sample_text

MAX_REFERENCES = 3
"""How many references are followed before optional things are left out, so that recursive schemas end."""

MAX_DEPTH = 40
"""Where a schema that has no finite instance is given up."""

ITEM_COUNT = 2
"""How many items a list gets that may have any number."""

SIMPLE_TYPES = ("null", "string", "number", "integer", "boolean")


@dataclass(slots=True, kw_only=True, frozen=True)
class _Place:
    """Where in the instance a value goes."""

    label: str = "value"
    """What the value is called: the property, with a number for items of a list."""
    index: int = 0
    depth: int = 0
    references: int = 0

    def inside(self, label: str, index: int = 0) -> _Place:
        return _Place(label=label, index=index, depth=self.depth + 1, references=self.references)

    def referred(self) -> _Place:
        return _Place(label=self.label, index=self.index, depth=self.depth + 1, references=self.references + 1)

    @property
    def is_deep(self) -> bool:
        return self.references > MAX_REFERENCES


def sample_instance(schema: JSONValue, *, hints: Hints | None = None, with_optional: bool = True) -> JSONValue:
    """An instance of a schema, the same for the same schema.

    Args:
        schema: The JSON schema.
        hints: Values to use where they fit.
        with_optional: Whether properties that are not required are filled in.
    """
    return _Sampler(schema, hints or Hints(), with_optional).sample(schema, _Place())


class _Sampler:
    def __init__(self, root: JSONValue, hints: Hints, with_optional: bool) -> None:
        self._root = root
        self._hints = hints
        self._with_optional = with_optional

    def sample(self, schema: JSONValue, place: _Place) -> JSONValue:
        resolved, place = self._resolve(as_object(schema), place)

        if place.depth > MAX_DEPTH:
            return None

        if "const" in resolved:
            return resolved["const"]

        if isinstance(choices := resolved.get("enum"), list) and choices:
            return self._choose(choices, place)

        if isinstance(examples := resolved.get("examples"), list) and place.index < len(examples):
            return examples[place.index]

        return self._sample_type(_type_of(resolved, place), resolved, place)

    def _resolve(self, schema: JSONObject, place: _Place) -> tuple[JSONObject, _Place]:
        """The schema without references, combinations and alternatives at its top."""
        while place.depth <= MAX_DEPTH:
            if "$ref" in schema:
                schema, place = _merge(_without(schema, "$ref"), self._referred(schema)), place.referred()
            elif isinstance(parts := schema.get("allOf"), list):
                schema, place = _merge(_without(schema, "allOf"), *map(as_object, parts)), place.inside(place.label)
            elif (keyword := _alternatives_keyword(schema)) is not None:
                option = _choose_option(schema[keyword], place)
                schema, place = _merge(_without(schema, keyword), option), place.inside(place.label, place.index)
            else:
                break

        return schema, place

    def _referred(self, schema: JSONObject) -> JSONObject:
        target = self._root

        for step in as_text(schema["$ref"]).removeprefix("#").split("/")[1:]:
            target = as_object(target).get(step.replace("~1", "/").replace("~0", "~"))

        return as_object(target)

    def _choose(self, choices: list[JSONValue], place: _Place) -> JSONValue:
        mentioned = [choice for choice in choices if self._hints.mentions(choice)]
        candidates = mentioned or choices
        return candidates[place.index % len(candidates)]

    def _sample_type(self, kind: str, schema: JSONObject, place: _Place) -> JSONValue:
        if kind == "object":
            return self._sample_object(schema, place)

        if kind == "array":
            return self._sample_array(schema, place)

        if kind == "string":
            return sample_text(schema, place.label, self._hints)

        if kind in ("integer", "number"):
            return (sample_integer if kind == "integer" else sample_number)(schema, place.index, self._hints)

        return True if kind == "boolean" else None

    def _sample_object(self, schema: JSONObject, place: _Place) -> JSONObject:
        properties = as_object(schema.get("properties"))
        required = schema.get("required")
        names = [as_text(name) for name in required] if isinstance(required, list) else []
        is_optional_wanted = self._with_optional and not place.is_deep
        wanted = [name for name in properties if name in names or is_optional_wanted]
        wanted += [name for name in names if name not in properties]
        others = schema.get("additionalProperties")

        if not properties and isinstance(others, dict) and not wanted and is_optional_wanted:
            wanted = ["example"]

        return {name: self.sample(properties.get(name, others), place.inside(name)) for name in wanted}

    def _sample_array(self, schema: JSONObject, place: _Place) -> list[JSONValue]:
        prefix = schema.get("prefixItems")
        schemas = list(prefix) if isinstance(prefix, list) else []
        items = schema.get("items")
        count = 0 if place.is_deep else ITEM_COUNT

        if items is None or items is False:
            count = len(schemas)

        count = min(max(count, len(schemas), _size(schema, "minItems", 0)), _size(schema, "maxItems", 1_000))
        schemas += [items] * (count - len(schemas))
        label = place.label.removesuffix("s")
        return [
            self.sample(item, place.inside(f"{label} {index + 1}", index)) for index, item in enumerate(schemas[:count])
        ]


def _type_of(schema: JSONObject, place: _Place) -> str:
    kind = schema.get("type")

    if isinstance(kind, list):
        kinds = [as_text(item) for item in kind]
        simple = [item for item in kinds if item in SIMPLE_TYPES]
        others = [item for item in kinds if item != "null"]
        return (simple if place.is_deep and simple else others or kinds)[0]

    if isinstance(kind, str):
        return kind

    if "properties" in schema or "additionalProperties" in schema:
        return "object"

    return "array" if "items" in schema or "prefixItems" in schema else "string"


def _alternatives_keyword(schema: JSONObject) -> str | None:
    return next((keyword for keyword in ("anyOf", "oneOf") if isinstance(schema.get(keyword), list)), None)


def _choose_option(options: JSONValue, place: _Place) -> JSONObject:
    candidates = [as_object(option) for option in options] if isinstance(options, list) else []
    simple = [option for option in candidates if option.get("type") in SIMPLE_TYPES or "const" in option]
    present = [option for option in candidates if option.get("type") != "null"]
    chosen = simple if place.is_deep and simple else present or candidates
    return chosen[0] if chosen else {}


def _without(schema: JSONObject, keyword: str) -> JSONObject:
    return {name: value for name, value in schema.items() if name != keyword}


def _merge(*schemas: JSONObject) -> JSONObject:
    """One schema that asks for what all of them ask, as far as their keywords do not contradict each other."""
    merged: JSONObject = {}

    for schema in schemas:
        properties = {**as_object(merged.get("properties")), **as_object(schema.get("properties"))}
        required = [*_list(merged.get("required")), *_list(schema.get("required"))]
        merged |= schema
        merged |= {"properties": properties} if properties else {}
        merged |= {"required": required} if required else {}

    return merged


def _list(value: JSONValue) -> list[JSONValue]:
    return value if isinstance(value, list) else []


def _size(schema: JSONObject, keyword: str, default: int) -> int:
    value = schema.get(keyword, default)
    return value if isinstance(value, int) else default
