"""The language that a program speaks: Vietnamese or English, by setting or locale."""

import gettext
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

LOCALE = Path(__file__).parent / "locale"


def choose(setting: str | None, environ: Mapping[str, str]) -> Language:
    """Return the language that *setting*, else the locale, asks for; else English."""
    names = [setting or ""]
    names += [environ.get(n, "") for n in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    for name in names:
        short = name.replace("-", "_").split("_")[0].split(".")[0].lower()
        if short in LANGUAGES:
            return short
    return "en"


def speak(language: Language, *, domain: str, folder: Path = LOCALE) -> None:
    """Make ``gettext.gettext`` of this process, argparse included, speak *language*.

    *domain* is the catalogue (``hatang-agent``, ``hatang-collector``) in *folder*.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(domain, str(folder))
    gettext.textdomain(domain)


def translations(
    language: Language, *, domain: str, folder: Path
) -> gettext.NullTranslations:
    """Return the catalogue of one language, for a program that speaks several."""
    return gettext.translation(domain, str(folder), [language], fallback=True)
