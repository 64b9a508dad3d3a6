"""Blocking twins of the SDK's functions: the same names, the same arguments.

They work in scripts, in threads, in notebooks and in programs whose event loop is already running: all calls run on one
event loop in a thread of its own, so that connections are reused from call to call. Streams are iterators and context
managers.
"""

from __future__ import annotations

from ._agent.tool_loop_agent import ToolLoopAgent as _ToolLoopAgent
from ._batch.functions import cancel_batch as _cancel_batch
from ._batch.functions import get_batch_results as _get_batch_results
from ._batch.functions import get_batch_status as _get_batch_status
from ._batch.functions import list_batches as _list_batches
from ._batch.functions import start_batch as _start_batch
from ._embed.many import embed_many as _embed_many
from ._embed.single import embed as _embed
from ._generate_image.generate import generate_image as _generate_image
from ._generate_object.generate import generate_object as _generate_object
from ._generate_object.stream import stream_object as _stream_object
from ._generate_speech.generate import generate_speech as _generate_speech
from ._generate_text.generate import generate_text as _generate_text
from ._generate_text.stream import stream_text as _stream_text
from ._generate_video.generate import generate_video as _generate_video
from ._generate_video.start import get_video_status as _get_video_status
from ._generate_video.start import start_video as _start_video
from ._rerank import rerank as _rerank
from ._sync import SyncStreamTextResult as StreamTextResult
from ._sync import blocking, blocking_stream
from ._sync_agent import SyncAgent as Agent
from ._sync_agent import SyncAgentSession as AgentSession
from ._sync_agent import blocking_agent
from ._sync_streams import SyncBatchResults as BatchResults
from ._sync_streams import SyncStreamObjectResult as StreamObjectResult
from ._sync_streams import SyncStreamSpeechResult as StreamSpeechResult
from ._sync_streams import SyncStreamTranscriptionResult as StreamTranscriptionResult
from ._sync_streams import blocking_object_stream, blocking_results
from ._sync_streams import blocking_stream_speech as stream_speech
from ._sync_streams import blocking_stream_transcribe as stream_transcribe
from ._transcribe.generate import transcribe as _transcribe
from ._upload import upload_file as _upload_file
from ._upload import upload_skill as _upload_skill

ToolLoopAgent = blocking_agent(_ToolLoopAgent)
cancel_batch = blocking(_cancel_batch)
embed = blocking(_embed)
embed_many = blocking(_embed_many)
generate_image = blocking(_generate_image)
generate_object = blocking(_generate_object)
generate_speech = blocking(_generate_speech)
generate_text = blocking(_generate_text)
generate_video = blocking(_generate_video)
get_batch_results = blocking_results(_get_batch_results)
get_batch_status = blocking(_get_batch_status)
get_video_status = blocking(_get_video_status)
list_batches = blocking(_list_batches)
rerank = blocking(_rerank)
start_batch = blocking(_start_batch)
start_video = blocking(_start_video)
stream_object = blocking_object_stream(_stream_object)
stream_text = blocking_stream(_stream_text)
transcribe = blocking(_transcribe)
upload_file = blocking(_upload_file)
upload_skill = blocking(_upload_skill)

__all__ = [
    "Agent",
    "AgentSession",
    "BatchResults",
    "StreamObjectResult",
    "StreamSpeechResult",
    "StreamTextResult",
    "StreamTranscriptionResult",
    "ToolLoopAgent",
    "cancel_batch",
    "embed",
    "embed_many",
    "generate_image",
    "generate_object",
    "generate_speech",
    "generate_text",
    "generate_video",
    "get_batch_results",
    "get_batch_status",
    "get_video_status",
    "list_batches",
    "rerank",
    "start_batch",
    "start_video",
    "stream_object",
    "stream_speech",
    "stream_text",
    "stream_transcribe",
    "transcribe",
    "upload_file",
    "upload_skill",
]
