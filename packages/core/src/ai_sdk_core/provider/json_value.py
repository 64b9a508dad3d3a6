"""JSON as Python sees it: the values that survive a trip over the wire unchanged."""

from __future__ import annotations

from typing import TypeAlias, Union

JSONValue: TypeAlias = Union[None, bool, int, float, str, "list[JSONValue]", "dict[str, JSONValue]"]
"""Any JSON value."""

JSONObject: TypeAlias = dict[str, JSONValue]
"""A JSON object."""

JSONArray: TypeAlias = list[JSONValue]
"""A JSON array."""
