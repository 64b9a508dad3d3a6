"""From requests as users write them to requests as providers receive them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from .._generate_image.prompt import prepare_image_prompt
from .._prompt.call_settings import CallSettings, prepare_call_settings
from .._prompt.convert import convert_to_language_model_prompt
from .._prompt.prepare_tools import prepare_tool_choice, prepare_tools
from .._prompt.standardize import standardize_prompt
from ..errors import InvalidArgumentError
from ..provider import batch as specification
from ..provider.batch import Batch
from ..provider.image_model import ImageModelCallOptions
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.tools import LanguageModelTool
from .types import BatchRequest, ImageBatchRequest, TextBatchRequest

_SETTINGS = tuple(setting.name for setting in fields(CallSettings))


def check_requests(requests: Sequence[BatchRequest]) -> None:
    """Check that requests can be told apart.

    Args:
        requests: The requests.

    Raises:
        InvalidArgumentError: There are none, or an id is empty or used twice.
    """
    if not requests:
        raise _wrong("requests must not be empty", requests)
    ids: set[str] = set()
    for request in requests:
        if not request["id"].strip():
            raise _wrong("request IDs must not be empty", requests)
        if request["id"] in ids:
            raise _wrong(f'request IDs must be unique; duplicate ID "{request["id"]}"', requests)
        ids.add(request["id"])


async def prepare_requests(requests: Sequence[BatchRequest], api: Batch) -> list[specification.BatchRequest]:
    """Prepare all requests of a batch.

    Args:
        requests: As the user wrote them.
        api: Where they will go; it says which files it fetches itself, the others are downloaded.

    Returns:
        The requests as providers receive them.

    Raises:
        InvalidArgumentError: A request is of no known type, or a tool differs between requests.
        InvalidPromptError: A prompt is not valid.
        AISDKError: A prompt cannot be converted, or a file cannot be downloaded.
    """
    tools: dict[str, LanguageModelTool] = {}
    return [await _prepare(request, api, tools) for request in requests]


async def _prepare(
    request: BatchRequest, api: Batch, tools: dict[str, LanguageModelTool]
) -> specification.BatchRequest:
    if request["type"] == "text":
        return await _prepare_text(request, api, tools)
    if request["type"] == "image":
        return _prepare_image(request)
    raise _wrong(f'Unsupported batch request type "{request["type"]}".', request["type"])


async def _prepare_text(
    request: TextBatchRequest, api: Batch, known_tools: dict[str, LanguageModelTool]
) -> specification.TextBatchRequest:
    prompt = standardize_prompt(
        prompt=request.get("prompt"),
        messages=request.get("messages"),
        instructions=request.get("instructions"),
        allow_system_in_messages=request.get("allow_system_in_messages", False),
    )
    tools = await prepare_tools(
        request.get("tools"), tool_order=request.get("tool_order"), tools_context=request.get("tools_context")
    )
    _check_tools(request["id"], tools or [], known_tools)
    given: dict[str, Any] = {name: request[name] for name in _SETTINGS if name in request}  # type: ignore[literal-required]
    settings = prepare_call_settings(**given)
    return specification.TextBatchRequest(
        id=request["id"],
        model_id=request["model"],
        options=LanguageModelCallOptions(
            prompt=await convert_to_language_model_prompt(
                prompt, supported_urls=api.supported_urls, provider=api.provider.partition(".")[0]
            ),
            tools=tools,
            tool_choice=prepare_tool_choice(request.get("tool_choice")),
            provider_options=request.get("provider_options"),
            **{name: getattr(settings, name) for name in _SETTINGS},
        ),
    )


def _check_tools(
    request_id: str, tools: Sequence[LanguageModelTool], known_tools: dict[str, LanguageModelTool]
) -> None:
    for tool in tools:
        if known_tools.setdefault(tool.name, tool) != tool:
            message = f'tool "{tool.name}" must have the same definition in every batch request'
            raise _wrong(message, request_id)


def _prepare_image(request: ImageBatchRequest) -> specification.ImageBatchRequest:
    prompt = prepare_image_prompt(request["prompt"])
    return specification.ImageBatchRequest(
        id=request["id"],
        model_id=request["model"],
        options=ImageModelCallOptions(
            prompt=prompt.text,
            files=prompt.files,
            mask=prompt.mask,
            n=request.get("n", 1),
            size=request.get("size"),
            aspect_ratio=request.get("aspect_ratio"),
            seed=request.get("seed"),
            provider_options=request.get("provider_options") or {},
        ),
    )


def _wrong(message: str, value: object) -> InvalidArgumentError:
    return InvalidArgumentError(parameter="requests", value=value, message=message)
