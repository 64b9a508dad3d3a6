"""The rule of a server without a script."""

from __future__ import annotations

from ._replies import AnyReply, Reply
from ._request import RecordedRequest


def helpful_answer(request: RecordedRequest) -> AnyReply | None:
    """Answer as a small model would, the same for the same request."""
    if request.path in ("/v1/chat/completions", "/v1/completions") and request.method == "POST":
        return Reply(text="This is the AI SDK test server.")

    return None
