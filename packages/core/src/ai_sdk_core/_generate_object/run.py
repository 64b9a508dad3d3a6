"""One generation of an object: a generation of text that is told, and ends, in another way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any, cast

from .._callbacks import notify, resolve
from .._generate_text.events import StartEvent, StepStartEvent
from .._generate_text.options import StreamTextOptions
from .._generate_text.result import StepsView
from .._generate_text.run import Internals, TextRun
from .._generate_text.step import StepResult
from .._logger import log_warnings
from .._override import override
from .._prompt.call_settings import CallSettings
from ..errors import JSONParseError, NoObjectGeneratedError, TypeValidationError
from ..provider.language_model.model import LanguageModel
from ..provider.shared import DeprecatedWarning
from ..provider_utils.ids import create_id_generator
from ..provider_utils.json_parsing import parse_json
from .events import (
    GenerateObjectEndEvent,
    GenerateObjectStartEvent,
    GenerateObjectStepEndEvent,
    GenerateObjectStepStartEvent,
    ObjectResponse,
)
from .modes import ObjectMode
from .options import ObjectOptions, RepairTextOptions, StreamObjectOptions
from .result import GenerateObjectResult

_PASSED_ON = (
    "max_output_tokens",
    "temperature",
    "top_p",
    "top_k",
    "presence_penalty",
    "frequency_penalty",
    "seed",
    "reasoning",
    "max_retries",
    "abort_signal",
    "timeout",
    "headers",
    "provider_options",
    "allow_system_in_messages",
    "download",
    "telemetry",
    "on_error",
)
"""Options that mean the same for text."""

_TOLD_SETTINGS = [setting for setting in fields(CallSettings) if setting.name not in ("stop_sequences", "reasoning")]

_SUCCESSORS = {
    "ai.generateObject": ("generate_object", "generate_text"),
    "ai.streamObject": ("stream_object", "stream_text"),
}


class ObjectRun(TextRun):
    """The settings of one generation, checked and completed.

    Args:
        operation_id: `ai.generateObject` or `ai.streamObject`.
        model: The model, or its name.
        mode: What is asked for.
        options: The user's options.
        generate_id: Replaced by tests that compare exact results.

    Raises:
        InvalidArgumentError: A setting has an impossible value.
        NoSuchModelError: The model's name is not known.
    """

    def __init__(
        self,
        *,
        operation_id: str,
        model: LanguageModel | str,
        mode: ObjectMode[Any],
        options: ObjectOptions | StreamObjectOptions,
        generate_id: Callable[[], str] | None = None,
    ) -> None:
        generate_id = generate_id or create_id_generator(prefix="aiobj", size=24)
        shared: dict[str, Any] = {name: options[name] for name in _PASSED_ON if name in options}  # type: ignore[literal-required]
        super().__init__(
            operation_id=operation_id,
            model=model,
            prompt=options.get("prompt"),
            messages=options.get("messages"),
            instructions=options.get("instructions"),
            tools=None,
            output=mode.text_output,
            options=cast("StreamTextOptions", {**shared, "include": {"request_body": True, "response_body": True}}),
            internals=Internals(generate_id=generate_id, generate_call_id=generate_id),
        )
        self.mode = mode
        self._object_options = options
        self.on_generated: Callable[[StepsView], Awaitable[None]] | None = None
        """Told when the text is complete."""
        self._makers: dict[str, Callable[[Any], Any]] = {
            "on_start": self._object_start_event,
            "on_step_start": self._object_step_start_event,
            "on_step_end": self._object_step_end_event,
        }
        self._warn_about_successor()

    @override
    def listens(self, name: str) -> bool:
        """Whether anybody listens to an event of the generation of text."""
        return name == "on_end" or super().listens(name)

    @override
    async def notify(self, name: str, event: Any) -> None:
        """Tell about an event of the generation of text, as one of the generation of an object."""
        if name in self._makers:
            await self._tell(name, self._makers[name](event))
        elif name == "on_error":
            await super().notify(name, event)
        elif name == "on_end" and self.on_generated is not None:
            await self.on_generated(event)

    async def tell_end(self, result: GenerateObjectResult[Any]) -> None:
        """Tell `on_end`.

        Args:
            result: How the generation ended.
        """
        await self._tell("on_end", self._object_end_event(result))

    async def _tell(self, name: str, event: Any) -> None:
        callback: Any = self._object_options.get(name)
        if callback is not None:
            await notify(event, (callback,))
        if self.telemetry is not None:
            await self.telemetry.notify(name.replace("on_step_", "on_object_step_"), event)

    async def conclude(
        self, steps: StepsView, text: str | None, error: BaseException | None = None
    ) -> GenerateObjectResult[Any]:
        """Parse the object.

        Args:
            steps: The one step that was made.
            text: What the model wrote; `None` if it wrote nothing at all.
            error: What the generation ended in, if it did not end well.

        Returns:
            The result, whose object may be an error.
        """
        step = steps.final_step
        result = GenerateObjectResult[Any](
            finish_reason="error" if error is not None else step.finish_reason,
            usage=step.usage,
            warnings=step.warnings,
            request=step.request,
            response=_response(step),
            reasoning=step.reasoning_text,
            provider_metadata=step.provider_metadata,
            object_error=error,
        )
        if error is None:
            try:
                result.parsed_object = await self._parse_or_repair(text, result)
            except Exception as failure:
                result.object_error = failure
        return result

    # --- Parsing ---

    async def _parse_or_repair(self, text: str | None, result: GenerateObjectResult[Any]) -> Any:
        if text is None:
            raise _no_object("the model did not return a response", None, result)
        try:
            return self._parse(text, result)
        except NoObjectGeneratedError as error:
            repair = self._object_options.get("repair_text")
            cause = error.__cause__
            if repair is None or not isinstance(cause, JSONParseError | TypeValidationError):
                raise
            repaired = await resolve(repair(RepairTextOptions(text=text, error=cause)))
            if repaired is None:
                raise
        return self._parse(repaired, result)

    def _parse(self, text: str, result: GenerateObjectResult[Any]) -> Any:
        try:
            return self.mode.validate(parse_json(text))
        except JSONParseError as error:
            raise _no_object("could not parse the response", text, result) from error
        except TypeValidationError as error:
            raise _no_object("response did not match schema", text, result) from error

    # --- Events ---

    def _object_start_event(self, event: StartEvent) -> GenerateObjectStartEvent:
        settings: dict[str, Any] = {setting.name: getattr(event.settings, setting.name) for setting in _TOLD_SETTINGS}
        return GenerateObjectStartEvent(
            call_id=event.call_id,
            operation_id=event.operation_id,
            provider=event.provider,
            model_id=event.model_id,
            instructions=self._object_options.get("instructions"),
            prompt=self._object_options.get("prompt"),
            messages=self._object_options.get("messages"),
            **settings,
            max_retries=event.max_retries,
            headers=event.headers,
            provider_options=event.provider_options,
            output=self.mode.output,
            schema=self.mode.json_schema,
            schema_name=self._object_options.get("schema_name"),
            schema_description=self._object_options.get("schema_description"),
        )

    def _object_step_start_event(self, event: StepStartEvent) -> GenerateObjectStepStartEvent:
        return GenerateObjectStepStartEvent(
            call_id=event.call_id,
            step_number=event.step_number,
            provider=event.provider,
            model_id=event.model_id,
            provider_options=event.provider_options,
            headers=self.headers,
            prompt_messages=event.prompt_messages,
        )

    def _object_step_end_event(self, step: StepResult) -> GenerateObjectStepEndEvent:
        return GenerateObjectStepEndEvent(
            call_id=step.call_id,
            step_number=step.step_number,
            provider=step.model.provider,
            model_id=step.model.model_id,
            finish_reason=step.finish_reason,
            usage=step.usage,
            object_text=step.text,
            reasoning=step.reasoning_text,
            warnings=step.warnings,
            request=step.request,
            response=_response(step),
            provider_metadata=step.provider_metadata,
            time_to_first_chunk=step.performance.time_to_first_output,
        )

    def _object_end_event(self, result: GenerateObjectResult[Any]) -> GenerateObjectEndEvent:
        return GenerateObjectEndEvent(
            call_id=self.call_id,
            object=result.parsed_object,
            error=result.object_error,
            reasoning=result.reasoning,
            finish_reason=result.finish_reason,
            usage=result.usage,
            warnings=result.warnings,
            request=result.request,
            response=result.response,
            provider_metadata=result.provider_metadata,
        )

    def _warn_about_successor(self) -> None:
        name, successor = _SUCCESSORS[self.operation_id]
        warning = DeprecatedWarning(setting=name, message=f"Use {successor} with an output setting instead.")
        log_warnings([warning], provider=self.model.provider, model=self.model.model_id)


def _response(step: StepResult) -> ObjectResponse:
    response = step.response
    return ObjectResponse(
        id=response.id,
        timestamp=response.timestamp,
        model_id=response.model_id,
        headers=response.headers,
        body=response.body,
    )


def _no_object(reason: str, text: str | None, result: GenerateObjectResult[Any]) -> NoObjectGeneratedError:
    return NoObjectGeneratedError(
        message=f"No object generated: {reason}.",
        text=text,
        response=result.response,
        usage=result.usage,
        finish_reason=result.finish_reason,
    )
