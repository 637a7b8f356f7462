"""One kept connection to the collector, whichever of its addresses answers."""

from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from agent.http import load_requests, open_session, proxies_for, timeouts
from agent.shared.secret import Secret

if TYPE_CHECKING:
    import requests

MAX_ANSWER_BYTES = 1_000_000


class UnreachableError(Exception):
    """No address of the collector answered; the text says why for each."""


class Answer(NamedTuple):
    """What an address answered; header names are in lower case."""

    url: str
    status: int
    headers: dict[str, str]
    content: bytes


class Channel:
    """Posts to the first address that answers; used by one thread at a time.

    The connection is kept, because a TLS handshake costs more than a report. Nothing
    but the CA in the file *ca* is trusted.
    """

    def __init__(self, ca: Path, proxy: Secret) -> None:
        self._ca = ca
        self._proxy = proxy
        self._session: requests.Session | None = None
        self._proxies: dict[str, dict[str, str]] = {}
        self._preferred = ""

    def close(self) -> None:
        """Close the connection; the next post opens a new one."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def post(
        self,
        urls: Sequence[str],
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        *,
        total_s: float | None = None,
    ) -> Answer:
        """Return the answer of the first of *urls* that gives one, whatever it says.

        The one that answered last time is asked first. All share *total_s*.

        Raises:
            UnreachableError: none answered.
        """
        load_requests()
        troubles = []
        limits = timeouts(None if total_s is None else total_s / max(1, len(urls)))
        for url in sorted(urls, key=lambda url: url != self._preferred):
            send = _Post(url, path, body, dict(headers), limits)
            try:
                answer = self._send(send)
            except OSError as err:  # all of requests, and a CA file that is gone
                self.close()
                troubles.append(f"{url}: {describe(err)}")
                continue
            self._preferred = url
            return answer
        raise UnreachableError("; ".join(troubles))

    def _send(self, post: "_Post") -> Answer:
        reused = self._session is not None
        if self._session is None:
            self._session = open_session(ca=self._ca)
        try:
            return self._send_once(self._session, post)
        except OSError as err:  # of requests: the kept connection may have ended
            if not reused or _is_timeout(err):  # silence: it would cost as much again
                raise
            self.close()
            self._session = open_session(ca=self._ca)
            return self._send_once(self._session, post)

    def _send_once(self, session: "requests.Session", post: "_Post") -> Answer:
        if post.url not in self._proxies:
            self._proxies[post.url] = proxies_for(post.url, self._proxy)
        with session.post(
            post.url.rstrip("/") + post.path,
            data=post.body,
            headers=post.headers,
            timeout=post.timeouts_s,
            allow_redirects=False,
            proxies=self._proxies[post.url],
            stream=True,
        ) as response:
            content = b""
            for chunk in response.iter_content(65536):
                content += chunk
                if len(content) > MAX_ANSWER_BYTES:
                    self.close()
                    break
            found = {k.lower(): v for k, v in response.headers.items()}
            return Answer(post.url, response.status_code, found, content)


def _is_timeout(err: OSError) -> bool:
    from requests import Timeout

    return isinstance(err, Timeout)


class _Post(NamedTuple):
    url: str
    path: str
    body: bytes
    headers: dict[str, str]
    timeouts_s: tuple[float, float]


def describe(err: Exception) -> str:
    """Return what a failed request means for a person, with what to look at."""
    text = str(err)
    hints = (
        ("CERTIFICATE_VERIFY_FAILED", _("its certificate is not of the enrolled CA")),
        ("not yet valid", _("the certificate is not yet valid: is this clock right?")),
        ("expired", _("the certificate has expired: is this clock right?")),
        ("ProxyError", _("the proxy refuses or does not answer: look at 'proxy'")),
        ("NameResolution", _("its name cannot be resolved: look at DNS")),
        ("Connection refused", _("nothing listens there")),
        ("No route", _("there is no route: is the network up?")),
        ("timed out", _("no answer in time")),
        ("Read timed out", _("no answer in time")),
    )
    named = f"{type(err).__name__} {text}"
    found = [hint for mark, hint in hints if mark.lower() in named.lower()]
    return found[-1] if found else f"{type(err).__name__}: {text[:300]}"
