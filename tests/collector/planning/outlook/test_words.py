"""What will happen, as sentences."""

import datetime as dt

from collector.planning.outlook.words import _SENTENCES, sentence

DAY = dt.date(2027, 4, 1)


def test_every_sentence_is_whole_in_both_languages():
    """No place is left open."""
    values = {"name": "sda", "value": "1", "limit": "2", "extended": "3"}
    for code in _SENTENCES:
        text = sentence(code, DAY, **values)
        assert not set("{}[]–") & set(text.vi + text.en), code
        assert text.vi != text.en


def test_values_may_differ_by_language():
    """A missing one takes its part of the sentence away."""
    text = sentence("support_ended", DAY, name="X", extended={"vi": "a", "en": ""})
    assert text.vi == "X đã hết hỗ trợ bảo mật từ ngày 01/04/2027; bản vá trả phí đến a"
    assert text.en == "X has had no security updates since 1 April 2027"
