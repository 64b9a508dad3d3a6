"""What the endpoints check in the same way."""

from __future__ import annotations

from .._endpoint import InvalidRequest
from .._json import JSONObject
from .._request import RecordedRequest


def read_object(request: RecordedRequest) -> JSONObject:
    """The JSON object in the body of a request, with its model checked.

    Raises:
        InvalidRequest: If the body is something else, or names no model.
    """
    try:
        body = request.json
    except ValueError:
        raise InvalidRequest("We could not parse the JSON body of your request.") from None

    if not isinstance(body, dict):
        raise InvalidRequest("The body of your request must be a JSON object.")

    require_text(body, "model")
    return body


def require_text(body: JSONObject, name: str) -> None:
    """Check that a field is a string with something in it.

    Raises:
        InvalidRequest: If it is not.
    """
    value = body.get(name)

    if value is None:
        raise InvalidRequest(f"You must provide a {name} parameter.", param=name)

    if not isinstance(value, str) or not value:
        raise InvalidRequest(f"Invalid value for '{name}': expected a string that is not empty.", param=name)


def check_stream_options(body: JSONObject) -> None:
    """Check that `stream_options` comes with `stream`.

    Raises:
        InvalidRequest: If it does not.
    """
    if body.get("stream_options") is not None and body.get("stream") is not True:
        raise InvalidRequest(
            "The 'stream_options' parameter is only allowed when 'stream' is enabled.", param="stream_options"
        )
