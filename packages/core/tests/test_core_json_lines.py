"""Rules for JSON Lines, ids in URLs, and URLs that responses name."""

import itertools
import json
from typing import Any, TypedDict

import httpx
import pytest
from ai_sdk_core.errors import DownloadError, InvalidArgumentError, TypeValidationError
from ai_sdk_core.provider_utils import (
    JSONLinesDecoder,
    ResponseSchema,
    encode_path_segment,
    get_untrusted,
    json_lines_handler,
    status_code_error_handler,
)
from hypothesis import given
from hypothesis import strategies as st


class Line(TypedDict):
    a: int


def decode(*chunks: bytes, limit: int = 100) -> list[bytes]:
    decoder = JSONLinesDecoder(url="https://a", max_line_bytes=limit)
    return [line for chunk in chunks for line in decoder.feed(chunk)] + decoder.close()


@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2), max_size=4),
    st.sampled_from([b"\n", b"\r\n", b"\n\n"]),
    st.lists(st.integers(0, 80), max_size=5),
    st.booleans(),
)
def test_lines_arrive_whole_however_they_are_cut(values: Any, line_end: bytes, cuts: list[int], ends: bool) -> None:
    whole = line_end.join(json.dumps(value, ensure_ascii=False).encode() for value in values) + line_end * ends
    bounds = [0, *sorted(cut % (len(whole) + 1) for cut in cuts), len(whole)]
    chunks = [whole[start:end] for start, end in itertools.pairwise(bounds)]
    assert [json.loads(line) for line in decode(*chunks)] == values


@pytest.mark.parametrize("chunks", [[b"x" * 11], [b"x" * 6, b"x" * 5], [b"y\n" + b"x" * 11]])
def test_a_line_may_not_be_endless(chunks: list[bytes]) -> None:
    with pytest.raises(DownloadError, match="maximum line size of 10 bytes"):
        decode(*chunks, limit=10)


def test_the_limit_is_for_one_line() -> None:
    assert decode(b"x" * 10 + b"\n" + b"y" * 10, limit=10) == [b"x" * 10, b"y" * 10]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_is_positive(limit: int) -> None:
    with pytest.raises(InvalidArgumentError):
        json_lines_handler(ResponseSchema(Line), max_line_bytes=limit)


class Server:
    """Answers with the same bytes, and remembers who asked."""

    def __init__(self, body: bytes, **response: Any) -> None:
        self.requests: list[httpx.Request] = []
        self._response = {"status_code": 200, "content": body, **response}
        self.client = httpx.AsyncClient(transport=httpx.MockTransport(self._respond))

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(**self._response)

    async def fetch(self, url: str, **options: Any) -> Any:
        async with self.client:
            response = await get_untrusted(
                url,
                trusted_origin="https://api.test/v1",
                headers={"x-api-key": "secret", "user-agent": "me", "x-empty": None},
                response_handler=json_lines_handler(ResponseSchema(Line)),
                error_handler=status_code_error_handler(),
                http_client=self.client,
                **options,
            )
            return [line async for batch in response.value for line in batch]


async def public(_host: str, _port: int) -> list[str]:
    return ["93.184.216.34"]


async def private(_host: str, _port: int) -> list[str]:
    return ["10.0.0.1"]


async def test_lines_are_validated() -> None:
    assert await Server(b'{"a":1}\n{"a":2}').fetch("https://api.test/r") == [{"a": 1}, {"a": 2}]
    with pytest.raises(TypeValidationError):
        await Server(b'{"a":"x"}\n').fetch("https://api.test/r")


async def test_only_the_trusted_origin_gets_credentials() -> None:
    trusted, other = Server(b""), Server(b"")
    await trusted.fetch("https://api.test/r", resolve=private)
    await other.fetch("https://cdn.test/r", resolve=public)
    assert trusted.requests[0].headers["x-api-key"] == "secret"
    assert "x-api-key" not in other.requests[0].headers
    assert other.requests[0].headers["user-agent"].startswith("me")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "ftp://cdn.test/", "https://inside.test/"])
async def test_other_origins_must_be_public(url: str) -> None:
    server = Server(b"")
    with pytest.raises(DownloadError):
        await server.fetch(url, resolve=private)
    assert server.requests == []


@pytest.mark.parametrize(
    ("value", "segment"),
    [("a-b_c.1", "a-b_c.1"), ("a/b?c#d e", "a%2Fb%3Fc%23d%20e"), ("..", "%252E%252E"), (".", "%252E"), ("ü", "%C3%BC")],
)
def test_ids_cannot_lead_elsewhere(value: str, segment: str) -> None:
    assert encode_path_segment(value) == segment
