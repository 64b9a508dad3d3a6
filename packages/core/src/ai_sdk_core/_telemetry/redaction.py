"""Takes credentials out of events."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from ..provider_utils.headers import REDACTED, redact_headers

_SECRET_NAMES: Final = frozenset(
    {"authorization", "authorizationtoken", "apikey", "xapikey", "accesstoken", "bearertoken", "token"}
    | {"password", "secret", "clientsecret", "secretkey", "secretaccesskey", "sessiontoken"}
)
"""Members of requests and tool settings whose values are credentials; written without separators."""


class Redaction:
    """Takes credentials out of the events of one call: the places that the SDK knows, never the user's own data.

    Args:
        tools: The call's tools, which know how to redact their settings.
    """

    def __init__(self, tools: Mapping[str, Any]) -> None:
        self._redactors: dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
            name: tool.redact_args for name, tool in tools.items() if getattr(tool, "redact_args", None) is not None
        }

    def apply(self, event: Any) -> Any:
        """Take credentials out of an event.

        Args:
            event: The event.

        Returns:
            A copy, or the event itself if there is nothing to hide.
        """
        if not is_dataclass(event) or isinstance(event, type):
            return event
        changes = {}
        for field in fields(event):
            redact = _FIELDS.get(field.name)
            if redact is not None:
                value = getattr(event, field.name)
                redacted = redact(self, value)
                if redacted is not value:
                    changes[field.name] = redacted
        return replace(event, **changes) if changes else event

    def _headers(self, headers: Any) -> Any:
        return redact_headers(headers) if isinstance(headers, Mapping) and headers else headers

    def _steps(self, steps: Sequence[Any]) -> Any:
        return _same_or([self.apply(step) for step in steps], steps)

    def _exchange(self, exchange: Any) -> Any:
        """Requests and responses: their headers and bodies."""
        if isinstance(exchange, list):
            return _same_or([self._exchange(entry) for entry in exchange], exchange)
        return self.apply(exchange)

    def _body(self, body: Any) -> Any:
        return redact_body(body)

    def _url(self, url: Any) -> Any:
        """Some providers take keys in the query."""
        return url.partition("?")[0] if isinstance(url, str) and "?" in url else url

    def _tools(self, tools: Any) -> Any:
        """The users' tools by name, or a list of what models see of them."""
        if isinstance(tools, Mapping):
            redacted = {name: self._tool(name, tool) for name, tool in tools.items()}
            return redacted if any(redacted[name] is not tool for name, tool in tools.items()) else tools
        if isinstance(tools, list):
            return _same_or([self._tool(tool.name, tool) for tool in tools], tools)
        return tools

    def _tool(self, name: str, tool: Any) -> Any:
        args = getattr(tool, "args", None)
        if not args:
            return tool
        redact = self._redactors.get(name)
        try:
            redacted = redact_body(args) if redact is None else dict(redact(args))
        except Exception:  # A redactor that fails must not show what it was to hide.
            redacted = {}
        return tool if redacted == args else replace(tool, args=redacted)

    def _error(self, error: Any) -> Any:
        """Errors of the SDK: the requests that failed, and the errors within."""
        if not isinstance(error, BaseException):
            return error
        changes = {name: value for name, value in vars(error).items() if name in _ERROR_FIELDS}
        redacted = {name: _ERROR_FIELDS[name](self, value) for name, value in changes.items()}
        cause = self._error(error.__cause__)
        if cause is error.__cause__ and all(redacted[name] is value for name, value in changes.items()):
            return error
        shown = copy.copy(error)
        vars(shown).update(redacted)
        shown.__cause__ = cause
        shown.__traceback__ = error.__traceback__
        return shown

    def _errors(self, errors: Any) -> Any:
        return _same_or([self._error(error) for error in errors], errors) if isinstance(errors, list) else errors


_FIELDS: Final[Mapping[str, Callable[[Redaction, Any], Any]]] = {
    "headers": Redaction._headers,
    "body": Redaction._body,
    "request": Redaction._exchange,
    "response": Redaction._exchange,
    "steps": Redaction._steps,
    "tools": Redaction._tools,
    "step_tools": Redaction._tools,
    "error": Redaction._error,
    "reason": Redaction._error,
}

_ERROR_FIELDS: Final[Mapping[str, Callable[[Redaction, Any], Any]]] = {
    "request_body_values": Redaction._body,
    "response_headers": Redaction._headers,
    "errors": Redaction._errors,
    "url": Redaction._url,
    "last_error": Redaction._error,
}


def redact_body(value: Any) -> Any:
    """Take credentials out of the JSON of a request.

    Args:
        value: A JSON value.

    Returns:
        A copy, or the value itself if there is nothing to hide.
    """
    if isinstance(value, Mapping):
        redacted = {key: _redact_member(key, item) for key, item in value.items()}
        return redacted if any(redacted[key] is not item for key, item in value.items()) else value
    if isinstance(value, list):
        return _same_or([redact_body(item) for item in value], value)
    return value


def _redact_member(key: Any, value: Any) -> Any:
    name = str(key).lower().replace("_", "").replace("-", "")
    if name in _SECRET_NAMES and isinstance(value, str):
        return REDACTED
    if name == "headers" and isinstance(value, Mapping):
        return redact_headers({header: str(content) for header, content in value.items()})
    return redact_body(value)


def _same_or(redacted: list[Any], original: Sequence[Any]) -> Any:
    """The original list if nothing in it had to change."""
    return redacted if any(new is not old for new, old in zip(redacted, original, strict=True)) else original
