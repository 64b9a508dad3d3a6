"""Skills: folders of instructions and files, stored at OpenAI, that shells can use."""

from __future__ import annotations

from typing import Literal, TypedDict

from ai_sdk_core.provider import (
    CallWarning,
    SkillsUploadSkillCallOptions,
    SkillsUploadSkillResult,
    UnsupportedWarning,
)
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    ResponseSchema,
    file_data_to_bytes,
    json_response_handler,
    post_form_data,
)

from ._config import OpenAIConfig
from ._errors import ERROR_HANDLER


class _Skill(TypedDict):
    id: str
    name: str | None
    description: str | None
    default_version: str | None
    latest_version: str | None
    created_at: int | float
    updated_at: int | float | None


_SKILL = ResponseSchema(_Skill)


class OpenAISkills:
    """OpenAI's store of skills.

    Args:
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, config: OpenAIConfig) -> None:
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and its API, e.g. `openai.skills`."""
        return self._config.provider

    async def upload_skill(self, options: SkillsUploadSkillCallOptions) -> SkillsUploadSkillResult:
        """Store a skill.

        Args:
            options: The files of the skill.

        Returns:
            The reference with which calls can name the skill.

        Raises:
            InvalidDataContentError: A file is not valid base64.
            APICallError: OpenAI could not be reached or refused.
        """
        warnings: list[CallWarning] = []
        if options.display_title is not None:
            warnings.append(UnsupportedWarning(feature="displayTitle"))
        form_data = FormData()
        for file in options.files:
            form_data.append("files[]", FormFile(content=file_data_to_bytes(file.data), filename=file.path))
        response = await post_form_data(
            url=self._config.url(path="/skills", model_id=""),
            headers=await self._config.request_headers(None),
            form_data=form_data,
            response_handler=json_response_handler(_SKILL),
            error_handler=ERROR_HANDLER,
            http_client=self._config.http_client,
        )
        skill = response.value
        facts = {
            "defaultVersion": skill["default_version"],
            "createdAt": skill["created_at"],
            "updatedAt": skill["updated_at"],
        }
        return SkillsUploadSkillResult(
            provider_reference={"openai": skill["id"]},
            name=skill["name"],
            description=skill["description"],
            latest_version=skill["latest_version"],
            provider_metadata={"openai": {name: value for name, value in facts.items() if value is not None}},
            warnings=warnings,
        )
