import asyncio
import gzip

import httpx
import pytest
from ai_sdk_core.errors import DownloadError
from ai_sdk_core.provider_utils.downloads import Download, download, resolve_host

PUBLIC = "93.184.216.34"


async def resolve_public(host, port):
    return [PUBLIC, "2606:4700::1111"]


class Body(httpx.AsyncByteStream):
    """Gives its chunks one by one, and remembers how many were read and whether it was closed."""

    def __init__(self, *chunks, error=None, started=None):
        self.chunks = chunks
        self.error = error
        self.started = started
        self.read = 0
        self.is_closed = False

    async def __aiter__(self):
        for chunk in self.chunks:
            self.read += 1
            yield chunk
        if self.started is not None:
            self.started.set()
            await asyncio.Event().wait()
        if self.error is not None:
            raise self.error

    async def aclose(self):
        self.is_closed = True


class Site:
    """Answers requests by URL and records them."""

    def __init__(self, **client_settings):
        self.requests = []
        self.pages = {}
        self.client_settings = client_settings

    def page(self, url, *, status=200, headers=None, body=None):
        body = body or Body()
        self.pages[url] = (status, headers or {}, body)
        return body

    def redirect(self, url, location, status=302):
        return self.page(url, status=status, headers={"location": location})

    async def answer(self, request):
        self.requests.append(request)
        status, headers, body = self.pages[str(request.url)]
        return httpx.Response(status, headers=headers, stream=body)

    async def download(self, url, **options):
        settings = {"resolve": resolve_public, **options}
        async with httpx.AsyncClient(transport=httpx.MockTransport(self.answer), **self.client_settings) as client:
            return await download(url, client=client, **settings)


@pytest.fixture
def site():
    return Site()


URL = "https://files.test/a.png"


async def test_a_file_is_downloaded_with_its_media_type(site):
    body = site.page(URL, headers={"content-type": "image/png; x=y"}, body=Body(b"ab", b"c"))
    assert await site.download(URL) == Download(data=b"abc", media_type="image/png; x=y")
    assert body.is_closed


async def test_a_file_without_a_media_type(site):
    site.page(URL)
    assert await site.download(URL) == Download(data=b"", media_type=None)


@pytest.mark.parametrize("status", [300, 304, 404, 500])
async def test_an_error_status_is_a_download_error(site, status):
    body = site.page(URL, status=status, body=Body(b"secret page"))
    with pytest.raises(DownloadError, match=f"^Failed to download {URL}: {status} ") as info:
        await site.download(URL)
    assert (info.value.url, info.value.status_code) == (URL, status)
    assert body.is_closed
    assert body.read == 0


async def test_a_connection_that_fails_is_a_download_error(site):
    body = site.page(URL, body=Body(b"a", error=httpx.ReadError("reset")))
    with pytest.raises(DownloadError, match=f"^Failed to download {URL}: .*reset") as info:
        await site.download(URL)
    assert isinstance(info.value.__cause__, httpx.ReadError)
    assert body.is_closed


class TestSize:
    async def test_an_announced_size_that_is_too_large_is_refused_before_reading(self, site):
        body = site.page(URL, headers={"content-length": "11"}, body=Body(b"x" * 11))
        message = rf"^Download of {URL} exceeded maximum size of 10 bytes \(Content-Length: 11\)\.$"
        with pytest.raises(DownloadError, match=message):
            await site.download(URL, max_bytes=10)
        assert body.read == 0
        assert body.is_closed

    async def test_an_unannounced_size_is_limited_while_reading(self, site):
        body = site.page(URL, body=Body(*[b"x" * 4] * 100))
        with pytest.raises(DownloadError, match=rf"^Download of {URL} exceeded maximum size of 10 bytes\.$"):
            await site.download(URL, max_bytes=10)
        assert body.read == 3
        assert body.is_closed

    async def test_a_file_of_exactly_the_limit_is_fine(self, site):
        site.page(URL, headers={"content-length": "10"}, body=Body(b"x" * 10))
        assert (await site.download(URL, max_bytes=10)).data == b"x" * 10

    async def test_a_length_that_is_no_number_is_ignored(self, site):
        site.page(URL, headers={"content-length": "abc"}, body=Body(b"x"))
        assert (await site.download(URL)).data == b"x"

    async def test_compressed_bodies_are_not_asked_for_and_their_contents_count(self, site):
        body = gzip.compress(b"x" * 100_000)
        site.page(URL, headers={"content-encoding": "gzip"}, body=Body(body))
        with pytest.raises(DownloadError, match="exceeded"):
            await site.download(URL, max_bytes=1_000)
        assert site.requests[0].headers["accept-encoding"] == "identity"


