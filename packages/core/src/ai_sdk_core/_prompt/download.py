"""What decides which files of a prompt are downloaded, and downloads them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(slots=True, kw_only=True)
class DownloadRequest:
    """A file behind a URL."""

    url: str
    is_url_supported_by_model: bool
    """Whether the model fetches the file itself."""


@dataclass(slots=True, kw_only=True)
class DownloadedFile:
    """The contents of a file."""

    data: bytes
    media_type: str | None = None
    """What the server says."""


DownloadFunction: TypeAlias = Callable[[Sequence[DownloadRequest]], Awaitable[Sequence[DownloadedFile | None]]]
"""Given all URLs of a prompt, gives one file each, in order; `None` passes a URL on to the model."""


async def download_unsupported(requests: Sequence[DownloadRequest]) -> list[DownloadedFile | None]:
    """Download the files that the model does not fetch itself, all at the same time.

    Args:
        requests: The files.

    Returns:
        One file each, in order; `None` for those that the model fetches.

    Raises:
        DownloadError: A download failed or is not allowed; the others are cancelled.
    """
    tasks = [
        None if request.is_url_supported_by_model else asyncio.create_task(_download(request.url))
        for request in requests
    ]
    running = [task for task in tasks if task is not None]
    try:
        await asyncio.gather(*running)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return [None if task is None else task.result() for task in tasks]


async def _download(url: str) -> DownloadedFile:
    from ..provider_utils.download import download
    from ..provider_utils.http_client import shared_http_client

    file = await download(url, client=shared_http_client())
    return DownloadedFile(data=file.data, media_type=file.media_type)
