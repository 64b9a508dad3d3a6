"""Skills: folders of instructions and files that containers can load."""

from __future__ import annotations

from typing import Literal, TypedDict

from ai_sdk_core.provider import JSONObject, SkillsUploadSkillCallOptions, SkillsUploadSkillResult
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    ResponseSchema,
    encode_path_segment,
    file_data_to_bytes,
    get,
    json_response_handler,
    post_form_data,
)

from ._config import AnthropicConfig, Headers
from ._errors import anthropic_error_handler

_BETA_HEADERS = {"anthropic-beta": "skills-2025-10-02"}


class _Skill(TypedDict):
    id: str
    display_title: str | None
    name: str | None
    description: str | None
    latest_version: str | None
    source: str
    created_at: str
    updated_at: str


class _SkillVersion(TypedDict):
    type: str
    skill_id: str
    name: str | None
    description: str | None


_SKILL = ResponseSchema(_Skill)
_SKILL_VERSION = ResponseSchema(_SkillVersion)


class AnthropicSkills:
    """The provider's store of skills.

    Args:
        config: Where the API is.
    """

    specification_version: Literal["v4"] = "v4"

    def __init__(self, config: AnthropicConfig) -> None:
        self._config = config

    @property
    def provider(self) -> str:
        """Name of the provider and the API."""
        return self._config.provider

    async def upload_skill(self, options: SkillsUploadSkillCallOptions) -> SkillsUploadSkillResult:
        """Store a skill at the provider.

        Args:
            options: The files of the skill.

        Returns:
            The reference with which calls can name the skill.

        Raises:
            InvalidDataContentError: Contents of a file are not valid base64.
            APICallError: The provider could not be reached or refused.
        """
        form_data = FormData()
        if options.display_title is not None:
            form_data.append("display_title", options.display_title)
        for file in options.files:
            form_data.append("files[]", FormFile(content=file_data_to_bytes(file.data), filename=file.path))
        response = await post_form_data(
            url=f"{self._config.base_url()}/skills",
            headers=await self._headers(),
            form_data=form_data,
            response_handler=json_response_handler(_SKILL),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        skill = response.value
        version = None if skill["latest_version"] is None else await self._version(skill["id"], skill["latest_version"])
        return _convert(skill, version)

    async def _version(self, skill_id: str, version: str) -> _SkillVersion:
        """Ask for name and description, which the API reads from the files of the version."""
        path = f"{encode_path_segment(skill_id)}/versions/{encode_path_segment(version)}"
        response = await get(
            url=f"{self._config.base_url()}/skills/{path}",
            headers=await self._headers(),
            response_handler=json_response_handler(_SKILL_VERSION),
            error_handler=anthropic_error_handler(),
            http_client=self._config.http_client,
        )
        return response.value

    async def _headers(self) -> Headers:
        return await self._config.request_headers(_BETA_HEADERS)


def _convert(skill: _Skill, version: _SkillVersion | None) -> SkillsUploadSkillResult:
    name, description = skill["name"], skill["description"]
    if version is not None:
        name = name if version["name"] is None else version["name"]
        description = description if version["description"] is None else version["description"]
    metadata: JSONObject = {
        "source": skill["source"],
        "createdAt": skill["created_at"],
        "updatedAt": skill["updated_at"],
    }
    return SkillsUploadSkillResult(
        provider_reference={"anthropic": skill["id"]},
        display_title=skill["display_title"],
        name=name,
        description=description,
        latest_version=skill["latest_version"],
        provider_metadata={"anthropic": metadata},
    )
