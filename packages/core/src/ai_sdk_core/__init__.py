"""AI SDK: one interface to every AI model provider.

```python
from ai_sdk_core import generate_text

result = await generate_text(model="openai/gpt-5", prompt="Why is the sky blue?")
print(result.text)
```

Every name loads when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._lazy import lazy_exports

if TYPE_CHECKING:
    from ._abort import AbortController as AbortController
    from ._abort import AbortSignal as AbortSignal
    from ._agent.agent import Agent as Agent
    from ._agent.agent_tool import agent_tool as agent_tool
    from ._agent.options import AgentCallOptions as AgentCallOptions
    from ._agent.options import AgentSettings as AgentSettings
    from ._agent.options import AgentStreamOptions as AgentStreamOptions
    from ._agent.options import PreparedCall as PreparedCall
    from ._agent.session import AgentSession as AgentSession
    from ._agent.tool_loop_agent import ToolLoopAgent as ToolLoopAgent
    from ._generate_text.content import ContentPart as ContentPart
    from ._generate_text.content import FileOutput as FileOutput
    from ._generate_text.content import ReasoningFileOutput as ReasoningFileOutput
    from ._generate_text.content import ToolApprovalRequestOutput as ToolApprovalRequestOutput
    from ._generate_text.content import ToolApprovalResponseOutput as ToolApprovalResponseOutput
    from ._generate_text.content import TypedToolCall as TypedToolCall
    from ._generate_text.content import TypedToolError as TypedToolError
    from ._generate_text.content import TypedToolResult as TypedToolResult
    from ._generate_text.events import AbortEvent as AbortEvent
    from ._generate_text.events import ChunkEvent as ChunkEvent
    from ._generate_text.events import EndEvent as EndEvent
    from ._generate_text.events import ErrorEvent as ErrorEvent
    from ._generate_text.events import ModelCallEndEvent as ModelCallEndEvent
    from ._generate_text.events import ModelCallStartEvent as ModelCallStartEvent
    from ._generate_text.events import StartEvent as StartEvent
    from ._generate_text.events import StepErrorEvent as StepErrorEvent
    from ._generate_text.events import StepStartEvent as StepStartEvent
    from ._generate_text.generate import generate_text as generate_text
    from ._generate_text.options import Include as Include
    from ._generate_text.options import StreamTextOptions as StreamTextOptions
    from ._generate_text.options import TextOptions as TextOptions
    from ._generate_text.output import Output as Output
    from ._generate_text.parts import AbortPart as AbortPart
    from ._generate_text.parts import FinishPart as FinishPart
    from ._generate_text.parts import FinishStepPart as FinishStepPart
    from ._generate_text.parts import StartPart as StartPart
    from ._generate_text.parts import StartStepPart as StartStepPart
    from ._generate_text.parts import SteeringMessagePart as SteeringMessagePart
    from ._generate_text.parts import TextStreamPart as TextStreamPart
    from ._generate_text.parts import ToolInputStartPart as ToolInputStartPart
    from ._generate_text.parts import ToolOutputDenied as ToolOutputDenied
    from ._generate_text.performance import StepPerformance as StepPerformance
    from ._generate_text.prepare_step import PrepareStepOptions as PrepareStepOptions
    from ._generate_text.prepare_step import PrepareStepResult as PrepareStepResult
    from ._generate_text.prune_messages import prune_messages as prune_messages
    from ._generate_text.result import GenerateTextResult as GenerateTextResult
    from ._generate_text.smooth_stream import StreamTransform as StreamTransform
    from ._generate_text.smooth_stream import StreamTransformContext as StreamTransformContext
    from ._generate_text.smooth_stream import smooth_stream as smooth_stream
    from ._generate_text.steering import Steering as Steering
    from ._generate_text.step import ModelInfo as ModelInfo
    from ._generate_text.step import RequestMetadata as RequestMetadata
    from ._generate_text.step import ResponseMetadata as ResponseMetadata
    from ._generate_text.step import StepResult as StepResult
    from ._generate_text.stop_condition import StopCondition as StopCondition
    from ._generate_text.stop_condition import has_tool_call as has_tool_call
    from ._generate_text.stop_condition import is_loop_finished as is_loop_finished
    from ._generate_text.stop_condition import is_step_count as is_step_count
    from ._generate_text.stream import stream_text as stream_text
    from ._generate_text.stream_result import StreamTextResult as StreamTextResult
    from ._generate_text.timeout import Timeout as Timeout
    from ._generate_text.tool_call_parsing import ToolCallRepairOptions as ToolCallRepairOptions
    from ._generate_text.tool_callers import DIRECT_TOOL_CALL as DIRECT_TOOL_CALL
    from ._generate_text.tool_execution import ToolExecutionEndEvent as ToolExecutionEndEvent
    from ._generate_text.tool_execution import ToolExecutionStartEvent as ToolExecutionStartEvent
    from ._generated_file import GeneratedFile as GeneratedFile
    from ._middleware.defaults import EmbeddingModelDefaultSettings as EmbeddingModelDefaultSettings
    from ._middleware.defaults import LanguageModelDefaultSettings as LanguageModelDefaultSettings
    from ._middleware.defaults import default_embedding_settings_middleware as default_embedding_settings_middleware
    from ._middleware.defaults import default_instructions_middleware as default_instructions_middleware
    from ._middleware.defaults import default_settings_middleware as default_settings_middleware
    from ._middleware.embedding_model import wrap_embedding_model as wrap_embedding_model
    from ._middleware.extract_json import extract_json_middleware as extract_json_middleware
    from ._middleware.extract_reasoning import ReasoningTags as ReasoningTags
    from ._middleware.extract_reasoning import extract_reasoning_middleware as extract_reasoning_middleware
    from ._middleware.image_model import wrap_image_model as wrap_image_model
    from ._middleware.kinds import ProviderMiddleware as ProviderMiddleware
    from ._middleware.language_model import wrap_language_model as wrap_language_model
    from ._middleware.reranking_model import wrap_reranking_model as wrap_reranking_model
    from ._middleware.simulate_streaming import simulate_streaming_middleware as simulate_streaming_middleware
    from ._middleware.speech_model import wrap_speech_model as wrap_speech_model
    from ._middleware.tool_input_examples import (
        add_tool_input_examples_middleware as add_tool_input_examples_middleware,
    )
    from ._middleware.transcription_model import wrap_transcription_model as wrap_transcription_model
    from ._middleware.video_model import wrap_video_model as wrap_video_model
    from ._model import set_default_provider as set_default_provider
    from ._prompt.messages import AssistantModelMessage as AssistantModelMessage
    from ._prompt.messages import FilePart as FilePart
    from ._prompt.messages import ImagePart as ImagePart
    from ._prompt.messages import Instructions as Instructions
    from ._prompt.messages import ModelMessage as ModelMessage
    from ._prompt.messages import ReasoningFilePart as ReasoningFilePart
    from ._prompt.messages import ResponseMessage as ResponseMessage
    from ._prompt.messages import SystemModelMessage as SystemModelMessage
    from ._prompt.messages import ToolApprovalRequestPart as ToolApprovalRequestPart
    from ._prompt.messages import ToolApprovalResponsePart as ToolApprovalResponsePart
    from ._prompt.messages import ToolModelMessage as ToolModelMessage
    from ._prompt.messages import ToolResultPart as ToolResultPart
    from ._prompt.messages import UserModelMessage as UserModelMessage
    from ._prompt.storage import messages_from_json as messages_from_json
    from ._prompt.storage import messages_to_json as messages_to_json
    from ._registry.custom_provider import CustomProvider as CustomProvider
    from ._registry.custom_provider import custom_provider as custom_provider
    from ._registry.provider_registry import ProviderRegistry as ProviderRegistry
    from ._registry.provider_registry import create_provider_registry as create_provider_registry
    from ._registry.wrapped_provider import WrappedProvider as WrappedProvider
    from ._registry.wrapped_provider import wrap_provider as wrap_provider
    from ._telemetry.options import TelemetryOptions as TelemetryOptions
    from ._telemetry.registry import register_telemetry as register_telemetry
    from ._telemetry.telemetry import Telemetry as Telemetry
    from ._telemetry.telemetry import TelemetryErrorEvent as TelemetryErrorEvent
    from ._telemetry.telemetry import TelemetryInfo as TelemetryInfo
    from ._tools import Tool as Tool
    from ._tools import ToolExecutionOptions as ToolExecutionOptions
    from ._tools import ToolSet as ToolSet
    from ._tools import dynamic_tool as dynamic_tool
    from ._tools import tool as tool
    from ._usage import InputTokenDetails as InputTokenDetails
    from ._usage import LanguageModelUsage as LanguageModelUsage
    from ._usage import OutputTokenDetails as OutputTokenDetails
    from ._version import VERSION as VERSION
    from .provider.language_model.model import LanguageModel as LanguageModel
    from .provider.language_model.prompt import CustomPart as CustomPart
    from .provider.language_model.prompt import ReasoningPart as ReasoningPart
    from .provider.language_model.prompt import TextPart as TextPart
    from .provider.language_model.prompt import ToolCallPart as ToolCallPart
    from .provider_utils.http_client import aclose_all as aclose_all
    from .provider_utils.ids import create_id_generator as create_id_generator
    from .provider_utils.ids import generate_id as generate_id
    from .provider_utils.partial_json import parse_partial_json as parse_partial_json
    from .provider_utils.schema import Schema as Schema
    from .provider_utils.schema import as_schema as as_schema
    from .provider_utils.schema import json_schema as json_schema
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_abort": ("AbortController", "AbortSignal"),
            "_agent.agent": ("Agent",),
            "_agent.agent_tool": ("agent_tool",),
            "_agent.options": ("AgentCallOptions", "AgentSettings", "AgentStreamOptions", "PreparedCall"),
            "_agent.session": ("AgentSession",),
            "_agent.tool_loop_agent": ("ToolLoopAgent",),
            "_generate_text.content": (
                "ContentPart",
                "FileOutput",
                "ReasoningFileOutput",
                "ToolApprovalRequestOutput",
                "ToolApprovalResponseOutput",
                "TypedToolCall",
                "TypedToolError",
                "TypedToolResult",
            ),
            "_generate_text.events": (
                "AbortEvent",
                "ChunkEvent",
                "EndEvent",
                "ErrorEvent",
                "ModelCallEndEvent",
                "ModelCallStartEvent",
                "StartEvent",
                "StepErrorEvent",
                "StepStartEvent",
            ),
            "_generate_text.generate": ("generate_text",),
            "_generate_text.options": ("Include", "StreamTextOptions", "TextOptions"),
            "_generate_text.output": ("Output",),
            "_generate_text.parts": (
                "AbortPart",
                "FinishPart",
                "FinishStepPart",
                "StartPart",
                "StartStepPart",
                "SteeringMessagePart",
                "TextStreamPart",
                "ToolInputStartPart",
                "ToolOutputDenied",
            ),
            "_generate_text.performance": ("StepPerformance",),
            "_generate_text.prepare_step": ("PrepareStepOptions", "PrepareStepResult"),
            "_generate_text.prune_messages": ("prune_messages",),
            "_generate_text.result": ("GenerateTextResult",),
            "_generate_text.smooth_stream": ("StreamTransform", "StreamTransformContext", "smooth_stream"),
            "_generate_text.steering": ("Steering",),
            "_generate_text.step": ("ModelInfo", "RequestMetadata", "ResponseMetadata", "StepResult"),
            "_generate_text.stop_condition": ("StopCondition", "has_tool_call", "is_loop_finished", "is_step_count"),
            "_generate_text.stream": ("stream_text",),
            "_generate_text.stream_result": ("StreamTextResult",),
            "_generate_text.timeout": ("Timeout",),
            "_generate_text.tool_call_parsing": ("ToolCallRepairOptions",),
            "_generate_text.tool_callers": ("DIRECT_TOOL_CALL",),
            "_generate_text.tool_execution": ("ToolExecutionEndEvent", "ToolExecutionStartEvent"),
            "_generated_file": ("GeneratedFile",),
            "_middleware.defaults": (
                "EmbeddingModelDefaultSettings",
                "LanguageModelDefaultSettings",
                "default_embedding_settings_middleware",
                "default_instructions_middleware",
                "default_settings_middleware",
            ),
            "_middleware.embedding_model": ("wrap_embedding_model",),
            "_middleware.extract_json": ("extract_json_middleware",),
            "_middleware.extract_reasoning": ("ReasoningTags", "extract_reasoning_middleware"),
            "_middleware.image_model": ("wrap_image_model",),
            "_middleware.kinds": ("ProviderMiddleware",),
            "_middleware.language_model": ("wrap_language_model",),
            "_middleware.reranking_model": ("wrap_reranking_model",),
            "_middleware.simulate_streaming": ("simulate_streaming_middleware",),
            "_middleware.speech_model": ("wrap_speech_model",),
            "_middleware.tool_input_examples": ("add_tool_input_examples_middleware",),
            "_middleware.transcription_model": ("wrap_transcription_model",),
            "_middleware.video_model": ("wrap_video_model",),
            "_model": ("set_default_provider",),
            "_prompt.messages": (
                "AssistantModelMessage",
                "FilePart",
                "ImagePart",
                "Instructions",
                "ModelMessage",
                "ReasoningFilePart",
                "ResponseMessage",
                "SystemModelMessage",
                "ToolApprovalRequestPart",
                "ToolApprovalResponsePart",
                "ToolModelMessage",
                "ToolResultPart",
                "UserModelMessage",
            ),
            "_prompt.storage": ("messages_from_json", "messages_to_json"),
            "_registry.custom_provider": ("CustomProvider", "custom_provider"),
            "_registry.provider_registry": ("ProviderRegistry", "create_provider_registry"),
            "_registry.wrapped_provider": ("WrappedProvider", "wrap_provider"),
            "_telemetry.options": ("TelemetryOptions",),
            "_telemetry.registry": ("register_telemetry",),
            "_telemetry.telemetry": ("Telemetry", "TelemetryErrorEvent", "TelemetryInfo"),
            "_tools": ("Tool", "ToolExecutionOptions", "ToolSet", "dynamic_tool", "tool"),
            "_usage": ("InputTokenDetails", "LanguageModelUsage", "OutputTokenDetails"),
            "_version": ("VERSION",),
            "provider.language_model.model": ("LanguageModel",),
            "provider.language_model.prompt": ("CustomPart", "ReasoningPart", "TextPart", "ToolCallPart"),
            "provider_utils.http_client": ("aclose_all",),
            "provider_utils.ids": ("create_id_generator", "generate_id"),
            "provider_utils.partial_json": ("parse_partial_json",),
            "provider_utils.schema": ("Schema", "as_schema", "json_schema"),
        },
    )
