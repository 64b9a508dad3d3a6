"""What all model kinds share: headers, options, metadata, warnings, file data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

from ._codec_hooks import BASE64, BY_TYPE, TIMESTAMP, SpecValue
from .json_value import JSONObject

Headers: TypeAlias = Mapping[str, str | None]
"""Request headers; a header whose value is `None` is not sent."""

ProviderOptions: TypeAlias = dict[str, JSONObject]
"""Options for one provider each, keyed by the provider's name: `{"openai": {"store": False}}`."""

ProviderMetadata: TypeAlias = dict[str, JSONObject]
"""What a provider reports beyond the standard fields, keyed by its name; keys stay in the provider's camelCase."""

ProviderReference: TypeAlias = dict[str, str]
"""Ids of one uploaded thing, keyed by provider name: `{"openai": "file-123"}`."""

SupportedUrls: TypeAlias = Mapping[str, Sequence[re.Pattern[str]]]
"""Patterns of the (lower-cased) URLs that a model fetches itself.

The keys are media types: `image/*`, `application/pdf`, `*/*`.
"""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class UnsupportedWarning(SpecValue):
    """A feature was asked for that the model does not support; it was left out."""

    feature: str
    details: str | None = None
    type: Literal["unsupported"] = "unsupported"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class CompatibilityWarning(SpecValue):
    """A feature is emulated and may give other results than native support would."""

    feature: str
    details: str | None = None
    type: Literal["compatibility"] = "compatibility"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class DeprecatedWarning(SpecValue):
    """A setting still works and will be removed; the message names its successor."""

    setting: str
    message: str
    type: Literal["deprecated"] = "deprecated"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class OtherWarning(SpecValue):
    """Anything else the caller should know."""

    message: str
    type: Literal["other"] = "other"


CallWarning: TypeAlias = Annotated[
    UnsupportedWarning | CompatibilityWarning | DeprecatedWarning | OtherWarning, BY_TYPE
]
"""What a model wants the caller to know about a call that went through."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FileDataData(SpecValue):
    """File contents: bytes, or a string that holds them in base64."""

    data: Annotated[bytes | str, BASE64]
    type: Literal["data"] = "data"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FileDataUrl(SpecValue):
    """A URL that points to the file."""

    url: str
    original_url: str | None = None
    """The URL as the user wrote it, where normalisation changed it."""
    type: Literal["url"] = "url"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FileDataReference(SpecValue):
    """A file that was uploaded to one or more providers before."""

    reference: ProviderReference
    type: Literal["reference"] = "reference"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class FileDataText(SpecValue):
    """A document given as text."""

    text: str
    type: Literal["text"] = "text"


FileData: TypeAlias = Annotated[FileDataData | FileDataUrl | FileDataReference | FileDataText, BY_TYPE]
"""Every form in which a prompt may carry a file."""

GeneratedFileData: TypeAlias = Annotated[FileDataData | FileDataUrl, BY_TYPE]
"""The forms in which a model hands out a file."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class AudioFormat(SpecValue):
    """Format of streamed audio."""

    type: str
    """Media type, e.g. `audio/pcm`."""
    rate: int | None = None
    """Samples per second."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RequestInfo(SpecValue):
    """What was sent to the provider, for debugging and telemetry; never holds headers."""

    url: str | None = None
    body: Any = None


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class ResponseInfo(SpecValue):
    """When and from which model a response came; the rest is for debugging and telemetry."""

    timestamp: Annotated[datetime, TIMESTAMP]
    """When the response began."""
    model_id: str
    """The model that answered, which may differ from the one that was asked."""
    headers: dict[str, str] | None = None
    body: Any = None
    """The parsed response body, as the provider sent it."""


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class PartialResponseInfo(SpecValue):
    """What is known about a response, for debugging and telemetry."""

    id: str | None = None
    timestamp: Annotated[datetime, TIMESTAMP] | None = None
    model_id: str | None = None
    headers: dict[str, str] | None = None
    body: Any = None
    """The parsed response body, as the provider sent it."""
