"""What is sent, what comes back, and what every failure becomes."""

import asyncio
import gzip
import json
from typing import Any, TypedDict

import httpx
import pytest
from ai_sdk_core.errors import (
    APICallError,
    DownloadError,
    EmptyResponseBodyError,
    InvalidArgumentError,
    JSONParseError,
    SerializationError,
    TypeValidationError,
)
from ai_sdk_core.provider_utils import (
    FormData,
    FormFile,
    HttpResponse,
    ResponseSchema,
    binary_response_handler,
    binary_stream_handler,
    delete,
    get,
    json_error_handler,
    json_response_handler,
    post_bytes,
    post_form_data,
    post_json,
    status_code_error_handler,
    to_form_data,
)

URL = "https://api.example.com/v1/things"


class Answer(TypedDict):
    text: str


class ErrorBody(TypedDict):
    message: str


ANSWER = json_response_handler(ResponseSchema(Answer))
ERROR = json_error_handler(ResponseSchema(ErrorBody), lambda error: error["message"])


class Server:
    """Answers every request the same way and remembers the requests."""

    def __init__(self, *args, error=None, **kwargs):
        self.requests: list[httpx.Request] = []
        self.reply = (args, kwargs)
        self.error = error
        self.client = httpx.AsyncClient(transport=httpx.MockTransport(self.handle))

    def handle(self, request):
        self.requests.append(request)
        if self.error:
            raise self.error
        args, kwargs = self.reply
        return httpx.Response(*args, **kwargs)

    async def post(self, body=None, **options):
        options = {"response_handler": ANSWER, "error_handler": ERROR, "url": URL, **options}
        return await post_json(body=body or {}, http_client=self.client, **options)


class BrokenBody(httpx.AsyncByteStream):
    """Some bytes, and then an error."""

    def __init__(self, error):
        self.error = error
        self.closed = False

    async def __aiter__(self):
        yield b'{"text":'
        raise self.error

    async def aclose(self):
        self.closed = True


async def test_a_json_request_and_its_answer():
    server = Server(200, json={"text": "hi", "more": [1]}, headers={"X-Id": "1"})
    response = await server.post(
        {"model": "m", "absent": None, "null": {"kept": None}}, headers={"Authorization": "Bearer k"}
    )
    request = server.requests[0]
    assert (request.method, str(request.url)) == ("POST", URL)
    assert request.content == b'{"model":"m","null":{"kept":null}}'
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == "Bearer k"
    assert response.value == {"text": "hi"}
    assert response.raw_value == {"text": "hi", "more": [1]}
    assert response.headers["x-id"] == "1"


async def test_the_user_agent_names_everyone_involved():
    server = Server(200, json={"text": ""})
    await server.post(headers={"User-Agent": "ai-sdk-groq/1.0"})
    assert server.requests[0].headers["user-agent"].startswith("ai-sdk-groq/1.0 ai-sdk-provider-utils/")
    assert " python/3." in server.requests[0].headers["user-agent"]


async def test_the_caller_may_set_another_content_type():
    server = Server(200, json={"text": ""})
    await server.post(headers={"Content-Type": "application/vnd.x+json"})
    assert server.requests[0].headers["content-type"] == "application/vnd.x+json"


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ({"a": float("nan"), "b": float("inf")}, b'{"a":null,"b":null}'),
        ({"a": "é😀"}, '{"a":"é😀"}'.encode()),
        ({"a": "\ud83d"}, rb'{"a":"\ud83d"}'),
        ({"a": [{"b": 1.5, "c": True}]}, b'{"a":[{"b":1.5,"c":true}]}'),
    ],
)
async def test_bodies_are_written_as_javascript_would(body, content):
    server = Server(200, json={"text": ""})
    await server.post(body)
    assert server.requests[0].content == content


async def test_a_body_that_is_not_json_is_an_error_before_anything_is_sent():
    server = Server(200, json={"text": ""})
    with pytest.raises(SerializationError, match="not JSON"):
        await server.post({"a": object()})
    assert server.requests == []


