import pytest

from agent.shared.language import choose, translations


@pytest.mark.parametrize(
    ("setting", "environ", "language"),
    [
        ("vi", {"LANG": "en_US.UTF-8"}, "vi"),
        (None, {"LANG": "vi_VN.UTF-8"}, "vi"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANGUAGE": "fr", "LC_ALL": "vi-VN"}, "vi"),
        (None, {}, "en"),
    ],
)
def test_the_setting_comes_before_the_locale(setting, environ, language):
    """Vietnamese or English; what is neither is passed over."""
    assert choose(setting, environ) == language


def test_a_missing_catalogue_speaks_english(tmp_path):
    """Texts stay as they are in the code."""
    found = translations("vi", domain="none", folder=tmp_path)
    assert found.gettext("fresh") == "fresh"
