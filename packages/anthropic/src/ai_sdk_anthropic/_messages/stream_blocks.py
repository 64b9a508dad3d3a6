"""Blocks of a stream while they are open: they take deltas and know what to say when they end."""

from __future__ import annotations

from ai_sdk_core.errors import JSONParseError
from ai_sdk_core.provider import (
    JSONObject,
    LanguageModelStreamPart,
    ProviderMetadata,
    ReasoningDelta,
    TextEnd,
    ToolCall,
    ToolInputDelta,
    ToolInputEnd,
    ToolInputStart,
)
from ai_sdk_core.provider_utils import (
    ReasoningBlock,
    SurrogateJoiner,
    TextBlock,
    parse_json,
    to_json_text,
)

from .citations import AnthropicCitation, CitedDocument, convert_citation
from .content import PROGRAM_TYPE, ServerTool, is_bare_program
from .response import text_metadata
from .toolsets import member_input_text, parse_member_input


class OpenText(TextBlock):
    """A block of text.

    Args:
        parts: The list that parts are appended to.
        block_id: The `id` of the parts.
        documents: The documents that may be cited.
    """

    __slots__ = ("_documents", "_parts", "citations")

    def __init__(self, parts: list[LanguageModelStreamPart], block_id: str, documents: list[CitedDocument]) -> None:
        super().__init__(parts, block_id)
        self._parts = parts
        self._documents = documents
        self.citations: list[AnthropicCitation] = []
        """What the text is based on."""

    def close(self) -> None:
        """End the block."""
        self.end(text_metadata(self.citations))
        end = self._parts[-1]
        if self.citations and isinstance(end, TextEnd):
            end.citations = [convert_citation(citation, self._documents) for citation in self.citations]


class OpenReasoning(ReasoningBlock):
    """A block of reasoning.

    Args:
        parts: The list that parts are appended to.
        block_id: The `id` of the parts.
    """

    __slots__ = ("_parts",)

    def __init__(self, parts: list[LanguageModelStreamPart], block_id: str) -> None:
        super().__init__(parts, block_id)
        self._parts = parts

    def sign(self, signature: str) -> None:
        """Pass the signature on, in a delta without text.

        Args:
            signature: The signature.
        """
        metadata: ProviderMetadata = {"anthropic": {"signature": signature}}
        self._parts.append(ReasoningDelta(id=self.id, delta="", provider_metadata=metadata))

    def close(self) -> None:
        """End the block."""
        self.end()


class OpenToolInput:
    """The input of a call of a tool.

    Args:
        parts: The list that parts are appended to.
        tool_call_id: The id of the call.
        tool_name: The name that the user gave to the tool.
        provider_metadata: Metadata of the call.
        initial_input: Input that came with the beginning of the block.
        server_tool: Set if the API runs the tool.
    """

    __slots__ = ("_id", "_joiner", "_metadata", "_parts", "_pieces", "_server_tool", "_tool_name", "_type_to_add")

    def __init__(
        self,
        parts: list[LanguageModelStreamPart],
        *,
        tool_call_id: str,
        tool_name: str,
        provider_metadata: dict[str, JSONObject] | None,
        initial_input: dict[str, object] | None = None,
        server_tool: ServerTool | None = None,
    ) -> None:
        self._parts = parts
        self._id = tool_call_id
        self._tool_name = tool_name
        self._metadata = provider_metadata
        self._server_tool = server_tool
        self._joiner = SurrogateJoiner()
        self._pieces = [to_json_text(initial_input)] if initial_input else []
        self._type_to_add = None if server_tool is None or initial_input else server_tool.input_type
        parts.append(
            ToolInputStart(
                id=tool_call_id,
                tool_name=tool_name,
                provider_executed=None if server_tool is None else True,
                dynamic=None if server_tool is None else server_tool.dynamic,
            )
        )

    def add(self, delta: str) -> None:
        """Take more of the input.

        Args:
            delta: JSON text, cut anywhere.
        """
        if self._joiner.half or not delta.isascii():
            delta = self._joiner.feed(delta)
            if not delta:
                return
        if self._type_to_add is not None:
            # The first delta begins the object: the type goes between its brace and the rest.
            delta = f'{{"type": "{self._type_to_add}",{delta[1:]}'
            self._type_to_add = None
        self._parts.append(ToolInputDelta(id=self._id, delta=delta))
        self._pieces.append(delta)

    def close(self) -> None:
        """End the input: the call is complete."""
        rest = self._joiner.flush()
        if rest:
            self.add(rest)
        self._parts.append(ToolInputEnd(id=self._id))
        is_server_tool = self._server_tool is not None
        self._parts.append(
            ToolCall(
                tool_call_id=self._id,
                tool_name=self._tool_name,
                input=self._complete_input(),
                provider_executed=True if is_server_tool else None,
                dynamic=None if self._server_tool is None else self._server_tool.dynamic,
                provider_metadata=self._metadata,
            )
        )

    def _complete_input(self) -> str:
        text = "".join(self._pieces) or "{}"
        if self._server_tool is not None and self._server_tool.input_type == PROGRAM_TYPE:
            return _with_program_type(text)
        return text


