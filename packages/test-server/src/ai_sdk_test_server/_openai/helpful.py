"""The rule of a server without a script: small, deterministic answers on every endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .._json import JSONObject, JSONValue, as_text
from .._replies import AnyReply, EmbeddingReply, ImageReply, Reply
from .._request import RecordedRequest
from .._sampling.image import sample_png
from .._sampling.vector import DIMENSIONS, sample_vector
from .embeddings import inputs_of
from .helpful_chat import answer_chat, echo, within_limits
from .images import image_settings

IMAGE_SIZE = "64x64"
"""The size of images whose request does not say it."""


def helpful_answer(request: RecordedRequest) -> AnyReply | None:
    """Answer as a small model would, the same for the same request: the rule of a server without a script.

    Chats are echoed; tools that fit the question are called with arguments from the question and from their schemas,
    and their results reported; a JSON schema gets an instance; texts that share words get similar vectors; images are
    real.
    """
    answer = _ANSWERS.get(request.path)
    return None if answer is None or request.method != "POST" else answer(request)


def _answer_chat(request: RecordedRequest) -> Reply:
    return answer_chat(request.json_object)


def _answer_completion(request: RecordedRequest) -> Reply:
    body = request.json_object
    prompt = body.get("prompt")
    return within_limits(Reply(text=echo(as_text(prompt) or str(prompt))), body)


def _answer_embeddings(request: RecordedRequest) -> EmbeddingReply:
    body = request.json_object
    dimensions = body.get("dimensions")
    length = dimensions if isinstance(dimensions, int) else DIMENSIONS
    return EmbeddingReply(embeddings=[sample_vector(_text_of(item), length) for item in inputs_of(body)])


def _text_of(item: JSONValue) -> str:
    return " ".join(map(str, item)) if isinstance(item, list) else as_text(item)


def _answer_images(request: RecordedRequest) -> ImageReply:
    settings: JSONObject = image_settings(request)
    size = as_text(settings.get("size"))
    width, height = (IMAGE_SIZE if size in ("", "auto") else size).split("x")
    count = int(str(settings.get("n") or 1))
    prompt = as_text(settings.get("prompt"))
    return ImageReply(images=[sample_png(f"{prompt} {number}", int(width), int(height)) for number in range(count)])


_ANSWERS: Mapping[str, Callable[[RecordedRequest], AnyReply]] = {
    "/v1/chat/completions": _answer_chat,
    "/v1/completions": _answer_completion,
    "/v1/embeddings": _answer_embeddings,
    "/v1/images/generations": _answer_images,
    "/v1/images/edits": _answer_images,
}
