"""Each request is answered in the language that its sender wants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.language import LANGUAGES
from collector.web.i18n import (
    COOKIE,
    N_,
    Tongue,
    accepted_language,
    asked_language,
    choose_language,
)


def choose(query=None, cookie=None, accept="", setting=None, fallback="en"):
    """Return the language of a request."""
    cookies = {COOKIE: cookie} if cookie else {}
    return choose_language(
        query=query, cookies=cookies, accept=accept, setting=setting, fallback=fallback
    )


def test_the_persons_choice_comes_first():
    """Address, cookie, setting, browser, host: in this order."""
    assert choose("en", "vi", "vi", "vi", "vi") == "en"
    assert choose(None, "vi", "en", "en") == "vi"
    assert choose(None, None, "en", "vi") == "vi"
    assert choose(None, None, "vi-VN,en;q=0.5") == "vi"
    assert choose(None, "xx", "fr", None, "vi") == "vi"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", None),
        ("vi", "vi"),
        ("en-GB,en;q=0.9", "en"),
        ("fr;q=1, vi;q=0.4, en;q=0.3", "vi"),
        ("en;q=0.2,vi;q=0.8", "vi"),
        ("en;q=0", None),
        ("vi;q=nonsense", None),
        ("*", None),
    ],
)
def test_a_browsers_wishes_are_weighed(header, language):
    """The best liked of our languages wins."""
    assert accepted_language(header) == language


@given(st.text())
def test_any_header_is_survived(text):
    """Nonsense is no language of ours."""
    assert accepted_language(text) in {None, *LANGUAGES}
    assert asked_language(text) in {None, *LANGUAGES}


def test_a_tongue_translates_and_counts():
    """A Vietnamese plural has one form, an English one two."""
    vi, en = Tongue("vi"), Tongue("en")
    assert vi.text("Machines") == "Máy trạm"
    assert en.text("Machines") == "Machines"
    assert vi.plural("{n} report", "{n} reports", 1200) == "1.200 báo cáo"
    assert en.plural("{n} report", "{n} reports", 1) == "1 report"
    assert N_("Machines") == "Machines"
