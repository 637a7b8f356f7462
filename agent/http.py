"""The agent's HTTP client: requests, light, and trusting nothing but one CA."""

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from agent import __version__
from agent.shared.secret import Secret

if TYPE_CHECKING:
    import requests

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 60.0
_GUESSERS = ("chardet", "charset_normalizer")


def load_requests() -> None:
    """Import requests without its guesser of character sets.

    The guesser costs 3 MiB; requests works without it, and the answers that the agent
    reads are JSON, which is UTF-8 by definition.
    """
    if "requests" in sys.modules:
        return
    absent = [name for name in _GUESSERS if name not in sys.modules]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
        try:
            import requests  # noqa: F401 - for its effect on sys.modules
        finally:
            for name in absent:
                del sys.modules[name]


def proxies_for(url: str, proxy: Secret) -> dict[str, str]:
    """Return the proxies that requests to *url* go through; none for loopback."""
    choice = proxy.reveal()
    if choice == "none":
        return {}
    if choice != "environment":
        return {"https": choice, "http": choice}
    load_requests()
    from requests.utils import get_environ_proxies

    return dict(get_environ_proxies(url))


def open_session(*, ca: Path | None) -> "requests.Session":
    """Return a session that trusts the CA in the file *ca* only, or checks nothing.

    The environment changes nothing about trust or credentials (REQUESTS_CA_BUNDLE and
    .netrc are ignored); redirects are for the caller to refuse; headers are few,
    because each report pays for them.
    """
    load_requests()
    import requests

    session = requests.Session()
    session.trust_env = False
    session.verify = str(ca) if ca else False
    session.headers.clear()
    session.headers["User-Agent"] = f"hatang-agent/{__version__}"
    return session


def timeouts(total_s: float | None = None) -> tuple[float, float]:
    """Return connect and read time limits, together within *total_s*."""
    if total_s is None:
        return CONNECT_TIMEOUT_S, READ_TIMEOUT_S
    return min(CONNECT_TIMEOUT_S, total_s / 3), min(READ_TIMEOUT_S, total_s * 2 / 3)
