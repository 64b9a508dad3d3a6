"""What tests of other packages build on: holds, cuts, disconnects, waiting, and a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import socket
import threading

import httpx
import pytest
from ai_sdk_test_server import Cut, Delivery, HoldPoint, RawReply, RecordedRequest, Reply, TestServer, helpful_answer

CHAT = {"model": "m", "messages": [{"role": "user", "content": "hi"}], "stream": True}


def url_of(server: TestServer) -> str:
    return f"{server.base_url}/chat/completions"


async def test_a_hold_point_stops_a_stream_until_it_is_released() -> None:
    hold = HoldPoint(after_chunks=2)
    replies = [Reply(text="one two three", delivery=Delivery(holds=[hold]))]

    async with (
        TestServer(replies=replies) as server,
        httpx.AsyncClient() as client,
        client.stream("POST", url_of(server), json=CHAT) as response,
    ):
        body = response.aiter_raw()
        before = await anext(body) + await anext(body)
        await hold.wait_until_reached()
        was_reached = hold.is_reached
        hold.release()
        after = b"".join([chunk async for chunk in body])

    assert was_reached
    assert b"one" in before
    assert b"two" not in before
    assert after.endswith(b"data: [DONE]\n\n")


async def test_a_hold_point_without_a_number_holds_before_the_headers() -> None:
    hold = HoldPoint()

    async with (
        TestServer(replies=[Reply(text="x", delivery=Delivery(holds=[hold]))]) as server,
        httpx.AsyncClient() as client,
    ):
        call = asyncio.create_task(client.post(url_of(server), json=CHAT))
        await hold.wait_until_reached()
        was_done = call.done()
        hold.release()
        response = await call

    assert not was_done
    assert response.status_code == 200


def test_a_sync_test_can_hold_a_stream_too() -> None:
    hold = HoldPoint(after_chunks=1)

    with TestServer(replies=[Reply(text="one", delivery=Delivery(holds=[hold]))]) as server, httpx.Client() as client:
        bodies: list[str] = []
        call = threading.Thread(target=lambda: bodies.append(client.post(url_of(server), json=CHAT).text))
        call.start()
        hold.block_until_reached()
        hold.release()
        call.join()

    assert "one" in bodies[0]


def test_a_sync_test_can_wait_for_a_disconnect() -> None:
    hold = HoldPoint(after_chunks=1)

    with TestServer(replies=[Reply(text="x", delivery=Delivery(holds=[hold]))]) as server:
        with httpx.Client() as client, client.stream("POST", url_of(server), json=CHAT):
            hold.block_until_reached()

        server.block_for_disconnects()
        server.block_until_idle()
        assert (server.connections, server.disconnects) == (1, 1)


async def test_a_client_that_leaves_in_the_middle_is_a_disconnect() -> None:
    hold = HoldPoint(after_chunks=1)

    async with TestServer(replies=[Reply(text="x", delivery=Delivery(holds=[hold]))]) as server:
        async with httpx.AsyncClient() as client:
            call = asyncio.create_task(client.post(url_of(server), json=CHAT))
            await hold.wait_until_reached()
            connected = server.open_connections
            call.cancel()
            await server.wait_for_disconnects()
            await server.wait_until_idle()

        assert connected == 1
        assert server.disconnects == 1
        assert server.open_connections == 0


async def test_a_client_that_has_its_response_and_leaves_is_no_disconnect() -> None:
    async with TestServer() as server:
        async with httpx.AsyncClient() as client:
            await client.post(url_of(server), json=CHAT)

        await server.wait_until_idle()
        assert server.disconnects == 0


async def test_a_cut_that_closes_ends_the_connection_in_the_middle() -> None:
    replies = [Reply(text="one two", delivery=Delivery(cut=Cut(after_chunks=2)))]

    async with TestServer(replies=replies) as server, httpx.AsyncClient() as client:
        async with client.stream("POST", url_of(server), json=CHAT) as response:
            body = response.aiter_raw()
            received = await anext(body) + await anext(body)

            with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
                await anext(body)

        await server.wait_until_idle()

    assert b"one" in received
    assert b"two" not in received
    assert server.disconnects == 0


async def test_a_cut_that_resets_is_a_read_error() -> None:
    replies = [Reply(text="one two", delivery=Delivery(cut=Cut(after_chunks=2, how="reset")))]

    async with TestServer(replies=replies) as server, httpx.AsyncClient() as client:
        with pytest.raises(httpx.ReadError):
            await client.post(url_of(server), json=CHAT)


async def test_a_cut_that_ends_leaves_a_complete_message_without_finish() -> None:
    replies = [Reply(text="one two", delivery=Delivery(cut=Cut(after_chunks=2, how="end")))]

    async with TestServer(replies=replies) as server, httpx.AsyncClient() as client:
        body = (await client.post(url_of(server), json=CHAT)).text

    assert "one" in body
    assert "two" not in body
    assert "[DONE]" not in body


async def test_a_cut_after_zero_chunks_leaves_headers_without_a_body() -> None:
    replies = [Reply(text="x", delivery=Delivery(cut=Cut(after_chunks=0)))]

    async with TestServer(replies=replies) as server, httpx.AsyncClient() as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post(url_of(server), json={**CHAT, "stream": False})


async def test_one_connection_serves_many_requests() -> None:
    async with TestServer() as server, httpx.AsyncClient() as client:
        for _ in range(3):
            await client.post(url_of(server), json=CHAT)

        assert server.connections == 1
        assert len(server.requests) == 3


async def test_requests_are_recorded() -> None:
    async with TestServer() as server, httpx.AsyncClient() as client:
        await client.post(
            url_of(server) + "?a=1", json=CHAT, headers={"X-Test": "yes", "authorization": "Bearer secret"}
        )
        await server.wait_for_requests()

    (request,) = server.requests
    assert (request.method, request.path, request.query) == ("POST", "/v1/chat/completions", "a=1")
    assert request.headers["x-test"] == "yes"
    assert request.json == CHAT
    assert "secret" not in repr(request)


async def test_leaving_the_server_ends_streams_that_are_held() -> None:
    hold = HoldPoint(after_chunks=1)

    async with httpx.AsyncClient() as client:
        async with TestServer(replies=[Reply(text="x", delivery=Delivery(holds=[hold]))]) as server:
            call = asyncio.create_task(client.post(url_of(server), json=CHAT))
            await hold.wait_until_reached()

        with pytest.raises(httpx.HTTPError):
            await call

    assert server.open_connections == 0
    assert server.disconnects == 0


def test_clients_that_connect_as_the_server_stops_leave_nothing_behind() -> None:
    """What would be left is a ResourceWarning, which fails the test."""
    for _ in range(20):
        with TestServer() as server, contextlib.ExitStack() as clients:
            port = httpx.URL(server.base_url).port or 0

            for _ in range(20):
                clients.enter_context(socket.create_connection(("127.0.0.1", port)))

        assert server.open_connections == 0

    gc.collect()


def test_after_the_end_no_thread_is_left_and_the_port_is_free() -> None:
    with TestServer() as server:
        port = int(server.base_url.split(":")[2].removesuffix("/v1"))
        names = {thread.name for thread in threading.enumerate()}

    assert "ai-sdk-test-server" in names
    assert "ai-sdk-test-server" not in {thread.name for thread in threading.enumerate()}

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_server_that_was_not_entered_has_no_address() -> None:
    with pytest.raises(RuntimeError, match="before it is entered"):
        _ = TestServer().base_url


def test_a_server_runs_once() -> None:
    with TestServer() as server:
        pass

    with pytest.raises(RuntimeError, match="runs once"):
        server.__enter__()


async def test_many_clients_may_stream_at_the_same_time() -> None:
    count = 100
    holds = [HoldPoint(after_chunks=1) for _ in range(count)]
    replies = [Reply(text=f"n{index}", delivery=Delivery(holds=[hold])) for index, hold in enumerate(holds)]
    limits = httpx.Limits(max_connections=count)

    async with TestServer(replies=replies) as server, httpx.AsyncClient(limits=limits, timeout=60) as client:
        calls = [asyncio.create_task(client.post(url_of(server), json=CHAT)) for _ in range(count)]
        await server.wait_for_requests(count, timeout=60)
        connected = server.open_connections

        for hold in holds:
            hold.release()

        bodies = [(await call).text for call in calls]

    assert connected == count
    assert sum("[DONE]" in body for body in bodies) == count


HUGE = RawReply(chunks=b"x" * 50_000_000)
"""More than the sockets hold between a server and a client that does not read."""


async def test_a_slow_reader_gets_everything() -> None:
    async with TestServer(replies=[HUGE]) as server, httpx.AsyncClient() as client:
        assert len((await client.post(url_of(server), json=CHAT)).content) == 50_000_000

    assert server.disconnects == 0


async def test_a_client_that_leaves_before_it_has_read_everything_is_a_disconnect() -> None:
    async with TestServer(replies=[HUGE]) as server:
        async with httpx.AsyncClient() as client, client.stream("POST", url_of(server), json=CHAT) as response:
            await anext(response.aiter_raw())

        await server.wait_for_disconnects()


async def test_a_wait_may_be_cancelled() -> None:
    async with TestServer() as server:
        waiting = asyncio.create_task(server.wait_for_requests())
        await asyncio.sleep(0)
        waiting.cancel()

        with pytest.raises(asyncio.CancelledError):
            await waiting

        async with httpx.AsyncClient() as client:
            await client.post(url_of(server), json=CHAT)

        assert len(server.requests) == 1


def test_one_server_serves_several_event_loops() -> None:
    async def call(server: TestServer) -> int:
        async with httpx.AsyncClient() as client:
            response = await client.post(url_of(server), json=CHAT)
            await server.wait_for_requests()
            return response.status_code

    with TestServer() as server:
        assert [asyncio.run(call(server)) for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("delivery", "chunk_delay"),
    [(Delivery(delay=3600), 0), (Delivery(chunk_delay=3600), 0), (Delivery(), 3600), (Delivery(chunk_delay=0), 3600)],
)
async def test_delays_keep_the_client_waiting(delivery: Delivery, chunk_delay: float) -> None:
    """Before the status line or before a chunk; the reply's own delay counts, not the server's."""
    is_answered = delivery.chunk_delay == 0

    async with (
        TestServer(replies=[Reply(text="a", delivery=delivery)], chunk_delay=chunk_delay) as server,
        httpx.AsyncClient(timeout=10 if is_answered else 0.1) as client,
    ):
        with contextlib.nullcontext() if is_answered else pytest.raises(httpx.ReadTimeout):
            await client.post(url_of(server), json=CHAT)


async def test_inserts_are_written_before_their_chunk() -> None:
    delivery = Delivery(inserts={0: b": ping\n\n", 2: b"data: {oops\n\n"})

    async with TestServer(replies=[Reply(text="a", delivery=delivery)]) as server, httpx.AsyncClient() as client:
        events = (await client.post(url_of(server), json=CHAT)).text.split("\n\n")

    assert events[0] == ": ping"
    assert '"content":"a"' in events[2]
    assert events[3] == "data: {oops"


def test_a_port_that_is_taken_is_the_callers_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="Address already in use"):
        TestServer(port=taken.getsockname()[1]).__enter__()


async def test_a_wait_that_is_not_fulfilled_says_for_what() -> None:
    async with TestServer() as server:
        with pytest.raises(
            TimeoutError, match=r"Waited 0 seconds for disconnect 1; now it is Counts\(requests=0, .*disconnects=0\)"
        ):
            await server.wait_for_disconnects(timeout=0)

        with pytest.raises(TimeoutError, match="request 2"):
            server.block_for_requests(2, timeout=0)


def test_a_rule_that_fails_fails_the_test() -> None:
    def rule(request: RecordedRequest) -> None:
        assert request.json["model"] == "other", "the wrong model"

    def use_server() -> None:
        with TestServer(rules=[rule]) as server:
            assert httpx.post(url_of(server), json=CHAT).status_code == 500

    with pytest.raises(AssertionError, match="the wrong model"):
        use_server()


def test_rules_that_were_given_answer_beyond_a_script() -> None:
    with TestServer(rules=[helpful_answer]) as server:
        server.script(Reply(text="scripted"))

        assert [httpx.post(url_of(server), json=CHAT).status_code for _ in range(2)] == [200, 200]


def test_an_ipv6_address_is_bracketed() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")

    with TestServer(host="::1") as server:
        assert server.base_url.startswith("http://[::1]:")
        assert httpx.post(url_of(server), json=CHAT).status_code == 200


def test_the_server_may_be_used_from_the_fixture(ai_test_server: TestServer) -> None:
    ai_test_server.script(Reply(text="scripted"))

    first = httpx.post(url_of(ai_test_server), json={**CHAT, "stream": False})
    second = httpx.post(url_of(ai_test_server), json=CHAT)

    assert first.json()["choices"][0]["message"]["content"] == "scripted"
    assert (second.status_code, second.json()["error"]["code"]) == (422, "no_reply")
    assert ai_test_server.replies_left == 0
