"""Options of models behind the Responses API. This module imports pydantic: it loads when options are first used."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import ConfigDict, Field

MAX_TOP_LOGPROBS = 20

Number: TypeAlias = int | float

UpdateEffort: TypeAlias = Literal["none", "low", "medium", "high", "xhigh", "max"]


class TextFormatText(ProviderOptionsModel):
    """Answers are free text."""

    type: Literal["text"]


class TextFormatJsonSchema(ProviderOptionsModel):
    """Answers are JSON that matches a schema."""

    type: Literal["json_schema"]
    name: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-zA-Z0-9_-]+$")]
    json_schema: Annotated[dict[str, Any], Field(alias="schema")]
    """Written `schema`, as on the wire."""
    description: str | None = None
    strict: bool | None = None


TextFormat: TypeAlias = Annotated[TextFormatText | TextFormatJsonSchema, Field(discriminator="type")]


class PromptCacheOptions(ProviderOptionsModel):
    """How the prompt is cached (GPT-5.6 and later)."""

    mode: Literal["implicit", "explicit"] | None = None
    """Whether OpenAI places a breakpoint of its own, too."""
    ttl: Literal["30m", "12h"] | None = None
    """How long the prompt stays in the cache at least; `30m` by default."""
    prewarm: bool | None = None
    """Only write the prompt to the cache, and generate nothing."""
    comparison_response_id: str | None = None
    """The response with which diagnostics compare the prompt."""


class ContextManagement(ProviderOptionsModel):
    """How OpenAI keeps the context small."""

    type: Literal["compaction"]
    compact_threshold: Number
    """Number of tokens from which on the context is compacted."""


class AllowedTools(ProviderOptionsModel):
    """Which of the tools may be called."""

    tool_names: Annotated[list[str], Field(min_length=1)]
    mode: Literal["auto", "required"] | None = None
    """Whether a tool must be called; `auto` by default."""


class OpenAIResponsesOptions(ProviderOptionsModel):
    """Options of a model behind the Responses API, in `provider_options` under `openai`."""

    conversation: str | None = None
    """Id of a conversation at OpenAI that goes on; not together with `previous_response_id`."""
    include: (
        list[
            Literal[
                "reasoning.encrypted_content",
                "file_search_call.results",
                "web_search_call.results",
                "message.output_text.logprobs",
            ]
        ]
        | None
    ) = None
    """Extra fields of the response. What tools and options need is asked for without it."""
    include_web_search_sources: bool | None = None
    """Whether to ask for the sources of web searches. Yes by default; switch it off where a platform refuses."""
    instructions: str | None = None
    """Instructions of this response only; with `previous_response_id` they replace the earlier ones."""
    logprobs: bool | Annotated[Number, Field(ge=1, le=MAX_TOP_LOGPROBS)] | None = None
    """Whether to give log probabilities, or for how many tokens at each place."""
    max_tool_calls: Number | None = None
    """How many calls of built-in tools one response may make."""
    metadata: Any = None
    """Stored with the response."""
    parallel_tool_calls: bool | None = None
    """Whether several tools may be called at once. Yes by default."""
    previous_response_id: str | None = None
    """Id of the response that this one follows."""
    prompt_cache_key: str | None = None
    """Ties prompts with the same beginning together in the cache."""
    prompt_cache_options: PromptCacheOptions | None = None
    """How the prompt is cached (GPT-5.6 and later)."""
    prompt_cache_retention: Literal["in_memory", "24h"] | None = None
    """How long the prompt stays in the cache (models before GPT-5.6)."""
    reasoning_effort: str | None = None
    """How much a reasoning model reasons; wins over the standard `reasoning`."""
    reasoning_effort_update: UpdateEffort | None = None
    """Changes the effort from this response on, without changing the beginning of the request, which would spoil the
    cache (GPT-6 and later)."""
    reasoning_mode: Literal["standard", "pro"] | None = None
    """`pro` gives better answers for more time and tokens."""
    reasoning_context: Literal["auto", "current_turn", "all_turns"] | None = None
    """Which earlier reasoning the model may use."""
    reasoning_summary: str | None = None
    """What is shown of the reasoning: `auto`, `concise` or `detailed`; `None` shows nothing. `detailed` by default
    where an effort is set."""
    safety_identifier: str | None = None
    """Identifies your end user, so that OpenAI can tell you about abuse."""
    service_tier: Literal["auto", "flex", "priority", "fast", "ultrafast", "default"] | None = None
    """How fast and how expensive: `flex` is cheap and slow, `priority` (or `fast`) the opposite."""
    store: bool | None = None
    """Whether OpenAI keeps the response. Yes by default."""
    pass_through_unsupported_files: bool | None = None
    """Send files that are neither images nor PDF, for models that read them."""
    strict_json_schema: bool | None = None
    """Whether answers must match a JSON schema exactly. Yes by default."""
    text_verbosity: Literal["low", "medium", "high"] | None = None
    """How wordy the answer is."""
    text_format: TextFormat | None = None
    """The format of answers on the wire, in place of the one that the call asks for."""
    truncation: Literal["auto", "disabled"] | None = None
    """Whether a conversation that is too long loses its middle, or is refused (default)."""
    user: str | None = None
    """Identifies your end user; the older name of `safety_identifier` and `prompt_cache_key`."""
    system_message_mode: Literal["system", "developer", "remove"] | None = None
    """Under which role instructions are sent; `remove` leaves them out. Decided by the model by default."""
    force_reasoning: bool | None = None
    """Whether to treat the model as a reasoning model; for models whose name does not tell."""
    context_management: list[ContextManagement] | None = None
    """How OpenAI keeps the context small."""
    compaction_trigger: bool | None = None
    """Compact the context now."""
    allowed_tools: AllowedTools | None = None
    """Allows some of the tools only. All stay in the request, which spares the cache; wins over `tool_choice`."""


class _Strict(ProviderOptionsModel):
    model_config = ConfigDict(extra="forbid")


class FunctionDefinition(_Strict):
    """A function that is made known in the middle of a conversation."""

    type: Literal["function"]
    name: Annotated[str, Field(min_length=1)]
    description: str | None = None
    parameters: dict[str, Any]
    strict: bool | None = None
    defer_loading: bool | None = None


class CustomFormatText(_Strict):
    """Inputs are free text."""

    type: Literal["text"]


class CustomFormatGrammar(_Strict):
    """Inputs match a grammar."""

    type: Literal["grammar"]
    syntax: Literal["regex", "lark"]
    definition: str


class CustomDefinition(_Strict):
    """A custom tool that is made known in the middle of a conversation."""

    type: Literal["custom"]
    name: Annotated[str, Field(min_length=1)]
    description: str | None = None
    format: Annotated[CustomFormatText | CustomFormatGrammar, Field(discriminator="type")] | None = None


class NamespaceDefinition(_Strict):
    """Functions that are made known together."""

    type: Literal["namespace"]
    name: Annotated[str, Field(min_length=1)]
    description: str
    tools: Annotated[list[FunctionDefinition], Field(min_length=1)]


AdditionalTool: TypeAlias = Annotated[
    FunctionDefinition | CustomDefinition | NamespaceDefinition, Field(discriminator="type")
]


class OpenAIToolResultOptions(ProviderOptionsModel):
    """Options of a tool result, in its `provider_options` under `openai`."""

    additional_tools: list[AdditionalTool] | None = None
    """Tools that the model may call from this result on."""


class OpenAISystemMessageOptions(OpenAIToolResultOptions):
    """Options of a system message without text, in its `provider_options` under `openai`: changes from here on."""

    reasoning_effort_update: UpdateEffort | None = None
    """The effort from here on (GPT-6 and later)."""
    text_format_update: TextFormat | None = None
    """The format of answers from here on (GPT-6 and later)."""
