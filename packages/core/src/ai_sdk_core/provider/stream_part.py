"""Parts that streams of every model kind may carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from ._codec_hooks import TIMESTAMP, SpecValue
from .shared import CallWarning


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StreamStart(SpecValue):
    """The first part of every stream."""

    warnings: list[CallWarning]
    type: Literal["stream-start"] = "stream-start"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StreamResponseMetadata(SpecValue):
    """Facts about the response to a media call, as soon as they are known."""

    timestamp: Annotated[datetime, TIMESTAMP] | None = None
    model_id: str | None = None
    headers: dict[str, str] | None = None
    body: Any = None
    type: Literal["response-metadata"] = "response-metadata"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class RawChunk(SpecValue):
    """A chunk as the provider sent it; only with `include_raw_chunks`."""

    raw_value: Any = None
    """`None` if the chunk could not be parsed."""
    type: Literal["raw"] = "raw"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StreamError(SpecValue):
    """Something went wrong; the stream may go on. `error` is an exception or the provider's error object."""

    error: Any
    type: Literal["error"] = "error"


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class UnknownPart(SpecValue):
    """A part of a kind that this version does not know, from a server that is newer; passed on as it came."""

    __json_field__: ClassVar[str | None] = "value"

    value: Any
    """The JSON value of the part."""
    type: Literal["unknown"] = "unknown"
