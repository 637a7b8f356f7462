"""What is told of a device that has never answered: that it is wanted, and was asked."""

from collections.abc import Sequence

from agent.shared.survey import MOST_TRIED, Survey
from agent.shared.switch_settings import DeviceSettings
from agent.switches.fitting import long, short


def stub_of(device: DeviceSettings, tried: Sequence[str], trouble: str) -> Survey:
    """Return a survey of *device* that says nothing but where it was asked, and how.

    Args:
        device: its settings.
        tried: the names of the credentials that it did not answer to.
        trouble: what went wrong the last time.
    """
    return Survey(
        device=device.name,
        site=device.site,
        department=device.department,
        room=device.room,
        address=short(device.address),
        answered=False,
        tried=tuple(short(name) for name in tried[:MOST_TRIED]),
        problems={"device": long(trouble)},
    )