async def test_a_get_and_a_delete_have_no_body():
    for function, method in ((get, "GET"), (delete, "DELETE")):
        server = Server(200, json={"text": "x"})
        response = await function(
            url=URL, headers={"a": "b"}, response_handler=ANSWER, error_handler=ERROR, http_client=server.client
        )
        assert response.value == {"text": "x"}
        assert (server.requests[0].method, server.requests[0].content) == (method, b"")
        assert "content-type" not in server.requests[0].headers


async def test_bytes_are_sent_as_they_are():
    server = Server(200, content=b"\x00\xff")
    response = await post_bytes(
        url=URL,
        content=b"\x01",
        request_body_values={"audio": "1 byte"},
        headers={"content-type": "audio/wav"},
        response_handler=binary_response_handler(),
        error_handler=ERROR,
        http_client=server.client,
    )
    assert response.value == b"\x00\xff"
    assert response.raw_value is None
    assert (server.requests[0].content, server.requests[0].headers["content-type"]) == (b"\x01", "audio/wav")


async def test_a_form_keeps_the_order_of_its_parts():
    server = Server(200, json={"text": ""})
    form = to_form_data({"model": "m", "none": None, "n": 2, "stream": True, "one": ["x"], "many": ["y", "z"]})
    form.append("file", FormFile(content=b"\x00", filename='a"b\r\n.wav', media_type="audio/wav"))
    await post_form_data(
        url=URL, form_data=form, response_handler=ANSWER, error_handler=ERROR, http_client=server.client
    )
    request = server.requests[0]
    boundary = request.headers["content-type"].removeprefix("multipart/form-data; boundary=").encode()
    parts = request.content.split(b"--" + boundary)
    assert parts[0] == b""
    assert parts[-1] == b"--\r\n"
    assert [part.split(b'name="')[1].split(b'"')[0] for part in parts[1:-1]] == [
        b"model", b"n", b"stream", b"one", b"many[]", b"many[]", b"file",
    ]  # fmt: skip
    assert parts[2].endswith(b"\r\n\r\n2\r\n")
    assert parts[3].endswith(b"\r\n\r\ntrue\r\n")
    assert parts[-2] == (
        b'\r\nContent-Disposition: form-data; name="file"; filename="a\\"b.wav"\r\n'
        b"Content-Type: audio/wav\r\n\r\n\x00\r\n"
    )


def test_errors_show_a_placeholder_for_files():
    form = FormData()
    form.append("file", FormFile(content=b"secret", filename="a.wav"))
    form.append("n", 1)
    assert form.values() == {"file": "<file:a.wav>", "n": "1"}


@pytest.mark.parametrize(
    ("reply", "message", "data", "is_retryable"),
    [
        ({"json": {"message": "slow down"}, "status_code": 429}, "slow down", {"message": "slow down"}, True),
        ({"json": {"message": "no key"}, "status_code": 401}, "no key", {"message": "no key"}, False),
        ({"json": {"other": 1}, "status_code": 400}, "Bad Request", None, False),
        ({"text": "<html>", "status_code": 503}, "Service Unavailable", None, True),
        ({"text": "", "status_code": 404}, "Not Found", None, False),
        ({"text": "", "status_code": 302}, "Found", None, False),
        ({"text": "", "status_code": 500, "extensions": {"reason_phrase": b"Oops"}}, "Oops", None, True),
        ({"content": b"\xef\xbb\xbf" + b'{"message":"bom"}', "status_code": 400}, "bom", {"message": "bom"}, False),
    ],
)
async def test_an_error_response_becomes_an_error_with_everything_that_is_known(reply, message, data, is_retryable):
    server = Server(headers={"retry-after": "3"}, **reply)
    with pytest.raises(APICallError) as raised:
        await server.post({"model": "m"})
    error = raised.value
    assert (error.message, error.data, error.is_retryable) == (message, data, is_retryable)
    assert (error.url, error.status_code) == (URL, reply["status_code"])
    assert error.request_body_values == {"model": "m"}
    assert error.response_headers is not None
    assert error.response_headers["retry-after"] == "3"
    assert error.response_body is not None


async def test_errors_show_what_the_caller_wants_to_be_seen_of_the_body():
    server = Server(json={"message": "no"}, status_code=400)
    with pytest.raises(APICallError) as raised:
        await server.post({"key": "secret"}, shown_body={"key": "[redacted]"})
    assert raised.value.request_body_values == {"key": "[redacted]"}
    assert json.loads(server.requests[0].content) == {"key": "secret"}


