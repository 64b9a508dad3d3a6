"""JSON of any shape, where the whole of it reaches users: bodies and events that are values of the specification."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from ai_sdk_core.errors import EmptyResponseBodyError
from ai_sdk_core.provider_utils import (
    ApiResponse,
    EventStream,
    HttpResponse,
    ResponseSchema,
    event_stream_handler,
    json_response_handler,
)
from typing_extensions import override

_NEEDS_CARE = re.compile(rb'"(?:__proto__|constructor)"|\\u00')
"""Keys that JavaScript would trip over, or that may be hidden behind escapes: the careful parser looks at these."""


class _AnyJSON(ResponseSchema[Any]):
    def __init__(self) -> None:
        super().__init__(Any)

    @cached_property
    @override
    def json_validator(self) -> Callable[[bytes | str], Any]:
        """Parses without a second look; raises `ValueError` where one is needed, and `validate_json` then takes it."""
        from pydantic_core import from_json

        def parse(data: bytes | str) -> Any:
            if _NEEDS_CARE.search(data if isinstance(data, bytes) else data.encode("utf-8", "replace")):
                raise ValueError
            return from_json(data, allow_inf_nan=False)

        return parse


_ANY_JSON = _AnyJSON()

json_body = json_response_handler(_ANY_JSON)
"""Reads a JSON body of any shape."""

_open_events = event_stream_handler(_ANY_JSON)


async def json_events(response: HttpResponse) -> ApiResponse[EventStream[Any]]:
    """Opens a stream of events with JSON of any shape.

    Args:
        response: The response.

    Returns:
        The stream, of which nothing has been read.

    Raises:
        EmptyResponseBodyError: The response says that it has no body.
    """
    if response.status_code == 204:
        raise EmptyResponseBodyError
    return await _open_events(response)
