"""The rule for parts of a JSON body that the schema does not look at: users get them, so they are checked as well."""

from typing import TypedDict

import httpx
import pytest
from ai_sdk_core.errors import APICallError, JSONParseError
from ai_sdk_core.provider_utils import ResponseSchema, json_response_handler, post_json, status_code_error_handler


class Answer(TypedDict):
    id: str


async def request(body: str) -> object:
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, text=body))) as client:
        response = await post_json(
            url="https://api.test/",
            body={},
            response_handler=json_response_handler(ResponseSchema(Answer)),
            error_handler=status_code_error_handler(),
            http_client=client,
        )
    return response.raw_value


@pytest.mark.parametrize(
    "other",
    [
        '"x": NaN',
        '"x": -Infinity',
        '"__proto__": {}',
        '"constructor": {"prototype": {}}',
        r'"\u005f_proto__": {}',
        r'"\u0063onstructor": {"prototype": {}}',
    ],
)
async def test_a_body_that_is_no_safe_json_is_refused(other: str) -> None:
    with pytest.raises(APICallError, match=r"^Invalid JSON response$") as caught:
        await request('{"id": "a", %s}' % other)  # noqa: UP031 - braces
    assert isinstance(caught.value.cause, JSONParseError)


@pytest.mark.parametrize("other", ['"x": "NaN"', '"constructor": 1', r'"x": "\u0041"'])
async def test_what_only_looks_unsafe_is_accepted(other: str) -> None:
    body = await request('{"id": "a", %s}' % other)  # noqa: UP031 - braces
    assert isinstance(body, dict)
    assert len(body) == 2
