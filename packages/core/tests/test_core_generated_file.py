"""Files that models generate: their contents, on disk and in notebooks."""

import base64

import pytest
from ai_sdk_core import GeneratedAudioFile, GeneratedFile
from ai_sdk_core.errors import InvalidDataContentError, InvalidResponseDataError

PNG = b"\x89PNG\xff\xfe"


@pytest.mark.parametrize("data", [PNG, base64.b64encode(PNG).decode(), base64.urlsafe_b64encode(PNG).decode()])
def test_contents_are_there_as_bytes_and_as_base64(data):
    assert GeneratedFile(data=data, media_type="image/png").bytes == PNG
    file = GeneratedFile(data=data, media_type="image/png")
    assert base64.urlsafe_b64decode(file.base64.replace("+", "-").replace("/", "_")) == PNG


def test_what_is_no_base64_is_an_error():
    with pytest.raises(InvalidDataContentError):
        _ = GeneratedFile(data="no base64!", media_type="image/png").bytes


def test_a_file_is_saved_with_a_fitting_suffix(tmp_path):
    file = GeneratedFile(data=PNG, media_type="image/png")
    assert file.save(tmp_path / "fox") == tmp_path / "fox.png"
    assert file.save(str(tmp_path / "fox.bin")) == tmp_path / "fox.bin"
    assert (tmp_path / "fox.png").read_bytes() == (tmp_path / "fox.bin").read_bytes() == PNG


@pytest.mark.parametrize(
    ("media_type", "kind", "start"),
    [
        ("image/png", "image/png", base64.b64encode(PNG).decode()),
        ("audio/mpeg", "text/html", '<audio controls src="data:audio/mpeg;base64,'),
        ("video/mp4", "text/html", '<video controls src="data:video/mp4;base64,'),
    ],
)
def test_images_audio_and_videos_show_themselves_in_notebooks(media_type, kind, start):
    bundle = GeneratedFile(data=PNG, media_type=media_type)._repr_mimebundle_()
    assert bundle[kind].startswith(start)
    assert bundle["text/plain"] == f"GeneratedFile(media_type={media_type!r}, size=6)"


def test_an_svg_is_shown_as_the_text_that_it_is():
    bundle = GeneratedFile(data=b"<svg/>", media_type="image/svg+xml")._repr_mimebundle_()
    assert bundle["image/svg+xml"] == "<svg/>"


def test_other_files_show_their_description():
    assert set(GeneratedFile(data=b"x", media_type="text/csv")._repr_mimebundle_()) == {"text/plain"}


@pytest.mark.parametrize(
    ("media_type", "name"),
    [("audio/mpeg", "mp3"), ("audio/wav", "wav"), ("audio", "mp3"), ("audio/x/y", "mp3"), ("audio/mp3", "mp3")],
)
def test_audio_knows_its_format(media_type, name):
    assert GeneratedAudioFile(data=b"x", media_type=media_type).format == name


def test_a_media_type_without_a_format_is_an_error():
    with pytest.raises(InvalidResponseDataError, match="Could not determine audio format from media type: audio/"):
        _ = GeneratedAudioFile(data=b"x", media_type="audio/").format
