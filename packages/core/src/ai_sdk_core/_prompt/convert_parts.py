"""Converts messages that consist of parts. A prompt of plain texts does without this module and those it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..provider.language_model import prompt as spec
from ..provider.shared import DeprecatedWarning
from .assets import DownloadedAssets, image_as_file
from .file_parts import convert_file_part, convert_generated_file_part, convert_reasoning_file_part
from .messages import (
    AssistantContentPart,
    FilePart,
    ImagePart,
    ReasoningFilePart,
    ToolApprovalRequestPart,
    ToolMessagePart,
    ToolResultPart,
    UserContentPart,
)
from .tool_results import ToolResultConverter

_IMAGE_PART_WARNING = DeprecatedWarning(
    setting='"image" content part',
    message='The "image" content part type is deprecated. '
    "Use a \"file\" part with mediaType: 'image' (or a more specific image/* subtype) instead.",
)


class PartConverter:
    """Converts the parts of one prompt's messages.

    Args:
        assets: Files that were downloaded, by URL.
        provider: Name of the provider that is called, for files that are given by its ids.
    """

    def __init__(self, *, assets: DownloadedAssets, provider: str | None) -> None:
        self._assets = assets
        self._tool_results = ToolResultConverter(assets=assets, provider=provider)
        self._warnings: list[DeprecatedWarning] = []

    @property
    def warnings(self) -> list[DeprecatedWarning]:
        """What the prompt holds that should be written otherwise."""
        return [*self._warnings, *self._tool_results.warnings]

    def user_content(self, parts: Sequence[UserContentPart]) -> list[spec.UserContent]:
        """Convert what the user says; empty texts are left out.

        Args:
            parts: The users' form.

        Returns:
            The specification's form.

        Raises:
            InvalidDataContentError: A file is malformed, or its media type is unknown.
        """
        return [self._user_part(part) for part in parts if part.type != "text" or part.text]

    def _user_part(self, part: UserContentPart) -> spec.UserContent:
        if isinstance(part, ImagePart):
            self._warnings.append(_IMAGE_PART_WARNING)
            data, media_type = image_as_file(part)
            part = FilePart(data=data, media_type=media_type, provider_options=part.provider_options)
        return convert_file_part(part, self._assets) if isinstance(part, FilePart) else _copy_text(part)

    def assistant_content(self, parts: Sequence[AssistantContentPart]) -> list[spec.AssistantContent]:
        """Convert what the model said; approval requests and empty texts are left out.

        Args:
            parts: The users' form.

        Returns:
            The specification's form.

        Raises:
            InvalidDataContentError: A file is malformed, or its media type is unknown.
            InvalidPromptError: A file of a kind that the model cannot have generated.
        """
        return [
            self._assistant_part(part)
            for part in parts
            if not isinstance(part, ToolApprovalRequestPart) and not _is_empty_text(part)
        ]

    def _assistant_part(self, part: AssistantContentPart) -> spec.AssistantContent:
        if isinstance(part, spec.TextPart):
            return _copy_text(part)
        if isinstance(part, FilePart):
            return convert_generated_file_part(part)
        if isinstance(part, ReasoningFilePart):
            return convert_reasoning_file_part(part)
        if isinstance(part, ToolResultPart):
            return self._tool_results.convert(part)
        assert not isinstance(part, ToolApprovalRequestPart), "approval requests are for people, not for models"
        return replace(part)

    def tool_content(self, parts: Sequence[ToolMessagePart]) -> list[spec.ToolContent]:
        """Convert what the tools gave; approvals are left out if the tool runs here.

        Args:
            parts: The users' form.

        Returns:
            The specification's form.

        Raises:
            InvalidDataContentError: A file is malformed, or its media type is unknown.
            InvalidPromptError: A file is given by an id, and nobody says whose.
        """
        return [self._tool_part(part) for part in parts if _is_for_model(part)]

    def _tool_part(self, part: ToolMessagePart) -> spec.ToolContent:
        if isinstance(part, ToolResultPart):
            return self._tool_results.convert(part)
        return spec.ToolApprovalResponsePart(approval_id=part.approval_id, approved=part.approved, reason=part.reason)


def _copy_text(part: spec.TextPart) -> spec.TextPart:
    # A prompt belongs to one call: middleware may change it without changing the conversation.
    return spec.TextPart(text=part.text, provider_options=part.provider_options)


def _is_empty_text(part: AssistantContentPart) -> bool:
    # An empty text may carry metadata that the provider wants back, such as a signature.
    return part.type == "text" and not part.text and part.provider_options is None


def _is_for_model(part: ToolMessagePart) -> bool:
    # Tools that run here were approved or denied here; only the provider has to be told about its own.
    return part.type == "tool-result" or bool(part.provider_executed)
