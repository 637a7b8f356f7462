"""The digest as a mail: text and HTML say the same, and nothing is obeyed."""

import pytest

from collector.web.digest_mail import Envelope, Letter, mail
from collector.web.digest_words import ToldAction
from collector.web.i18n import Tongue
from tests.support.markup import Page

NOW = 1795487100.0  # Tuesday 24 November 2026, 09:25 in Hà Nội
EVIL = ToldAction(
    kind="disk_failing",
    severity="critical",
    title="A <b>drive</b>",
    what="Copy & replace",
    why='sda "fails"',
    link="/machines/a",
    count=12,
    names=["<script>alert(1)</script>"],
    more=11,
)
TO = Envelope("hatang@so.example", ("a@so.example", "b@so.example"))


def letter(*actions):
    """Return what a mail is made of."""
    return Letter(actions, "", "Sở A", "https://c:9847", NOW)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_mail_says_everything_twice(language):
    """For programs with and without HTML."""
    made = mail(letter(EVIL), TO, Tongue(language))
    text = made.get_body(("plain",)).get_content()
    page = made.get_body(("html",)).get_content()
    assert Page(page).all("html")[0]["lang"] == language
    assert "http" not in page.replace("https://c:9847", "")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    for part in (text, page):
        assert "https://c:9847/machines/a" in part
        assert "Sở A" in part
    assert "1. A <b>drive</b>: 12" in text
    assert made["To"] == "a@so.example, b@so.example"
    assert made["Message-ID"] == "<hatang-digest-2026-11-24@so.example>"
    assert made["Date"].endswith("09:25:00 +0700")
    assert b"\r\n" in made.as_bytes()


def test_a_day_without_actions_is_one_line():
    """And the way to the pages."""
    made = mail(letter(), TO, Tongue("en"))
    assert made["Subject"] == "Today 24 Nov 2026: nothing to do"
    lines = made.get_body(("plain",)).get_content().split("\n\n")
    assert lines[0] == "Sở A, Tuesday 24 Nov 2026: nothing to do today."


def test_a_name_with_a_line_end_adds_no_header():
    """Whatever a title holds."""
    action = ToldAction("x", "critical", "A\r\nBcc: e@f", "", "", "/", 1, (), 0)
    made = mail(letter(action), TO, Tongue("en"))
    assert made["Bcc"] is None
