"""Connections: shared, bounded per pool, bound to one loop, and gone when they should be."""

import asyncio
import gc
import os
import subprocess
import sys
import textwrap
import threading
import warnings
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypedDict

import httpx
import pytest
import respx
from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider_utils import (
    ResponseSchema,
    aclose_all,
    event_stream_handler,
    get,
    json_response_handler,
    post_json,
    shared_http_client,
    status_code_error_handler,
)
from ai_sdk_core.provider_utils import _httpx_transport as transports
from ai_sdk_core.provider_utils._httpx_transport import PooledTransport, RoutingTransport

PROXY_VARIABLES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]


class Answer(TypedDict):
    text: str


HANDLERS = {
    "response_handler": json_response_handler(ResponseSchema(Answer)),
    "error_handler": status_code_error_handler(),
}
OK = b'HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{"text":"x"}'


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class Server:
    """A loopback server that answers from a script of raw responses, the last of which repeats."""

    def __init__(self, *responses, hold=None):
        self.responses = responses or (OK,)
        self.hold = hold
        self.connections = 0
        self.open = 0
        self.requests: list[bytes] = []
        self.arrived = asyncio.Semaphore(0)
        self.disconnected = asyncio.Event()

    async def serve(self, reader, writer):
        self.connections += 1
        self.open += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
                self.requests.append(head + await reader.readexactly(length))
                self.arrived.release()
                if self.hold:
                    await self.hold.wait()
                writer.write(self.responses[min(len(self.requests), len(self.responses)) - 1])
        except (asyncio.IncompleteReadError, ConnectionError):
            self.disconnected.set()
        finally:
            self.open -= 1
            writer.close()


@asynccontextmanager
async def running(server):
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    async with listener:
        yield f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
        await aclose_all()


async def post(url, **options):
    return (await post_json(url=url, body={"a": 1}, **{**HANDLERS, **options})).value


async def test_connections_are_used_again():
    async with running(server := Server()) as url:
        for _ in range(5):
            assert await post(url + "/v1") == {"text": "x"}
    assert server.connections == 1
    assert server.requests[0].startswith(b"POST /v1 HTTP/1.1\r\n")
    assert server.requests[0].endswith(b'\r\n\r\n{"a":1}')


async def test_requests_spread_over_pools_of_limited_size():
    count = transports.REQUESTS_PER_POOL * 2 + 1
    async with running(server := Server(hold=asyncio.Event())) as url:
        tasks = [asyncio.create_task(post(url)) for _ in range(count)]
        for _ in range(count):
            await server.arrived.acquire()
        server.hold.set()
        assert await asyncio.gather(*tasks) == [{"text": "x"}] * count
        assert server.connections == count


async def test_a_pool_gets_its_place_back_on_every_path():
    """Success, failure and closing before the end: none may leave a request counted."""

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            if request.url.path == "/fail":
                raise httpx.ConnectError("no")
            return httpx.Response(200, stream=httpx.ByteStream(b"x"))

    created = []

    def create():
        created.append(Transport())
        return created[-1]

    pooled = PooledTransport(create)
    for path in ("/ok", "/fail") * transports.REQUESTS_PER_POOL * 2:
        try:
            response = await pooled.handle_async_request(httpx.Request("GET", "http://x" + path))
        except httpx.ConnectError:
            continue
        await response.aclose()
        await response.aclose()
    assert len(created) == 1


async def test_leaving_a_stream_disconnects():
    head = b'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {"text":"x"}\n\n'
    handler = event_stream_handler(ResponseSchema(Answer))
    async with running(server := Server(head)) as url:
        stream = (await post_json(url=url, body={}, **{**HANDLERS, "response_handler": handler})).value
        batches = stream.batches()
        assert await anext(batches) == [{"text": "x"}]
        await batches.aclose()
        await asyncio.wait_for(server.disconnected.wait(), 5)


async def test_a_stream_that_was_read_to_the_end_gives_its_connection_back():
    body = b'data: {"text":"x"}\n\ndata: [DONE]\n\n'
    head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body)
    handler = event_stream_handler(ResponseSchema(Answer))
    async with running(server := Server(head + body)) as url:
        for _ in range(3):
            stream = (await post_json(url=url, body={}, **{**HANDLERS, "response_handler": handler})).value
            assert [batch async for batch in stream.batches()] == [[{"text": "x"}]]
    assert server.connections == 1


