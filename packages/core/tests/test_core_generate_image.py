"""`generate_image`: prompts and images in, images out, over as many calls as that takes."""

import asyncio
import base64

import pytest
from ai_sdk_core import generate_image
from ai_sdk_core._generate_image.metadata import combine_image_metadata
from ai_sdk_core.errors import (
    APICallError,
    InvalidArgumentError,
    InvalidDataContentError,
    NoImageGeneratedError,
)
from ai_sdk_core.provider import ImageModelFileData, ImageModelFileUrl, ImageModelUsage, OtherWarning
from ai_sdk_core.testing import MockImageModel, image_result

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff\xe0"
PNG_BASE64 = base64.b64encode(PNG).decode()


async def test_an_image_comes_as_a_file_with_its_media_type():
    model = MockImageModel(do_generate=image_result(PNG_BASE64))
    result = await generate_image(model=model, prompt="a fox", size="1x1", aspect_ratio="1:1", seed=3)
    assert result.image is result.images[0]
    assert (result.image.bytes, result.image.media_type) == (PNG, "image/png")
    (options,) = model.do_generate.calls
    assert (options.prompt, options.n, options.files, options.mask) == ("a fox", 1, None, None)
    assert (options.size, options.aspect_ratio, options.seed) == ("1x1", "1:1", 3)
    assert options.provider_options == {}


@pytest.mark.parametrize(("data", "media_type"), [(JPEG, "image/jpeg"), (b"\x00\x01", "image/png")])
async def test_the_media_type_is_told_from_the_bytes(data, media_type):
    result = await generate_image(model=MockImageModel(do_generate=image_result(data)), prompt="x")
    assert result.image.media_type == media_type


@pytest.mark.parametrize(
    ("limit", "override", "n", "counts"),
    [(4, None, 4, [4]), (4, None, 9, [4, 4, 1]), (None, None, 2, [1, 1]), (1, 3, 5, [3, 2])],
)
async def test_images_are_spread_over_calls(limit, override, n, counts):
    model = MockImageModel(do_generate=lambda options: image_result(*[PNG] * options.n), max_images_per_call=limit)
    options = {} if override is None else {"max_images_per_call": override}
    result = await generate_image(model=model, prompt="x", n=n, **options)
    assert len(result.images) == n
    assert [call.n for call in model.do_generate.calls] == counts
    assert [len(call.images) for call in result.calls] == counts


async def test_calls_run_at_the_same_time_and_results_keep_their_order():
    first_may_end = asyncio.Event()
    calls = 0

    async def answer(options):
        nonlocal calls
        calls += 1
        if calls == 1:
            await first_may_end.wait()
            return image_result(PNG)
        first_may_end.set()
        return image_result(JPEG)

    result = await generate_image(model=MockImageModel(do_generate=answer), prompt="x", n=2)
    assert [image.media_type for image in result.images] == ["image/png", "image/jpeg"]


async def test_a_call_that_brings_nothing_is_refused():
    with pytest.raises(InvalidArgumentError, match="max_images_per_call must be greater than 0"):
        await generate_image(model=MockImageModel(), prompt="x", max_images_per_call=0)


async def test_images_and_mask_in_every_form():
    model = MockImageModel(do_generate=image_result(PNG))
    data_url = f"data:image/webp;base64,{PNG_BASE64}"
    await generate_image(
        model=model,
        prompt={
            "images": [PNG_BASE64, JPEG, bytearray(PNG), "https://example.com/x.png", data_url, "data:,%89PNG"],
            "text": "edit",
            "mask": PNG,
        },
    )
    (options,) = model.do_generate.calls
    assert options.prompt == "edit"
    assert options.files == [
        ImageModelFileData(data=PNG, media_type="image/png"),
        ImageModelFileData(data=JPEG, media_type="image/jpeg"),
        ImageModelFileData(data=PNG, media_type="image/png"),
        ImageModelFileUrl(url="https://example.com/x.png"),
        ImageModelFileData(data=PNG, media_type="image/webp"),
        ImageModelFileData(data=b"\x89PNG", media_type="image/png"),
    ]
    assert options.mask == ImageModelFileData(data=PNG, media_type="image/png")


