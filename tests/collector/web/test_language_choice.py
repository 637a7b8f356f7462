"""A chosen language is kept, and the page is shown again without the choice."""

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from collector.web.language_choice import choosing
from tests.support.asgi import get


async def page(request):
    """Answer with what is asked."""
    return PlainTextResponse(request.url.query)


APP = Starlette(routes=[Route("/x", choosing(page)), Route("//evil", choosing(page))])


def test_a_choice_becomes_a_cookie():
    """The rest of the address stays."""
    answer = get(APP, "/x?q=1&lang=vi")
    assert answer.status == 303
    assert answer.headers["location"] == "/x?q=1"
    assert "hatang_language=vi" in answer.headers["set-cookie"]


def test_without_a_choice_the_page_is_shown():
    """Nonsense is no choice."""
    assert get(APP, "/x?lang=xx").text == "lang=xx"


def test_an_address_of_another_host_is_no_target():
    """Two slashes would lead a browser elsewhere."""
    assert get(APP, "//evil?lang=en").headers["location"] == "/"
