"""HTTP itself: what is refused, and how connections go on or end."""

from __future__ import annotations

import contextlib
import json
import socket
from typing import Any

import httpx
import pytest
from ai_sdk_test_server import Delivery, HoldPoint, JsonReply, RawReply, RecordedRequest, Reply, TestServer

CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "hi"}]}


def exchange(server: TestServer, *pieces: bytes) -> bytes:
    """Send raw bytes and read until the server closes."""
    url = httpx.URL(server.base_url)

    with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
        for piece in pieces:
            connection.sendall(piece)

        received = b""

        while data := connection.recv(65536):
            received += data

        return received


def post_bytes(body: bytes, *headers: str, path: str = "/v1/chat/completions") -> bytes:
    lines = [f"POST {path} HTTP/1.1", "host: test", f"content-length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def post(server: TestServer, path: str = "/chat/completions", **arguments: Any) -> httpx.Response:
    return httpx.post(server.base_url + path, **arguments)


def error_of(response: httpx.Response) -> dict[str, Any]:
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    return dict(error)


def test_an_unknown_path_is_not_found() -> None:
    with TestServer() as server:
        response = post(server, "/nonsense", json=CHAT)

    assert response.status_code == 404
    assert error_of(response)["message"] == "Invalid URL (POST /v1/nonsense)"


def test_the_wrong_method_is_not_allowed_and_the_right_one_is_named() -> None:
    with TestServer() as server:
        response = httpx.get(f"{server.base_url}/chat/completions")

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert error_of(response)["code"] == "method_not_supported"


def test_the_answer_to_head_has_no_body() -> None:
    with TestServer() as server, httpx.Client() as client:
        responses = [client.head(f"{server.base_url}/models") for _ in range(2)]

    assert [response.status_code for response in responses] == [405, 405]
    assert [response.content for response in responses] == [b"", b""]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_not_json_is_refused(body: bytes) -> None:
    with TestServer() as server:
        response = post(server, content=body)

    assert response.status_code == 400
    assert error_of(response)["message"] == "We could not parse the JSON body of your request."


def test_json_that_is_no_object_is_refused() -> None:
    with TestServer() as server:
        assert post(server, json=[1]).status_code == 400


def test_without_its_key_a_server_with_a_key_refuses() -> None:
    with TestServer(api_key="right") as server:
        missing = post(server, json=CHAT)
        wrong = post(server, json=CHAT, headers={"authorization": "Bearer wrong"})
        right = post(server, json=CHAT, headers={"authorization": "Bearer right"})

    assert [missing.status_code, wrong.status_code, right.status_code] == [401, 401, 200]
    assert error_of(missing)["message"] == "You did not provide an API key."
    assert error_of(wrong)["code"] == "invalid_api_key"
    assert "wrong" not in wrong.text.replace("Incorrect", "")


def test_an_oversize_body_is_refused_and_the_client_hears_of_it() -> None:
    with TestServer(max_body_size=1000) as server:
        response = post(server, content=b"x" * 5_000_000)
        assert server.requests == []

    assert response.status_code == 413
    assert response.headers["connection"] == "close"
    assert error_of(response)["message"] == "The request body is larger than 1000 bytes."


def test_a_refused_client_may_finish_sending() -> None:
    """Otherwise the connection would be reset, and some clients would never read why."""
    with TestServer(max_body_size=1000) as server:
        received = exchange(server, post_bytes(b"x" * 5_000_000), b"x" * 15_000_000)

    assert received.startswith(b"HTTP/1.1 413 ")


def test_a_body_of_the_greatest_size_is_accepted() -> None:
    body = json.dumps(CHAT).encode()

    with TestServer(max_body_size=len(body)) as server:
        assert post(server, content=body).status_code == 200


def test_what_is_no_http_is_refused() -> None:
    with TestServer() as server:
        received = exchange(server, b"nonsense\r\n\r\n")

    assert received.startswith(b"HTTP/1.1 400 ")
    assert b'"error"' in received


def test_a_head_that_never_ends_is_refused() -> None:
    with TestServer() as server:
        received = exchange(server, b"GET / HTTP/1.1\r\n", b"x: " + b"y" * 70_000)

    assert received.startswith(b"HTTP/1.1 431 ")


def test_a_client_that_waits_for_continue_is_told_to_go_on() -> None:
    body = json.dumps(CHAT).encode()
    head = post_bytes(body, "expect: 100-continue").removesuffix(body)

    with TestServer() as server:
        url = httpx.URL(server.base_url)

        with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
            connection.sendall(head)
            interim = connection.recv(65536)
            connection.sendall(body)
            final = connection.recv(65536)

    assert interim == b"HTTP/1.1 100 \r\n\r\n"
    assert final.startswith(b"HTTP/1.1 200 ")


def test_requests_may_be_pipelined() -> None:
    body = json.dumps(CHAT).encode()

    with TestServer(replies=[Reply(text="first"), Reply(text="second")]) as server:
        received = exchange(server, post_bytes(body) + post_bytes(body, "connection: close"))

    assert received.index(b"first") < received.index(b"second")
    assert server.connections == 1


def test_a_client_that_floods_the_server_during_a_response_is_dropped() -> None:
    body = json.dumps(CHAT).encode()
    reply = Reply(text="x", delivery=Delivery(holds=[HoldPoint()]))

    with TestServer(replies=[reply], max_body_size=1000) as server:
        url = httpx.URL(server.base_url)

        with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
            connection.sendall(post_bytes(body))
            server.block_for_requests()
            connection.sendall(b"x" * 1001)
            server.block_until_idle()

        assert server.disconnects == 1


def test_a_chunked_body_is_read() -> None:
    def body() -> Any:
        yield b'{"model": "m", "messages": '
        yield b'[{"role": "user", "content": "hi"}]}'

    with TestServer() as server:
        assert post(server, content=body()).status_code == 200
        assert server.requests[0].json == CHAT


def test_an_http_1_0_client_gets_a_stream_that_ends_with_the_connection() -> None:
    body = json.dumps({**CHAT, "stream": True}).encode()

    with TestServer(replies=[Reply(text="hi")]) as server:
        received = exchange(server, post_bytes(body).replace(b"HTTP/1.1", b"HTTP/1.0"))

    assert b"transfer-encoding" not in received
    assert received.endswith(b"data: [DONE]\n\n")


def test_the_models_are_listed() -> None:
    with TestServer(replies=[Reply(text="kept")]) as server:
        listed = httpx.get(f"{server.base_url}/models").json()
        one = httpx.get(f"{server.base_url}/models/test-chat").json()
        unknown = httpx.get(f"{server.base_url}/models/nonsense")
        assert server.replies_left == 1

    assert listed["object"] == "list"
    assert one in listed["data"]
    assert (unknown.status_code, error_of(unknown)["code"]) == (404, "model_not_found")


def test_a_rule_may_answer_any_path() -> None:
    def rerank(request: RecordedRequest) -> JsonReply | None:
        return JsonReply(body={"results": []}, status=201) if request.path == "/v1/rerank" else None

    with TestServer(rules=[rerank]) as server:
        found = post(server, "/rerank", json={})
        other = post(server, "/other", json={})

    assert (found.status_code, found.json()) == (201, {"results": []})
    assert other.status_code == 404


def test_rules_are_asked_when_the_replies_are_used_up() -> None:
    with TestServer(replies=[Reply(text="scripted")], rules=[lambda _: None, lambda _: Reply(text="ruled")]) as server:
        texts = [post(server, json=CHAT).json()["choices"][0]["message"]["content"] for _ in range(2)]

    assert texts == ["scripted", "ruled"]


def test_a_reply_of_the_wrong_kind_is_refused_with_a_status_that_clients_do_not_retry() -> None:
    with TestServer(replies=[Reply(text="a chat answer")]) as server:
        response = post(server, "/embeddings", json={"model": "m", "input": "x"})

    assert response.status_code == 422
    assert error_of(response)["message"] == "The test server's next reply, Reply, is no answer to POST /v1/embeddings."


def test_a_refused_request_uses_no_reply_up() -> None:
    with TestServer(replies=[Reply(text="kept")]) as server:
        assert post(server, json={"model": "m"}).status_code == 400
        assert server.replies_left == 1


def test_only_the_latest_requests_are_kept() -> None:
    with TestServer(max_recorded_requests=1) as server:
        for model in ("first", "second"):
            post(server, json={**CHAT, "model": model})

        assert [request.json["model"] for request in server.requests] == ["second"]


def test_a_response_that_http_does_not_allow_fails_the_test() -> None:
    def use_server() -> None:
        reply = RawReply(chunks=b"x", headers={"bad name": "x"})

        with TestServer(replies=[reply]) as server, contextlib.suppress(httpx.RemoteProtocolError):
            post(server, json=CHAT)

    with pytest.raises(Exception, match="Illegal header name"):
        use_server()


def test_a_body_that_is_no_object_reads_as_an_empty_one() -> None:
    assert RecordedRequest(method="POST", path="/", body=b"[1]").json_object == {}
    assert RecordedRequest(method="POST", path="/", body=b"nonsense").json_object == {}


def test_repeated_headers_are_joined() -> None:
    with TestServer() as server:
        post(server, json=CHAT, headers=[("x-many", "a"), ("X-Many", "b")])

        assert server.requests[0].headers["x-many"] == "a, b"


def test_the_base_url_is_loopback_by_default() -> None:
    with TestServer() as server:
        assert server.base_url.startswith("http://127.0.0.1:")
