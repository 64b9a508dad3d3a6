"""JSON as Python sees it: the values that survive a trip over the wire unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, Union

if TYPE_CHECKING:
    JSONValue: TypeAlias = Union[bool, int, float, str, "list[JSONValue]", "dict[str, JSONValue]", None]  # noqa: UP007
    """Any JSON value."""
else:
    # A recursive type means something to type checkers only. The codec reads what is JSON already and need not walk it.
    JSONValue = Any

JSONObject: TypeAlias = dict[str, JSONValue]
"""A JSON object."""

JSONArray: TypeAlias = list[JSONValue]
"""A JSON array."""