async def test_cancelling_a_call_disconnects():
    async with running(server := Server(hold=asyncio.Event())) as url:
        task = asyncio.create_task(post(url))
        await server.arrived.acquire()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        server.hold.set()
        await asyncio.wait_for(server.disconnected.wait(), 5)


async def test_a_refused_connection_may_be_tried_again():
    async with running(Server()) as url:
        pass
    with pytest.raises(APICallError, match="Cannot connect to API: ") as raised:
        await post(url)
    assert raised.value.is_retryable is True


@pytest.mark.parametrize("url", ["ftp://x/y", "no url", "http://"])
async def test_what_is_no_http_url_is_not_tried_again(url):
    with pytest.raises(APICallError, match="Cannot connect to API: ") as raised:
        await post(url)
    assert raised.value.is_retryable is False


def redirect(status, location):
    return f"HTTP/1.1 {status} Moved\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n".encode()


async def test_a_redirect_on_the_same_host_is_followed():
    async with running(server := Server(redirect(307, "/new?a=1"), OK)) as url:
        assert await post(url + "/old") == {"text": "x"}
    assert server.requests[1].startswith(b"POST /new?a=1 ")
    assert server.requests[1].endswith(b'{"a":1}')


async def test_a_get_follows_every_kind_of_redirect():
    async with running(server := Server(redirect(302, "/new"), OK)) as url:
        assert (await get(url=url, **HANDLERS)).value == {"text": "x"}
    assert server.requests[1].startswith(b"GET /new ")


@pytest.mark.parametrize(
    ("status", "location"), [(307, "http://other.example.com/"), (302, "/new"), (307, "//127.0.0.1:1/")]
)
async def test_no_redirect_takes_credentials_elsewhere_or_changes_the_method(status, location):
    async with running(server := Server(redirect(status, location))) as url:
        with pytest.raises(APICallError) as raised:
            await post(url, headers={"authorization": "Bearer k"})
    assert (raised.value.status_code, len(server.requests)) == (status, 1)


async def test_redirects_in_a_circle_end():
    async with running(server := Server(redirect(308, "/again"))) as url:
        with pytest.raises(APICallError) as raised:
            await post(url)
    assert raised.value.status_code == 308
    assert len(server.requests) < 10


async def test_the_shared_client_keeps_no_cookies():
    reply = b"HTTP/1.1 200 OK\r\nset-cookie: a=1\r\ncontent-length: 2\r\n\r\n{}"
    async with running(server := Server(reply)) as url:
        client = shared_http_client()
        assert client is shared_http_client()
        for _ in range(2):
            await client.get(url)
    assert b"cookie" not in server.requests[1].lower()


@respx.mock
async def test_the_shared_client_can_be_mocked_like_any_httpx_client():
    route = respx.post("https://api.example.com/v1").respond(json={"text": "mocked"})
    assert await post("https://api.example.com/v1") == {"text": "mocked"}
    assert route.calls.last.request.content == b'{"a":1}'
    await aclose_all()


async def call_own_server():
    async with running(Server()) as url:
        return await post(url)


def test_every_loop_has_its_own_connections():
    """Connections of a loop that has ended raise "Event loop is closed"."""
    for _ in range(3):
        assert asyncio.run(call_own_server()) == {"text": "x"}


