"""`upload_file` and `upload_skill`."""

import asyncio
import base64

import pytest
from ai_sdk_core import AbortController, upload_file, upload_skill
from ai_sdk_core.errors import (
    AbortError,
    APICallError,
    InvalidDataContentError,
    OperationTimeoutError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    FileDataData,
    FileDataText,
    FilesUploadFileResult,
    FilesUploadFileStreamData,
    SkillsFile,
    SkillsUploadSkillResult,
)
from ai_sdk_core.testing import MockFiles, MockProvider, MockSkills

PNG = b"\x89PNG\r\n"
STORED = FilesUploadFileResult(provider_reference={"mock": "file-1"}, byte_size=6)
SKILL = SkillsUploadSkillResult(provider_reference={"mock": "skill-1"})


def encoded(data):
    return base64.b64encode(data).decode()


async def test_a_file_is_stored():
    store = MockFiles(upload_file=STORED)
    result = await upload_file(
        api=store,
        data=PNG,
        media_type="image/x",
        filename="f.png",
        headers={"x": "1"},
        provider_options={"mock": {"a": 1}},
    )
    assert result is STORED
    (options,) = store.upload_file.calls
    assert (options.data, options.media_type, options.filename) == (FileDataData(data=PNG), "image/x", "f.png")
    assert (options.headers["x"], options.provider_options) == ("1", {"mock": {"a": 1}})
    assert options.headers["user-agent"].startswith("ai-sdk-core/")


async def test_a_provider_with_files_serves_as_well_as_its_files():
    store = MockFiles(upload_file=STORED)
    assert await upload_file(api=MockProvider(files=store), data=PNG) is STORED


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PNG, "image/png"),
        (encoded(PNG), "image/png"),
        (bytearray(PNG), "image/png"),
        (b"hello\nworld\t!", "text/plain"),
        (encoded(b"hello " * 200), "text/plain"),
        ("ü".encode() * 600, "text/plain"),
        (b"hello" * 200 + b"\0", "text/plain"),
        (b"\0\1\2", "application/octet-stream"),
        (b"hello\0", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (FileDataText(text="x"), "text/plain"),
        (FileDataData(data=PNG), "image/png"),
    ],
)
async def test_the_media_type_is_told_from_the_contents(data, media_type):
    store = MockFiles(upload_file=STORED)
    await upload_file(api=store, data=data)
    assert store.upload_file.calls[0].media_type == media_type


class Source:
    """A stream that knows whether it was closed."""

    def __init__(self):
        self.closed = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration

    async def aclose(self):
        self.closed = True


async def test_a_stream_is_passed_on_without_being_looked_at():
    store, source = MockFiles(upload_file=STORED), Source()
    await upload_file(api=store, data=FilesUploadFileStreamData(stream=source))
    assert store.upload_file.calls[0].media_type == "application/octet-stream"
    assert not source.closed


async def test_a_failed_upload_is_not_repeated_and_closes_the_stream():
    error = APICallError(message="busy", url="x", request_body_values={}, status_code=503)
    store, source = MockFiles(upload_file=error), Source()
    with pytest.raises(APICallError):
        await upload_file(api=store, data=FilesUploadFileStreamData(stream=source))
    assert source.closed
    assert len(store.upload_file.calls) == 1


async def test_a_provider_without_files_is_refused_and_the_stream_is_closed():
    source = Source()
    with pytest.raises(UnsupportedFunctionalityError, match="does not support file uploads"):
        await upload_file(api=MockProvider(), data=FilesUploadFileStreamData(stream=source))
    assert source.closed


async def test_what_is_no_file_is_refused():
    with pytest.raises(InvalidDataContentError):
        await upload_file(api=MockFiles(), data="no base64!")


async def hang(options):
    await asyncio.get_running_loop().create_future()


@pytest.mark.parametrize("what", ["file", "skill"])
async def test_a_signal_ends_an_upload(what):
    controller = AbortController()
    options = {"abort_signal": controller.signal}
    call = (
        upload_file(api=MockFiles(upload_file=hang), data=PNG, **options)
        if what == "file"
        else upload_skill(api=MockSkills(upload_skill=hang), files=[], **options)
    )
    task = asyncio.create_task(call)
    await asyncio.sleep(0)
    controller.abort()
    with pytest.raises(AbortError):
        await task
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_a_time_limit_ends_an_upload(jump):
    async def body():
        with pytest.raises(OperationTimeoutError):
            await upload_file(api=MockFiles(upload_file=hang), data=PNG, timeout=5)
        with pytest.raises(OperationTimeoutError):
            await upload_skill(api=MockSkills(upload_skill=hang), files=[], timeout=5)
        assert asyncio.get_running_loop().time() == 10

    jump(body())


async def test_a_skill_is_stored():
    store = MockSkills(upload_skill=SKILL)
    result = await upload_skill(
        api=store,
        files=[
            {"path": "SKILL.md", "data": encoded(b"# hi")},
            {"path": "b.bin", "data": b"\0"},
            {"path": "c.txt", "data": FileDataText(text="x")},
        ],
        display_title="T",
        provider_options={"mock": {"a": 1}},
    )
    assert result is SKILL
    (options,) = store.upload_skill.calls
    assert options.files == [
        SkillsFile(path="SKILL.md", data=FileDataData(data=encoded(b"# hi"))),
        SkillsFile(path="b.bin", data=FileDataData(data=b"\0")),
        SkillsFile(path="c.txt", data=FileDataText(text="x")),
    ]
    assert (options.display_title, options.provider_options) == ("T", {"mock": {"a": 1}})


async def test_skills_of_a_provider():
    assert await upload_skill(api=MockProvider(skills=MockSkills(upload_skill=SKILL)), files=[]) is SKILL
    with pytest.raises(UnsupportedFunctionalityError, match="does not support skills"):
        await upload_skill(api=MockProvider(), files=[])
