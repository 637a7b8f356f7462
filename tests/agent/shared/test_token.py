import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.secret import Secret
from agent.shared.token import EnrolmentToken, TokenError, decode_token, encode_token

TOKEN = EnrolmentToken(("https://10.0.0.1:9847",), "a" * 64, "t1", Secret("hush" * 9))


def test_a_token_survives_mail():
    """White space and line breaks do not matter."""
    text = encode_token(TOKEN)
    assert decode_token(f" {text[:20]}\n  {text[20:]}\r\n") == TOKEN


@given(st.data())
def test_a_token_that_is_cut_off_is_refused(data):
    """Any part of it is not it, and the refusal never quotes it."""
    text = encode_token(TOKEN)
    part = text[: data.draw(st.integers(0, len(text) - 1))]
    with pytest.raises(TokenError) as caught:
        decode_token(part)
    assert text[8:40] not in str(caught.value)


@given(st.text() | st.text().map(lambda t: "hatang1_" + t))
def test_junk_raises_token_error_and_nothing_else(text):
    """Whatever was pasted, the refusal is clean."""
    with pytest.raises(TokenError):
        decode_token(text)


def test_an_address_without_tls_is_refused():
    """A token leads to https only, and does not print its secret."""
    plain = EnrolmentToken(("http://x",), "a" * 64, "t", Secret("s"))
    with pytest.raises(TokenError, match="https"):
        decode_token(encode_token(plain))
    assert "hush" not in repr(TOKEN)
