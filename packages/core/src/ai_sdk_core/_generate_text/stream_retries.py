"""Starting a stream anew that failed after it had begun."""

from __future__ import annotations

from typing import Any

from .._callbacks import notify, resolve
from .._retries import Retries
from ..errors import ToolChoiceViolationError
from .events import ChunkEvent, ErrorEvent
from .parts import Batch, InternalPart
from .run import TextRun

_TOOL_PARTS = frozenset(
    {"tool-input-start", "tool-input-delta", "tool-input-end", "tool-call", "tool-approval-request"}
    | {"tool-approval-response", "tool-result", "tool-error"}
)


class StreamRetries:
    """Decides, for one step, whether a failed stream is started anew.

    While a retry is possible, tool calls and what follows them are held back: a tool that ran cannot be unrun.

    Args:
        run: The generation.
    """

    def __init__(self, run: TextRun) -> None:
        self._run = run
        limit = Retries(run.options.get("stream_retries"), parameter="streamRetries", default=0).max_retries
        self._automatic = limit
        self._on_request = 1 if run.options.get("stream_retries") is not None and run.listens("on_error") else 0
        self.holds_back = bool(self._automatic or self._on_request)
        """Whether tool parts have to wait until the model call is complete."""
        self.wanted = False
        """Set when the current attempt failed and a new one is to be made."""

    def holds(self, part: InternalPart, held: Batch) -> bool:
        """Whether a part has to wait.

        Args:
            part: A part of the stream.
            held: What waits already.

        Returns:
            True from the first tool part on.
        """
        return self.holds_back and part.type != "ping" and (bool(held) or part.type in _TOOL_PARTS)

    async def report(self, part: Any) -> None:
        """Tell callbacks about an error in the model's stream and decide whether to start anew.

        Args:
            part: The error part.
        """
        await self._run.notify("on_chunk", ChunkEvent(chunk=part))
        asked = await self._ask_callback(part.error)
        if isinstance(part.error, ToolChoiceViolationError):
            return
        if self._automatic:
            self._automatic -= 1
            self.wanted = True
        elif asked and self._on_request:
            self._on_request -= 1
            self.wanted = True

    async def _ask_callback(self, error: Any) -> bool:
        on_error = self._run.options.get("on_error")
        answers: list[Any] = []

        async def ask(event: ErrorEvent) -> None:
            if on_error is not None:
                answers.append(await resolve(on_error(event)))

        await notify(ErrorEvent(error=error), (ask,))
        return bool(answers) and isinstance(answers[0], dict) and answers[0].get("retry") is True
