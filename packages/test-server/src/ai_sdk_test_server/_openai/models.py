"""`GET /v1/models` and `GET /v1/models/{model}`."""

from __future__ import annotations

from .._endpoint import Endpoint, Exchange, InvalidRequest
from .._json import JSONObject
from .._replies import AnyReply, JsonReply
from .._request import RecordedRequest
from .._response import Response
from .chat import CREATED

MODEL_IDS = ("test-chat", "test-completion", "test-embedding", "test-image")
"""The models that the server lists; it answers for any other, too."""


def _model(model_id: str) -> JSONObject:
    return {"id": model_id, "object": "model", "created": CREATED, "owned_by": "ai-sdk-test-server"}


def _list_models(_: RecordedRequest) -> JsonReply:
    return JsonReply(body={"object": "list", "data": [_model(model_id) for model_id in MODEL_IDS]})


def _describe_model(request: RecordedRequest) -> JsonReply:
    return JsonReply(body=_model(_model_id(request)))


def _check_model(request: RecordedRequest) -> None:
    if _model_id(request) not in MODEL_IDS:
        raise InvalidRequest(
            f"The model '{_model_id(request)}' does not exist.", param="model", status=404, code="model_not_found"
        )


def _model_id(request: RecordedRequest) -> str:
    return request.path.removeprefix("/v1/models/")


def _encode(_: AnyReply, __: Exchange) -> Response | None:
    return None


MODELS = Endpoint(method="GET", check=lambda _: None, encode=_encode, standing_answer=_list_models)
"""The list of models."""

MODEL = Endpoint(method="GET", check=_check_model, encode=_encode, standing_answer=_describe_model)
"""One model."""
