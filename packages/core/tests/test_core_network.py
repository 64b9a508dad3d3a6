"""Connections of our own below httpcore: TLS, proxies, errors, limits, and reading all that has arrived at once."""

import asyncio
import ssl
import sys
from contextlib import asynccontextmanager

import httpx
import pytest
from ai_sdk_core.provider_utils import _network
from ai_sdk_core.provider_utils._httpcore_transport import HttpcoreTransport
from ai_sdk_core.provider_utils._read_ahead import ReadAhead

HEAD = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"

# For `localhost`, valid for a hundred years, made for this test alone.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUXpWsLmly9xpKJamkJYKY3vcoAfkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDEyMDUzNVoYDzIxMjYxMDI3
MTIwNTM1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARjWcLQFVgu9GsxXd0Xi59bz4W4NN9PTE3HNdUrm5aW9l7GE4DUcGf4
z1cjKbFdkswrZnarx9RxBniYJAuujVllo28wbTAdBgNVHQ4EFgQUpeVGl73ON0hK
goDek6AzZtNVf4cwHwYDVR0jBBgwFoAUpeVGl73ON0hKgoDek6AzZtNVf4cwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAJc4x6lkD2ioK8kHFEFqaNN4cn5nHIMNgwLaEXxr3u6WAiEA
yHYbEsLAbFshstizVX4zy7QjLto0QYW/tDjKLZVuCSI=
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6XbzFswRlC4J/mQo
/8T1gOuIICekYwQ2s4RFaGS4uT+hRANCAARjWcLQFVgu9GsxXd0Xi59bz4W4NN9P
TE3HNdUrm5aW9l7GE4DUcGf4z1cjKbFdkswrZnarx9RxBniYJAuujVll
-----END PRIVATE KEY-----
"""


@pytest.fixture(scope="module")
def server_tls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    (folder / "certificate.pem").write_text(CERTIFICATE)
    (folder / "key.pem").write_text(KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


@pytest.fixture
def client_tls():
    return ssl.create_default_context(cadata=CERTIFICATE)


def http_chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


@asynccontextmanager
async def serving(handle, tls=None):
    """A server for the time of a block; the block ends when all its connections have."""
    open_connections = set()

    async def serve(reader, writer):
        open_connections.add(asyncio.current_task())
        try:
            await handle(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        if open_connections:
            await asyncio.wait(open_connections, timeout=5)


@asynccontextmanager
async def transport(tls=False, proxy=None):
    transport = HttpcoreTransport(verify=tls, proxy=proxy, limits=httpx.Limits(max_connections=4), socket_options=[])
    try:
        yield transport
    finally:
        await transport.aclose()


async def read_request(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    return await reader.readexactly(length)


def answering(*writes):
    async def handle(reader, writer):
        while True:
            await read_request(reader)
            for data in writes:
                writer.write(data)
                await writer.drain()
                await asyncio.sleep(0)

    return handle


async def tunnel(reader, writer):
    """A proxy that knows CONNECT."""
    target = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
    host, _, port = target.partition(":")
    far_reader, far_writer = await asyncio.open_connection(host, int(port))
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")

    async def pass_on(source, sink):
        while data := await source.read(2**16):
            sink.write(data)
        sink.close()

    await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer), return_exceptions=True)


def request(port, *, scheme="http", content=b"x", timeouts=None):
    url = f"{scheme}://localhost:{port}/"
    return httpx.Request("POST", url, content=content, extensions={"timeout": timeouts or {}})


async def read_body(response):
    try:
        return [piece async for piece in response.stream]
    finally:
        await response.aclose()


async def test_chunks_that_arrive_together_are_given_together_after_a_quick_start():
    body = b"".join(http_chunk(b"%d," % number) for number in range(200))
    async with serving(answering(HEAD + body + END)) as port, transport() as client:
        response = await client.handle_async_request(request(port))
        pieces = await read_body(response)
    assert b"".join(pieces) == b"".join(b"%d," % number for number in range(200))
    assert [piece.count(b",") for piece in pieces] == [1, 2, 4, 8, 16, 32, 64, 64, 9]


async def test_a_chunk_does_not_wait_for_the_next_one():
    """What has arrived is given while the server holds the rest back until it was seen."""
    seen = asyncio.Event()

    async def handle(reader, writer):
        await read_request(reader)
        writer.write(HEAD + http_chunk(b"first"))
        await seen.wait()
        writer.write(http_chunk(b"second") + END)

    async with serving(handle) as port, transport() as client:
        response = await client.handle_async_request(request(port))
        pieces = aiter(response.stream)
        assert await anext(pieces) == b"first"
        seen.set()
        assert [piece async for piece in pieces] == [b"second"]
        await response.aclose()


async def test_what_came_before_a_broken_chunk_is_given_before_the_error():
    async with serving(answering(HEAD + http_chunk(b"good") + b"no size\r\n")) as port, transport() as client:
        response = await client.handle_async_request(request(port))
        pieces = aiter(response.stream)
        assert await anext(pieces) == b"good"
        with pytest.raises(httpx.RemoteProtocolError):
            await anext(pieces)
        await response.aclose()


async def test_a_connection_that_ends_too_early_is_an_error():
    async def handle(reader, writer):
        await read_request(reader)
        writer.write(HEAD + http_chunk(b"good"))

    async with serving(handle) as port, transport() as client:
        response = await client.handle_async_request(request(port))
        with pytest.raises(httpx.RemoteProtocolError):
            await read_body(response)


async def test_a_body_that_is_left_in_the_middle_closes_its_connection():
    disconnected = asyncio.Event()

    async def handle(reader, writer):
        await read_request(reader)
        writer.write(HEAD + http_chunk(b"first"))
        await reader.read()
        disconnected.set()

    async with serving(handle) as port, transport() as client:
        response = await client.handle_async_request(request(port))
        pieces = aiter(response.stream)
        await anext(pieces)
        await pieces.aclose()
        await response.aclose()
        await asyncio.wait_for(disconnected.wait(), 5)
        assert client._pool.connections == []


async def test_a_response_that_is_closed_while_the_next_chunk_is_awaited_leaves_nothing():
    async def handle(reader, writer):
        await read_request(reader)
        writer.write(HEAD + http_chunk(b"first"))
        await reader.read()

    async with serving(handle) as port, transport() as client:
        response = await client.handle_async_request(request(port))
        pieces = aiter(response.stream)
        await anext(pieces)
        waiting = asyncio.create_task(anext(pieces))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await response.aclose()
        assert client._pool.connections == []


async def test_connections_are_kept_for_the_next_request():
    async with serving(answering(HEAD + END)) as port, transport() as client:
        for _ in range(3):
            await read_body(await client.handle_async_request(request(port)))
            assert len(client._pool.connections) == 1


async def test_a_connection_that_the_server_has_closed_is_not_used_again():
    async def handle(reader, writer):
        await read_request(reader)
        writer.write(HEAD + END)

    async with serving(handle) as port, transport() as client:
        for _ in range(3):
            await read_body(await client.handle_async_request(request(port)))


@pytest.mark.parametrize("proxy_scheme", [None, "http", "https"])
async def test_tls_is_verified_also_through_proxies(server_tls, client_tls, proxy_scheme):
    large = b"x" * 1_000_000
    async with (
        serving(answering(HEAD, http_chunk(b"hello"), END), server_tls) as port,
        serving(tunnel, server_tls if proxy_scheme == "https" else None) as proxy_port,
    ):
        proxy = None
        if proxy_scheme is not None:
            context = client_tls if proxy_scheme == "https" else None
            proxy = httpx.Proxy(f"{proxy_scheme}://localhost:{proxy_port}", ssl_context=context)
        async with transport(client_tls, proxy) as client:
            for _ in range(2):
                response = await client.handle_async_request(request(port, scheme="https", content=large))
                assert b"".join(await read_body(response)) == b"hello"
            assert len(client._pool.connections) == 1


async def test_a_certificate_that_nobody_vouches_for_is_refused(server_tls):
    async with serving(answering(HEAD + END), server_tls) as port, transport(ssl.create_default_context()) as client:
        with pytest.raises(httpx.ConnectError, match="certificate"):
            await client.handle_async_request(request(port, scheme="https"))


async def test_a_server_without_tls_is_a_connection_error(client_tls):
    async def handle(reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with serving(handle) as port, transport(client_tls) as client:
        with pytest.raises(httpx.ConnectError):
            await client.handle_async_request(request(port, scheme="https"))


async def test_a_refused_connection_is_a_connection_error():
    async with serving(answering(HEAD)) as port:
        pass
    async with transport() as client:
        with pytest.raises(httpx.ConnectError):
            await client.handle_async_request(request(port))


async def test_a_silent_server_runs_into_the_read_timeout():
    async def handle(reader, writer):
        await read_request(reader)
        await reader.read()

    async with serving(handle) as port, transport() as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.handle_async_request(request(port, timeouts={"read": 0.01}))


async def test_the_read_timeout_counts_from_the_last_read():
    """The timer of the first wait comes too early for the second one, and is set again."""
    connection = _network.Connection()
    first = asyncio.create_task(connection.wait_for_data(0.02))
    await asyncio.sleep(0.01)
    connection.data_received(b"x")
    await first
    connection.take(1)
    started = asyncio.get_running_loop().time()
    with pytest.raises(_network.httpcore.ReadTimeout):
        await connection.wait_for_data(0.03)
    assert asyncio.get_running_loop().time() - started >= 0.03


async def test_a_server_that_reads_nothing_runs_into_the_write_timeout():
    async def handle(reader, writer):
        await done.wait()

    done = asyncio.Event()
    async with serving(handle) as port, transport() as client:
        # httpcore looks for an answer after a failed write, hence the limit on reading.
        sent = request(port, content=b"x" * 50_000_000, timeouts={"write": 0.01, "read": 0.01})
        with pytest.raises((httpx.WriteTimeout, httpx.ReadTimeout)):
            await client.handle_async_request(sent)
        done.set()


async def test_a_server_that_sends_faster_than_it_is_read_has_to_wait():
    calls = []

    class Transport(asyncio.Transport):
        def pause_reading(self):
            calls.append("pause")

        def resume_reading(self):
            calls.append("resume")

    connection = _network.Connection()
    connection.connection_made(Transport())
    connection.data_received(b"x" * _network.MAX_UNREAD_BYTES)
    assert calls == []
    connection.data_received(b"x")
    assert calls == ["pause"]
    connection.take(2)
    assert calls == ["pause", "resume"]


async def test_reading_ahead_awaits_what_httpcore_awaits_to_close_a_broken_connection():
    class Stream:
        waits = True

    async def chunks():
        yield b"first"
        yield b"second"
        await asyncio.sleep(0)
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, None)
        await future
        yield b"third"
        raise ValueError("broken")

    body = ReadAhead(chunks(), Stream())
    assert await body.read() == b"first"
    assert await body.read() == b"secondthird"
    with pytest.raises(ValueError, match="broken"):
        await body.read()
    with pytest.raises(StopAsyncIteration):
        await body.read()
    await body.aclose()


async def test_an_error_that_was_met_ahead_is_raised_after_what_came_before_it():
    class Stream:
        waits = True

    async def chunks():
        yield b"first"
        yield b"second"
        raise ValueError("broken")

    body = ReadAhead(chunks(), Stream())
    assert [await body.read(), await body.read()] == [b"first", b"second"]
    with pytest.raises(ValueError, match="broken"):
        await body.read()
    with pytest.raises(StopAsyncIteration):
        await body.read()


async def test_reading_ahead_can_be_cancelled_where_it_awaits():
    class Stream:
        waits = True

    cancelled = []

    async def chunks():
        yield b"first"
        yield b"second"
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        yield b"third"

    body = ReadAhead(chunks(), Stream())
    await body.read()
    reading = asyncio.create_task(body.read())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert cancelled == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no uvloop for Windows")
@pytest.mark.parametrize("has_tls", [False, True])
def test_connections_run_on_uvloop(server_tls, client_tls, has_tls):
    """Its transports and its way to connect are not quite asyncio's."""
    uvloop = pytest.importorskip("uvloop")

    async def main():
        handle = answering(HEAD + http_chunk(b"hello") + http_chunk(b"again"), END)
        async with (
            serving(handle, server_tls if has_tls else None) as port,
            transport(client_tls if has_tls else False) as client,
        ):
            for _ in range(2):
                sent = request(port, scheme="https" if has_tls else "http")
                assert b"".join(await read_body(await client.handle_async_request(sent))) == b"helloagain"

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