class OpenToolsetInput:
    """The input of a call of a toolset member. It is passed on in one piece, when the action has been added to it.

    Args:
        parts: The list that parts are appended to.
        tool_call_id: The id of the call.
        tool_name: The name that the user gave to the toolset.
        member: The member.
        provider_metadata: Metadata of the call.
        initial_input: Input that came with the beginning of the block.
    """

    __slots__ = ("_id", "_member", "_metadata", "_parts", "_pieces", "_tool_name")

    def __init__(
        self,
        parts: list[LanguageModelStreamPart],
        *,
        tool_call_id: str,
        tool_name: str,
        member: str,
        provider_metadata: dict[str, JSONObject] | None,
        initial_input: dict[str, object] | None = None,
    ) -> None:
        self._parts = parts
        self._id = tool_call_id
        self._tool_name = tool_name
        self._member = member
        self._metadata = provider_metadata
        self._pieces = [to_json_text(initial_input)] if initial_input else []
        parts.append(ToolInputStart(id=tool_call_id, tool_name=tool_name))

    def add(self, delta: str) -> None:
        """Take more of the input.

        Args:
            delta: JSON text, cut anywhere.
        """
        self._pieces.append(delta)

    def close(self) -> None:
        """End the input: the call is complete.

        Raises:
            InvalidResponseDataError: The input is no JSON object.
        """
        text = member_input_text(self._member, parse_member_input("".join(self._pieces)))
        self._parts += [
            ToolInputDelta(id=self._id, delta=text),
            ToolInputEnd(id=self._id),
            ToolCall(tool_call_id=self._id, tool_name=self._tool_name, input=text, provider_metadata=self._metadata),
        ]


class HeldBackText:
    """Text that is the answer only if the model never calls the tool that we added for it.

    Args:
        parts: The list that parts are appended to when the text is shown.
        block_id: The `id` of the parts.
        documents: The documents that may be cited.
    """

    __slots__ = ("_pieces", "_text")

    def __init__(self, parts: list[LanguageModelStreamPart], block_id: str, documents: list[CitedDocument]) -> None:
        self._text = OpenText(parts, block_id, documents)
        self._pieces: list[str] = []

    @property
    def citations(self) -> list[AnthropicCitation]:
        """What the text is based on."""
        return self._text.citations

    def add(self, delta: str) -> None:
        """Take more text.

        Args:
            delta: The text.
        """
        self._pieces.append(delta)

    def close(self) -> None:
        """End the block; nothing is shown yet."""

    def show(self) -> None:
        """Show the text, if there is any."""
        text = "".join(self._pieces)
        if text:
            self._text.add(text)
            self._text.close()


def _with_program_type(text: str) -> str:
    """Add the type to a program whose input came without deltas."""
    try:
        value = parse_json(text)
    except JSONParseError:
        return text  # whoever reads the call says what is wrong
    return to_json_text({"type": PROGRAM_TYPE, **value}) if isinstance(value, dict) and is_bare_program(value) else text
