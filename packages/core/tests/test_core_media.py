import base64
import re

import pytest
from ai_sdk_core.errors import UnsupportedFunctionalityError
from ai_sdk_core.provider.language_model.prompt import FilePart
from ai_sdk_core.provider.shared import FileDataData, FileDataUrl
from ai_sdk_core.provider_utils.media import (
    MAX_ID3_TAG_BYTES,
    detect_media_type,
    is_full_media_type,
    is_url_supported,
    media_type_to_extension,
    resolve_full_media_type,
    strip_file_extension,
    top_level_media_type,
)
from hypothesis import given
from hypothesis import strategies as st

FTYP = b"\x00\x00\x00\x1cftyp"

RECOGNISED = [
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"),
    (b"BM\x01\x02\x03\x04\x00\x00\x00\x00", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (FTYP + b"avif", "image/avif"),
    (FTYP + b"heic", "image/heic"),
    (b"%PDF-1.7", "application/pdf"),
    (b"\xff\xf0", "audio/aac"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf8", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"@\x15\x00\x00", "audio/aac"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xfa", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"\xff\xe3", "audio/mpeg"),
    (b"\xff\xe2", "audio/mpeg"),
    (b"RIFF\x01\x02\x03\x04WAVEfmt ", "audio/wav"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "audio/webm"),
    (FTYP + b"isom", "video/mp4"),
    (b"RIFF\x01\x02\x03\x04AVI LIST", "video/x-msvideo"),
]


@pytest.mark.parametrize(("start", "media_type"), RECOGNISED)
def test_the_first_bytes_tell_the_media_type_as_bytes_and_in_base64(start, media_type):
    data = start + b"\x01" * 100
    assert detect_media_type(data) == media_type
    assert detect_media_type(memoryview(data)) == media_type
    assert detect_media_type(base64.b64encode(data).decode()) == media_type
    assert detect_media_type(base64.urlsafe_b64encode(data).decode().rstrip("=")) == media_type
    assert detect_media_type(base64.encodebytes(data).decode()) == media_type
    for spaces in ("\n", "\n\n", "\n\n\n"):
        assert detect_media_type(spaces + base64.b64encode(data).decode()) == media_type


@pytest.mark.parametrize(
    ("data", "top_level_type", "media_type"),
    [
        (FTYP + b"M4A ", "audio", "audio/mp4"),
        (FTYP + b"M4A ", "video", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", "video", "video/mp4"),
        (b"\x1aE\xdf\xa3", "video", "video/webm"),
        (b"RIFF\x00\x00\x00\x00WEBP", "video", "video/x-msvideo"),
        (b"\x89PNG", "audio", None),
        (b"%PDF", "application", "application/pdf"),
        (b"hello", "text", None),
        (b"\x89PNG", "constructor", None),
        (b"\x89PNG", "", None),
    ],
)
def test_a_kind_restricts_what_is_considered(data, top_level_type, media_type):
    assert detect_media_type(data, top_level_type) == media_type


@pytest.mark.parametrize("data", [b"", b"\x89PN", b"GIF88a", b"BM\x01\x02\x03\x04\x01", b"hello", "", "!!!", "A"])
def test_other_files_and_bad_base64_have_no_media_type(data):
    assert detect_media_type(data) is None


def id3_tag(body_size):
    size = bytes(body_size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + b"\x00" * body_size


@pytest.mark.parametrize("body_size", [0, 1, 10, 127, 128, 20_000, MAX_ID3_TAG_BYTES - 10])
@pytest.mark.parametrize("as_base64", [False, True])
def test_an_id3_tag_is_skipped(body_size, as_base64):
    data = id3_tag(body_size) + b"fLaC" + b"\x01" * 50
    assert detect_media_type(base64.b64encode(data).decode() if as_base64 else data) == "audio/flac"


def test_a_tag_that_is_too_large_or_cut_off_hides_the_file():
    assert detect_media_type(id3_tag(MAX_ID3_TAG_BYTES + 10) + b"fLaC") is None
    assert detect_media_type(b"ID3\x03\x00\x00\x00\x00\x00\x7f") is None
    assert detect_media_type(b"ID3\x03\x00\x00\x00\x00\x00\x7fxxxx") is None


@given(st.binary(max_size=300), st.integers(0, 8))
def test_bytes_and_base64_give_the_same_answer(data, index):
    data = (b"ID3\x03\x00\x00\x00\x00\x00" if index == 0 else RECOGNISED[index][0]) + data
    assert detect_media_type(data) == detect_media_type(base64.b64encode(data).decode())


@given(st.text())
def test_any_text_is_fine(text):
    detect_media_type(text)


def test_kind_and_completeness_of_a_media_type():
    cases = {
        "image/png": ("image", True),
        "image/*": ("image", False),
        "image": ("image", False),
        "image/": ("image", False),
        "": ("", False),
        "/": ("", False),
    }
    assert {text: (top_level_media_type(text), is_full_media_type(text)) for text in cases} == cases


def test_a_full_media_type_is_kept():
    part = FilePart(data=FileDataUrl(url="https://x.test/a"), media_type="image/png")
    assert resolve_full_media_type(part) == "image/png"


@pytest.mark.parametrize("media_type", ["image", "image/*"])
@pytest.mark.parametrize("data", [b"\x89PNG", "iVBORw=="])
def test_a_subtype_is_told_from_inline_bytes(media_type, data):
    assert resolve_full_media_type(FilePart(data=FileDataData(data=data), media_type=media_type)) == "image/png"


def test_a_subtype_that_cannot_be_told_is_unsupported():
    with pytest.raises(UnsupportedFunctionalityError) as info:
        resolve_full_media_type(FilePart(data=FileDataData(data=b"%PDF"), media_type="image"))
    assert info.value.functionality == (
        'file of media type "image" must specify subtype since it could not be auto-detected'
    )
    with pytest.raises(UnsupportedFunctionalityError) as info:
        resolve_full_media_type(FilePart(data=FileDataUrl(url="https://x.test/a"), media_type="image/*"))
    assert info.value.functionality == (
        'file of media type "image/*" must specify subtype since it is not passed as inline bytes'
    )


@pytest.mark.parametrize(
    ("media_type", "extension"),
    [
        ("audio/mpeg", "mp3"),
        ("audio/x-wav", "wav"),
        ("audio/opus", "ogg"),
        ("AUDIO/MP4", "m4a"),
        ("audio/x-m4a", "m4a"),
        ("audio/webm", "webm"),
        ("audio", ""),
        ("", ""),
    ],
)
def test_file_extensions(media_type, extension):
    assert media_type_to_extension(media_type) == extension


def test_all_extensions_are_stripped():
    assert [strip_file_extension(name) for name in ("report.pdf", "archive.tar.gz", "name", ".env")] == [
        "report",
        "archive",
        "name",
        "",
    ]


@pytest.mark.parametrize(
    ("media_type", "declared", "expected"),
    [
        ("image/png", "image/*", True),
        ("image/png", "image/png", True),
        ("IMAGE/PNG", "image/PNG", True),
        ("image/png", "image/jpeg", False),
        ("image/png", "audio/*", False),
        ("imagex/png", "image/*", False),
        ("image", "image/*", True),
        ("image", "image/png", False),
        ("image/*", "image/*", True),
        ("image/*", "image/png", False),
        ("text/plain", "*", True),
        ("text/plain", "*/*", True),
        ("text", "*", True),
    ],
)
def test_a_url_is_supported_under_its_media_type_and_wildcards(media_type, declared, expected):
    assert is_url_supported("https://x.test/a", media_type, {declared: [re.compile("^https://")]}) is expected


def test_one_fitting_pattern_is_enough():
    patterns = {"image/*": [re.compile("^ftp:"), re.compile("x$")], "audio/*": [re.compile("")]}
    assert is_url_supported("https://a/x", "image/png", patterns)
    assert not is_url_supported("https://a/y", "image/png", patterns)
    assert not is_url_supported("https://a/x", "image/png", {})
