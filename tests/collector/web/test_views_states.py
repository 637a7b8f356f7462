"""Every state has a name and a meaning in both languages."""

from collector.fleet import FLEET_STATES
from collector.web.i18n import Tongue
from collector.web.views_states import STATE_ORDER, state_text


def test_every_state_is_explained_in_both_languages():
    """Nobody has to guess what a word means."""
    assert set(STATE_ORDER) == set(FLEET_STATES)
    for state in FLEET_STATES:
        vi, en = (state_text(Tongue(language), state) for language in ("vi", "en"))
        assert vi.name != en.name
        assert vi.meaning.endswith(".")
