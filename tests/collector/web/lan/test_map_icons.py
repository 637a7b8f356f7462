"""Each kind of device has a form of its own."""

from agent.shared.survey import DeviceKind
from collector.web.lan.map_icons import icon, standing


def test_kinds_differ_in_form():
    """A printer is no router."""
    kinds = set(DeviceKind.__args__) - {"other"}
    assert len({icon(kind) for kind in kinds}) == len(kinds)


def test_an_unknown_kind_has_a_form_too():
    """A newer agent may know more."""
    assert icon("toaster") == icon("other")
    assert 'aria-hidden="true"' in standing("switch")
