"""Merging JSON objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

ObjectT = TypeVar("ObjectT", bound=Mapping[str, Any] | None)


def merge_objects(base: ObjectT, overrides: ObjectT) -> ObjectT:
    """Merge two JSON objects, objects inside them included; arrays and other values are replaced.

    Args:
        base: The object to start from.
        overrides: What wins.

    Returns:
        A new object, or one of the arguments if the other is `None`.
    """
    if base is None or overrides is None:
        return base if overrides is None else overrides
    merged: Any = {**base}
    for key, value in overrides.items():
        both_objects = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = merge_objects(merged[key], value) if both_objects else value
    result: ObjectT = merged
    return result
