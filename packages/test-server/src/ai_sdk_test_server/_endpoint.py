"""What a wire offers the server: endpoints that check requests and encode replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ._replies import AnyReply, ErrorReply, Rule
from ._request import RecordedRequest
from ._response import Response


class InvalidRequest(Exception):
    """A request that the real API would refuse, with the refusal."""

    def __init__(self, message: str, *, param: str | None = None, status: int = 400, code: str | None = None) -> None:
        super().__init__(message)
        self.reply = ErrorReply(status=status, message=message, param=param, code=code)


@dataclass(slots=True, kw_only=True)
class Exchange:
    """A request on its way to a response."""

    request: RecordedRequest
    number: int
    """Counts the server's requests from 1; ids are made of it."""


@dataclass(slots=True, kw_only=True)
class Endpoint:
    """One method of one path."""

    method: str

    check: Callable[[RecordedRequest], None]
    """Raises `InvalidRequest` for what the real API refuses."""

    encode: Callable[[AnyReply, Exchange], Response | None]
    """Writes a reply for this endpoint; `None` if a reply of that kind is no answer here."""

    standing_answer: Rule | None = None
    """Answers without a script, and never uses one up."""


class Wire(Protocol):
    """One provider's HTTP API."""

    def endpoints(self, path: str) -> list[Endpoint]:
        """The endpoints of a path, one per method; none for a path that is not of this wire."""
        ...

    def encode_error(self, reply: ErrorReply) -> Response:
        """Write an error in this wire's envelope."""
        ...
