"""Errors of the gateway.

::

    GatewayError (AISDKError)
    |-- GatewayAuthenticationError      401  no credentials, or wrong ones
    |-- GatewayInvalidRequestError      400  the request is wrong
    |-- GatewayRateLimitError           429  too many requests
    |-- GatewayModelNotFoundError       404  there is no such model
    |-- GatewayNotFoundError            404  there is no such job or resource
    |-- GatewayForbiddenError           403  a rule of the team forbids the request
    |-- GatewayFailedDependencyError    424  something that the request relies on is missing
    |-- GatewayInternalServerError      500  the gateway failed
    |-- GatewayResponseError            502  the gateway answered with something that is no answer
    `-- GatewayTimeoutError             408  no answer came in time
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from ai_sdk_core.errors import AISDKError, TypeValidationError, is_retryable_status_code

AuthMethod: TypeAlias = Literal["api-key", "oidc"]
"""How a request was authenticated."""


class GatewayError(AISDKError):
    """A request to the gateway failed.

    Args:
        message: What happened.
        type: The gateway's name for this kind of error.
        status_code: The HTTP status, or the one that this kind of error stands for.
        cause: What led to it.
        generation_id: The generation that failed, for the gateway's logs. It is part of the text of the error.
        is_retryable: Whether the same request may succeed later; by default, the status decides.
    """

    def __init__(
        self,
        *,
        message: str,
        type: str = "gateway_error",  # noqa: A002 - the gateway's field
        status_code: int = 500,
        cause: object = None,
        generation_id: str | None = None,
        is_retryable: bool | None = None,
    ) -> None:
        text = f"{message} [{generation_id}]" if generation_id else message
        super().__init__(message=text, name=self.__class__.__name__, cause=cause)
        self.type = type
        self.status_code = status_code
        self.generation_id = generation_id
        self.is_retryable = is_retryable_status_code(status_code) if is_retryable is None else is_retryable


class GatewayAuthenticationError(GatewayError):
    """There are no credentials, or the gateway did not accept them."""

    def __init__(
        self,
        *,
        message: str = "Authentication failed",
        status_code: int = 401,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="authentication_error",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
        )

    @classmethod
    def explain(
        cls,
        auth_method: AuthMethod | None,
        *,
        status_code: int = 401,
        cause: object = None,
        generation_id: str | None = None,
    ) -> GatewayAuthenticationError:
        """Make the error with advice for the kind of credentials that were used.

        Args:
            auth_method: How the request was authenticated; None if there were no credentials.
            status_code: The HTTP status.
            cause: What led to it.
            generation_id: The generation that failed.

        Returns:
            The error.
        """
        return cls(message=_ADVICE[auth_method], status_code=status_code, cause=cause, generation_id=generation_id)


_KEYS_PAGE = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys"

# The texts are those of the other members of the family, `apiKey` included, so that one search finds the same advice.
_ADVICE: dict[AuthMethod | None, str] = {
    "api-key": f"""AI Gateway authentication failed: Invalid API key or token.

Create a new API key: {_KEYS_PAGE}

Provide an API key or Vercel access token via 'apiKey' option or 'AI_GATEWAY_API_KEY' environment variable.""",
    "oidc": f"""AI Gateway authentication failed: Invalid OIDC token.

Run 'npx vercel link' to link your project, then 'vc env pull' to fetch the token.

Alternatively, use an API key: {_KEYS_PAGE}
or pass a Vercel access token via the 'apiKey' option.""",
    None: f"""AI Gateway authentication failed: No authentication provided.

Option 1 - API key:
Create an API key: {_KEYS_PAGE}
Provide via 'apiKey' option or 'AI_GATEWAY_API_KEY' environment variable.

Option 2 - Vercel access token:
Pass a Vercel personal access token or Vercel app access token via the 'apiKey' option.

Option 3 - OIDC token:
Run 'npx vercel link' to link your project, then 'vc env pull' to fetch the token.""",
}


class GatewayInvalidRequestError(GatewayError):
    """The request is wrong: a header is missing, or the body is not what it should be."""

    def __init__(
        self,
        *,
        message: str = "Invalid request",
        status_code: int = 400,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="invalid_request_error",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
        )


class GatewayRateLimitError(GatewayError):
    """There were too many requests."""

    def __init__(
        self,
        *,
        message: str = "Rate limit exceeded",
        status_code: int = 429,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="rate_limit_exceeded",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
        )


class GatewayModelNotFoundError(GatewayError):
    """The gateway has no such model."""

    def __init__(
        self,
        *,
        message: str = "Model not found",
        status_code: int = 404,
        model_id: str | None = None,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="model_not_found",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
        )
        self.model_id = model_id


class GatewayNotFoundError(GatewayError):
    """What was asked for (a job, a batch) does not exist, or the caller may not see it."""

    def __init__(
        self,
        *,
        message: str = "Resource not found",
        status_code: int = 404,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message, type="not_found", status_code=status_code, cause=cause, generation_id=generation_id
        )


class GatewayForbiddenError(GatewayError):
    """A rule of the team forbids the request."""

    def __init__(
        self,
        *,
        message: str = "Forbidden",
        status_code: int = 403,
        cause: object = None,
        generation_id: str | None = None,
        rule_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message, type="forbidden", status_code=status_code, cause=cause, generation_id=generation_id
        )
        self.rule_id = rule_id


class GatewayFailedDependencyError(GatewayError):
    """Something that the request relies on does not exist for the credentials or the provider that served it."""

    def __init__(
        self,
        *,
        message: str = "Failed dependency",
        status_code: int = 424,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="failed_dependency",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
        )


class GatewayInternalServerError(GatewayError):
    """The gateway failed."""

    def __init__(
        self,
        *,
        message: str = "Internal server error",
        status_code: int = 500,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="internal_server_error",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
        )


class GatewayResponseError(GatewayError):
    """The gateway's answer is neither a result nor an error that the gateway would send."""

    def __init__(
        self,
        *,
        message: str = "Invalid response from Gateway",
        status_code: int = 502,
        response: object = None,
        validation_error: TypeValidationError | None = None,
        cause: object = None,
        generation_id: str | None = None,
        is_retryable: bool | None = None,
    ) -> None:
        super().__init__(
            message=message,
            type="response_error",
            status_code=status_code,
            cause=cause,
            generation_id=generation_id,
            is_retryable=is_retryable,
        )
        self.response = response
        """What came instead."""
        self.validation_error = validation_error
        """Why it is no error of the gateway."""


class GatewayTimeoutError(GatewayError):
    """No answer came in time."""

    def __init__(
        self,
        *,
        message: str = "Request timed out",
        status_code: int = 408,
        cause: object = None,
        generation_id: str | None = None,
    ) -> None:
        super().__init__(
            message=message, type="timeout_error", status_code=status_code, cause=cause, generation_id=generation_id
        )
