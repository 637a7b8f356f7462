import asyncio
import gzip

import pytest

from collector.web.bodies import DisconnectedError, read_body
from collector.web.problems import ProblemError

LIMIT = 1000


class Line:
    """A sender that sends *chunks* and then goes away; counts what was read."""

    def __init__(self, *chunks):
        self.chunks = list(chunks)
        self.read = 0

    async def __call__(self):
        """Return the next message."""
        if not self.chunks:
            return {"type": "http.disconnect"}
        self.read += 1
        chunk = self.chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": True}


class Ending(Line):
    """A sender whose last chunk ends the body."""

    async def __call__(self):
        """Return the next message."""
        message = await super().__call__()
        return {**message, "more_body": bool(self.chunks)}


def read(line, **headers):
    """Return the body that *line* gives."""
    named = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {"type": "http", "headers": named}
    return asyncio.run(read_body(scope, line, limit=LIMIT))


def refusal(line, **headers):
    """Return the problem that reading *line* ends in."""
    with pytest.raises(ProblemError) as caught:
        read(line, **headers)
    return caught.value.problem


def test_a_body_comes_in_chunks():
    """It is put together, also where chunks are empty."""
    assert read(Ending(b"ab", b"", b"cd")) == b"abcd"
    assert read(Ending(b"")) == b""
    assert read(Ending(b"ab"), content_encoding="identity") == b"ab"


def test_the_limit_itself_is_allowed():
    """One byte more is not."""
    assert len(read(Ending(bytes(LIMIT)))) == LIMIT
    assert refusal(Ending(bytes(LIMIT + 1))).status == 413


def test_a_length_beyond_the_limit_is_refused_before_reading():
    """Not a byte of the body is asked for."""
    line = Ending(b"x")
    problem = refusal(line, content_length=str(LIMIT + 1))
    assert (problem.status, problem.reason) == (413, "too_large")
    assert str(LIMIT) in problem.detail
    assert line.read == 0


@pytest.mark.parametrize("length", ["-1", "x", "9" * 40, ""])
def test_a_length_that_is_none_does_not_matter(length):
    """What arrives is counted."""
    assert read(Ending(b"x"), content_length=length) == b"x"


def test_a_chunked_body_is_cut_where_the_limit_is():
    """The rest is not read."""
    line = Ending(*[bytes(100)] * 500)
    assert refusal(line).status == 413
    assert line.read == 11


def test_gzip_of_one_or_several_members_is_unpacked():
    """The letter case of the header does not matter."""
    packed = gzip.compress(b"ab", mtime=0) + gzip.compress(b"cd", mtime=0)
    assert read(Ending(packed[:5], packed[5:]), content_encoding=" GZIP ") == b"abcd"


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"plain",
        gzip.compress(b"ab", mtime=0)[:-1],
        gzip.compress(b"ab", mtime=0)[:4],
        gzip.compress(b"ab", mtime=0) + b"junk",
        gzip.compress(b"ab", mtime=0) + gzip.compress(b"cd", mtime=0)[:-5],
    ],
)
def test_damaged_gzip_is_malformed(packed):
    """None of it is used."""
    problem = refusal(Ending(packed), content_encoding="gzip")
    assert (problem.status, problem.reason) == (400, "malformed")


def test_a_bomb_is_refused_by_its_unpacked_size():
    """It fits the limit packed, and is given up at the limit unpacked."""
    bomb = gzip.compress(bytes(500_000))
    assert len(bomb) < LIMIT
    assert refusal(Ending(bomb), content_encoding="gzip").status == 413
    many = gzip.compress(bytes(400)) * 3
    assert refusal(Ending(many), content_encoding="gzip").status == 413


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
def test_another_packing_is_not_understood(encoding):
    """It is refused before the body is read."""
    line = Ending(b"x")
    problem = refusal(line, content_encoding=encoding)
    assert (problem.status, problem.reason) == (415, "unknown_encoding")
    assert line.read == 0


def test_a_sender_that_goes_away_has_sent_nothing():
    """Half a body is none."""
    with pytest.raises(DisconnectedError):
        read(Line(b"half"))
