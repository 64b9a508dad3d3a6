"""Models inside middleware: `wrapLanguageModel`, `wrapEmbeddingModel`, `wrapImageModel`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from contextlib import aclosing
from typing import Any, Literal

from ai_sdk_core import (
    ReasoningTags,
    add_tool_input_examples_middleware,
    default_embedding_settings_middleware,
    default_instructions_middleware,
    default_settings_middleware,
    extract_json_middleware,
    extract_reasoning_middleware,
    simulate_streaming_middleware,
    wrap_embedding_model,
    wrap_image_model,
    wrap_language_model,
)
from ai_sdk_core._callbacks import resolve
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    EmbeddingModelMiddleware,
    EmbeddingModelResult,
    ImageModelCallOptions,
    ImageModelMiddleware,
    ImageModelResult,
    LanguageModelCallOptions,
    LanguageModelGenerateResult,
    LanguageModelMiddleware,
    from_json,
    to_json,
)

from .encoding import JSON, encode, encode_error
from .names import to_snake
from .stage import Stage
from .verdicts import NotApplicable, Unimplemented

_HI = {"prompt": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}]}


async def language_model(stage: Stage) -> dict[str, JSON]:
    """Run a `wrapLanguageModel` case."""
    return await _wrapped(stage, "language", _call_language_model)


async def embedding_model(stage: Stage) -> dict[str, JSON]:
    """Run a `wrapEmbeddingModel` case."""
    return await _wrapped(stage, "embedding", _call_embedding_model)


async def image_model(stage: Stage) -> dict[str, JSON]:
    """Run a `wrapImageModel` case."""
    return await _wrapped(stage, "image", _call_image_model)


async def _wrapped(stage: Stage, kind: str, call: Callable[[Any, Stage], Any]) -> dict[str, JSON]:
    observed: dict[str, JSON] = {}
    try:
        model = _wrap(stage, kind)
        observed |= {"provider": model.provider, "modelId": model.model_id}
        observed |= await call(model, stage)
    except (NotApplicable, Unimplemented):
        raise
    except Exception as error:
        observed["throws"] = encode_error(error)
    return {**observed, **stage.observed()}


def _wrap(stage: Stage, kind: str) -> Any:
    described = stage.data["middleware"]
    layers = described if isinstance(described, list) else [described]
    settings = {to_snake(key): stage.data[key] for key in ("modelId", "providerId") if key in stage.data}
    wrap: Any = {"language": wrap_language_model, "embedding": wrap_embedding_model, "image": wrap_image_model}[kind]
    return wrap(
        model=stage.models["m"], middleware=[build_middleware(stage, kind, layer) for layer in layers], **settings
    )


async def _call_language_model(model: Any, stage: Stage) -> dict[str, JSON]:
    options = from_json(LanguageModelCallOptions, stage.decode(stage.data.get("callOptions", _HI)))
    if stage.data.get("method") != "doStream":
        return {"result": encode(await model.do_generate(options))}
    result = await model.do_stream(options)
    async with aclosing(result.stream) as stream:
        parts = [encode(part) async for batch in stream for part in batch]
    rest = {"request": encode(result.request), "response": encode(result.response)}
    return {"parts": parts, "rest": {key: value for key, value in rest.items() if value is not None}}


async def _call_embedding_model(model: Any, stage: Stage) -> dict[str, JSON]:
    options = from_json(EmbeddingModelCallOptions, stage.decode(stage.data["callOptions"]))
    result = await model.do_embed(options)
    return {**_limit(model, "maxEmbeddingsPerCall"), "result": encode(result)}


async def _call_image_model(model: Any, stage: Stage) -> dict[str, JSON]:
    options = from_json(ImageModelCallOptions, stage.decode(stage.data["callOptions"]))
    return {**_limit(model, "maxImagesPerCall"), "result": encode(await model.do_generate(options))}


def _limit(model: Any, name: str) -> dict[str, JSON]:
    value = getattr(model, to_snake(name))
    return {} if value is None else {name: value}


# --- Middleware ---


def build_middleware(stage: Stage, kind: str, description: Mapping[str, Any]) -> Any:
    """Build middleware.

    Args:
        stage: The case's surroundings.
        kind: Kind of the models that it is for.
        description: As it stands in the file: the name of a built-in one, or functions.

    Returns:
        The middleware.

    Raises:
        Unimplemented: There is no such middleware.
    """
    if "$middleware" not in description:
        return _DESCRIBED[kind](stage, description)
    build = _BUILT_IN.get(description["$middleware"])
    if build is None:
        raise Unimplemented(f"middleware {description['$middleware']}")
    options = stage.decode(description.get("options", {}))
    return build({to_snake(key): value for key, value in options.items()})


def _default_settings(options: dict[str, Any]) -> Any:
    fields: Any = from_json(LanguageModelCallOptions, {"prompt": [], **options["settings"]})
    return default_settings_middleware(settings=_given(fields, options["settings"]))  # type: ignore[arg-type]


def _default_embedding_settings(options: dict[str, Any]) -> Any:
    fields: Any = from_json(EmbeddingModelCallOptions, {"values": [], **options["settings"]})
    return default_embedding_settings_middleware(settings=_given(fields, options["settings"]))  # type: ignore[arg-type]


def _given(fields: Any, settings: Mapping[str, Any]) -> dict[str, Any]:
    return {to_snake(key): getattr(fields, to_snake(key)) for key in settings}


def _extract_json(options: dict[str, Any]) -> Any:
    transform = options.get("transform")
    return extract_json_middleware(transform=None if transform is None else lambda text: _at_once(transform(text)))


def _extract_reasoning(options: dict[str, Any]) -> Any:
    tag = options["tag_name"]
    name = ReasoningTags(tag["opening"], tag["closing"]) if isinstance(tag, Mapping) else tag
    return extract_reasoning_middleware(**{**options, "tag_name": name})


def _tool_input_examples(options: dict[str, Any]) -> Any:
    write = options.pop("format", None)
    if write is not None:
        options["format"] = lambda example, index: _at_once(write(to_json(example), index))
    return add_tool_input_examples_middleware(**options)


_BUILT_IN: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "defaultSettingsMiddleware": _default_settings,
    "defaultEmbeddingSettingsMiddleware": _default_embedding_settings,
    "defaultInstructionsMiddleware": lambda options: default_instructions_middleware(**options),
    "extractJsonMiddleware": _extract_json,
    "extractReasoningMiddleware": _extract_reasoning,
    "simulateStreamingMiddleware": lambda _options: simulate_streaming_middleware(),
    "addToolInputExamplesMiddleware": _tool_input_examples,
}


def _at_once(value: Any) -> Any:
    """Run a function of the vocabulary, which is async, where ours are not; it must not wait."""
    if not isinstance(value, Coroutine):
        return value
    try:
        value.send(None)
    except StopIteration as stop:
        return stop.value
    raise Unimplemented("a function that waits where ours cannot")


class _Described:
    """The functions of middleware that a case describes."""

    _stage: Stage
    _description: Mapping[str, Any]

    def __init__(self, stage: Stage, description: Mapping[str, Any]) -> None:
        self._stage = stage
        self._functions = {key: stage.decode(value) for key, value in description.items() if "$fn" in (value or ())}

    def __getattribute__(self, name: str) -> Any:
        # Only what is described overrides; the rest is the base class's.
        camel = {"override_provider": "overrideProvider", "override_model_id": "overrideModelId"}.get(name)
        functions = object.__getattribute__(self, "__dict__").get("_functions", {})
        if camel in functions:
            return lambda model: _at_once(functions[camel]({"model": _facts(model)}))
        return super().__getattribute__(name)

    async def transformed(self, kind: Any, model: Any, params: Any, **more: Any) -> Any:
        function = self._functions.get("transformParams")
        if function is None:
            return params
        changed = await resolve(function({"params": to_json(params), "model": _facts(model), **more}))
        return from_json(kind, changed)

    async def answered(self, name: str, kind: Any, model: Any, params: Any) -> Any:
        function = self._functions.get(name)
        if function is None:
            return None
        return from_json(kind, await resolve(function({"params": to_json(params), "model": _facts(model)})))


def _facts(model: Any) -> dict[str, str]:
    return {"provider": model.provider, "modelId": model.model_id}


class _LanguageModel(_Described, LanguageModelMiddleware):
    async def transform_params(self, model: Any, params: Any, operation: Literal["generate", "stream"]) -> Any:
        return await self.transformed(LanguageModelCallOptions, model, params, type=operation)

    async def wrap_generate(self, model: Any, params: Any) -> Any:
        answer = await self.answered("wrapGenerate", LanguageModelGenerateResult, model, params)
        return answer if answer is not None else await model.do_generate(params)


class _EmbeddingModel(_Described, EmbeddingModelMiddleware):
    async def transform_params(self, model: Any, params: Any) -> Any:
        return await self.transformed(EmbeddingModelCallOptions, model, params)

    async def wrap_embed(self, model: Any, params: Any) -> Any:
        answer = await self.answered("wrapEmbed", EmbeddingModelResult, model, params)
        return answer if answer is not None else await model.do_embed(params)


class _ImageModel(_Described, ImageModelMiddleware):
    async def transform_params(self, model: Any, params: Any) -> Any:
        return await self.transformed(ImageModelCallOptions, model, params)

    async def wrap_generate(self, model: Any, params: Any) -> Any:
        answer = await self.answered("wrapGenerate", ImageModelResult, model, params)
        return answer if answer is not None else await model.do_generate(params)


_DESCRIBED: Mapping[str, Callable[[Stage, Mapping[str, Any]], Any]] = {
    "language": _LanguageModel,
    "embedding": _EmbeddingModel,
    "image": _ImageModel,
}