def test_two_threads_do_not_meet():
    results = []
    threads = [threading.Thread(target=lambda: results.append(asyncio.run(call_own_server()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [{"text": "x"}] * 4


def test_a_loop_takes_its_connections_along_without_a_warning():
    """`aclose_all` is not called: `asyncio.run` closes the client."""

    async def main():
        server = Server()
        listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        await post(f"http://127.0.0.1:{port}")
        assert server.open == 1
        listener.close()
        return server

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(main())
        gc.collect()


def test_clients_of_closed_loops_are_forgotten():
    from ai_sdk_core.provider_utils import http_client

    for _ in range(5):
        asyncio.run(call_without_closing())
    assert len(http_client._clients.by_loop) <= 1


async def call_without_closing():
    shared_http_client()


async def test_connections_can_be_closed_and_opened_again():
    async with running(server := Server()) as url:
        await post(url)
        await aclose_all()
        await aclose_all()
        await asyncio.wait_for(server.disconnected.wait(), 5)
        await post(url)
    assert server.connections == 2


class BlockingHandler(BaseHTTPRequestHandler):
    """Keeps connections alive and answers each request with an empty object."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def url_of_blocking_server():
    """A server that does not share an event loop with the program that talks to it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BlockingHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


PROGRAM = """
    import asyncio, os, sys
    from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler, post_json, status_code_error_handler

    async def main():
        handler = json_response_handler(ResponseSchema(dict))
        error_handler = status_code_error_handler()
        response = await post_json(url=sys.argv[1], body={}, response_handler=handler, error_handler=error_handler)
        return response.value

    def run():
        print(asyncio.run(main()), flush=True)
"""


def run_program(ending, *arguments):
    code = textwrap.dedent(PROGRAM) + textwrap.dedent(ending)
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_program_ends_in_silence(url_of_blocking_server):
    result = run_program("run()", url_of_blocking_server)
    assert (result.stdout, result.stderr, result.returncode) == ("{}\n", "", 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_has_its_own_connections(url_of_blocking_server):
    result = run_program(
        """
        run()
        child = os.fork()
        if child:
            os.waitpid(child, 0)
        run()
        """,
        url_of_blocking_server,
    )
    assert (result.stdout, result.stderr, result.returncode) == ("{}\n" * 3, "", 0)


def test_httpx_loads_with_the_first_request_only():
    code = (
        "import sys; from ai_sdk_core.provider_utils import post_json, json_response_handler, event_stream_handler; "
        "print({'httpx', 'anyio', 'pydantic', 'pydantic_core', 'typing_extensions'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-I", "-c", code], text=True) == "set()\n"


class Recorder:
    """Stands for the making of transports: remembers what kind was asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, verify, proxy):
        self.asked.append((verify is not False, proxy))
        return httpx.MockTransport(lambda request: httpx.Response(200, stream=httpx.ByteStream(b"")))


@pytest.mark.parametrize(
    ("environment", "url", "asked"),
    [
        ({}, "http://a.example.com", (False, None)),
        ({}, "https://a.example.com", (True, None)),
        ({"http_proxy": "http://p:1"}, "http://a.example.com", (False, "http://p:1")),
        ({"http_proxy": "p:1"}, "http://a.example.com", (False, "http://p:1")),
        ({"http_proxy": "http://p:1"}, "https://a.example.com", (True, None)),
        ({"HTTPS_PROXY": "http://p:1"}, "https://a.example.com", (True, "http://p:1")),
        ({"all_proxy": "https://p:1"}, "http://a.example.com", (True, "https://p:1")),
        ({"all_proxy": "http://p:1", "no_proxy": "example.com"}, "http://a.example.com", (False, None)),
        ({"all_proxy": "http://p:1", "no_proxy": "*"}, "http://a.example.com", (False, None)),
        ({"all_proxy": "http://p:1", "no_proxy": "other.com"}, "http://a.example.com", (False, "http://p:1")),
    ],
)
async def test_proxies_come_from_the_environment(monkeypatch, environment, url, asked):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    recorder = Recorder()
    transport = RoutingTransport(recorder)
    for _ in range(2):
        await transport.handle_async_request(httpx.Request("GET", url))
    assert recorder.asked == [asked]


async def test_origins_share_the_pools_of_their_kind():
    recorder = Recorder()
    transport = RoutingTransport(recorder)
    for number in range(transports.MAX_REMEMBERED_ORIGINS + 10):
        response = await transport.handle_async_request(httpx.Request("GET", f"http://{number}.example.com"))
        await response.aclose()
    assert recorder.asked == [(False, None)]
    assert len(transport._pools_by_origin) <= transports.MAX_REMEMBERED_ORIGINS


async def test_a_request_goes_through_the_proxy(monkeypatch):
    async with running(server := Server()) as url:
        monkeypatch.setenv("http_proxy", url)
        assert await post("http://api.example.com/v1") == {"text": "x"}
    assert server.requests[0].startswith(b"POST http://api.example.com/v1 HTTP/1.1")


def test_the_certificates_are_loaded_once():
    assert transports._tls_context() is transports._tls_context()


def test_silent_peers_are_noticed():
    import socket

    assert (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1) in transports._socket_options()
