"""The key of a request: equal requests have equal keys, whatever the order of their members."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import replace

from ai_sdk_core.provider import to_json

from .._layer import ModelCall

_FORMAT = "1"
"""Part of every key; changes with the form of the entries, so that old ones are never misread."""


def cache_key(call: ModelCall, *, namespace: str = "", key_headers: Collection[str] = ()) -> str:
    """Make the key of a request.

    Args:
        call: The call.
        namespace: Keeps the entries of programs, tenants or versions of prompts apart.
        key_headers: Names of headers that make a difference; others do not.

    Returns:
        64 hexadecimal digits.
    """
    wanted = {name.lower() for name in key_headers}
    headers = {name.lower(): value for name, value in (call.params.headers or {}).items() if name.lower() in wanted}
    facts = [
        _FORMAT,
        namespace,
        call.kind,
        call.operation,
        call.model.provider,
        call.model.model_id,
        headers,
        to_json(replace(call.params, headers=None)),
    ]
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
