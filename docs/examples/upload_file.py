"""Uploads: files and skills are stored at a provider, so that prompts can name them.

Run it with `python docs/examples/upload_file.py`. The mock stands for a provider with files and skills.
"""

from __future__ import annotations

import asyncio

from ai_sdk_core import FilePart, UserModelMessage, upload_file, upload_skill
from ai_sdk_core.provider import FilesUploadFileResult, SkillsUploadSkillResult
from ai_sdk_core.testing import MockFiles, MockSkills

FILES = MockFiles(upload_file=FilesUploadFileResult(provider_reference={"mock": "file-1"}, byte_size=16))
SKILLS = MockSkills(upload_skill=SkillsUploadSkillResult(provider_reference={"mock": "skill-1"}))


async def main() -> None:
    """Store a report and name it in a message; store a skill."""
    uploaded = await upload_file(api=FILES, data=b"%PDF-1.7 and so on", filename="report.pdf")
    print("stored as", uploaded.provider_reference)
    file = FilePart(data=uploaded.provider_reference, media_type="application/pdf")
    print("ready for a prompt:", UserModelMessage(content=[file]).role)

    skill = await upload_skill(
        api=SKILLS, files=[{"path": "SKILL.md", "data": b"# How we write reports"}], display_title="Reports"
    )
    print("stored as", skill.provider_reference)


if __name__ == "__main__":
    asyncio.run(main())
