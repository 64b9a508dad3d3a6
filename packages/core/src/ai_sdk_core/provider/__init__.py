"""The specification: what models and providers are, as Protocols and dataclasses, and their JSON form.

It does no I/O. Every name loads when it is first used, so that a program pays for the model kinds that it calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .batch import Batch as Batch
    from .batch import BatchCancelResult as BatchCancelResult
    from .batch import BatchError as BatchError
    from .batch import BatchItemDropped as BatchItemDropped
    from .batch import BatchItemFailed as BatchItemFailed
    from .batch import BatchItemResult as BatchItemResult
    from .batch import BatchItemSucceeded as BatchItemSucceeded
    from .batch import BatchListItem as BatchListItem
    from .batch import BatchListOptions as BatchListOptions
    from .batch import BatchListResult as BatchListResult
    from .batch import BatchOperationOptions as BatchOperationOptions
    from .batch import BatchRequest as BatchRequest
    from .batch import BatchRequestCounts as BatchRequestCounts
    from .batch import BatchResults as BatchResults
    from .batch import BatchStartOptions as BatchStartOptions
    from .batch import BatchStartResult as BatchStartResult
    from .batch import BatchStatus as BatchStatus
    from .batch import BatchWarning as BatchWarning
    from .batch import CancellableBatch as CancellableBatch
    from .batch import ImageBatchItemSucceeded as ImageBatchItemSucceeded
    from .batch import ImageBatchRequest as ImageBatchRequest
    from .batch import ListableBatch as ListableBatch
    from .batch import TextBatchItemSucceeded as TextBatchItemSucceeded
    from .batch import TextBatchRequest as TextBatchRequest
    from .codec import from_json as from_json
    from .codec import from_json_text as from_json_text
    from .codec import to_json as to_json
    from .codec import to_json_bytes as to_json_bytes
    from .codec import to_json_text as to_json_text
    from .embedding_model import ByteLimitedEmbeddingModel as ByteLimitedEmbeddingModel
    from .embedding_model import Embedding as Embedding
    from .embedding_model import EmbeddingModel as EmbeddingModel
    from .embedding_model import EmbeddingModelCallOptions as EmbeddingModelCallOptions
    from .embedding_model import EmbeddingModelResult as EmbeddingModelResult
    from .embedding_model import EmbeddingModelUsage as EmbeddingModelUsage
    from .embedding_model import OptionsSplittingEmbeddingModel as OptionsSplittingEmbeddingModel
    from .files import DeletableFiles as DeletableFiles
    from .files import DownloadableFiles as DownloadableFiles
    from .files import Files as Files
    from .files import FilesDeleteFileCallOptions as FilesDeleteFileCallOptions
    from .files import FilesDeleteFileResult as FilesDeleteFileResult
    from .files import FilesDownloadFileCallOptions as FilesDownloadFileCallOptions
    from .files import FilesDownloadFileResult as FilesDownloadFileResult
    from .files import FilesGetFileMetadataCallOptions as FilesGetFileMetadataCallOptions
    from .files import FilesGetFileMetadataResult as FilesGetFileMetadataResult
    from .files import FilesUploadFileCallOptions as FilesUploadFileCallOptions
    from .files import FilesUploadFileData as FilesUploadFileData
    from .files import FilesUploadFileResult as FilesUploadFileResult
    from .files import FilesUploadFileStreamData as FilesUploadFileStreamData
    from .files import MetadataFiles as MetadataFiles
    from .image_model import ImageEditingModel as ImageEditingModel
    from .image_model import ImageModel as ImageModel
    from .image_model import ImageModelCallOptions as ImageModelCallOptions
    from .image_model import ImageModelFile as ImageModelFile
    from .image_model import ImageModelFileData as ImageModelFileData
    from .image_model import ImageModelFileUrl as ImageModelFileUrl
    from .image_model import ImageModelResult as ImageModelResult
    from .image_model import ImageModelUsage as ImageModelUsage
    from .json_value import JSONArray as JSONArray
    from .json_value import JSONObject as JSONObject
    from .json_value import JSONValue as JSONValue
    from .language_model.call_options import JsonResponseFormat as JsonResponseFormat
    from .language_model.call_options import LanguageModelCallOptions as LanguageModelCallOptions
    from .language_model.call_options import ReasoningEffort as ReasoningEffort
    from .language_model.call_options import ResponseFormat as ResponseFormat
    from .language_model.call_options import TextResponseFormat as TextResponseFormat
    from .language_model.content import Citation as Citation
    from .language_model.content import Content as Content
    from .language_model.content import CustomContent as CustomContent
    from .language_model.content import DocumentSource as DocumentSource
    from .language_model.content import File as File
    from .language_model.content import Reasoning as Reasoning
    from .language_model.content import ReasoningFile as ReasoningFile
    from .language_model.content import Source as Source
    from .language_model.content import Text as Text
    from .language_model.content import ToolApprovalRequest as ToolApprovalRequest
    from .language_model.content import ToolCall as ToolCall
    from .language_model.content import ToolResult as ToolResult
    from .language_model.content import UrlSource as UrlSource
    from .language_model.model import LanguageModel as LanguageModel
    from .language_model.prompt import AssistantContent as AssistantContent
    from .language_model.prompt import AssistantMessage as AssistantMessage
    from .language_model.prompt import ContentOutput as ContentOutput
    from .language_model.prompt import CustomPart as CustomPart
    from .language_model.prompt import CustomToolContent as CustomToolContent
    from .language_model.prompt import ErrorJsonOutput as ErrorJsonOutput
    from .language_model.prompt import ErrorTextOutput as ErrorTextOutput
    from .language_model.prompt import ExecutionDenied as ExecutionDenied
    from .language_model.prompt import FilePart as FilePart
    from .language_model.prompt import JsonOutput as JsonOutput
    from .language_model.prompt import Message as Message
    from .language_model.prompt import Prompt as Prompt
    from .language_model.prompt import ReasoningFilePart as ReasoningFilePart
    from .language_model.prompt import ReasoningPart as ReasoningPart
    from .language_model.prompt import SystemMessage as SystemMessage
    from .language_model.prompt import TextOutput as TextOutput
    from .language_model.prompt import TextPart as TextPart
    from .language_model.prompt import ToolApprovalResponsePart as ToolApprovalResponsePart
    from .language_model.prompt import ToolCallPart as ToolCallPart
    from .language_model.prompt import ToolContent as ToolContent
    from .language_model.prompt import ToolContentPart as ToolContentPart
    from .language_model.prompt import ToolMessage as ToolMessage
    from .language_model.prompt import ToolResultOutput as ToolResultOutput
    from .language_model.prompt import ToolResultPart as ToolResultPart
    from .language_model.prompt import UserContent as UserContent
    from .language_model.prompt import UserMessage as UserMessage
    from .language_model.result import LanguageModelGenerateResult as LanguageModelGenerateResult
    from .language_model.result import LanguageModelResponse as LanguageModelResponse
    from .language_model.result import LanguageModelStream as LanguageModelStream
    from .language_model.result import LanguageModelStreamResult as LanguageModelStreamResult
    from .language_model.stream_part import Finish as Finish
    from .language_model.stream_part import LanguageModelStreamPart as LanguageModelStreamPart
    from .language_model.stream_part import Ping as Ping
    from .language_model.stream_part import ReasoningDelta as ReasoningDelta
    from .language_model.stream_part import ReasoningEnd as ReasoningEnd
    from .language_model.stream_part import ReasoningStart as ReasoningStart
    from .language_model.stream_part import ResponseMetadata as ResponseMetadata
    from .language_model.stream_part import TextDelta as TextDelta
    from .language_model.stream_part import TextEnd as TextEnd
    from .language_model.stream_part import TextStart as TextStart
    from .language_model.stream_part import ToolInputDelta as ToolInputDelta
    from .language_model.stream_part import ToolInputEnd as ToolInputEnd
    from .language_model.stream_part import ToolInputStart as ToolInputStart
    from .language_model.tools import FunctionTool as FunctionTool
    from .language_model.tools import LanguageModelTool as LanguageModelTool
    from .language_model.tools import ProviderTool as ProviderTool
    from .language_model.tools import ToolChoice as ToolChoice
    from .language_model.tools import ToolInputExample as ToolInputExample
    from .language_model.usage import FinishReason as FinishReason
    from .language_model.usage import InputTokens as InputTokens
    from .language_model.usage import OutputTokens as OutputTokens
    from .language_model.usage import UnifiedFinishReason as UnifiedFinishReason
    from .language_model.usage import Usage as Usage
    from .middleware import EmbeddingModelMiddleware as EmbeddingModelMiddleware
    from .middleware import ImageModelMiddleware as ImageModelMiddleware
    from .middleware import LanguageModelMiddleware as LanguageModelMiddleware
    from .middleware import ModelMiddleware as ModelMiddleware
    from .middleware import RerankingModelMiddleware as RerankingModelMiddleware
    from .middleware import SpeechModelMiddleware as SpeechModelMiddleware
    from .middleware import TranscriptionModelMiddleware as TranscriptionModelMiddleware
    from .middleware import VideoModelMiddleware as VideoModelMiddleware
    from .model import Model as Model
    from .model_capabilities import CapabilitySection as CapabilitySection
    from .model_capabilities import ConditionalCapability as ConditionalCapability
    from .model_capabilities import DecisionCapabilities as DecisionCapabilities
    from .model_capabilities import DecisionInputs as DecisionInputs
    from .model_capabilities import DecisionQuestionTypes as DecisionQuestionTypes
    from .model_capabilities import DescribedSizes as DescribedSizes
    from .model_capabilities import EmbeddingCapabilities as EmbeddingCapabilities
    from .model_capabilities import ImageCapabilities as ImageCapabilities
    from .model_capabilities import LanguageCapabilities as LanguageCapabilities
    from .model_capabilities import LanguageInputs as LanguageInputs
    from .model_capabilities import LanguageReasoning as LanguageReasoning
    from .model_capabilities import LanguageSampling as LanguageSampling
    from .model_capabilities import LanguageTools as LanguageTools
    from .model_capabilities import ModelCapabilities as ModelCapabilities
    from .model_capabilities import ModelCapability as ModelCapability
    from .model_capabilities import ModelEntry as ModelEntry
    from .model_capabilities import ModelProviderOptions as ModelProviderOptions
    from .model_capabilities import ProviderOptionDefinition as ProviderOptionDefinition
    from .model_capabilities import ProviderOptionDefinitions as ProviderOptionDefinitions
    from .model_capabilities import RealtimeCapabilities as RealtimeCapabilities
    from .model_capabilities import RerankingCapabilities as RerankingCapabilities
    from .model_capabilities import RerankingDocumentForms as RerankingDocumentForms
    from .model_capabilities import SpeechCapabilities as SpeechCapabilities
    from .model_capabilities import SpeechTranslationCapabilities as SpeechTranslationCapabilities
    from .model_capabilities import TranscriptionCapabilities as TranscriptionCapabilities
    from .model_capabilities import VideoCapabilities as VideoCapabilities
    from .model_capabilities import VideoInputs as VideoInputs
    from .provider import BatchProvider as BatchProvider
    from .provider import EmbeddingModelProvider as EmbeddingModelProvider
    from .provider import FilesProvider as FilesProvider
    from .provider import ImageModelProvider as ImageModelProvider
    from .provider import LanguageModelProvider as LanguageModelProvider
    from .provider import Provider as Provider
    from .provider import RerankingModelProvider as RerankingModelProvider
    from .provider import SkillsProvider as SkillsProvider
    from .provider import SpeechModelProvider as SpeechModelProvider
    from .provider import TranscriptionModelProvider as TranscriptionModelProvider
    from .provider import VideoModelProvider as VideoModelProvider
    from .reranking_model import ObjectDocuments as ObjectDocuments
    from .reranking_model import RerankedDocument as RerankedDocument
    from .reranking_model import RerankingDocuments as RerankingDocuments
    from .reranking_model import RerankingModel as RerankingModel
    from .reranking_model import RerankingModelCallOptions as RerankingModelCallOptions
    from .reranking_model import RerankingModelResult as RerankingModelResult
    from .reranking_model import TextDocuments as TextDocuments
    from .shared import AudioFormat as AudioFormat
    from .shared import CallWarning as CallWarning
    from .shared import CompatibilityWarning as CompatibilityWarning
    from .shared import DeprecatedWarning as DeprecatedWarning
    from .shared import FileData as FileData
    from .shared import FileDataData as FileDataData
    from .shared import FileDataReference as FileDataReference
    from .shared import FileDataText as FileDataText
    from .shared import FileDataUrl as FileDataUrl
    from .shared import GeneratedFileData as GeneratedFileData
    from .shared import Headers as Headers
    from .shared import OtherWarning as OtherWarning
    from .shared import PartialResponseInfo as PartialResponseInfo
    from .shared import ProviderMetadata as ProviderMetadata
    from .shared import ProviderOptions as ProviderOptions
    from .shared import ProviderReference as ProviderReference
    from .shared import RequestInfo as RequestInfo
    from .shared import ResponseInfo as ResponseInfo
    from .shared import SupportedUrls as SupportedUrls
    from .shared import UnsupportedWarning as UnsupportedWarning
    from .skills import Skills as Skills
    from .skills import SkillsFile as SkillsFile
    from .skills import SkillsFileData as SkillsFileData
    from .skills import SkillsUploadSkillCallOptions as SkillsUploadSkillCallOptions
    from .skills import SkillsUploadSkillResult as SkillsUploadSkillResult
    from .speech_model import SpeechAudio as SpeechAudio
    from .speech_model import SpeechFinish as SpeechFinish
    from .speech_model import SpeechModel as SpeechModel
    from .speech_model import SpeechModelCallOptions as SpeechModelCallOptions
    from .speech_model import SpeechModelResult as SpeechModelResult
    from .speech_model import SpeechModelStream as SpeechModelStream
    from .speech_model import SpeechModelStreamOptions as SpeechModelStreamOptions
    from .speech_model import SpeechModelStreamPart as SpeechModelStreamPart
    from .speech_model import SpeechModelStreamResult as SpeechModelStreamResult
    from .speech_model import SpeechModelStreamTextPart as SpeechModelStreamTextPart
    from .speech_model import SpeechModelStreamUsage as SpeechModelStreamUsage
    from .speech_model import StreamingSpeechModel as StreamingSpeechModel
    from .stream_part import RawChunk as RawChunk
    from .stream_part import StreamError as StreamError
    from .stream_part import StreamResponseMetadata as StreamResponseMetadata
    from .stream_part import StreamStart as StreamStart
    from .stream_part import UnknownPart as UnknownPart
    from .transcription_model import StreamingTranscriptionModel as StreamingTranscriptionModel
    from .transcription_model import TimestampGranularity as TimestampGranularity
    from .transcription_model import TranscriptDelta as TranscriptDelta
    from .transcription_model import TranscriptFinal as TranscriptFinal
    from .transcription_model import TranscriptionFinish as TranscriptionFinish
    from .transcription_model import TranscriptionModel as TranscriptionModel
    from .transcription_model import TranscriptionModelCallOptions as TranscriptionModelCallOptions
    from .transcription_model import TranscriptionModelResult as TranscriptionModelResult
    from .transcription_model import TranscriptionModelStream as TranscriptionModelStream
    from .transcription_model import TranscriptionModelStreamOptions as TranscriptionModelStreamOptions
    from .transcription_model import TranscriptionModelStreamPart as TranscriptionModelStreamPart
    from .transcription_model import TranscriptionModelStreamResult as TranscriptionModelStreamResult
    from .transcription_model import TranscriptionModelUrlCallOptions as TranscriptionModelUrlCallOptions
    from .transcription_model import TranscriptPartial as TranscriptPartial
    from .transcription_model import TranscriptSegment as TranscriptSegment
    from .transcription_model import UrlTranscriptionModel as UrlTranscriptionModel
    from .video_model import GeneratingVideoModel as GeneratingVideoModel
    from .video_model import OperationVideoModel as OperationVideoModel
    from .video_model import VideoBase64 as VideoBase64
    from .video_model import VideoBinary as VideoBinary
    from .video_model import VideoData as VideoData
    from .video_model import VideoModel as VideoModel
    from .video_model import VideoModelCallOptions as VideoModelCallOptions
    from .video_model import VideoModelFile as VideoModelFile
    from .video_model import VideoModelFileData as VideoModelFileData
    from .video_model import VideoModelFileUrl as VideoModelFileUrl
    from .video_model import VideoModelFrameImage as VideoModelFrameImage
    from .video_model import VideoModelFrameType as VideoModelFrameType
    from .video_model import VideoModelOperationCompleted as VideoModelOperationCompleted
    from .video_model import VideoModelOperationFailed as VideoModelOperationFailed
    from .video_model import VideoModelOperationPending as VideoModelOperationPending
    from .video_model import VideoModelOperationStartOptions as VideoModelOperationStartOptions
    from .video_model import VideoModelOperationStartResult as VideoModelOperationStartResult
    from .video_model import VideoModelOperationStatusOptions as VideoModelOperationStatusOptions
    from .video_model import VideoModelOperationStatusResult as VideoModelOperationStatusResult
    from .video_model import VideoModelOperationWebhook as VideoModelOperationWebhook
    from .video_model import VideoModelResult as VideoModelResult
    from .video_model import VideoModelWebhook as VideoModelWebhook
    from .video_model import VideoUploaded as VideoUploaded
    from .video_model import VideoUrl as VideoUrl
    from .video_model import WebhookVideoModel as WebhookVideoModel
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "batch": (
                "Batch",
                "BatchCancelResult",
                "BatchError",
                "BatchItemDropped",
                "BatchItemFailed",
                "BatchItemResult",
                "BatchItemSucceeded",
                "BatchListItem",
                "BatchListOptions",
                "BatchListResult",
                "BatchOperationOptions",
                "BatchRequest",
                "BatchRequestCounts",
                "BatchResults",
                "BatchStartOptions",
                "BatchStartResult",
                "BatchStatus",
                "BatchWarning",
                "CancellableBatch",
                "ImageBatchItemSucceeded",
                "ImageBatchRequest",
                "ListableBatch",
                "TextBatchItemSucceeded",
                "TextBatchRequest",
            ),
            "codec": ("from_json", "from_json_text", "to_json", "to_json_bytes", "to_json_text"),
            "embedding_model": (
                "ByteLimitedEmbeddingModel",
                "Embedding",
                "EmbeddingModel",
                "EmbeddingModelCallOptions",
                "EmbeddingModelResult",
                "EmbeddingModelUsage",
                "OptionsSplittingEmbeddingModel",
            ),
            "files": (
                "DeletableFiles",
                "DownloadableFiles",
                "Files",
                "FilesDeleteFileCallOptions",
                "FilesDeleteFileResult",
                "FilesDownloadFileCallOptions",
                "FilesDownloadFileResult",
                "FilesGetFileMetadataCallOptions",
                "FilesGetFileMetadataResult",
                "FilesUploadFileCallOptions",
                "FilesUploadFileData",
                "FilesUploadFileResult",
                "FilesUploadFileStreamData",
                "MetadataFiles",
            ),
            "image_model": (
                "ImageEditingModel",
                "ImageModel",
                "ImageModelCallOptions",
                "ImageModelFile",
                "ImageModelFileData",
                "ImageModelFileUrl",
                "ImageModelResult",
                "ImageModelUsage",
            ),
            "json_value": ("JSONArray", "JSONObject", "JSONValue"),
            "language_model.call_options": (
                "JsonResponseFormat",
                "LanguageModelCallOptions",
                "ReasoningEffort",
                "ResponseFormat",
                "TextResponseFormat",
            ),
            "language_model.content": (
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
            "language_model.model": ("LanguageModel",),
            "language_model.prompt": (
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
            "language_model.result": (
                "LanguageModelGenerateResult",
                "LanguageModelResponse",
                "LanguageModelStream",
                "LanguageModelStreamResult",
            ),
            "language_model.stream_part": (
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
            "language_model.tools": (
                "FunctionTool",
                "LanguageModelTool",
                "ProviderTool",
                "ToolChoice",
                "ToolInputExample",
            ),
            "language_model.usage": ("FinishReason", "InputTokens", "OutputTokens", "UnifiedFinishReason", "Usage"),
            "middleware": (
                "EmbeddingModelMiddleware",
                "ImageModelMiddleware",
                "LanguageModelMiddleware",
                "ModelMiddleware",
                "RerankingModelMiddleware",
                "SpeechModelMiddleware",
                "TranscriptionModelMiddleware",
                "VideoModelMiddleware",
            ),
            "model": ("Model",),
            "model_capabilities": (
                "CapabilitySection",
                "ConditionalCapability",
                "DecisionCapabilities",
                "DecisionInputs",
                "DecisionQuestionTypes",
                "DescribedSizes",
                "EmbeddingCapabilities",
                "ImageCapabilities",
                "LanguageCapabilities",
                "LanguageInputs",
                "LanguageReasoning",
                "LanguageSampling",
                "LanguageTools",
                "ModelCapabilities",
                "ModelCapability",
                "ModelEntry",
                "ModelProviderOptions",
                "ProviderOptionDefinition",
                "ProviderOptionDefinitions",
                "RealtimeCapabilities",
                "RerankingCapabilities",
                "RerankingDocumentForms",
                "SpeechCapabilities",
                "SpeechTranslationCapabilities",
                "TranscriptionCapabilities",
                "VideoCapabilities",
                "VideoInputs",
            ),
            "provider": (
                "BatchProvider",
                "EmbeddingModelProvider",
                "FilesProvider",
                "ImageModelProvider",
                "LanguageModelProvider",
                "Provider",
                "RerankingModelProvider",
                "SkillsProvider",
                "SpeechModelProvider",
                "TranscriptionModelProvider",
                "VideoModelProvider",
            ),
            "reranking_model": (
                "ObjectDocuments",
                "RerankedDocument",
                "RerankingDocuments",
                "RerankingModel",
                "RerankingModelCallOptions",
                "RerankingModelResult",
                "TextDocuments",
            ),
            "shared": (
                "AudioFormat",
                "CallWarning",
                "CompatibilityWarning",
                "DeprecatedWarning",
                "FileData",
                "FileDataData",
                "FileDataReference",
                "FileDataText",
                "FileDataUrl",
                "GeneratedFileData",
                "Headers",
                "OtherWarning",
                "PartialResponseInfo",
                "ProviderMetadata",
                "ProviderOptions",
                "ProviderReference",
                "RequestInfo",
                "ResponseInfo",
                "SupportedUrls",
                "UnsupportedWarning",
            ),
            "skills": (
                "Skills",
                "SkillsFile",
                "SkillsFileData",
                "SkillsUploadSkillCallOptions",
                "SkillsUploadSkillResult",
            ),
            "speech_model": (
                "SpeechAudio",
                "SpeechFinish",
                "SpeechModel",
                "SpeechModelCallOptions",
                "SpeechModelResult",
                "SpeechModelStream",
                "SpeechModelStreamOptions",
                "SpeechModelStreamPart",
                "SpeechModelStreamResult",
                "SpeechModelStreamTextPart",
                "SpeechModelStreamUsage",
                "StreamingSpeechModel",
            ),
            "stream_part": ("RawChunk", "StreamError", "StreamResponseMetadata", "StreamStart", "UnknownPart"),
            "transcription_model": (
                "StreamingTranscriptionModel",
                "TimestampGranularity",
                "TranscriptDelta",
                "TranscriptFinal",
                "TranscriptPartial",
                "TranscriptSegment",
                "TranscriptionFinish",
                "TranscriptionModel",
                "TranscriptionModelCallOptions",
                "TranscriptionModelResult",
                "TranscriptionModelStream",
                "TranscriptionModelStreamOptions",
                "TranscriptionModelStreamPart",
                "TranscriptionModelStreamResult",
                "TranscriptionModelUrlCallOptions",
                "UrlTranscriptionModel",
            ),
            "video_model": (
                "GeneratingVideoModel",
                "OperationVideoModel",
                "VideoBase64",
                "VideoBinary",
                "VideoData",
                "VideoModel",
                "VideoModelCallOptions",
                "VideoModelFile",
                "VideoModelFileData",
                "VideoModelFileUrl",
                "VideoModelFrameImage",
                "VideoModelFrameType",
                "VideoModelOperationCompleted",
                "VideoModelOperationFailed",
                "VideoModelOperationPending",
                "VideoModelOperationStartOptions",
                "VideoModelOperationStartResult",
                "VideoModelOperationStatusOptions",
                "VideoModelOperationStatusResult",
                "VideoModelOperationWebhook",
                "VideoModelResult",
                "VideoModelWebhook",
                "VideoUploaded",
                "VideoUrl",
                "WebhookVideoModel",
            ),
        },
    )