async def test_a_json_response_is_there_as_it_came():
    response = await Server(200, text=' {"text": "hi", "more": 1}').post({})
    assert response.text == ' {"text": "hi", "more": 1}'
    assert response.raw_value == {"text": "hi", "more": 1}


async def test_a_provider_may_decide_itself_what_is_retryable():
    def is_retryable(response, error):
        return error is not None and error["message"] == "again" and response.status_code == 400

    handler = json_error_handler(ResponseSchema(ErrorBody), lambda error: error["message"], is_retryable=is_retryable)
    for message, expected in (("again", True), ("never", False)):
        with pytest.raises(APICallError) as raised:
            await Server(400, json={"message": message}).post(error_handler=handler)
        assert raised.value.is_retryable is expected


async def test_an_error_may_be_described_by_its_status_alone():
    with pytest.raises(APICallError, match="Not Found") as raised:
        await Server(404, text="body").post(error_handler=status_code_error_handler())
    assert raised.value.response_body == "body"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", JSONParseError),
        (b"<html>", JSONParseError),
        (b'{"text":1}', TypeValidationError),
        (b"[]", TypeValidationError),
    ],
)
async def test_an_answer_that_makes_no_sense_is_an_error_with_the_body(content, cause):
    with pytest.raises(APICallError, match=r"^Invalid JSON response$") as raised:
        await Server(200, content=content).post()
    assert raised.value.response_body == content.decode()
    assert isinstance(raised.value.cause, cause)
    assert raised.value.is_retryable is False


async def test_a_byte_order_mark_before_json_is_skipped():
    assert (await Server(200, content=b'\xef\xbb\xbf{"text":"x"}').post()).value == {"text": "x"}


async def test_compressed_answers_are_read():
    server = Server(200, content=gzip.compress(b'{"text":"x"}'), headers={"content-encoding": "gzip"})
    response = await server.post()
    assert (response.value, response.raw_value) == ({"text": "x"}, {"text": "x"})


@pytest.mark.parametrize(
    ("error", "message", "is_retryable"),
    [
        (httpx.ConnectError("refused"), "Cannot connect to API: refused", True),
        (httpx.ReadTimeout(""), "Cannot connect to API: ReadTimeout", True),
        (httpx.RemoteProtocolError("bad"), "Cannot connect to API: bad", True),
        (ConnectionResetError("reset"), "Cannot connect to API: reset", True),
        (httpx.UnsupportedProtocol("ftp"), "Cannot connect to API: ftp", False),
        (httpx.TooManyRedirects("loop"), "Cannot connect to API: loop", False),
        (httpx.InvalidURL("what"), "Cannot connect to API: what", False),
    ],
)
async def test_transport_errors_become_api_call_errors(error, message, is_retryable):
    with pytest.raises(APICallError) as raised:
        await Server(error=error).post({"model": "m"})
    assert (raised.value.message, raised.value.is_retryable) == (message, is_retryable)
    assert raised.value.cause is error
    assert (raised.value.url, raised.value.request_body_values) == (URL, {"model": "m"})
    assert raised.value.status_code is None


async def test_errors_of_other_http_libraries_are_known_by_the_names_of_their_classes():
    class TransportError(Exception):
        pass

    class RequestError(TransportError):
        pass

    with pytest.raises(APICallError, match="Cannot connect") as raised:
        await Server(error=RequestError("x")).post()
    assert raised.value.is_retryable is True


async def test_other_errors_of_a_client_pass():
    with pytest.raises(KeyError):
        await Server(error=KeyError("odd")).post()


@pytest.mark.parametrize(("status", "kind"), [(200, "successful"), (500, "error")], ids=["success", "error"])
@pytest.mark.parametrize(("error", "is_network"), [(httpx.ReadError("reset"), True), (ValueError("odd"), False)])
async def test_a_body_that_breaks_off_is_an_error_and_closes_the_response(status, kind, error, is_network):
    body = BrokenBody(error)
    with pytest.raises(APICallError, match=rf"^Failed to process {kind} response$") as raised:
        await Server(status, stream=body).post()
    assert raised.value.cause is error
    assert raised.value.is_retryable is (is_network or status == 500)
    assert body.closed


