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
    from ._agent.options import AgentCall as AgentCall
    from ._agent.options import AgentCallOptions as AgentCallOptions
    from ._agent.options import AgentSettings as AgentSettings
    from ._agent.options import AgentStreamOptions as AgentStreamOptions
    from ._agent.options import PreparedCall as PreparedCall
    from ._agent.session import AgentSession as AgentSession
    from ._agent.tool_loop_agent import ToolLoopAgent as ToolLoopAgent
    from ._batch.functions import BatchResults as BatchResults
    from ._batch.functions import ListBatchesOptions as ListBatchesOptions
    from ._batch.functions import StartBatchOptions as StartBatchOptions
    from ._batch.functions import cancel_batch as cancel_batch
    from ._batch.functions import get_batch_results as get_batch_results
    from ._batch.functions import get_batch_status as get_batch_status
    from ._batch.functions import list_batches as list_batches
    from ._batch.functions import start_batch as start_batch
    from ._batch.types import BatchItem as BatchItem
    from ._batch.types import BatchJob as BatchJob
    from ._batch.types import BatchReference as BatchReference
    from ._batch.types import BatchRequest as BatchRequest
    from ._batch.types import ImageBatchItem as ImageBatchItem
    from ._batch.types import ImageBatchRequest as ImageBatchRequest
    from ._batch.types import ListBatchesResult as ListBatchesResult
    from ._batch.types import StartBatchResult as StartBatchResult
    from ._batch.types import TextBatchItem as TextBatchItem
    from ._batch.types import TextBatchRequest as TextBatchRequest
    from ._cosine_similarity import cosine_similarity as cosine_similarity
    from ._embed.events import EmbeddingModelCallEndEvent as EmbeddingModelCallEndEvent
    from ._embed.events import EmbeddingModelCallStartEvent as EmbeddingModelCallStartEvent
    from ._embed.events import EmbedEndEvent as EmbedEndEvent
    from ._embed.events import EmbedProgressEvent as EmbedProgressEvent
    from ._embed.events import EmbedStartEvent as EmbedStartEvent
    from ._embed.many import embed_many as embed_many
    from ._embed.options import EmbedManyOptions as EmbedManyOptions
    from ._embed.options import EmbedOptions as EmbedOptions
    from ._embed.result import EmbeddingBatch as EmbeddingBatch
    from ._embed.result import EmbeddingUsage as EmbeddingUsage
    from ._embed.result import EmbedManyResult as EmbedManyResult
    from ._embed.result import EmbedResult as EmbedResult
    from ._embed.single import embed as embed
    from ._generate_image.generate import GenerateImageEndEvent as GenerateImageEndEvent
    from ._generate_image.generate import GenerateImageOptions as GenerateImageOptions
    from ._generate_image.generate import GenerateImageStartEvent as GenerateImageStartEvent
    from ._generate_image.generate import generate_image as generate_image
    from ._generate_image.prompt import GenerateImagePrompt as GenerateImagePrompt
    from ._generate_image.prompt import ImageEditPrompt as ImageEditPrompt
    from ._generate_image.result import GenerateImageCall as GenerateImageCall
    from ._generate_image.result import GenerateImageResult as GenerateImageResult
    from ._generate_object.events import GenerateObjectEndEvent as GenerateObjectEndEvent
    from ._generate_object.events import GenerateObjectStartEvent as GenerateObjectStartEvent
    from ._generate_object.events import GenerateObjectStepEndEvent as GenerateObjectStepEndEvent
    from ._generate_object.events import GenerateObjectStepStartEvent as GenerateObjectStepStartEvent
    from ._generate_object.generate import generate_object as generate_object
    from ._generate_object.options import ObjectOptions as ObjectOptions
    from ._generate_object.options import RepairTextFunction as RepairTextFunction
    from ._generate_object.options import RepairTextOptions as RepairTextOptions
    from ._generate_object.options import StreamObjectOptions as StreamObjectOptions
    from ._generate_object.result import GenerateObjectResult as GenerateObjectResult
    from ._generate_object.stream import stream_object as stream_object
    from ._generate_object.stream_result import ObjectStreamPart as ObjectStreamPart
    from ._generate_object.stream_result import StreamObjectResult as StreamObjectResult
    from ._generate_speech.events import GenerateSpeechEndEvent as GenerateSpeechEndEvent
    from ._generate_speech.events import GenerateSpeechStartEvent as GenerateSpeechStartEvent
    from ._generate_speech.events import SpeechErrorEvent as SpeechErrorEvent
    from ._generate_speech.generate import GenerateSpeechOptions as GenerateSpeechOptions
    from ._generate_speech.generate import SpeechResult as SpeechResult
    from ._generate_speech.generate import generate_speech as generate_speech
    from ._generate_speech.stream import SpeechStreamPart as SpeechStreamPart
    from ._generate_speech.stream import SpeechText as SpeechText
    from ._generate_speech.stream import StreamedSpeech as StreamedSpeech
    from ._generate_speech.stream import StreamSpeechOptions as StreamSpeechOptions
    from ._generate_speech.stream import StreamSpeechResult as StreamSpeechResult
    from ._generate_speech.stream import stream_speech as stream_speech
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
    from ._generate_video.generate import generate_video as generate_video
    from ._generate_video.options import GenerateVideoEndEvent as GenerateVideoEndEvent
    from ._generate_video.options import GenerateVideoOptions as GenerateVideoOptions
    from ._generate_video.options import GenerateVideoStartEvent as GenerateVideoStartEvent
    from ._generate_video.options import StartVideoOptions as StartVideoOptions
    from ._generate_video.options import VideoPolling as VideoPolling
    from ._generate_video.options import VideoProgressEvent as VideoProgressEvent
    from ._generate_video.prompt import FrameImage as FrameImage
    from ._generate_video.prompt import GenerateVideoPrompt as GenerateVideoPrompt
    from ._generate_video.prompt import ImageToVideoPrompt as ImageToVideoPrompt
    from ._generate_video.prompt import InputReference as InputReference
    from ._generate_video.result import GenerateVideoResult as GenerateVideoResult
    from ._generate_video.result import VideoResponse as VideoResponse
    from ._generate_video.start import StartVideoResult as StartVideoResult
    from ._generate_video.start import get_video_status as get_video_status
    from ._generate_video.start import start_video as start_video
    from ._generated_file import GeneratedAudioFile as GeneratedAudioFile
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
    from ._owned_stream import StreamAlreadyRead as StreamAlreadyRead
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
    from ._rerank import RankedDocument as RankedDocument
    from ._rerank import RerankEndEvent as RerankEndEvent
    from ._rerank import RerankingModelCallEndEvent as RerankingModelCallEndEvent
    from ._rerank import RerankingModelCallStartEvent as RerankingModelCallStartEvent
    from ._rerank import RerankOptions as RerankOptions
    from ._rerank import RerankResult as RerankResult
    from ._rerank import RerankStartEvent as RerankStartEvent
    from ._rerank import rerank as rerank
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
    from ._transcribe.events import TranscriptionEndEvent as TranscriptionEndEvent
    from ._transcribe.events import TranscriptionStartEvent as TranscriptionStartEvent
    from ._transcribe.generate import TranscribeOptions as TranscribeOptions
    from ._transcribe.generate import TranscriptionResult as TranscriptionResult
    from ._transcribe.generate import transcribe as transcribe
    from ._transcribe.stream import StreamedTranscript as StreamedTranscript
    from ._transcribe.stream import StreamTranscribeOptions as StreamTranscribeOptions
    from ._transcribe.stream import StreamTranscriptionResult as StreamTranscriptionResult
    from ._transcribe.stream import TranscriptionStreamPart as TranscriptionStreamPart
    from ._transcribe.stream import stream_transcribe as stream_transcribe
    from ._upload import SkillFile as SkillFile
    from ._upload import UploadFileOptions as UploadFileOptions
    from ._upload import UploadSkillOptions as UploadSkillOptions
    from ._upload import upload_file as upload_file
    from ._upload import upload_skill as upload_skill
    from ._usage import InputTokenDetails as InputTokenDetails
    from ._usage import LanguageModelUsage as LanguageModelUsage
    from ._usage import OutputTokenDetails as OutputTokenDetails
    from ._version import VERSION as VERSION
    from .provider.embedding_model import Embedding as Embedding
    from .provider.embedding_model import EmbeddingModel as EmbeddingModel
    from .provider.files import FilesUploadFileResult as FilesUploadFileResult
    from .provider.files import FilesUploadFileStreamData as FilesUploadFileStreamData
    from .provider.image_model import ImageModel as ImageModel
    from .provider.language_model.model import LanguageModel as LanguageModel
    from .provider.language_model.prompt import CustomPart as CustomPart
    from .provider.language_model.prompt import ReasoningPart as ReasoningPart
    from .provider.language_model.prompt import TextPart as TextPart
    from .provider.language_model.prompt import ToolCallPart as ToolCallPart
    from .provider.reranking_model import RerankingModel as RerankingModel
    from .provider.shared import AudioFormat as AudioFormat
    from .provider.shared import FileDataText as FileDataText
    from .provider.skills import SkillsUploadSkillResult as SkillsUploadSkillResult
    from .provider.speech_model import SpeechModel as SpeechModel
    from .provider.transcription_model import TranscriptionModel as TranscriptionModel
    from .provider.video_model import VideoModel as VideoModel
    from .provider.video_model import VideoModelOperationWebhook as VideoModelOperationWebhook
    from .provider.video_model import VideoModelWebhook as VideoModelWebhook
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
            "_agent.options": ("AgentCall", "AgentCallOptions", "AgentSettings", "AgentStreamOptions", "PreparedCall"),
            "_agent.session": ("AgentSession",),
            "_agent.tool_loop_agent": ("ToolLoopAgent",),
            "_batch.functions": (
                "BatchResults",
                "ListBatchesOptions",
                "StartBatchOptions",
                "cancel_batch",
                "get_batch_results",
                "get_batch_status",
                "list_batches",
                "start_batch",
            ),
            "_batch.types": (
                "BatchItem",
                "BatchJob",
                "BatchReference",
                "BatchRequest",
                "ImageBatchItem",
                "ImageBatchRequest",
                "ListBatchesResult",
                "StartBatchResult",
                "TextBatchItem",
                "TextBatchRequest",
            ),
            "_cosine_similarity": ("cosine_similarity",),
            "_embed.events": (
                "EmbedEndEvent",
                "EmbedProgressEvent",
                "EmbedStartEvent",
                "EmbeddingModelCallEndEvent",
                "EmbeddingModelCallStartEvent",
            ),
            "_embed.many": ("embed_many",),
            "_embed.options": ("EmbedManyOptions", "EmbedOptions"),
            "_embed.result": ("EmbedManyResult", "EmbedResult", "EmbeddingBatch", "EmbeddingUsage"),
            "_embed.single": ("embed",),
            "_generate_image.generate": (
                "GenerateImageEndEvent",
                "GenerateImageOptions",
                "GenerateImageStartEvent",
                "generate_image",
            ),
            "_generate_image.prompt": ("GenerateImagePrompt", "ImageEditPrompt"),
            "_generate_image.result": ("GenerateImageCall", "GenerateImageResult"),
            "_generate_object.events": (
                "GenerateObjectEndEvent",
                "GenerateObjectStartEvent",
                "GenerateObjectStepEndEvent",
                "GenerateObjectStepStartEvent",
            ),
            "_generate_object.generate": ("generate_object",),
            "_generate_object.options": (
                "ObjectOptions",
                "RepairTextFunction",
                "RepairTextOptions",
                "StreamObjectOptions",
            ),
            "_generate_object.result": ("GenerateObjectResult",),
            "_generate_object.stream": ("stream_object",),
            "_generate_object.stream_result": ("ObjectStreamPart", "StreamObjectResult"),
            "_generate_speech.events": ("GenerateSpeechEndEvent", "GenerateSpeechStartEvent", "SpeechErrorEvent"),
            "_generate_speech.generate": ("GenerateSpeechOptions", "SpeechResult", "generate_speech"),
            "_generate_speech.stream": (
                "SpeechStreamPart",
                "SpeechText",
                "StreamSpeechOptions",
                "StreamSpeechResult",
                "StreamedSpeech",
                "stream_speech",
            ),
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
            "_generate_video.generate": ("generate_video",),
            "_generate_video.options": (
                "GenerateVideoEndEvent",
                "GenerateVideoOptions",
                "GenerateVideoStartEvent",
                "StartVideoOptions",
                "VideoPolling",
                "VideoProgressEvent",
            ),
            "_generate_video.prompt": ("FrameImage", "GenerateVideoPrompt", "ImageToVideoPrompt", "InputReference"),
            "_generate_video.result": ("GenerateVideoResult", "VideoResponse"),
            "_generate_video.start": ("StartVideoResult", "get_video_status", "start_video"),
            "_generated_file": ("GeneratedAudioFile", "GeneratedFile"),
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
            "_owned_stream": ("StreamAlreadyRead",),
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
            "_rerank": (
                "RankedDocument",
                "RerankEndEvent",
                "RerankOptions",
                "RerankResult",
                "RerankStartEvent",
                "RerankingModelCallEndEvent",
                "RerankingModelCallStartEvent",
                "rerank",
            ),
            "_telemetry.options": ("TelemetryOptions",),
            "_telemetry.registry": ("register_telemetry",),
            "_telemetry.telemetry": ("Telemetry", "TelemetryErrorEvent", "TelemetryInfo"),
            "_tools": ("Tool", "ToolExecutionOptions", "ToolSet", "dynamic_tool", "tool"),
            "_transcribe.events": ("TranscriptionEndEvent", "TranscriptionStartEvent"),
            "_transcribe.generate": ("TranscribeOptions", "TranscriptionResult", "transcribe"),
            "_transcribe.stream": (
                "StreamTranscribeOptions",
                "StreamTranscriptionResult",
                "StreamedTranscript",
                "TranscriptionStreamPart",
                "stream_transcribe",
            ),
            "_upload": ("SkillFile", "UploadFileOptions", "UploadSkillOptions", "upload_file", "upload_skill"),
            "_usage": ("InputTokenDetails", "LanguageModelUsage", "OutputTokenDetails"),
            "_version": ("VERSION",),
            "provider.embedding_model": ("Embedding", "EmbeddingModel"),
            "provider.files": ("FilesUploadFileResult", "FilesUploadFileStreamData"),
            "provider.image_model": ("ImageModel",),
            "provider.language_model.model": ("LanguageModel",),
            "provider.language_model.prompt": ("CustomPart", "ReasoningPart", "TextPart", "ToolCallPart"),
            "provider.reranking_model": ("RerankingModel",),
            "provider.shared": ("AudioFormat", "FileDataText"),
            "provider.skills": ("SkillsUploadSkillResult",),
            "provider.speech_model": ("SpeechModel",),
            "provider.transcription_model": ("TranscriptionModel",),
            "provider.video_model": ("VideoModel", "VideoModelOperationWebhook", "VideoModelWebhook"),
            "provider_utils.http_client": ("aclose_all",),
            "provider_utils.ids": ("create_id_generator", "generate_id"),
            "provider_utils.partial_json": ("parse_partial_json",),
            "provider_utils.schema": ("Schema", "as_schema", "json_schema"),
        },
    )
