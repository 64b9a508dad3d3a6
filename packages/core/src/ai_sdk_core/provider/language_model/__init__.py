"""The specification of language models: what goes in, what comes out, and the interface between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .call_options import JsonResponseFormat as JsonResponseFormat
    from .call_options import LanguageModelCallOptions as LanguageModelCallOptions
    from .call_options import ReasoningEffort as ReasoningEffort
    from .call_options import ResponseFormat as ResponseFormat
    from .call_options import TextResponseFormat as TextResponseFormat
    from .content import Citation as Citation
    from .content import Content as Content
    from .content import CustomContent as CustomContent
    from .content import DocumentSource as DocumentSource
    from .content import File as File
    from .content import Reasoning as Reasoning
    from .content import ReasoningFile as ReasoningFile
    from .content import Source as Source
    from .content import Text as Text
    from .content import ToolApprovalRequest as ToolApprovalRequest
    from .content import ToolCall as ToolCall
    from .content import ToolResult as ToolResult
    from .content import UrlSource as UrlSource
    from .model import LanguageModel as LanguageModel
    from .prompt import AssistantContent as AssistantContent
    from .prompt import AssistantMessage as AssistantMessage
    from .prompt import ContentOutput as ContentOutput
    from .prompt import CustomPart as CustomPart
    from .prompt import CustomToolContent as CustomToolContent
    from .prompt import ErrorJsonOutput as ErrorJsonOutput
    from .prompt import ErrorTextOutput as ErrorTextOutput
    from .prompt import ExecutionDenied as ExecutionDenied
    from .prompt import FilePart as FilePart
    from .prompt import JsonOutput as JsonOutput
    from .prompt import Message as Message
    from .prompt import Prompt as Prompt
    from .prompt import ReasoningFilePart as ReasoningFilePart
    from .prompt import ReasoningPart as ReasoningPart
    from .prompt import SystemMessage as SystemMessage
    from .prompt import TextOutput as TextOutput
    from .prompt import TextPart as TextPart
    from .prompt import ToolApprovalResponsePart as ToolApprovalResponsePart
    from .prompt import ToolCallPart as ToolCallPart
    from .prompt import ToolContent as ToolContent
    from .prompt import ToolContentPart as ToolContentPart
    from .prompt import ToolMessage as ToolMessage
    from .prompt import ToolResultOutput as ToolResultOutput
    from .prompt import ToolResultPart as ToolResultPart
    from .prompt import UserContent as UserContent
    from .prompt import UserMessage as UserMessage
    from .result import LanguageModelGenerateResult as LanguageModelGenerateResult
    from .result import LanguageModelResponse as LanguageModelResponse
    from .result import LanguageModelStream as LanguageModelStream
    from .result import LanguageModelStreamResult as LanguageModelStreamResult
    from .stream_part import Finish as Finish
    from .stream_part import LanguageModelStreamPart as LanguageModelStreamPart
    from .stream_part import Ping as Ping
    from .stream_part import ReasoningDelta as ReasoningDelta
    from .stream_part import ReasoningEnd as ReasoningEnd
    from .stream_part import ReasoningStart as ReasoningStart
    from .stream_part import ResponseMetadata as ResponseMetadata
    from .stream_part import TextDelta as TextDelta
    from .stream_part import TextEnd as TextEnd
    from .stream_part import TextStart as TextStart
    from .stream_part import ToolInputDelta as ToolInputDelta
    from .stream_part import ToolInputEnd as ToolInputEnd
    from .stream_part import ToolInputStart as ToolInputStart
    from .tools import FunctionTool as FunctionTool
    from .tools import LanguageModelTool as LanguageModelTool
    from .tools import ProviderTool as ProviderTool
    from .tools import ToolChoice as ToolChoice
    from .tools import ToolInputExample as ToolInputExample
    from .usage import FinishReason as FinishReason
    from .usage import InputTokens as InputTokens
    from .usage import OutputTokens as OutputTokens
    from .usage import UnifiedFinishReason as UnifiedFinishReason
    from .usage import Usage as Usage
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "call_options": (
                "JsonResponseFormat",
                "LanguageModelCallOptions",
                "ReasoningEffort",
                "ResponseFormat",
                "TextResponseFormat",
            ),
            "content": (
                "Citation",
                "Content",
                "CustomContent",
                "DocumentSource",
                "File",
                "Reasoning",
                "ReasoningFile",
                "Source",
                "Text",
                "ToolApprovalRequest",
                "ToolCall",
                "ToolResult",
                "UrlSource",
            ),
            "model": ("LanguageModel",),
            "prompt": (
                "AssistantContent",
                "AssistantMessage",
                "ContentOutput",
                "CustomPart",
                "CustomToolContent",
                "ErrorJsonOutput",
                "ErrorTextOutput",
                "ExecutionDenied",
                "FilePart",
                "JsonOutput",
                "Message",
                "Prompt",
                "ReasoningFilePart",
                "ReasoningPart",
                "SystemMessage",
                "TextOutput",
                "TextPart",
                "ToolApprovalResponsePart",
                "ToolCallPart",
                "ToolContent",
                "ToolContentPart",
                "ToolMessage",
                "ToolResultOutput",
                "ToolResultPart",
                "UserContent",
                "UserMessage",
            ),
            "result": (
                "LanguageModelGenerateResult",
                "LanguageModelResponse",
                "LanguageModelStream",
                "LanguageModelStreamResult",
            ),
            "stream_part": (
                "Finish",
                "LanguageModelStreamPart",
                "Ping",
                "ReasoningDelta",
                "ReasoningEnd",
                "ReasoningStart",
                "ResponseMetadata",
                "TextDelta",
                "TextEnd",
                "TextStart",
                "ToolInputDelta",
                "ToolInputEnd",
                "ToolInputStart",
            ),
            "tools": ("FunctionTool", "LanguageModelTool", "ProviderTool", "ToolChoice", "ToolInputExample"),
            "usage": ("FinishReason", "InputTokens", "OutputTokens", "UnifiedFinishReason", "Usage"),
        },
    )
