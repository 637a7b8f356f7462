"""The privacy page leaves nothing out, in either language."""

import html
import re

import pytest
from starlette.applications import Starlette

from agent.probes import PROBES, metrics_of_all
from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.probe_purposes import PURPOSES
from collector.settings import CollectorSettings, Retention
from collector.store.memory import MemoryStore
from collector.web.i18n import Tongue
from collector.web.pages import routes
from collector.web.views_privacy import Declared, privacy, read_collected
from tests.support.asgi import get
from tests.support.sample_fleet import page_services

SETTINGS = CollectorSettings(retention=Retention(11, 222, 333, 4))


@pytest.fixture(scope="module", params=["en", "vi"])
def page(request):
    """Return the language and the text of the page."""
    app = Starlette(routes=routes(page_services(MemoryStore(), settings=SETTINGS)))
    headers = {"accept-language": request.param}
    answer = get(app, "/privacy", headers=headers)
    assert answer.status == 200
    text = re.sub(r"<[^>]+>", "\n", answer.text)
    return request.param, html.unescape(text)


def test_every_field_of_every_kind_is_on_the_page(page):
    """With the sentence that says why it is collected."""
    language, text = page
    lines = {line.strip() for line in text.splitlines()}
    for kind, declared in FACT_KINDS.items():
        assert set(declared.fields) <= lines, kind
        assert Tongue(language).text(declared.why) in text


def test_every_probe_is_on_the_page_with_its_switch(page):
    """And what it collects and why, and the name of every metric."""
    language, text = page
    tongue = Tongue(language)
    for name in PROBES:
        assert f"probes.{name}.enabled = false" in text
        assert tongue.text(PURPOSES[name].collects) in text
        assert tongue.text(PURPOSES[name].why) in text
    for metrics in metrics_of_all().values():
        for metric in metrics:
            assert metric.name in text


def test_how_long_things_are_kept_comes_from_the_settings(page):
    """Whoever shortens retention shortens it on the page."""
    language, text = page
    for days in (11, 222, 333):
        assert Tongue(language).formats.span(days * 86400.0, 1) in text
    assert "4\u00a0GB" in text


def test_what_nobody_declared_is_shown_all_the_same():
    """A probe without a purpose is better seen than hidden."""
    declared = {**read_collected(), "moon": Declared(60.0, (("hatang_moon", "phase"),))}
    shown = privacy(SETTINGS, declared, Tongue("en")).probes[-1]
    assert (shown.name, shown.title) == ("moon", "moon")
    assert shown.metrics == [("hatang_moon", ("phase",))]
