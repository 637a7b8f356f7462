"""What a check says."""

from typing import Literal, NamedTuple

Word = Literal[
    "ok",
    "dns_failed",
    "refused",
    "timeout",
    "unreachable",
    "reset",
    "tls_failed",
    "certificate_expired",
    "certificate_untrusted",
    "certificate_name",
    "wrong_status",
    "wrong_text",
    "redirected",
    "too_large",
    "too_slow",
    "protocol",
]
WORDS: tuple[Word, ...] = Word.__args__  # type: ignore[attr-defined]
Phase = Literal["dns", "connect", "tls", "first_byte", "total"]


class ServiceError(Exception):
    """The service is not well; ``word`` says how, the text what was seen."""

    def __init__(self, word: Word, detail: str) -> None:
        super().__init__(detail)
        self.word: Word = word
        self.detail = detail


class Result(NamedTuple):
    """One check: its word, how long each phase took, what else was seen.

    ``expires`` is the end of the server's certificate (Unix seconds), ``status`` the
    code of HTTP.
    """

    word: Word
    phases: dict[Phase, float]
    detail: str = ""
    status: int | None = None
    expires: float | None = None
