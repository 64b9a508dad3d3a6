"""Functions and objects that settings of providers refer to by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ai_sdk_core.provider import InputTokens, OutputTokens, Usage

from .verdicts import Unimplemented


async def _async_token() -> str:
    return "token-from-function"


async def _async_headers() -> dict[str, str]:
    return {"x-async-header": "async-value"}


def _add_transformed_flag(body: dict[str, Any], *_arguments: Any) -> dict[str, Any]:
    return {**body, "transformed": True}


def _supported_urls_https_images() -> dict[str, list[re.Pattern[str]]]:
    return {"image/*": [re.compile(r"^https://.*$")]}


def _fixed_usage(*_arguments: Any) -> Usage:
    return Usage(
        input_tokens=InputTokens(total=1, no_cache=1), output_tokens=OutputTokens(total=2, text=2), raw={"fixed": True}
    )


async def _aws_credentials_fail() -> Any:
    raise Exception("credential provider exploded")


def _aws_credentials() -> Callable[..., Any]:
    async def credentials() -> dict[str, str]:
        return {
            "access_key_id": "provider-access-key",
            "secret_access_key": "provider-secret-key",
            "session_token": "provider-session-token",
        }

    return credentials


class _MetadataExtractor:
    """Collects `test_field`."""

    def extract_metadata(self, parsed_body: Any) -> dict[str, dict[str, Any]] | None:
        value = parsed_body.get("test_field") if isinstance(parsed_body, dict) else None
        return {"test-provider": {"value": value}} if value else None

    def create_stream_extractor(self) -> _StreamMetadataExtractor:
        return _StreamMetadataExtractor()


class _StreamMetadataExtractor:
    def __init__(self) -> None:
        self._values: list[Any] = []

    def process_chunk(self, parsed_chunk: Any) -> None:
        if isinstance(parsed_chunk, dict) and parsed_chunk.get("test_field"):
            self._values.append(parsed_chunk["test_field"])

    def build_metadata(self) -> dict[str, dict[str, Any]]:
        return {"test-provider": {"values": self._values}}


def _google_credentials() -> Any:
    raise Unimplemented("Google credentials")


FUNCTIONS: Mapping[str, Callable[[], Any]] = {
    "asyncToken": lambda: _async_token,
    "asyncHeaders": lambda: _async_headers,
    "addTransformedFlag": lambda: _add_transformed_flag,
    "supportedUrlsHttpsImages": lambda: _supported_urls_https_images,
    "convertUsageFixed": lambda: _fixed_usage,
    "awsCredentials": _aws_credentials,
    "awsCredentialsFail": lambda: _aws_credentials_fail,
}
"""`$function` markers; each entry makes the function."""

OBJECTS: Mapping[str, Callable[[], Any]] = {
    "metadataExtractor": _MetadataExtractor,
    "googleAuthOptions": _google_credentials,
}
"""`$object` markers; each entry makes the object."""
