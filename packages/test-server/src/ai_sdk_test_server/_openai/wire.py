"""The paths of the OpenAI-compatible wire, and its error envelope."""

from __future__ import annotations

from .._endpoint import Endpoint
from .._replies import ErrorReply
from .._response import Response, json_response
from .chat import CHAT
from .completion import COMPLETION
from .embeddings import EMBEDDINGS
from .images import IMAGE_EDIT, IMAGE_GENERATION
from .models import MODEL, MODELS

ENDPOINTS = {
    "/v1/chat/completions": CHAT,
    "/v1/completions": COMPLETION,
    "/v1/embeddings": EMBEDDINGS,
    "/v1/images/generations": IMAGE_GENERATION,
    "/v1/images/edits": IMAGE_EDIT,
    "/v1/models": MODELS,
}

ERROR_TYPES = {
    401: "invalid_request_error",
    403: "permission_error",
    429: "rate_limit_error",
}


class OpenAIWire:
    """What servers that call themselves OpenAI-compatible agree on."""

    def endpoints(self, path: str) -> list[Endpoint]:
        """The endpoints of a path, one per method; none for a path that is not of this wire."""
        if path in ENDPOINTS:
            return [ENDPOINTS[path]]

        return [MODEL] if path.startswith("/v1/models/") else []

    def encode_error(self, reply: ErrorReply) -> Response:
        """Write an error as `{"error": {"message", "type", "param", "code"}}`."""
        headers = dict(reply.headers)

        if reply.retry_after is not None:
            headers["retry-after"] = _header_number(reply.retry_after)

        error = {
            "message": reply.message,
            "type": reply.type or _error_type(reply.status),
            "param": reply.param,
            "code": reply.code,
        }
        return json_response({"error": error}, status=reply.status, headers=headers, delivery=reply.delivery)


def _error_type(status: int) -> str:
    return ERROR_TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")


def _header_number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"
