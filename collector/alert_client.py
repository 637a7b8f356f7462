"""Alertmanager's API v2: the door through which events leave."""

import base64
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import msgspec

from collector.secret_file import SecretFileError, read_secret
from collector.settings_messages import AlertmanagerSettings


class RefusedError(Exception):
    """Alertmanager will never take this; the text says why."""


class UnreachableError(Exception):
    """Alertmanager did not take it now; the text says why."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The password is for this address alone."""

    def redirect_request(self, *_arguments: Any, **_more: Any) -> None:
        """Follow nowhere."""
        return


def name_of(url: str) -> str:
    """Return what logs and metrics call the Alertmanager at *url*: its host and port."""
    return urlsplit(url).netloc


class AlertmanagerClient:
    """Posts alerts to one address. Blocks at most ``timeout_s`` for each step."""

    def __init__(self, url: str, settings: AlertmanagerSettings) -> None:
        self.name = name_of(url)
        self._url = url.rstrip("/") + "/api/v2/alerts"
        self._settings = settings

    def post(self, alerts: Sequence[Mapping[str, object]]) -> None:
        """Give *alerts* to Alertmanager.

        Raises:
            RefusedError: it says that they are wrong (400).
            UnreachableError: anything else; try again later.
        """
        try:
            request = urllib.request.Request(  # noqa: S310 - http and https alone
                self._url, msgspec.json.encode(alerts), self._headers(), method="POST"
            )
            opener = self._opener()
            with opener.open(request, timeout=self._settings.timeout_s) as answer:
                answer.read(65536)
        except urllib.error.HTTPError as err:
            with err:
                said = err.read(300).decode(errors="replace").strip()
            if err.code == 400:
                raise RefusedError(f"{self.name}: 400: {said}") from None
            raise UnreachableError(f"{self.name}: HTTP {err.code}") from None
        except (OSError, HTTPException, SecretFileError) as err:
            why = getattr(err, "reason", None) or err
            raise UnreachableError(f"{self.name}: {why}") from None

    def _headers(self) -> dict[str, str]:
        found = {"content-type": "application/json"}
        settings = self._settings
        if settings.password_file is not None:
            password = read_secret(settings.password_file).reveal()
            both = base64.b64encode(f"{settings.user}:{password}".encode()).decode()
            found["authorization"] = f"Basic {both}"
        return found

    def _opener(self) -> urllib.request.OpenerDirector:
        ca = self._settings.ca_file
        context = ssl.create_default_context(cafile=ca)
        return urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=context),
            _NoRedirect(),
        )
