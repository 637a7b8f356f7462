"""A text that does not print itself."""

import hashlib
import hmac


class Secret:
    """A secret; ``repr``, ``str`` and f-strings show ``Secret(***)``."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text; for the one call that sends or stores it."""
        return self._text

    def digest(self) -> str:
        """Return the SHA-256 of the text in hexadecimal, the form kept at rest.

        Right only for random secrets of 128 bits and more: a password needs a
        slow hash (bcrypt).
        """
        return hashlib.sha256(self._text.encode()).hexdigest()

    def matches(self, digest: str) -> bool:
        """Return whether *digest* is this secret's, in constant time."""
        return hmac.compare_digest(self.digest(), digest)

    def __repr__(self) -> str:
        return "Secret(***)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(
            self._text, other._text
        )

    def __hash__(self) -> int:
        return hash(self._text)
