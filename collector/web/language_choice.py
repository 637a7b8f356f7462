"""The language that a person chooses on a page: kept in a cookie."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from collector.web.i18n import COOKIE, COOKIE_MAX_AGE_S, asked_language

NEVER_KEPT = {"cache-control": "no-store"}
Handler = Callable[[Request], Awaitable[Response]]


def choosing(handler: Handler) -> Handler:
    """Return *handler* after it was seen whether the address chooses a language."""

    async def answer(request: Request) -> Response:
        if asked_language(request.query_params.get("lang")) is not None:
            return remember_language(request)
        return await handler(request)

    return answer


def remember_language(request: Request) -> Response:
    """Keep the chosen language in a cookie and show the same page without ``lang``."""
    language = asked_language(request.query_params.get("lang")) or "en"
    kept = request.url.remove_query_params("lang")
    target = kept.path + (f"?{kept.query}" if kept.query else "")
    if target.startswith("//"):
        target = "/"
    response = RedirectResponse(target, status_code=303, headers=NEVER_KEPT)
    response.set_cookie(
        COOKIE, language, max_age=COOKIE_MAX_AGE_S, httponly=True, samesite="lax"
    )
    return response
