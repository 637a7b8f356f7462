"""Templates, one environment for each language, and the pages made of them."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from agent import __version__
from agent.shared.language import LANGUAGES, Language, choose
from collector.settings import CollectorSettings
from collector.web.finding_words import severity_name
from collector.web.i18n import Tongue, choose_language
from collector.web.lan.links import sureness_name
from collector.web.lan.map_icons import standing
from collector.web.lan.words import share, shown
from collector.web.views_states import state_text
from collector.web.views_tasks import offset_text

TEMPLATES = Path(__file__).parent / "templates"


def coded(text: str) -> Markup:
    """Return *text*, escaped, with what stands in `backticks` as code."""
    parts = re.split(r"`([^`]*)`", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else part
        for index, part in enumerate(parts)
    )


def environment(tongue: Tongue) -> jinja2.Environment:
    """Return the templates in one language: escaping always, no undefined names."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # Installed by the extension, which type checkers cannot see.
    install: Any = made
    install.install_gettext_translations(tongue.catalogue, newstyle=True)
    made.filters["coded"] = coded
    made.filters["shown"] = shown
    made.globals.update(
        lang=tongue.language,
        formats=tongue.formats,
        severity_name=lambda severity: severity_name(tongue, severity),
        state_text=lambda state: state_text(tongue, state),
        offset_text=lambda offset, parts=2: offset_text(tongue, offset, parts),
        share=lambda ratio: share(tongue.formats, ratio),
        standing_icon=standing,
        sureness_name=lambda confidence: sureness_name(tongue, confidence),
        version=__version__,
    )
    return made


class Renderer:
    """Answers requests with pages in the language of each."""

    def __init__(
        self,
        settings: CollectorSettings,
        *,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._settings = settings
        self._fallback = choose(None, environ)
        zone = settings.office_hours.timezone
        self._tongues: dict[Language, Tongue] = {
            language: Tongue(language, zone) for language in LANGUAGES
        }
        self._environments = {
            language: environment(tongue) for language, tongue in self._tongues.items()
        }

    def tongue(self, request: Request) -> Tongue:
        """Return the language of *request*."""
        language = choose_language(
            query=request.query_params.get("lang"),
            cookies=request.cookies,
            accept=request.headers.get("accept-language", ""),
            setting=self._settings.language,
            fallback=self._fallback,
        )
        return self._tongues[language]

    def page(
        self,
        request: Request,
        name: str,
        content: Mapping[str, Any],
        *,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Return the template *name* filled with *content*."""
        tongue = self.tongue(request)
        html = (
            self._environments[tongue.language]
            .get_template(name)
            .render(
                organisation=self._settings.organisation,
                languages=_language_links(request, tongue.language),
                path=request.url.path,
                **content,
            )
        )
        answer = HTMLResponse(
            html, status_code=status_code, headers=dict(headers or {})
        )
        answer.headers.setdefault("content-language", tongue.language)
        answer.headers.setdefault("vary", "Cookie, Accept-Language")
        return answer


def _language_links(
    request: Request, current: Language
) -> list[tuple[Language, str, str, bool]]:
    """Return for each language its short name, its own name, the link, and if it is on."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    links = []
    for language in LANGUAGES:
        url = request.url.include_query_params(lang=language)
        links.append((language, names[language], f"?{url.query}", language == current))
    return links
