"""The download of files that a model does not fetch itself."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from ai_sdk_core._prompt.download import DownloadedFile, DownloadRequest, create_download
from ai_sdk_core.errors import DownloadError


def request(path: str, *, supported: bool = False) -> DownloadRequest:
    # An address instead of a name: nothing is looked up.
    return DownloadRequest(url=f"https://93.184.216.34/{path}", is_url_supported_by_model=supported)


def client(handler: httpx.MockTransport | None = None) -> httpx.AsyncClient:
    def answer(incoming: httpx.Request) -> httpx.Response:
        assert incoming.headers["user-agent"].startswith("ai-sdk-core/")
        return httpx.Response(200, content=incoming.url.path.encode(), headers={"content-type": "text/plain"})

    return httpx.AsyncClient(transport=handler or httpx.MockTransport(answer))


async def test_files_come_back_in_order() -> None:
    async with client() as http_client:
        files = await create_download(http_client=http_client)(
            [request("a"), request("b", supported=True), request("c")]
        )
    assert files == [
        DownloadedFile(data=b"/a", media_type="text/plain"),
        None,
        DownloadedFile(data=b"/c", media_type="text/plain"),
    ]


async def test_the_size_is_limited() -> None:
    async with client() as http_client:
        with pytest.raises(DownloadError):
            await create_download(http_client=http_client, max_bytes=3)([request("too-long")])


async def test_a_failure_and_a_cancellation_end_all_downloads() -> None:
    """No task is left behind, and the error is the one of the download."""
    started = asyncio.Event()

    async def answer(incoming: httpx.Request) -> httpx.Response:
        if incoming.url.path == "/fails":
            await started.wait()
            return httpx.Response(404)
        started.set()
        await asyncio.Event().wait()
        raise AssertionError("nobody sets that event")

    async with client(httpx.MockTransport(answer)) as http_client:
        download = create_download(http_client=http_client)
        with pytest.raises(DownloadError, match="404"):
            await download([request("hangs"), request("fails")])
        assert asyncio.all_tasks() == {asyncio.current_task()}

        started.clear()
        task = asyncio.ensure_future(download([request("hangs")]))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}
