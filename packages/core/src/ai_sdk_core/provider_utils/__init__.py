"""The toolkit of provider authors.

Every name loads its module when it is first used: importing the toolkit costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._lazy import lazy_exports as lazy_exports
    from .chat_prompt import resolve_provider_reference as resolve_provider_reference
    from .chat_prompt import to_json_text as to_json_text
    from .chat_prompt import tool_call_arguments_text as tool_call_arguments_text
    from .chat_prompt import tool_result_text as tool_result_text
    from .data_content import DataUrlParts as DataUrlParts
    from .data_content import decode_base64 as decode_base64
    from .data_content import file_data_to_bytes as file_data_to_bytes
    from .data_content import get_text_from_data_url as get_text_from_data_url
    from .data_content import is_data_url as is_data_url
    from .data_content import split_data_url as split_data_url
    from .data_content import to_base64 as to_base64
    from .data_content import to_bytes as to_bytes
    from .data_content import to_data_url as to_data_url
    from .ids import create_id_generator as create_id_generator
    from .ids import generate_id as generate_id
    from .media import detect_media_type as detect_media_type
    from .media import is_full_media_type as is_full_media_type
    from .media import is_url_supported as is_url_supported
    from .media import media_type_to_extension as media_type_to_extension
    from .media import resolve_full_media_type as resolve_full_media_type
    from .media import strip_file_extension as strip_file_extension
    from .media import top_level_media_type as top_level_media_type
    from .provider_tools import provider_defined_tool as provider_defined_tool
    from .provider_tools import provider_executed_tool as provider_executed_tool
    from .response_metadata import create_response_metadata as create_response_metadata
    from .response_schema import ResponseSchema as ResponseSchema
    from .response_schema import describe_validation_error as describe_validation_error
    from .response_schema import keep_unknown_fields as keep_unknown_fields
    from .sse import ServerSentEvent as ServerSentEvent
    from .sse import SSEDecoder as SSEDecoder
    from .sse import SSEEventDecoder as SSEEventDecoder
    from .stream_assembler import ReasoningBlock as ReasoningBlock
    from .stream_assembler import StreamAssembler as StreamAssembler
    from .stream_assembler import TextBlock as TextBlock
    from .stream_assembler import ToolCallSink as ToolCallSink
    from .surrogates import SurrogateJoiner as SurrogateJoiner
    from .surrogates import replace_lone_surrogates as replace_lone_surrogates
    from .tool_calls import StreamingToolCallTracker as StreamingToolCallTracker
    from .tool_calls import ToolCallDelta as ToolCallDelta
    from .tool_names import ToolNameMapping as ToolNameMapping
else:
    from .._lazy import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "._lazy": ("lazy_exports",),
            "chat_prompt": (
                "resolve_provider_reference",
                "to_json_text",
                "tool_call_arguments_text",
                "tool_result_text",
            ),
            "data_content": (
                "DataUrlParts",
                "decode_base64",
                "file_data_to_bytes",
                "get_text_from_data_url",
                "is_data_url",
                "split_data_url",
                "to_base64",
                "to_bytes",
                "to_data_url",
            ),
            "ids": (
                "create_id_generator",
                "generate_id",
            ),
            "media": (
                "detect_media_type",
                "is_full_media_type",
                "is_url_supported",
                "media_type_to_extension",
                "resolve_full_media_type",
                "strip_file_extension",
                "top_level_media_type",
            ),
            "provider_tools": (
                "provider_defined_tool",
                "provider_executed_tool",
            ),
            "response_metadata": ("create_response_metadata",),
            "response_schema": (
                "ResponseSchema",
                "describe_validation_error",
                "keep_unknown_fields",
            ),
            "sse": (
                "SSEDecoder",
                "SSEEventDecoder",
                "ServerSentEvent",
            ),
            "stream_assembler": (
                "ReasoningBlock",
                "StreamAssembler",
                "TextBlock",
                "ToolCallSink",
            ),
            "surrogates": (
                "SurrogateJoiner",
                "replace_lone_surrogates",
            ),
            "tool_calls": (
                "StreamingToolCallTracker",
                "ToolCallDelta",
            ),
            "tool_names": ("ToolNameMapping",),
        },
    )
