"""Templates escape everything and know no undefined names."""

import jinja2
import pytest
from starlette.requests import Request

from collector.settings import CollectorSettings
from collector.web.i18n import Tongue
from collector.web.rendering import TEMPLATES, Renderer, environment


def request(query="", headers=()):
    """Return a request for the overview."""
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "path": "/",
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in headers],
    }
    return Request(scope)


def test_every_template_compiles_in_both_languages():
    """A mistake is found here, not by the first visitor."""
    for language in ("vi", "en"):
        made = environment(Tongue(language))
        for path in TEMPLATES.glob("*.html"):
            assert made.get_template(path.name)


def test_a_name_that_is_not_given_is_an_error():
    """An empty cell would look like an answer."""
    made = environment(Tongue("en"))
    with pytest.raises(jinja2.UndefinedError):
        made.from_string("{{ nothing }}").render()


def test_markup_in_values_is_text():
    """Also where it is put into a translated sentence."""
    made = environment(Tongue("vi"))
    source = '{{ x }} {{ _("As of %(time)s", time=x) }}'
    assert "<b>" not in made.from_string(source).render(x="<b>")


def test_the_host_speaks_where_nobody_asks():
    """A wall screen without wishes follows the host's locale."""
    renderer = Renderer(CollectorSettings(), environ={"LANG": "vi_VN.UTF-8"})
    assert renderer.tongue(request()).language == "vi"
    asked = request(headers=[("accept-language", "en")])
    assert renderer.tongue(asked).language == "en"


def test_a_page_names_its_language_and_may_be_kept_apart_by_it():
    """A cache never gives one person the language of another."""
    renderer = Renderer(CollectorSettings(), environ={})
    content = {"status": 404, "known": 404, "what": "page"}
    answer = renderer.page(request("lang=vi"), "refusal.html", content)
    assert answer.headers["content-language"] == "vi"
    assert "Cookie" in answer.headers["vary"]
    assert 'lang="vi"' in bytes(answer.body).decode()
