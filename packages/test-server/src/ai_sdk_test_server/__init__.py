"""A local HTTP server that speaks the OpenAI-compatible wire, scripted by your tests."""

from ._delivery import Cut as Cut
from ._delivery import Delivery as Delivery
from ._delivery import HoldPoint as HoldPoint
from ._json import JSONValue as JSONValue
from ._openai.helpful import helpful_answer as helpful_answer
from ._replies import AnyReply as AnyReply
from ._replies import EmbeddingReply as EmbeddingReply
from ._replies import ErrorReply as ErrorReply
from ._replies import EventStreamReply as EventStreamReply
from ._replies import ImageReply as ImageReply
from ._replies import JsonReply as JsonReply
from ._replies import RawReply as RawReply
from ._replies import Reply as Reply
from ._replies import Rule as Rule
from ._replies import ToolCall as ToolCall
from ._replies import Usage as Usage
from ._request import FormField as FormField
from ._request import RecordedRequest as RecordedRequest
from ._server import TestServer as TestServer
from ._version import VERSION as VERSION

__all__ = [
    "VERSION",
    "AnyReply",
    "Cut",
    "Delivery",
    "EmbeddingReply",
    "ErrorReply",
    "EventStreamReply",
    "FormField",
    "HoldPoint",
    "ImageReply",
    "JSONValue",
    "JsonReply",
    "RawReply",
    "RecordedRequest",
    "Reply",
    "Rule",
    "TestServer",
    "ToolCall",
    "Usage",
    "helpful_answer",
]