async def test_a_binary_body_that_breaks_off_says_so():
    body = BrokenBody(httpx.ReadError("reset"))
    with pytest.raises(APICallError, match=r"^Failed to read response as array buffer$") as raised:
        await Server(200, stream=body).post(response_handler=binary_response_handler())
    assert raised.value.is_retryable is True
    assert body.closed


async def test_errors_of_handlers_are_wrapped_and_close_the_response():
    async def handle(response: HttpResponse) -> Any:
        raise EmptyResponseBodyError

    body = BrokenBody(ValueError())
    with pytest.raises(APICallError, match="Failed to process successful response") as raised:
        await Server(200, stream=body).post(response_handler=handle)
    assert isinstance(raised.value.cause, EmptyResponseBodyError)
    assert body.closed


async def test_a_response_that_its_handler_does_not_read_is_closed():
    async def handle(response: HttpResponse) -> Any:
        return response

    body = BrokenBody(ValueError())
    await Server(200, stream=body).post(response_handler=handle)
    assert body.closed


async def test_a_body_beyond_the_limit_is_given_up():
    async def handle(response: HttpResponse) -> Any:
        return await response.read(max_bytes=3)

    with pytest.raises(APICallError) as raised:
        await Server(200, content=b"1234").post(response_handler=handle)
    assert isinstance(raised.value.cause, DownloadError)
    assert "exceeded maximum size of 3 bytes" in str(raised.value.cause)


async def test_cancellation_passes_and_closes_the_response():
    reading = asyncio.Event()

    class SlowBody(BrokenBody):
        async def __aiter__(self):
            reading.set()
            await asyncio.Event().wait()
            yield b""

    body = SlowBody(None)
    task = asyncio.create_task(Server(200, stream=body).post())
    await reading.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert body.closed


async def test_a_stream_of_bytes_is_closed_however_it_ends():
    handler = binary_stream_handler()
    body = BrokenBody(httpx.ReadError("reset"))
    chunks = (await Server(200, stream=body).post(response_handler=handler)).value
    assert await anext(chunks) == b'{"text":'
    with pytest.raises(APICallError, match="Failed to process successful response"):
        await anext(chunks)
    assert body.closed

    unread = BrokenBody(ValueError())
    chunks = (await Server(200, stream=unread).post(response_handler=handler)).value
    await chunks.aclose()
    assert unread.closed


@pytest.mark.parametrize("value", ["Bearer sk-secret\nx", "Bearer sk-secret\x00", "sk-secret☃"])
async def test_a_bad_header_value_is_refused_without_being_shown(value):
    server = Server(200, json={"text": ""})
    with pytest.raises(InvalidArgumentError, match="'Authorization'") as raised:
        await server.post(headers={"Authorization": value})
    assert "sk-secret" not in f"{raised.value!r}"
    assert server.requests == []


async def test_the_line_end_of_a_key_file_is_not_sent():
    server = Server(200, json={"text": ""})
    await server.post(headers={"Authorization": "Bearer k\n", "x-none": None})
    assert server.requests[0].headers["authorization"] == "Bearer k"
    assert "x-none" not in server.requests[0].headers


async def test_repeated_response_headers_are_joined():
    server = Server(200, json={"text": ""}, headers=[("A", "1"), ("a", "2")])
    assert (await server.post()).headers["a"] == "1, 2"


async def test_a_client_that_only_looks_like_httpx_is_enough():
    inner = Server(200, json={"text": "x"})

    class Client:
        def build_request(self, method, url, *, content=None, headers=None):
            return method, url, content, headers

        async def send(self, request, *, stream=False):
            method, url, content, headers = request
            return await inner.client.send(
                inner.client.build_request(method, url, content=content, headers=headers), stream=stream
            )

    response = await post_json(
        url=URL, body={"a": 1}, response_handler=ANSWER, error_handler=ERROR, http_client=Client()
    )
    assert response.value == {"text": "x"}
    assert json.loads(inner.requests[0].content) == {"a": 1}


async def test_the_callers_client_is_not_closed():
    server = Server(500, json={"message": "m"})
    with pytest.raises(APICallError):
        await server.post()
    assert not server.client.is_closed
