"""Doors of a made-up Linux machine: files below a folder, programs by what they print."""

from pathlib import Path

from agent.sources.doors import Doors
from agent.sources.programs import Output
from agent.sources.windows_doors import NotWindows


class FakePrograms:
    """Answers by the beginning of the command line; what is not named is missing.

    An answer is text, an Output, or an exception to be raised.
    """

    def __init__(self, answers):
        self._answers = answers
        self.asked = []

    def run(self, *argv, timeout_s=30.0):
        line = " ".join(argv)
        self.asked.append(line)
        for begin, answer in self._answers.items():
            if line == begin or line.startswith(f"{begin} "):
                if isinstance(answer, Exception):
                    raise answer
                return answer if isinstance(answer, Output) else Output(answer.encode())
        raise FileNotFoundError(argv[0])


def linux_doors(root, files=(), programs=()):
    """Return doors to the folder *root*, *files* written below it."""
    for name, content in dict(files).items():
        path = Path(root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    closed = NotWindows()
    fake = FakePrograms(dict(programs))
    return Doors("linux", "x86_64", Path(root), fake, closed, closed, closed)


FAILURES = (
    FileNotFoundError("x"),
    PermissionError("x"),
    TimeoutError("x"),
    OSError("x"),
    RuntimeError("x"),
    Output(b"", b"ERROR: You need to be root", 1),
    Output(b"\xff\0junk", b"", 3),
    Output(b"{", b"", 0),
)
"""Every way in which a program gives no answer."""


class FailingPrograms:
    """Every program fails in the same way."""

    def __init__(self, failure):
        self._failure = failure

    def run(self, *argv, timeout_s=30.0):
        if isinstance(self._failure, Exception):
            raise self._failure
        return self._failure
