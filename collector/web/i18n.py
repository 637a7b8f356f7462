"""The language of a request, its catalogue, and its way to write values."""

import gettext
from collections.abc import Mapping
from pathlib import Path

from agent.shared.language import LANGUAGES, Language, translations
from agent.shared.language import LOCALE as SHARED_LOCALE
from collector.web.formats import Formats

DOMAIN = "hatang-collector"
SHARED_DOMAIN = "hatang-agent"  # has what both programs say of findings
LOCALE = Path(__file__).parents[1] / "locale"
COOKIE = "hatang_language"
COOKIE_MAX_AGE_S = 365 * 86400


def N_(message: str) -> str:  # noqa: N802 - the name that message extraction knows
    """Mark *message* for the catalogue; it is translated where it is shown."""
    return message


class Tongue:
    """One language: ``text`` and ``plural`` translate, ``formats`` writes values."""

    def __init__(self, language: Language, timezone: str = "Asia/Ho_Chi_Minh") -> None:
        self.language = language
        self.formats = Formats(language, timezone)
        self.catalogue: gettext.NullTranslations = translations(
            language, domain=DOMAIN, folder=LOCALE
        )
        shared = translations(language, domain=SHARED_DOMAIN, folder=SHARED_LOCALE)
        self.catalogue.add_fallback(shared)

    def text(self, message: str) -> str:
        """Return *message* in this language."""
        return self.catalogue.gettext(message)

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that fits *count*, the number filled in."""
        shape = self.catalogue.ngettext(one, many, count)
        return shape.format(n=self.formats.number(count))


def asked_language(name: str | None) -> Language | None:
    """Return the language that *name* (``vi``, ``vi-VN``, …) is, if it is one of ours."""
    short = (name or "").strip().replace("_", "-").split("-")[0].lower()
    for language in LANGUAGES:
        if short == language:
            return language
    return None


def accepted_language(header: str) -> Language | None:
    """Return the language of ours that an Accept-Language *header* likes best."""
    wishes: list[tuple[float, int, Language]] = []
    for position, part in enumerate(header.split(",")[:50]):
        name, _, parameter = part.partition(";")
        language = asked_language(name)
        quality = _quality(parameter)
        if language is not None and quality > 0:
            wishes.append((-quality, position, language))
    return min(wishes)[2] if wishes else None


def _quality(parameter: str) -> float:
    key, _, value = parameter.strip().partition("=")
    if key.strip() != "q":
        return 1.0
    try:
        return min(1.0, float(value)) if float(value) >= 0 else 0.0
    except ValueError:
        return 0.0


def choose_language(
    *,
    query: str | None,
    cookies: Mapping[str, str],
    accept: str,
    setting: Language | None,
    fallback: Language = "en",
) -> Language:
    """Return the language of one request.

    What the person chose (``?lang=``, then the cookie) comes before the setting, the
    setting before the browser, and the host's own language (*fallback*) last.
    """
    return (
        asked_language(query)
        or asked_language(cookies.get(COOKIE))
        or setting
        or accepted_language(accept)
        or fallback
    )
