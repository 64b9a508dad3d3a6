"""Options of messages models, and of the messages and parts of their prompts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from ai_sdk_core.provider_utils import ProviderOptionsModel
from pydantic import Field

Effort: TypeAlias = Literal["low", "medium", "high", "xhigh", "max"]


class AnthropicCacheControl(ProviderOptionsModel):
    """A breakpoint up to which the API remembers the prompt."""

    type: Literal["ephemeral"]
    ttl: Literal["5m", "1h"] | None = None
    """How long it remembers; five minutes by default."""


# --- Thinking ---


class ThinkingBlockBinding(ProviderOptionsModel):
    """What happens to thinking that stands behind a prompt it was not made for."""

    prefix_mismatch_behavior: Literal["error", "drop_block"]


class AdaptiveThinking(ProviderOptionsModel):
    """The model decides how much to think."""

    type: Literal["adaptive"]
    display: Literal["omitted", "summarized", "updates"] | None = None
    """What of it is shown: nothing, a summary, or notes between tool calls."""
    block_binding: ThinkingBlockBinding | None = None


class EnabledThinking(ProviderOptionsModel):
    """The model may think for a number of tokens; for older models."""

    type: Literal["enabled"]
    budget_tokens: int | float | None = None
    """At least 1024, which is also the default."""


class DisabledThinking(ProviderOptionsModel):
    """The model does not think."""

    type: Literal["disabled"]


class BetweenToolsThinking(ProviderOptionsModel):
    """The model makes notes between tool calls and does not think otherwise; for models that always think."""

    type: Literal["between_tools"]


class ThinkingBinding(ProviderOptionsModel):
    """Only says what happens to earlier thinking."""

    type: None = None
    block_binding: ThinkingBlockBinding


AnthropicThinking: TypeAlias = (
    Annotated[AdaptiveThinking | EnabledThinking | DisabledThinking | BetweenToolsThinking, Field(discriminator="type")]
    | ThinkingBinding
)
"""How the model thinks."""

# --- Threads, metadata, servers, containers ---


class CreateThread(ProviderOptionsModel):
    """The API keeps the conversation."""

    type: Literal["create"]


class ContinueThread(ProviderOptionsModel):
    """The prompt continues a conversation that the API keeps."""

    type: Literal["continue"]
    previous_message_id: str = Field(min_length=1)


class RequestMetadata(ProviderOptionsModel):
    """Says who asks."""

    user_id: str | None = None
    """An opaque id of your end user, which helps to detect abuse; no name and no address."""


class McpToolConfiguration(ProviderOptionsModel):
    """Which tools of an MCP server the model may call."""

    enabled: bool | None = None
    allowed_tools: list[str] | None = None


class McpServer(ProviderOptionsModel):
    """An MCP server whose tools the API calls."""

    type: Literal["url"]
    name: str
    url: str
    authorization_token: str | None = Field(default=None, repr=False)
    tool_configuration: McpToolConfiguration | None = None


class AnthropicSkill(ProviderOptionsModel):
    """A skill of Anthropic."""

    type: Literal["anthropic"]
    skill_id: str
    version: str | None = None


class CustomSkill(ProviderOptionsModel):
    """A skill that you uploaded."""

    type: Literal["custom"]
    provider_reference: dict[str, str]
    """The reference that the upload gave."""
    version: str | None = None


class ContainerOptions(ProviderOptionsModel):
    """The container that programs run in."""

    id: str | None = None
    """The id of an earlier container, to run in it again."""
    skills: list[Annotated[AnthropicSkill | CustomSkill, Field(discriminator="type")]] | None = None
    """Skills to load; needs the code execution tool."""


# --- Budgets, fallbacks, safeguards, context ---


class TaskBudget(ProviderOptionsModel):
    """How many tokens a task may take; the model paces itself, and no limit is enforced."""

    type: Literal["tokens"]
    total: int = Field(ge=20_000)
    remaining: int | None = Field(default=None, ge=0)


class FallbackOptions(ProviderOptionsModel):
    """A model that answers if the request is refused, with what is different for it."""

    model: str
    max_tokens: int | None = None
    thinking: dict[str, Any] | None = None
    output_config: dict[str, Any] | None = None
    speed: Literal["fast", "standard"] | None = None


class Safeguard(ProviderOptionsModel):
    """A check of the tool calls in the answer."""

    type: Literal["dangerous_tool_use"]
    classifier_context: dict[str, Any] | None = None
    """What the check should know."""


class Compaction(ProviderOptionsModel):
    """Asks for a summary of the conversation."""

    type: Literal["summarize"]
    instructions: str | None = None


class InputTokensAmount(ProviderOptionsModel):
    """A number of tokens of the prompt."""

    type: Literal["input_tokens"]
    value: int | float


class ToolUsesAmount(ProviderOptionsModel):
    """A number of tool calls."""

    type: Literal["tool_uses"]
    value: int | float


class ThinkingTurnsAmount(ProviderOptionsModel):
    """A number of turns with thinking."""

    type: Literal["thinking_turns"]
    value: int | float


class ClearToolUses(ProviderOptionsModel):
    """Removes old tool calls from the context."""

    type: Literal["clear_tool_uses_20250919"]
    trigger: Annotated[InputTokensAmount | ToolUsesAmount, Field(discriminator="type")] | None = None
    """When."""
    keep: ToolUsesAmount | None = None
    """How many of the newest stay."""
    clear_at_least: InputTokensAmount | None = None
    """How much must go at least."""
    clear_tool_inputs: bool | None = None
    """Whether inputs go too, and not only results."""
    exclude_tools: list[str] | None = None
    """Tools whose calls stay."""


class ClearThinking(ProviderOptionsModel):
    """Removes old thinking from the context."""

    type: Literal["clear_thinking_20251015"]
    keep: Literal["all"] | ThinkingTurnsAmount | None = None
    """How much of the newest stays."""


class Compact(ProviderOptionsModel):
    """Replaces the context by a summary when it gets long."""

    type: Literal["compact_20260112"]
    trigger: InputTokensAmount | None = None
    """When."""
    pause_after_compaction: bool | None = None
    """Whether the answer ends then, to be continued."""
    instructions: str | None = None


class ContextManagementOptions(ProviderOptionsModel):
    """What the API does when the context gets long."""

    edits: list[Annotated[ClearToolUses | ClearThinking | Compact, Field(discriminator="type")]]


class AnthropicLanguageModelOptions(ProviderOptionsModel):
    """Options of a model, in `provider_options` under `anthropic`."""

    thread: Annotated[CreateThread | ContinueThread, Field(discriminator="type")] | None = None
    """Have the API keep the conversation for a while. A prompt that continues it holds the new messages only; keep the
    whole conversation for when the thread has expired."""
    send_reasoning: bool | None = None
    """Whether the model sees its earlier reasoning; yes by default."""
    structured_output_mode: Literal["outputFormat", "jsonTool", "auto"] | None = None
    """How answers are kept to a schema: by the API, through a tool that is added, or (by default) by the API where the
    model can."""
    include_pings: bool | None = None
    """Whether streams pass signs of life on."""
    thinking: AnthropicThinking | None = None
    disable_parallel_tool_use: bool | None = None
    """At most one tool call per answer."""
    cache_control: AnthropicCacheControl | None = None
    """Remember the whole prompt."""
    metadata: RequestMetadata | None = None
    mcp_servers: list[McpServer] | None = None
    """MCP servers whose tools the API calls."""
    container: ContainerOptions | None = None
    tool_streaming: bool | None = None
    """Stream the inputs of function tools as the model writes them, without buffering; yes by default."""
    effort: Effort | None = None
    """How much effort the model makes with all it does."""
    task_budget: TaskBudget | None = None
    speed: Literal["fast", "standard"] | None = None
    service_tier: Literal["auto", "standard_only", "standard", "priority"] | None = None
    """Which capacity serves the request; platforms know different ones."""
    inference_geo: Literal["us", "global"] | None = None
    """Where the model runs."""
    fallbacks: Literal["default"] | list[FallbackOptions] | None = None
    """Models that answer if the request is refused."""
    anthropic_beta: list[str] | None = None
    """Beta features to switch on; those that options and tools need are switched on anyway."""
    safeguards: list[Safeguard] | None = None
    compaction: Compaction | None = None
    """Ask for a summary of the conversation; not together with `context_management`."""
    context_management: ContextManagementOptions | None = None


class AnthropicFilePartOptions(ProviderOptionsModel):
    """Options of a file in a prompt, in its `provider_options` under `anthropic`."""

    container_upload: bool | None = None
    """Put the file into the container where programs run, and not before the model's eyes."""
    citations: Citations | None = None
    title: str | None = None
    """Title of the document; the filename by default."""
    context: str | None = None
    """What the model should know about the document; it is not cited."""
    cache_control: dict[str, Any] | None = None
    """Remember the prompt up to here."""


