"""JSON of any shape, where the whole of it reaches users: bodies and events that are values of the specification."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
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


class _AnyJSON(ResponseSchema[Any]):
    def __init__(self) -> None:
        super().__init__(Any)

    @cached_property
    @override
    def json_validator(self) -> Callable[[bytes | str], Any]:
        """Parses, and nothing else: no function of ours stands between the parser and the loop that calls it."""
        from pydantic_core import from_json

        return partial(from_json, allow_inf_nan=False)


_ANY_JSON = _AnyJSON()

json_body = json_response_handler(_ANY_JSON)
"""Reads a JSON body of any shape."""

_open_events = event_stream_handler(_ANY_JSON)


async def json_events(response: HttpResponse) -> ApiResponse[EventStream[Any]]:
    """Opens a stream of events with JSON of any shape.

    Args:
        response: The response.

    Returns:
        The stream, of which nothing has been read. Its values may hold keys that `reject_forbidden_keys` would refuse.

    Raises:
        EmptyResponseBodyError: The response says that it has no body.
    """
    if response.status_code == 204:
        raise EmptyResponseBodyError
    return await _open_events(response)
