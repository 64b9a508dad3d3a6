"""Blocking twins of the SDK's functions: the same names, the same arguments.

They work in scripts, in threads, in notebooks and in programs whose event loop is already running: all calls run on one
event loop in a thread of its own, so that connections are reused from call to call. Streams are iterators and context
managers.
"""

from __future__ import annotations

from ._agent.tool_loop_agent import ToolLoopAgent as _ToolLoopAgent
from ._generate_text.generate import generate_text as _generate_text
from ._generate_text.stream import stream_text as _stream_text
from ._sync import SyncStreamTextResult as StreamTextResult
from ._sync import blocking, blocking_stream
from ._sync_agent import SyncAgent as Agent
from ._sync_agent import SyncAgentSession as AgentSession
from ._sync_agent import blocking_agent

generate_text = blocking(_generate_text)
stream_text = blocking_stream(_stream_text)
ToolLoopAgent = blocking_agent(_ToolLoopAgent)

__all__ = ["Agent", "AgentSession", "StreamTextResult", "ToolLoopAgent", "generate_text", "stream_text"]
