"""The requests that the server saw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from ._json import JSONObject, as_object


@dataclass(slots=True, kw_only=True)
class FormField:
    """One field of a multipart form."""

    name: str
    content: bytes
    filename: str | None = None
    content_type: str | None = None

    @property
    def text(self) -> str:
        """The content of a field that is no file."""
        return self.content.decode(errors="replace")


@dataclass(slots=True, kw_only=True)
class RecordedRequest:
    """A request as the server received it. Headers and body are not part of its repr: they may hold secrets."""

    method: str

    path: str
    """Without the query: `/v1/chat/completions`."""

    query: str = ""
    """What follows the question mark."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Names are in lower case; repeated headers are joined by a comma."""

    body: bytes = field(default=b"", repr=False)

    @property
    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: If the body is not JSON.
        """
        return _parse_json(self.body)

    @property
    def json_object(self) -> JSONObject:
        """The body if it is a JSON object, otherwise an empty one."""
        try:
            return as_object(self.json)
        except ValueError:
            return {}

    @property
    def form(self) -> list[FormField]:
        """The fields of a multipart form in their order; empty if the body is none."""
        return _parse_form(self.headers.get("content-type", ""), self.body)


def _parse_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("The JSON is nested too deeply.") from None


def _parse_form(content_type: str, body: bytes) -> list[FormField]:
    header = _header("content-type", content_type)
    boundary = header.get_param("boundary", header="content-type")

    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        return []

    sections = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    return [_parse_field(section) for section in sections[1:-1]]


def _parse_field(section: bytes) -> FormField:
    head, _, content = section.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    lines = dict(_split_header(line) for line in head.decode(errors="replace").split("\r\n"))
    disposition = _header("content-disposition", lines.get("content-disposition", ""))
    name = disposition.get_param("name", header="content-disposition")
    filename = disposition.get_filename()
    return FormField(
        name=name if isinstance(name, str) else "",
        content=content,
        filename=filename,
        content_type=lines.get("content-type"),
    )


def _split_header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


def _header(name: str, value: str) -> Message:
    message = Message()
    message[name] = value
    return message
