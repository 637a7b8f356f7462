"""The one error of all readers."""

MOST_BYTES = 32 << 20


class ReadError(ValueError):
    """The input is not what the reader reads; the text names the place and why."""


def check_size(content: bytes | str) -> None:
    """Refuse what is larger than anything a tool prints.

    Raises:
        ReadError: *content* is longer than ``MOST_BYTES``.
    """
    if len(content) > MOST_BYTES:
        raise ReadError(f"{len(content)} bytes are more than any tool prints")
