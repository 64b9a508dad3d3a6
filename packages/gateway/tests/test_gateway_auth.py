"""Credentials: which are used, and where OIDC tokens come from."""

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_core.errors import LoadAPIKeyError
from ai_sdk_core.provider import EmbeddingModelCallOptions, LanguageModelCallOptions
from ai_sdk_gateway import GatewayAuthenticationError, VercelOidcTokenError, vercel_request

Call = Callable[..., LanguageModelCallOptions]
EMBED = EmbeddingModelCallOptions(values=["a"])


def token(lifetime: float = 3600, **claims: Any) -> str:
    """A JSON web token that expires after so many seconds."""
    payload = json.dumps({"exp": time.time() + lifetime, **claims}).encode()
    return f"e30.{base64.urlsafe_b64encode(payload).decode().rstrip('=')}.c2ln"


async def sent_by(wire: Any, **settings: Any) -> tuple[str, str]:
    wire.answer({"embeddings": [[0.1]]})
    await wire.provider(**settings).embedding_model("openai/e").do_embed(EMBED)
    headers = wire.requests[-1].headers
    return headers["authorization"], headers["ai-gateway-auth-method"]


async def test_the_setting_comes_first(wire: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AI_GATEWAY_API_KEY", "of-environment")
    assert await sent_by(wire, api_key="of-setting") == ("Bearer of-setting", "api-key")


async def test_then_comes_the_environment(wire: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AI_GATEWAY_API_KEY", "of-environment")
    monkeypatch.setenv("VERCEL_OIDC_TOKEN", token())
    assert await sent_by(wire, api_key=None) == ("Bearer of-environment", "api-key")


@pytest.mark.parametrize(("setting", "variable"), [("", "ignored"), (None, "")])
async def test_then_comes_the_oidc_token(
    wire: Any, monkeypatch: pytest.MonkeyPatch, setting: str | None, variable: str
) -> None:
    monkeypatch.setenv("AI_GATEWAY_API_KEY", variable)
    monkeypatch.setenv("VERCEL_OIDC_TOKEN", oidc := token())
    assert await sent_by(wire, api_key=setting) == (f"Bearer {oidc}", "oidc")


async def test_a_key_may_be_a_function_asked_before_each_request(wire: Any) -> None:
    keys = iter(["first", "second"])

    async def load() -> str:
        return next(keys)

    assert (await sent_by(wire, api_key=load))[0] == "Bearer first"
    assert (await sent_by(wire, api_key=lambda: "plain"))[0] == "Bearer plain"


async def test_a_function_that_gives_no_key_is_not_replaced(wire: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERCEL_OIDC_TOKEN", token())
    with pytest.raises(GatewayAuthenticationError, match="No authentication provided") as caught:
        await wire.provider(api_key=lambda: " ").embedding_model("m").do_embed(EMBED)
    assert isinstance(caught.value.__cause__, LoadAPIKeyError)


async def test_the_token_of_the_request_comes_before_that_of_the_environment(
    wire: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERCEL_OIDC_TOKEN", token())
    with vercel_request({"X-Vercel-Oidc-Token": (of_request := token(user="r")), "X-Vercel-Id": "iad1::1"}):
        assert (await sent_by(wire, api_key=None))[0] == f"Bearer {of_request}"
    assert wire.request.headers["ai-o11y-request-id"] == "iad1::1"
    assert (await sent_by(wire, api_key=None))[0] != f"Bearer {of_request}"


async def test_a_deployment_says_which_it_is(wire: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEPLOYMENT_ID", "ENV", "REGION", "PROJECT_ID"):
        monkeypatch.setenv(f"VERCEL_{name}", name.lower())
    await sent_by(wire)
    headers = {name: value for name, value in wire.request.headers.items() if name.startswith("ai-o11y")}
    assert headers == {
        "ai-o11y-deployment-id": "deployment_id",
        "ai-o11y-environment": "env",
        "ai-o11y-region": "region",
        "ai-o11y-project-id": "project_id",
    }


async def test_the_team_is_a_header(wire: Any) -> None:
    await sent_by(wire, team_id_or_slug="my-team")
    assert wire.request.headers["x-vercel-ai-gateway-team"] == "my-team"


async def test_without_any_credentials_the_error_says_how_to_get_some(
    wire: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GatewayAuthenticationError, match=r"Option 1 - API key(.|\n)*Option 3 - OIDC token") as caught:
        await wire.provider(api_key=None).embedding_model("m").do_embed(EMBED)
    assert isinstance(caught.value.__cause__, VercelOidcTokenError)
    assert "x-vercel-oidc-token" in str(caught.value.__cause__)
    assert wire.requests == []


@pytest.mark.parametrize("broken", ["oidc-token", "a.b.c", "e30.bnVsbA.x"])
async def test_a_token_that_is_none_is_not_shown(wire: Any, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    monkeypatch.setenv("VERCEL_OIDC_TOKEN", broken)
    with pytest.raises(GatewayAuthenticationError) as caught:
        await wire.provider(api_key=None).embedding_model("m").do_embed(EMBED)
    assert "vc env pull" in str(caught.value.__cause__)
    assert broken not in repr(caught.value.__cause__)


# --- Renewal in local development ---


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A linked project whose developer is logged in, with an expired token; the working directory is below its root."""
    (tmp_path / "app" / ".vercel").mkdir(parents=True)
    (tmp_path / "app" / "src").mkdir()
    (tmp_path / "app" / ".vercel" / "project.json").write_text('{"projectId": "prj_1", "orgId": "team_1"}')
    write_login(tmp_path, token="login-token")
    monkeypatch.chdir(tmp_path / "app" / "src")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("VERCEL_OIDC_TOKEN", token(-60))
    return tmp_path


def write_login(folder: Path, **login: Any) -> None:
    file = folder / "com.vercel.cli" / "auth.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(login))


async def test_an_expired_token_is_renewed_and_kept(wire: Any, project: Path) -> None:
    wire.answer({"token": (renewed := token())})
    assert await sent_by(wire, api_key=None) == (f"Bearer {renewed}", "oidc")
    assert await sent_by(wire, api_key=None) == (f"Bearer {renewed}", "oidc")
    renewal, *calls = wire.requests
    assert len(calls) == 2
    assert renewal.method == "POST"
    assert str(renewal.url) == "https://api.vercel.com/v1/projects/prj_1/token?source=vercel-oidc-refresh&teamId=team_1"
    assert renewal.headers["authorization"] == "Bearer login-token"
    kept = project / "com.vercel.token" / "prj_1.json"
    assert json.loads(kept.read_text())["token"] == renewed
    assert kept.stat().st_mode & 0o077 == 0


async def test_an_expired_login_is_renewed_first(wire: Any, project: Path) -> None:
    write_login(project, token="old", expiresAt=1, refreshToken="refresh-1", other="kept")
    wire.answer({"token_endpoint": "https://vercel.test/oauth/token"})
    wire.answer({"access_token": "new", "token_type": "Bearer", "expires_in": 600, "refresh_token": "refresh-2"})
    wire.answer({"token": (renewed := token())})
    assert (await sent_by(wire, api_key=None))[0] == f"Bearer {renewed}"
    _, exchange, renewal, _ = wire.requests
    assert str(exchange.url) == "https://vercel.test/oauth/token"
    assert b"grant_type=refresh_token" in exchange.content
    assert b"refresh_token=refresh-1" in exchange.content
    assert renewal.headers["authorization"] == "Bearer new"
    login = json.loads((project / "com.vercel.cli" / "auth.json").read_text())
    assert (login["token"], login["refreshToken"], login["other"]) == ("new", "refresh-2", "kept")
    assert login["expiresAt"] > time.time()


SECRETS = ("login-token", "refresh-1", "SECRET-IN-BODY")


@pytest.mark.parametrize(
    ("prepare", "answers", "reason"),
    [
        (lambda folder: (folder / "com.vercel.cli" / "auth.json").unlink(), [], "No authentication found"),
        (
            lambda folder: (folder / "com.vercel.cli" / "auth.json").write_text("{SECRET-IN-BODY"),
            [],
            "No authentication",
        ),
        (lambda folder: (folder / "app" / ".vercel" / "project.json").unlink(), [], "project.json not found"),
        (lambda folder: (folder / "app" / ".vercel" / "project.json").write_text("{}"), [], "projectId"),
        (lambda folder: None, [(403, {"error": "SECRET-IN-BODY"})], "Failed to refresh OIDC token: HTTP 403"),
        (lambda folder: None, [(200, "SECRET-IN-BODY")], "Failed to refresh OIDC token"),
        (lambda folder: None, [(200, {"wrong": "SECRET-IN-BODY"})], "malformed"),
        (
            lambda folder: write_login(folder, token="old", expiresAt=1, refreshToken="refresh-1"),
            [(200, {"token_endpoint": "https://vercel.test"}), (400, {"error": "SECRET-IN-BODY"})],
            "Failed to refresh authentication token",
        ),
        (lambda folder: write_login(folder, token="old", expiresAt=1), [], "Failed to refresh authentication token"),
    ],
)
async def test_a_token_that_cannot_be_renewed_says_why_and_shows_nothing(
    wire: Any, project: Path, prepare: Any, answers: list[tuple[int, Any]], reason: str
) -> None:
    prepare(project)
    for status, body in answers:
        wire.answer(body, status=status)
    with pytest.raises(GatewayAuthenticationError) as caught:
        await wire.provider(api_key=None).embedding_model("m").do_embed(EMBED)
    error: BaseException | None = caught.value
    shown = ""
    while error is not None:
        shown += f"{error!r} {error} {vars(error)}"
        error = error.__cause__
    assert reason in shown
    assert [secret for secret in SECRETS if secret in shown] == []