class TestAddresses:
    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "file:///etc"])
    async def test_a_refused_url_is_never_requested(self, site, url):
        with pytest.raises(DownloadError):
            await site.download(url)
        assert site.requests == []

    @pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "fe80::1%eth0", "::ffff:169.254.169.254"])
    async def test_a_name_that_resolves_to_a_private_address_is_refused(self, site, address):
        async def resolve(host, port):
            assert (host, port) == ("files.test", 443)
            return [PUBLIC, address]

        with pytest.raises(DownloadError, match="resolves to the address"):
            await site.download(URL, resolve=resolve)
        assert site.requests == []

    async def test_a_name_that_is_not_known_here_is_left_to_the_client(self, site):
        async def resolve(host, port):
            return []

        site.page(URL, body=Body(b"x"))
        assert (await site.download(URL, resolve=resolve)).data == b"x"

    async def test_private_addresses_are_allowed_by_argument_only(self, site):
        site.page("http://127.0.0.1:8000/a", body=Body(b"x"))
        assert (await site.download("http://127.0.0.1:8000/a", allow_private=True, resolve=resolve_host)).data == b"x"

    async def test_a_trusted_origin_may_be_private_but_no_other_origin(self, site):
        site.page("http://localhost:8000/a", body=Body(b"x"))
        trusted = "http://localhost:8000/v1"
        assert (await site.download("http://localhost:8000/a", trusted_origin=trusted)).data == b"x"
        with pytest.raises(DownloadError):
            await site.download("http://localhost:8001/a", trusted_origin=trusted)

    async def test_the_system_resolves_names(self):
        assert {"127.0.0.1", "::1"} & set(await resolve_host("localhost", 80))
        assert await resolve_host("a" * 300, 80) == []

    async def test_credentials_in_a_url_are_refused_and_not_repeated(self, site):
        with pytest.raises(DownloadError) as info:
            await site.download("https://user:secret@files.test/")
        assert "secret" not in f"{info.value}{vars(info.value)}"


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    async def test_redirects_are_followed_and_released(self, site, status):
        first = site.redirect("https://files.test/", "/a.png", status)
        site.page(URL, body=Body(b"x"))
        assert (await site.download("https://files.test/")).data == b"x"
        assert first.is_closed

    @pytest.mark.parametrize(
        "location", ["http://127.0.0.1/", "//169.254.169.254/latest", "https://localhost/", "ftp://files.test/"]
    )
    async def test_every_hop_is_checked_before_it_is_requested(self, site, location):
        body = site.redirect(URL, location)
        with pytest.raises(DownloadError):
            await site.download(URL)
        assert len(site.requests) == 1
        assert body.is_closed

    async def test_every_hop_is_resolved(self, site):
        async def resolve(host, port):
            return ["10.0.0.1" if host == "inside.test" else PUBLIC]

        site.redirect(URL, "https://inside.test/")
        with pytest.raises(DownloadError, match=r"inside\.test is not allowed"):
            await site.download(URL, resolve=resolve)
        assert len(site.requests) == 1

    async def test_a_redirect_from_a_trusted_origin_to_a_private_address_is_refused(self, site):
        site.redirect("http://localhost:8000/a", "http://localhost:9000/")
        with pytest.raises(DownloadError):
            await site.download("http://localhost:8000/a", trusted_origin="http://localhost:8000")
        assert len(site.requests) == 1

    async def test_a_redirect_from_https_to_http_is_refused(self, site):
        site.redirect(URL, "http://files.test/a.png")
        with pytest.raises(DownloadError, match=r"^Redirect from HTTPS to HTTP was blocked$"):
            await site.download(URL)

    async def test_a_redirect_from_http_to_https_is_followed(self, site):
        site.redirect("http://files.test/a.png", URL)
        site.page(URL, body=Body(b"x"))
        assert (await site.download("http://files.test/a.png")).data == b"x"

    async def test_a_redirect_to_a_data_url_is_refused(self, site):
        site.redirect(URL, "data:/text,x")
        with pytest.raises(DownloadError, match="data URL"):
            await site.download(URL)

    async def test_redirects_are_limited(self, site):
        site.redirect(URL, URL)
        with pytest.raises(DownloadError, match=r"^Too many redirects \(max 10\)$"):
            await site.download(URL)
        assert len(site.requests) == 11

    async def test_the_limit_can_be_set(self, site):
        site.redirect("https://files.test/", URL)
        site.page(URL)
        await site.download("https://files.test/", max_redirects=1)
        with pytest.raises(DownloadError, match=r"^Too many redirects \(max 0\)$"):
            await site.download("https://files.test/", max_redirects=0)

    async def test_a_redirect_without_a_target_is_an_error_status(self, site):
        site.page(URL, status=302)
        with pytest.raises(DownloadError, match="302"):
            await site.download(URL)

    async def test_a_malformed_target_is_a_download_error(self, site):
        site.redirect(URL, "https://[bad")
        with pytest.raises(DownloadError):
            await site.download(URL)


