"""Files that arrive piece by piece go into forms as they come, and are closed whatever happens."""

import asyncio
import contextlib

import httpx
import pytest
from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    aclose_all,
    binary_response_handler,
    post_form_data,
    status_code_error_handler,
)

HANDLERS = {"response_handler": binary_response_handler(), "error_handler": status_code_error_handler()}


class Pieces:
    """A file that arrives piece by piece; an exception among the pieces breaks it off."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)
        self.is_closed = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.pieces:
            raise StopAsyncIteration
        piece = self.pieces.pop(0)
        if isinstance(piece, Exception):
            raise piece
        return piece

    async def aclose(self):
        self.is_closed = True


def form_with(pieces):
    form = FormData()
    form.append("purpose", "batch")
    form.append("file", FormFile(content=pieces, filename="a.txt", media_type="text/plain"))
    return form


def client(handle):
    return httpx.AsyncClient(transport=httpx.MockTransport(handle))


async def test_a_streamed_form_has_the_bytes_of_one_that_is_all_there():
    bodies = []

    def handle(request):
        boundary = request.headers["content-type"].partition("boundary=")[2]
        bodies.append(request.content.replace(boundary.encode(), b"B"))
        return httpx.Response(200)

    for content in (Pieces(b"Hel", b"lo"), b"Hello"):
        await post_form_data(
            url="https://a.test/f", form_data=form_with(content), http_client=client(handle), **HANDLERS
        )
    assert bodies[0] == bodies[1]
    assert b"\r\n\r\nHello\r\n--B--\r\n" in bodies[0]


@pytest.mark.parametrize("status", [200, 500])
async def test_the_file_is_closed_after_the_answer(status):
    pieces = Pieces(b"a")
    with contextlib.suppress(APICallError):
        await post_form_data(
            url="https://a.test/f",
            form_data=form_with(pieces),
            http_client=client(lambda request: httpx.Response(status)),
            **HANDLERS,
        )
    assert pieces.is_closed


async def test_the_file_is_closed_when_nothing_could_be_sent():
    def refuse(request):
        raise httpx.ConnectError("no")

    pieces = Pieces(b"a")
    with pytest.raises(APICallError, match="Cannot connect"):
        await post_form_data(
            url="https://a.test/f", form_data=form_with(pieces), http_client=client(refuse), **HANDLERS
        )
    assert pieces.is_closed


async def test_an_error_of_the_file_is_not_called_an_error_of_the_network():
    pieces = Pieces(b"a", KeyError("mine"))
    with pytest.raises(KeyError, match="mine"):
        await post_form_data(
            url="https://a.test/f",
            form_data=form_with(pieces),
            http_client=client(lambda request: httpx.Response(200)),
            **HANDLERS,
        )
    assert pieces.is_closed


def test_a_streamed_form_cannot_be_written_at_once():
    with pytest.raises(TypeError, match="piece by piece"):
        form_with(Pieces()).encode()


async def test_the_shared_client_sends_pieces_in_chunks_and_repeats_nothing():
    """What was sent cannot be sent again, so a redirect is an answer like others."""
    received = asyncio.Queue()

    async def serve(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        received.put_nowait((head, await reader.readuntil(b"\r\n0\r\n\r\n")))
        writer.write(b"HTTP/1.1 307 Temporary Redirect\r\nlocation: /other\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/f"
    pieces = Pieces(b"Hel", b"lo")
    with pytest.raises(APICallError) as raised:
        await post_form_data(url=url, form_data=form_with(pieces), **HANDLERS)
    assert raised.value.status_code == 307
    head, body = await received.get()
    assert b"transfer-encoding: chunked" in head.lower()
    assert b"content-length" not in head.lower()
    assert b"3\r\nHel\r\n2\r\nlo\r\n" in body
    assert received.empty()
    assert pieces.is_closed
    await aclose_all()
    server.close()
    await server.wait_closed()
