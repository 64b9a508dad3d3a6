"""What decides which files of a prompt are downloaded, and downloads them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..provider_utils.downloads import DownloadClient


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


def create_download(*, max_bytes: int | None = None, http_client: DownloadClient | None = None) -> DownloadFunction:
    """Make a download function with limits of its own, for `generate_text(download=...)`.

    It downloads the files that the model does not fetch itself, all at the same time. URLs are not trusted: private
    addresses are refused, also behind redirects.

    Args:
        max_bytes: The largest size of a file, in bytes; by default 2 GiB.
        http_client: An `httpx.AsyncClient` or its equal, which is not closed; by default the one that all providers
            share.

    Returns:
        The function. It raises `DownloadError` if a download fails or is not allowed, and cancels the others then.
    """

    async def download(requests: Sequence[DownloadRequest]) -> list[DownloadedFile | None]:
        tasks = {
            index: asyncio.create_task(_download(request.url, max_bytes, http_client))
            for index, request in enumerate(requests)
            if not request.is_url_supported_by_model
        }
        try:
            await asyncio.gather(*tasks.values())
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
        return [tasks[index].result() if index in tasks else None for index in range(len(requests))]

    return download


download_unsupported = create_download()
"""Downloads what the model does not fetch itself; what generations use if they are given no other function."""


async def _download(url: str, max_bytes: int | None, http_client: DownloadClient | None) -> DownloadedFile:
    from .._version import VERSION
    from ..provider_utils.downloads import DEFAULT_MAX_DOWNLOAD_SIZE, download
    from ..provider_utils.http_client import shared_http_client

    file = await download(
        url,
        client=shared_http_client() if http_client is None else http_client,
        max_bytes=DEFAULT_MAX_DOWNLOAD_SIZE if max_bytes is None else max_bytes,
        headers={"user-agent": f"ai-sdk-core/{VERSION}"},
    )
    return DownloadedFile(data=file.data, media_type=file.media_type)
