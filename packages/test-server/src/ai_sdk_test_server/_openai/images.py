"""`POST /v1/images/generations` and `POST /v1/images/edits`."""

from __future__ import annotations

import base64
import re

from .._endpoint import Endpoint, Exchange, InvalidRequest
from .._json import JSONObject, JSONValue
from .._replies import AnyReply, ImageReply
from .._request import RecordedRequest
from .._response import Response, json_response
from .chat import CREATED
from .checks import read_object, require_text

MAX_IMAGES = 10
SIZE = re.compile(r"[1-9]\d{0,3}x[1-9]\d{0,3}")


def image_settings(request: RecordedRequest) -> JSONObject:
    """The settings of an image request: its JSON, or the fields of its form that are no files."""
    fields: JSONObject = {field.name: field.text for field in request.form if field.filename is None}
    return fields or request.json_object


def _check_generation(request: RecordedRequest) -> None:
    _check_settings(read_object(request))


def _check_edit(request: RecordedRequest) -> None:
    files = [field for field in request.form if field.filename is not None]

    if not any(field.name in ("image", "image[]") for field in files):
        raise InvalidRequest("You must provide an image: a file in a multipart form.", param="image")

    settings = image_settings(request)
    require_text(settings, "model")
    _check_settings(settings)


def _check_settings(settings: JSONObject) -> None:
    require_text(settings, "prompt")

    if not _is_image_count(settings.get("n")):
        raise InvalidRequest(f"'n' must be an integer from 1 to {MAX_IMAGES}.", param="n")

    size = settings.get("size")

    if size not in (None, "auto") and not (isinstance(size, str) and SIZE.fullmatch(size)):
        raise InvalidRequest("'size' must be 'auto' or like '1024x1024'.", param="size")

    if settings.get("response_format") not in (None, "b64_json"):
        raise InvalidRequest("This server answers with 'b64_json' only.", param="response_format")


def _is_image_count(value: JSONValue) -> bool:
    return value is None or (not isinstance(value, bool) and str(value) in map(str, range(1, MAX_IMAGES + 1)))


def _encode(reply: AnyReply, exchange: Exchange) -> Response | None:
    if not isinstance(reply, ImageReply):
        return None

    images = [{"b64_json": base64.b64encode(image).decode("ascii")} for image in reply.images]
    return json_response({"created": CREATED, "data": images}, headers=reply.headers, delivery=reply.delivery)


IMAGE_GENERATION = Endpoint(method="POST", check=_check_generation, encode=_encode)
"""The endpoint that makes images from a prompt."""

IMAGE_EDIT = Endpoint(method="POST", check=_check_edit, encode=_encode)
"""The endpoint that changes given images."""
