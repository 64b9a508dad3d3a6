"""Bodies of requests as JSON."""

from __future__ import annotations

import base64
import json
from email.message import MIMEPart
from typing import Any
from urllib.parse import parse_qsl

from .network import RecordedRequest

_NO_TYPE = "application/octet-stream"
"""What a file whose type nobody knows has on the wire."""


def request_body(recorded: RecordedRequest) -> Any:
    """Write a body down as the cases of language models do.

    Args:
        recorded: The request.

    Returns:
        JSON, or an object that says what else it is; None if there is no body.
    """
    if not recorded.content:
        return None
    if recorded.content_type.startswith("multipart/"):
        return {"$multipart": [form_field(part) for part in recorded.form]}
    text = _as_text(recorded.content)
    if text is None:
        return {"$base64": _base64(recorded.content)}
    try:
        return json.loads(text)
    except ValueError:
        return {"$text": text}


def request_content(recorded: RecordedRequest) -> dict[str, Any]:
    """Write a body down as the cases of other models do.

    Args:
        recorded: The request.

    Returns:
        One of `json`, `text`, `form`, `urlencoded`, `bytes`; nothing if there is no body.
    """
    if not recorded.content:
        return {}
    kind = recorded.content_type
    if kind.startswith("multipart/"):
        return {"form": [form_field(part) for part in recorded.form]}
    text = _as_text(recorded.content)
    if kind.startswith("application/x-www-form-urlencoded"):
        return {"urlencoded": dict(parse_qsl(text or "", keep_blank_values=True))}
    if text is None or kind.startswith("application/octet-stream"):
        return {"bytes": {"$base64": _base64(recorded.content)}}
    try:
        return {"json": json.loads(text)}
    except ValueError:
        return {"text": text}


def form_field(part: MIMEPart) -> dict[str, Any]:
    """Write a field of a form down.

    Args:
        part: The field.

    Returns:
        Its name with a value or a file.
    """
    name = part.get_param("name", header="content-disposition")
    content: bytes = part.get_payload(decode=True) or b""  # type: ignore[assignment]
    filename = part.get_filename()
    if filename is None:
        return {"name": name, "value": content.decode("utf-8", "surrogateescape")}
    kind = part.get_content_type() if part.get("content-type") else ""
    if kind == _NO_TYPE:
        kind = ""
    return {"name": name, "file": {"filename": filename, "type": kind, "base64": _base64(content)}}


def _as_text(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
