"""The result of a generation, seen through its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Generic

from typing_extensions import TypeVar

from .._generated_file import GeneratedFile
from .._prompt.messages import ResponseMessage
from .._usage import LanguageModelUsage, add_usage
from .._value import Value
from ..errors import NoObjectGeneratedError, NoOutputGeneratedError
from ..provider.language_model.content import DocumentSource, Reasoning, UrlSource
from ..provider.language_model.usage import UnifiedFinishReason
from ..provider.shared import CallWarning, ProviderMetadata
from .content import ContentPart, ReasoningFileOutput, TypedToolCall, TypedToolResult
from .step import RequestMetadata, ResponseMetadata, StepResult

OutputT = TypeVar("OutputT", default=str)


class _Missing:
    """The output of a generation that gave none."""


MISSING = _Missing()


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class StepsView(Value):
    """A generation seen through its finished steps: what the last one said, and everything that all of them gave."""

    steps: list[StepResult]
    initial_response_messages: list[ResponseMessage] = field(default_factory=list, repr=False)
    complete: bool = True
    """False if the generation broke off in a step after these; then `finish_reason` is `other` and `usage` unknown."""

    @property
    def final_step(self) -> StepResult:
        """The last step."""
        return self.steps[-1]

    @property
    def text(self) -> str:
        """Text of the last step."""
        return self.final_step.text

    @property
    def reasoning(self) -> list[Reasoning | ReasoningFileOutput]:
        """Reasoning of the last step."""
        content = self.final_step.content
        return [part for part in content if part.type == "reasoning" or part.type == "reasoning-file"]

    @property
    def reasoning_text(self) -> str | None:
        """Reasoning of the last step as text; `None` if there is none."""
        return self.final_step.reasoning_text

    @property
    def content(self) -> list[ContentPart]:
        """Content of all steps."""
        return [part for step in self.steps for part in step.content]

    @property
    def files(self) -> list[GeneratedFile]:
        """Files of all steps."""
        return [file for step in self.steps for file in step.files]

    @property
    def sources(self) -> list[UrlSource | DocumentSource]:
        """Sources of all steps."""
        return [source for step in self.steps for source in step.sources]

    @property
    def tool_calls(self) -> list[TypedToolCall]:
        """Tool calls of all steps."""
        return [call for step in self.steps for call in step.tool_calls]

    @property
    def static_tool_calls(self) -> list[TypedToolCall]:
        """Calls, in all steps, of tools whose types are known when the program is written."""
        return [call for step in self.steps for call in step.static_tool_calls]

    @property
    def dynamic_tool_calls(self) -> list[TypedToolCall]:
        """Calls, in all steps, of tools that are only known at run time, and invalid calls."""
        return [call for step in self.steps for call in step.dynamic_tool_calls]

    @property
    def tool_results(self) -> list[TypedToolResult]:
        """Tool results of all steps."""
        return [result for step in self.steps for result in step.tool_results]

    @property
    def static_tool_results(self) -> list[TypedToolResult]:
        """Results of `static_tool_calls`."""
        return [result for step in self.steps for result in step.static_tool_results]

    @property
    def dynamic_tool_results(self) -> list[TypedToolResult]:
        """Results of `dynamic_tool_calls`."""
        return [result for step in self.steps for result in step.dynamic_tool_results]

    @property
    def finish_reason(self) -> UnifiedFinishReason:
        """Why the last step ended."""
        return self.final_step.finish_reason if self.complete else "other"

    @property
    def raw_finish_reason(self) -> str | None:
        """Why the last step ended, in the provider's words."""
        return self.final_step.raw_finish_reason if self.complete else None

    @property
    def usage(self) -> LanguageModelUsage:
        """Tokens of all steps together."""
        counted = self.steps if self.complete else []
        return reduce(add_usage, (step.usage for step in counted), LanguageModelUsage())

    @property
    def warnings(self) -> list[CallWarning]:
        """Warnings of all steps."""
        return [warning for step in self.steps for warning in step.warnings]

    @property
    def request(self) -> RequestMetadata:
        """Request of the last step."""
        return self.final_step.request

    @property
    def response(self) -> ResponseMetadata:
        """Response of the last step."""
        return self.final_step.response

    @property
    def provider_metadata(self) -> ProviderMetadata | None:
        """What the provider reports beyond the standard fields, last step."""
        return self.final_step.provider_metadata

    @property
    def response_messages(self) -> list[ResponseMessage]:
        """All that was generated, as messages: append them to yours to go on with the conversation."""
        return [
            *self.initial_response_messages,
            *(message for step in self.steps for message in step.response.messages),
        ]


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class GenerateTextResult(StepsView, Generic[OutputT]):
    """What `generate_text` returns, and what awaiting `stream_text` gives.

    Source: the reference's `GenerateTextResult`.
    """

    parsed_output: Any = field(default=MISSING, repr=False)
    output_error: NoObjectGeneratedError | None = field(default=None, repr=False)

    @property
    def output(self) -> OutputT:
        """The structured output; the text if no `output` was asked for.

        Raises:
            NoObjectGeneratedError: What the model wrote is not the output that was asked for.
            NoOutputGeneratedError: The model ended without an answer (e.g. with a tool call that nobody ran).
        """
        if self.output_error is not None:
            raise self.output_error
        if self.parsed_output is MISSING:
            raise NoOutputGeneratedError()
        return self.parsed_output  # type: ignore[no-any-return]

    def valid_output(self) -> OutputT | None:
        """The structured output, if there is a valid one.

        Returns:
            The output; `None` where `output` would raise.
        """
        return None if self.output_error is not None or self.parsed_output is MISSING else self.output