async def test_images_need_no_text():
    model = MockImageModel(do_generate=image_result(PNG))
    await generate_image(model=model, prompt={"images": [PNG]})
    assert model.do_generate.calls[0].prompt is None


@pytest.mark.parametrize("image", ["no base64!", 5, "data:image/png"])
async def test_what_is_no_image_is_refused(image):
    with pytest.raises(InvalidDataContentError):
        await generate_image(model=MockImageModel(), prompt={"images": [image]})


async def test_a_prompt_without_text_and_images_is_refused():
    with pytest.raises(InvalidArgumentError, match="or have images"):
        await generate_image(model=MockImageModel(), prompt={"text": "x"})


def test_a_call_without_images_is_repeated_and_all_calls_are_on_the_error(jump):
    async def body():
        model = MockImageModel(do_generate=image_result())
        with pytest.raises(NoImageGeneratedError) as raised:
            await generate_image(model=model, prompt="x")
        assert len(raised.value.calls) == len(raised.value.responses) == len(model.do_generate.calls) == 3

    jump(body())


def test_a_repeated_call_may_give_images_and_the_first_one_still_counts(jump):
    async def body():
        empty = image_result()
        empty.usage = ImageModelUsage(input_tokens=1)
        full = image_result(PNG)
        full.usage = ImageModelUsage(input_tokens=2, output_tokens=5)
        result = await generate_image(model=MockImageModel(do_generate=[empty, full]), prompt="x")
        assert [len(call.images) for call in result.calls] == [0, 1]
        assert (result.usage.input_tokens, result.usage.output_tokens, result.usage.total_tokens) == (3, 5, None)

    jump(body())


async def test_a_model_may_say_that_asking_again_is_in_vain():
    empty = image_result()
    empty.is_retryable = False
    model = MockImageModel(do_generate=empty)
    with pytest.raises(NoImageGeneratedError):
        await generate_image(model=model, prompt="x")
    assert len(model.do_generate.calls) == 1


async def test_asking_for_no_image_gives_none():
    with pytest.raises(NoImageGeneratedError) as raised:
        await generate_image(model=MockImageModel(), prompt="x", n=0)
    assert raised.value.calls == []


async def test_an_error_carries_the_calls_that_were_done():
    error = APICallError(message="no", url="https://example.com", request_body_values={}, status_code=400)
    model = MockImageModel(do_generate=[image_result(PNG), error])
    with pytest.raises(APICallError) as raised:
        await generate_image(model=model, prompt="x", n=2)
    (done,) = raised.value.partial_results
    assert done.images[0].bytes == PNG


async def test_metadata_goes_with_its_image_and_warnings_are_collected():
    first, second = image_result(PNG), image_result(PNG)
    first.provider_metadata = {"p": {"images": [{"a": 1}], "more": 1}}
    second.provider_metadata = {"p": {"images": [None]}}
    first.warnings, second.warnings = [OtherWarning(message="1")], [OtherWarning(message="2")]
    result = await generate_image(model=MockImageModel(do_generate=[first, second]), prompt="x", n=2)
    assert [image.provider_metadata for image in result.images] == [{"p": {"a": 1}}, None]
    assert result.provider_metadata == {"p": {"images": [{"a": 1}, None]}}
    assert result.calls[0].provider_metadata == first.provider_metadata
    assert [warning.message for warning in result.warnings] == ["1", "2"]


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [("0.1", "0.2", "0.3"), ("1", "2", "3"), ("0.5", "0.5", "1"), ("9007199254740993", "0.000000000001", None)],
)
def test_costs_of_the_gateway_are_added_without_rounding(first, second, total):
    combined = combine_image_metadata([{"gateway": {"cost": first}}, None, {"gateway": {"cost": second}}])
    assert combined == {"gateway": {"cost": total or "9007199254740993.000000000001"}}


def test_what_the_gateway_says_last_wins_and_empty_lists_are_left_out():
    combined = combine_image_metadata(
        [{"gateway": {"routing": 1, "cost": "x", "images": []}}, {"gateway": {"routing": 2, "cost": "1"}}]
    )
    assert combined == {"gateway": {"routing": 2, "cost": "1"}}