HEADERS = {
    "Authorization": "Bearer secret",
    "X-Key": "secret",
    "Cookie": "secret",
    "X-Forwarded-For": "secret",
    "Metadata-Flavor": "secret",
    "Accept": "image/*",
    "User-Agent": "ai-sdk/1",
}


def sent(request):
    """The headers that are not the connection's own business."""
    own = {"host", "connection", "accept-encoding"}
    return {name: value for name, value in request.headers.items() if name not in own}


class TestHeaders:
    async def test_an_unknown_origin_gets_harmless_headers_only(self, site):
        site.page(URL)
        await site.download(URL, headers=HEADERS)
        assert sent(site.requests[0]) == {"accept": "image/*", "user-agent": "ai-sdk/1"}

    @pytest.mark.parametrize("option", ["credentialed_origin", "trusted_origin"])
    async def test_the_named_origin_gets_credentials_but_nothing_that_forges_a_proxy(self, site, option):
        site.page(URL)
        await site.download(URL, headers=HEADERS, **{option: "https://files.test/v1"})
        assert sent(site.requests[0]) == {
            "authorization": "Bearer secret",
            "x-key": "secret",
            "accept": "image/*",
            "user-agent": "ai-sdk/1",
        }

    async def test_another_origin_than_the_named_one_gets_no_credentials(self, site):
        site.page(URL)
        await site.download(URL, headers=HEADERS, credentialed_origin="https://api.test")
        assert "secret" not in str(sent(site.requests[0]))

    async def test_a_credentialed_origin_may_still_not_be_private(self, site):
        with pytest.raises(DownloadError):
            await site.download("http://localhost/", headers=HEADERS, credentialed_origin="http://localhost")

    async def test_credentials_stay_at_their_origin_when_it_redirects(self, site):
        site.redirect(URL, "https://files.test/b")
        site.redirect("https://files.test/b", "https://cdn.test/c")
        site.redirect("https://cdn.test/c", "https://files.test/d")
        site.page("https://files.test/d")
        await site.download(URL, headers=HEADERS, credentialed_origin="https://files.test")
        assert ["x-key" in request.headers for request in site.requests] == [True, True, False, False]
        assert {request.headers["user-agent"] for request in site.requests} == {"ai-sdk/1"}
        assert sent(site.requests[2]) == {"accept": "*/*", "user-agent": "ai-sdk/1"}

    async def test_what_the_client_would_add_is_not_sent(self):
        site = Site(
            headers={"x-key": "secret", "cookie": "secret"},
            cookies={"session": "secret"},
            auth=("user", "secret"),
            params={"key": "secret"},
        )
        site.page(URL)
        await site.download(URL)
        request = site.requests[0]
        assert "secret" not in f"{request.url}{request.headers.raw}"
        assert "authorization" not in request.headers


class TestDataUrls:
    async def test_a_data_url_is_decoded_without_a_request(self, site):
        assert await site.download("data:image/png;base64,AAE=") == Download(data=b"\0\1", media_type="image/png")
        assert await site.download("data:,a%20b") == Download(data=b"a b", media_type=None)
        assert site.requests == []

    async def test_a_data_url_is_limited_in_size(self, site):
        assert (await site.download("data:,0123456789", max_bytes=10)).data == b"0123456789"
        with pytest.raises(DownloadError, match="exceeded"):
            await site.download("data:,01234567890", max_bytes=10)

    @pytest.mark.parametrize("url", ["data:image/png;base64,!!!", "data:image/png", f"data:;base64,{'!' * 1000}"])
    async def test_a_malformed_data_url_is_a_download_error_that_shows_its_start_only(self, site, url):
        with pytest.raises(DownloadError) as info:
            await site.download(url)
        assert len(str(info.value)) < 200


async def test_cancelling_closes_the_response(site):
    started = asyncio.Event()
    body = site.page(URL, body=Body(b"a", started=started))
    task = asyncio.create_task(site.download(URL))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert body.is_closed
