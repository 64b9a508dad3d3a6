"""Event streams decode the same however the network cuts them."""

from itertools import pairwise

import pytest
from ai_sdk_core.errors import InvalidResponseDataError
from ai_sdk_core.provider_utils import ServerSentEvent, SSEDecoder, SSEEventDecoder
from hypothesis import given
from hypothesis import strategies as st


def decode(*chunks: bytes) -> list[bytes]:
    decoder = SSEDecoder()
    return [data for chunk in chunks for data in decoder.feed(chunk)]


def decode_events(*chunks: bytes) -> list[ServerSentEvent]:
    decoder = SSEEventDecoder()
    return [event for chunk in chunks for event in decoder.feed(chunk)]


@pytest.mark.parametrize(
    ("stream", "data"),
    [
        (b"data: a\n\ndata: b\n\n", [b"a", b"b"]),
        (b"data: a\r\n\r\ndata: b\r\n\r\n", [b"a", b"b"]),
        (b"data: a\r\rdata: b\r\r", [b"a", b"b"]),
        (b"\xef\xbb\xbfdata: a\n\n", [b"a"]),
        (b"data: a\n\n\n\ndata: b\n\n", [b"a", b"b"]),
        (b"\n\ndata: a\n\n", [b"a"]),
        (b"\n\n\xef\xbb\xbfdata: not at the start\n\n", []),
        (b": comment\n\ndata: a\n\n:\n\ndata: b\n\n", [b"a", b"b"]),
        (b"data: a\n: comment inside\ndata: b\n\n", [b"a\nb"]),
        (b"data: 1\ndata\ndata:\ndata: 2\n\n", [b"1\n\n\n2"]),
        (b"data:no space\n\ndata:  two spaces\n\n", [b"no space", b" two spaces"]),
        (b"data: a: b\n\n", [b"a: b"]),
        (b"data: \n\n", [b""]),
        (b"event: ping\n\nevent: x\nid: 7\nretry: 10\ndata: a\n\n", [b"a"]),
        (b"data: a\n\ndatabase: no field\ndat: neither\n\n", [b"a"]),
        (b"data: whole\n\ndata: cut off\n", [b"whole"]),
        (b"", []),
    ],
)
def test_the_specification_holds_for_every_split(stream, data):
    assert decode(stream) == data
    assert [event.data for event in decode_events(stream)] == data
    single_bytes = [stream[index : index + 1] for index in range(len(stream))]
    assert decode(*single_bytes) == data
    for cut in range(len(stream)):
        assert decode(stream[:cut], b"", stream[cut:]) == data


@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\n"])
def test_an_event_comes_out_with_the_read_that_ends_it(line_end):
    """A lone CR ends a line: waiting for a LF that never comes would hold the event back."""
    decoder = SSEDecoder()
    assert decoder.feed(b"data: a" + line_end) == []
    assert decoder.feed(line_end) == [b"a"]
    assert decoder.feed(b"data: b" + 2 * line_end) == [b"b"]


EVENTS = st.lists(
    st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b"")), min_size=1),
    max_size=6,
)


@given(events=EVENTS, line_end=st.sampled_from([b"\n", b"\r", b"\r\n"]), cuts=st.lists(st.integers(0, 200)))
def test_any_split_gives_the_same_events(events, line_end, cuts):
    stream = b"".join(b"".join(b"data: " + line + line_end for line in lines) + line_end for lines in events)
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    chunks = [stream[start:end] for start, end in pairwise(edges)]
    assert decode(*chunks) == [b"\n".join(lines) for lines in events]
    assert decode_events(*chunks) == decode_events(stream)


@given(
    stream=st.lists(
        st.sampled_from([b"data", b":", b" ", b"\n", b"\r", b"\r\n", b"x", b"event: e", b"event: e\ndata: x\n\n"])
    ).map(b"".join)
)
def test_both_decoders_agree_on_any_bytes(stream):
    assert [event.data for event in decode_events(stream)] == decode(stream)


def test_names_and_ids_of_events():
    """A name holds for one event, an id until the next one; broken ids and waiting times do not count."""
    stream = (
        b"event: start\nid: 1\nretry: 250\ndata: a\n\n"
        b"data: b\n\n"
        b"id: \0\nretry: soon\nevent:\ndata: c\n\n"
        b"event: lost\nid\n\n"
        b"event: \xc3\xa9\ndata: d\n\n"
    )
    assert decode_events(stream) == [
        ServerSentEvent(event="start", id="1", retry=250, data=b"a"),
        ServerSentEvent(id="1", data=b"b"),
        ServerSentEvent(id="1", data=b"c"),
        ServerSentEvent(event="é", id="", data=b"d"),
    ]


@pytest.mark.parametrize("chunk", [b"x" * 60, b"data: x\n" + b"x" * 50])
def test_an_event_without_end_is_refused(chunk):
    decoder = SSEDecoder(max_event_bytes=100)
    decoder.feed(chunk)
    with pytest.raises(InvalidResponseDataError, match="more than 100 bytes"):
        decoder.feed(chunk)


def test_the_limit_is_for_one_event():
    decoder = SSEDecoder(max_event_bytes=100)
    for _ in range(10):
        assert decoder.feed(b"data: " + b"x" * 60) == []
        assert decoder.feed(b"\n\n") == [b"x" * 60]
