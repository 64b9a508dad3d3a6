"""The rule for fields of a request without value."""

import json

import httpx
from ai_sdk_core.provider_utils import (
    JSON_NULL,
    ResponseSchema,
    json_response_handler,
    post_json,
    status_code_error_handler,
)


async def test_none_leaves_a_field_out_and_json_null_sends_null() -> None:
    bodies = []

    def respond(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return httpx.Response(200, json={})

    async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as client:
        await post_json(
            url="https://api.test/",
            body={"absent": None, "null": JSON_NULL, "inner": {"null": None}},
            response_handler=json_response_handler(ResponseSchema(dict)),
            error_handler=status_code_error_handler(),
            http_client=client,
        )
    assert bodies == [{"null": None, "inner": {"null": None}}]
    assert repr(JSON_NULL) == "JSON_NULL"
