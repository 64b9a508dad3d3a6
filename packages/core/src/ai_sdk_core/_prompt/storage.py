"""Messages as JSON, in the format that the AI SDKs of all languages share."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, NamedTuple

from ..provider._codec_hooks import SpecValue, to_camel
from ..provider.json_value import JSONObject
from .messages import ModelMessage
from .parsing import parse_messages


def messages_to_json(messages: Iterable[ModelMessage]) -> list[JSONObject]:
    """Turn messages into JSON values, to store or send them.

    Provider options (reasoning signatures and the like) are kept exactly as they are. Bytes become base64.

    Args:
        messages: Typed messages, for example `result.response_messages`.

    Returns:
        One object per message, with the camelCase keys that the TypeScript SDK reads and writes.
    """
    return [_object(message) for message in messages]


def messages_from_json(messages: Sequence[Mapping[str, Any]]) -> list[ModelMessage]:
    """Turn stored messages into typed ones.

    Args:
        messages: What `messages_to_json` gave, or messages that an AI SDK of another language stored.

    Returns:
        The messages.

    Raises:
        InvalidPromptError: A message is malformed; the error gives the path of the fault.
        InvalidMessageRoleError: A message has a role that does not exist.
    """
    return parse_messages(messages)


class _Member(NamedTuple):
    name: str
    key: str
    required: bool


@cache
def _members(kind: Any) -> tuple[_Member, ...]:
    members = [
        _Member(field.name, to_camel(field.name), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    ]
    return tuple(sorted(members, key=lambda member: member.name not in ("role", "type")))


def _object(value: SpecValue) -> JSONObject:
    kind: Any = type(value)
    members = ((member, getattr(value, member.name)) for member in _members(kind))
    return {member.key: _value(item) for member, item in members if item is not None or member.required}


def _value(value: Any) -> Any:
    """Encode what our own classes hold; everything else is a JSON value already, whose keys are not ours to change."""
    if isinstance(value, SpecValue):
        return _object(value)
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value
