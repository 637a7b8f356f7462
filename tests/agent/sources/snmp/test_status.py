"""What an agent says went wrong."""

import pytest

from agent.sources.snmp.device import (
    GarbledError,
    MissingError,
    RefusedError,
    TooBigError,
)
from agent.sources.snmp.status import refusal


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (1, TooBigError),
        (2, MissingError),
        (5, GarbledError),
        (6, RefusedError),
        (16, RefusedError),
        (99, GarbledError),
    ],
)
def test_error_statuses_become_named_errors(status, kind):
    """Of RFC 3416, and of agents that know others."""
    assert type(refusal(status, 1)) is kind