class Citations(ProviderOptionsModel):
    """Whether the answer cites a document."""

    enabled: bool


class InlineFunctionTool(ProviderOptionsModel):
    """A function tool that is added in the middle of a conversation."""

    type: Literal["function"]
    name: str
    description: str | None = None
    input_schema: dict[str, Any]
    input_examples: list[dict[str, Any]] | None = None
    strict: bool | None = None
    provider_options: dict[str, Any] | None = None


class InlineProviderTool(ProviderOptionsModel):
    """A tool of the API that is added in the middle of a conversation."""

    type: Literal["provider"]
    id: str
    name: str
    args: dict[str, Any]


class ToolAdditionByName(ProviderOptionsModel):
    """Adds a tool of the call, one whose loading is deferred for example."""

    type: Literal["tool_addition"]
    tool_name: str


class ToolAddition(ProviderOptionsModel):
    """Adds a tool that the call does not declare, or replaces one."""

    type: Literal["tool_addition"]
    tool: Annotated[InlineFunctionTool | InlineProviderTool, Field(discriminator="type")]


class ToolRemoval(ProviderOptionsModel):
    """Removes a tool."""

    type: Literal["tool_removal"]
    tool_name: str


class AnthropicSystemMessageOptions(ProviderOptionsModel):
    """Options of a system message in the middle of a conversation, in its `provider_options` under `anthropic`."""

    clear_at: Literal["next_user_message"] | None = None
    """When the message loses its effect."""
    effort: Effort | None = None
    """The effort from here on. A message that says nothing else may have no text, and may come first."""
    tool_changes: list[ToolAdditionByName | ToolAddition | ToolRemoval] | None = None
    """Tools that come and go; the prompt before stays in the cache. The message must stand before an answer, or at the
    end."""
    cache_control: dict[str, Any] | None = None
    """Remember the prompt up to here."""


class AnthropicToolOptions(ProviderOptionsModel):
    """Options of a function tool, in its `provider_options` under `anthropic`."""

    defer_loading: bool | None = None
    """Show the tool to the model only when a tool search has found it."""
    allowed_callers: list[str] | None = None
    """Who may call it: `direct`, `code_execution_20250825`, `code_execution_20260120`."""
    eager_input_streaming: bool | None = None
    """Stream its input as the model writes it."""
    cache_control: dict[str, Any] | None = None
    """Remember the prompt up to here."""
