#!/usr/bin/env python3
"""Passes Alertmanager's web hook on to Zalo or an SMS gateway: an example, standard library only.

It listens on loopback, where Alertmanager sends what is critical (``/alerts``) and the sign of
life (``/alive``). The provider's token lies in a file and goes into a header, never into logs.
``--alive-file`` is touched with each sign of life: let another machine look at its age.

    adapter.py --form zalo --token-file /etc/hatang/zalo-token --to 4321 --alive-file /run/hatang/alive
    adapter.py --form sms --provider-url https://sms.example/send --token-file F --to 0912345678
"""

import argparse
import http.server
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ZALO = "https://openapi.zalo.me/v3.0/oa/message/cs"
MOST_BYTES = 500_000
MOST_LETTERS = 600
MOST_ALERTS = 5
TIMEOUT_S = 10.0


def text_of(hook: Any, language: str) -> str:
    """Return the message for people of what Alertmanager sent (version 4 of its web hook).

    Raises:
        ValueError: it is not of that shape.
    """
    alerts = hook.get("alerts") if isinstance(hook, dict) else None
    if not isinstance(alerts, list) or not alerts:
        raise ValueError("alerts: a list with at least one is expected")
    ending = "_vi" if language == "vi" else ""
    lines = []
    for one in alerts[:MOST_ALERTS]:
        notes = one.get("annotations") if isinstance(one, dict) else None
        if not isinstance(notes, dict):
            raise ValueError("alerts[].annotations is no object")  # noqa: TRY004
        told = notes.get(f"description{ending}") or notes.get("description") or "?"
        over = one.get("status") == "resolved"
        done = {"vi": "ĐÃ HẾT", "en": "RESOLVED"}[language]
        lines.append(f"{done}: {told}" if over else str(told))
    if len(alerts) > MOST_ALERTS:
        lines.append(f"+ {len(alerts) - MOST_ALERTS}")
    clean = "\n".join(lines)
    return "".join(c for c in clean if c == "\n" or c.isprintable())[:MOST_LETTERS]


def request_of(
    form: str, url: str, token: str, to: str, text: str
) -> urllib.request.Request:
    """Return what is sent to the provider for one receiver."""
    if form == "zalo":
        body: dict[str, Any] = {"recipient": {"user_id": to}, "message": {"text": text}}
        head = {"access_token": token}
    else:
        body = {"to": to, "text": text}
        head = {"Authorization": f"Bearer {token}"}
    head["Content-Type"] = "application/json"
    return urllib.request.Request(url, json.dumps(body).encode(), head, method="POST")


class Adapter(http.server.ThreadingHTTPServer):
    """The server; 200 only when every receiver was reached, so that it is tried again."""

    daemon_threads = True

    def __init__(self, settings: argparse.Namespace) -> None:
        """Listen where *settings* say, on loopback."""
        self.settings = settings
        super().__init__(("127.0.0.1", settings.port), Handler)

    def pass_on(self, text: str) -> None:
        """Send *text* to everybody.

        Raises:
            OSError: the token cannot be read, or the provider takes nothing.
        """
        asked = self.settings
        token = asked.token_file.read_text(encoding="ascii").strip()
        for to in asked.to:
            request = request_of(asked.form, asked.provider_url, token, to, text)
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                answer.read(1000)


class Handler(http.server.BaseHTTPRequestHandler):
    """Takes what Alertmanager sends."""

    server: Adapter
    timeout = TIMEOUT_S

    def do_POST(self) -> None:
        """Pass alerts on; note signs of life."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.rfile.read(min(int(length), 2 * MOST_BYTES) if length.isdigit() else 0)
            self.close_connection = True
            self._answer(413)
            return
        body = self.rfile.read(int(length))
        if self.path == "/alive":
            if self.server.settings.alive_file:
                self.server.settings.alive_file.touch()
            self._answer(200)
            return
        if self.path != "/alerts":
            self._answer(404)
            return
        try:
            text = text_of(json.loads(body), self.server.settings.language)
        except (ValueError, RecursionError) as err:
            self._say(f"not understood: {err}")
            self._answer(400)
            return
        try:
            self.server.pass_on(text)
        except OSError as err:
            reason = getattr(err, "code", None) or type(err).__name__
            self._say(f"the provider took nothing: {reason}")
            self._answer(502)
            return
        self._answer(200)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, text: str) -> None:
        sys.stderr.write(f"adapter: {text}\n")

    def log_message(self, *_arguments: object) -> None:
        """Keep quiet: what goes well is not worth a line."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the settings."""
    parser = argparse.ArgumentParser(
        description="Pass Alertmanager's messages on to Zalo or an SMS gateway."
    )
    parser.add_argument("--form", choices=("zalo", "sms"), default="zalo")
    parser.add_argument("--provider-url", default=ZALO, help="https:// of the provider")
    parser.add_argument("--token-file", type=Path, required=True)
    parser.add_argument(
        "--to", action="append", required=True, help="receiver; repeatable"
    )
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument(
        "--alive-file", type=Path, help="touched with each sign of life"
    )
    parser.add_argument("--port", type=int, default=9099)
    found = parser.parse_args(arguments)
    local = found.provider_url.startswith("http://127.0.0.1:")
    if not found.provider_url.startswith("https://") and not local:
        parser.error("--provider-url: only https, or the token would be seen")
    return found


if __name__ == "__main__":
    Adapter(parse(sys.argv[1:])).serve_forever()
