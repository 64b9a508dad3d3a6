"""The toolkit of provider authors.

Every name loads its module when it is first used: importing the toolkit costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._lazy import lazy_exports as lazy_exports
    from .api_requests import JSON_NULL as JSON_NULL
    from .api_requests import ApiResponse as ApiResponse
    from .api_requests import ErrorHandler as ErrorHandler
    from .api_requests import HttpResponse as HttpResponse
    from .api_requests import ResponseHandler as ResponseHandler
    from .api_requests import delete as delete
    from .api_requests import get as get
    from .api_requests import post_bytes as post_bytes
    from .api_requests import post_form_data as post_form_data
    from .api_requests import post_json as post_json
    from .api_requests import processing_error as processing_error
    from .chat_completions import chat_file_url as chat_file_url
    from .chat_completions import chat_finish_reason as chat_finish_reason
    from .chat_completions import chat_function_tool as chat_function_tool
    from .chat_completions import chat_prompt_tool_call as chat_prompt_tool_call
    from .chat_completions import chat_response_format as chat_response_format
    from .chat_completions import chat_settings as chat_settings
    from .chat_completions import chat_tool_call as chat_tool_call
    from .chat_completions import chat_tool_choice as chat_tool_choice
    from .chat_completions import chat_usage as chat_usage
    from .chat_prompt import resolve_provider_reference as resolve_provider_reference
    from .chat_prompt import to_json_text as to_json_text
    from .chat_prompt import tool_call_arguments_text as tool_call_arguments_text
    from .chat_prompt import tool_result_text as tool_result_text
    from .concurrency import run_all as run_all
    from .data_content import DataContent as DataContent
    from .data_content import DataUrlParts as DataUrlParts
    from .data_content import decode_base64 as decode_base64
    from .data_content import file_data_to_bytes as file_data_to_bytes
    from .data_content import get_text_from_data_url as get_text_from_data_url
    from .data_content import is_data_url as is_data_url
    from .data_content import split_data_url as split_data_url
    from .data_content import to_base64 as to_base64
    from .data_content import to_bytes as to_bytes
    from .data_content import to_data_url as to_data_url
    from .downloads import DEFAULT_MAX_DOWNLOAD_SIZE as DEFAULT_MAX_DOWNLOAD_SIZE
    from .downloads import Download as Download
    from .downloads import DownloadClient as DownloadClient
    from .downloads import Resolver as Resolver
    from .downloads import download as download
    from .downloads import get_untrusted as get_untrusted
    from .downloads import resolve_host as resolve_host
    from .form_data import FormData as FormData
    from .form_data import FormFile as FormFile
    from .form_data import to_form_data as to_form_data
    from .generators import start_generator as start_generator
    from .headers import REDACTED as REDACTED
    from .headers import combine_headers as combine_headers
    from .headers import normalize_headers as normalize_headers
    from .headers import redact_headers as redact_headers
    from .headers import with_user_agent_suffix as with_user_agent_suffix
    from .http_client import HttpClient as HttpClient
    from .http_client import aclose_all as aclose_all
    from .http_client import is_retryable_transport_error as is_retryable_transport_error
    from .http_client import is_transport_error as is_transport_error
    from .http_client import shared_http_client as shared_http_client
    from .ids import IdGenerator as IdGenerator
    from .ids import create_id_generator as create_id_generator
    from .ids import generate_id as generate_id
    from .json_lines import DEFAULT_MAX_JSON_LINE_BYTES as DEFAULT_MAX_JSON_LINE_BYTES
    from .json_lines import JSONLinesDecoder as JSONLinesDecoder
    from .json_lines import json_lines_handler as json_lines_handler
    from .json_parsing import ParseFailure as ParseFailure
    from .json_parsing import ParseResult as ParseResult
    from .json_parsing import ParseSuccess as ParseSuccess
    from .json_parsing import is_parsable_json as is_parsable_json
    from .json_parsing import parse_json as parse_json
    from .json_parsing import reject_forbidden_keys as reject_forbidden_keys
    from .json_parsing import safe_parse_json as safe_parse_json
    from .json_parsing import safe_validate as safe_validate
    from .media import detect_media_type as detect_media_type
    from .media import is_full_media_type as is_full_media_type
    from .media import is_url_supported as is_url_supported
    from .media import media_type_to_extension as media_type_to_extension
    from .media import resolve_full_media_type as resolve_full_media_type
    from .media import strip_file_extension as strip_file_extension
    from .media import top_level_media_type as top_level_media_type
    from .options import parse_provider_options as parse_provider_options
    from .options import resolve_provider_options as resolve_provider_options
    from .options_model import ProviderOptionsModel as ProviderOptionsModel
    from .partial_json import PartialJson as PartialJson
    from .partial_json import PartialJsonParser as PartialJsonParser
    from .partial_json import PartialJsonState as PartialJsonState
    from .partial_json import parse_partial_json as parse_partial_json
    from .path_segments import encode_path_segment as encode_path_segment
    from .polling import poll_until_done as poll_until_done
    from .provider_factories import ProviderFactory as ProviderFactory
    from .provider_factories import provider_factory as provider_factory
    from .provider_tools import provider_defined_tool as provider_defined_tool
    from .provider_tools import provider_executed_tool as provider_executed_tool
    from .reasoning import CustomReasoning as CustomReasoning
    from .reasoning import ReasoningLevel as ReasoningLevel
    from .reasoning import is_custom_reasoning as is_custom_reasoning
    from .reasoning import map_reasoning_to_provider_budget as map_reasoning_to_provider_budget
    from .reasoning import map_reasoning_to_provider_effort as map_reasoning_to_provider_effort
    from .response_handlers import EventStream as EventStream
    from .response_handlers import binary_response_handler as binary_response_handler
    from .response_handlers import binary_stream_handler as binary_stream_handler
    from .response_handlers import event_stream_handler as event_stream_handler
    from .response_handlers import json_error_handler as json_error_handler
    from .response_handlers import json_response_handler as json_response_handler
    from .response_handlers import status_code_error_handler as status_code_error_handler
    from .response_metadata import create_response_metadata as create_response_metadata
    from .response_schema import ResponseSchema as ResponseSchema
    from .response_schema import describe_validation_error as describe_validation_error
    from .response_schema import keep_unknown_fields as keep_unknown_fields
    from .retry import add_jitter as add_jitter
    from .retry import is_retryable_error as is_retryable_error
    from .retry import retry_delay as retry_delay
    from .retry import retry_with_exponential_backoff as retry_with_exponential_backoff
    from .schema import FlexibleSchema as FlexibleSchema
    from .schema import Schema as Schema
    from .schema import as_schema as as_schema
    from .schema import json_schema as json_schema
    from .secure_url import is_private_address as is_private_address
    from .secure_url import is_same_origin as is_same_origin
    from .secure_url import validate_download_url as validate_download_url
    from .secure_url import without_credentials as without_credentials
    from .settings import APIKeySource as APIKeySource
    from .settings import load_api_key as load_api_key
    from .settings import load_optional_setting as load_optional_setting
    from .settings import load_setting as load_setting
    from .settings import resolve_api_key as resolve_api_key
    from .settings import validate_base_url as validate_base_url
    from .settings import without_trailing_slash as without_trailing_slash
    from .sse import ServerSentEvent as ServerSentEvent
    from .sse import SSEDecoder as SSEDecoder
    from .sse import SSEEventDecoder as SSEEventDecoder
    from .stream_assembler import ReasoningBlock as ReasoningBlock
    from .stream_assembler import StreamAssembler as StreamAssembler
    from .stream_assembler import TextBlock as TextBlock
    from .stream_assembler import ToolCallSink as ToolCallSink
    from .stream_decoding import ChunkDecoder as ChunkDecoder
    from .stream_decoding import ChunkSource as ChunkSource
    from .stream_decoding import decode_stream as decode_stream
    from .structured_output_tool import JsonResponseToolDecoder as JsonResponseToolDecoder
    from .structured_output_tool import json_response_content as json_response_content
    from .structured_output_tool import json_response_finish_reason as json_response_finish_reason
    from .structured_output_tool import json_response_tool as json_response_tool
    from .surrogates import SurrogateJoiner as SurrogateJoiner
    from .surrogates import replace_lone_surrogates as replace_lone_surrogates
    from .tool import ProviderToolCaller as ProviderToolCaller
    from .tool_calls import StreamingToolCallTracker as StreamingToolCallTracker
    from .tool_calls import ToolCallDelta as ToolCallDelta
    from .tool_calls import TypeValidation as TypeValidation
    from .tool_names import ToolNameMapping as ToolNameMapping
else:
    from .._lazy import lazy_exports

    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "._lazy": ("lazy_exports",),
            "api_requests": (
                "ApiResponse",
                "ErrorHandler",
                "HttpResponse",
                "JSON_NULL",
                "ResponseHandler",
                "delete",
                "get",
                "post_bytes",
                "post_form_data",
                "post_json",
                "processing_error",
            ),
            "chat_completions": (
                "chat_file_url",
                "chat_finish_reason",
                "chat_function_tool",
                "chat_prompt_tool_call",
                "chat_response_format",
                "chat_settings",
                "chat_tool_call",
                "chat_tool_choice",
                "chat_usage",
            ),
            "chat_prompt": (
                "resolve_provider_reference",
                "to_json_text",
                "tool_call_arguments_text",
                "tool_result_text",
            ),
            "concurrency": ("run_all",),
            "data_content": (
                "DataContent",
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
            "downloads": (
                "DEFAULT_MAX_DOWNLOAD_SIZE",
                "Download",
                "DownloadClient",
                "Resolver",
                "download",
                "get_untrusted",
                "resolve_host",
            ),
            "form_data": (
                "FormData",
                "FormFile",
                "to_form_data",
            ),
            "generators": ("start_generator",),
            "headers": (
                "REDACTED",
                "combine_headers",
                "normalize_headers",
                "redact_headers",
                "with_user_agent_suffix",
            ),
            "http_client": (
                "HttpClient",
                "aclose_all",
                "is_retryable_transport_error",
                "is_transport_error",
                "shared_http_client",
            ),
            "ids": (
                "IdGenerator",
                "create_id_generator",
                "generate_id",
            ),
            "json_lines": (
                "DEFAULT_MAX_JSON_LINE_BYTES",
                "JSONLinesDecoder",
                "json_lines_handler",
            ),
            "json_parsing": (
                "ParseFailure",
                "ParseResult",
                "ParseSuccess",
                "is_parsable_json",
                "parse_json",
                "reject_forbidden_keys",
                "safe_parse_json",
                "safe_validate",
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
            "options": (
                "parse_provider_options",
                "resolve_provider_options",
            ),
            "options_model": ("ProviderOptionsModel",),
            "partial_json": (
                "PartialJson",
                "PartialJsonParser",
                "PartialJsonState",
                "parse_partial_json",
            ),
            "path_segments": ("encode_path_segment",),
            "polling": ("poll_until_done",),
            "provider_factories": (
                "ProviderFactory",
                "provider_factory",
            ),
            "provider_tools": (
                "provider_defined_tool",
                "provider_executed_tool",
            ),
            "reasoning": (
                "CustomReasoning",
                "ReasoningLevel",
                "is_custom_reasoning",
                "map_reasoning_to_provider_budget",
                "map_reasoning_to_provider_effort",
            ),
            "response_handlers": (
                "EventStream",
                "binary_response_handler",
                "binary_stream_handler",
                "event_stream_handler",
                "json_error_handler",
                "json_response_handler",
                "status_code_error_handler",
            ),
            "response_metadata": ("create_response_metadata",),
            "response_schema": (
                "ResponseSchema",
                "describe_validation_error",
                "keep_unknown_fields",
            ),
            "retry": (
                "add_jitter",
                "is_retryable_error",
                "retry_delay",
                "retry_with_exponential_backoff",
            ),
            "schema": (
                "FlexibleSchema",
                "Schema",
                "as_schema",
                "json_schema",
            ),
            "secure_url": (
                "is_private_address",
                "is_same_origin",
                "validate_download_url",
                "without_credentials",
            ),
            "settings": (
                "APIKeySource",
                "load_api_key",
                "load_optional_setting",
                "load_setting",
                "resolve_api_key",
                "validate_base_url",
                "without_trailing_slash",
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
            "stream_decoding": (
                "ChunkDecoder",
                "ChunkSource",
                "decode_stream",
            ),
            "structured_output_tool": (
                "JsonResponseToolDecoder",
                "json_response_content",
                "json_response_finish_reason",
                "json_response_tool",
            ),
            "surrogates": (
                "SurrogateJoiner",
                "replace_lone_surrogates",
            ),
            "tool": ("ProviderToolCaller",),
            "tool_calls": (
                "StreamingToolCallTracker",
                "ToolCallDelta",
                "TypeValidation",
            ),
            "tool_names": ("ToolNameMapping",),
        },
    )
