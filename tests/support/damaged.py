"""Recordings as a bad disk, a cut copy or a prankster leaves them, for hypothesis."""

from hypothesis import strategies as st

from tests.support.agreement import FIXTURES

_JUNK = st.sampled_from(
    [
        b"",
        b"\x00",
        b"\xff",
        b"\r\r\n",
        b"\n\n",
        b"=",
        b" : ",
        b"{",
        b"}",
        b'"',
        b"&amp;",
        b"99999999999999999999999999",
        b"-1",
        "é".encode(),
        "é".encode("utf-16-le"),
    ]
) | st.binary(max_size=8)


def recordings(*kinds: str, most_bytes: int = 12_000) -> list[bytes]:
    """Return the smaller recordings of *kinds*; none where they are not there."""
    return [
        path.read_bytes()
        for kind in kinds
        for path in sorted((FIXTURES / kind).glob("*"))
        if not path.name.endswith(".expected.json")
        and path.stat().st_size <= most_bytes
    ]


@st.composite
def damaged(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    """Draw a recording with some bytes replaced, removed, doubled, or cut away."""
    content = draw(st.sampled_from(originals or [b""]))
    for _ in range(draw(st.integers(0, 4))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 40)))
        put = draw(_JUNK | st.just(content[begin:end] * 2))
        content = content[:begin] + put + content[end:]
    return (
        content[: draw(st.integers(0, len(content)))]
        if draw(st.booleans())
        else content
    )
