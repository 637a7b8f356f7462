"""All boards, in the order in which they are told of."""

from dashboards.boards import (
    data_safety,
    fleet,
    lan_map,
    lines,
    machine,
    overview,
    own,
    security,
    services,
    switch_port,
    switches,
    upgrade_plan,
)
from dashboards.boards.spec import Board


def boards(language: str) -> tuple[Board, ...]:
    """Return all boards, for *language*."""
    return (
        overview.BOARD,
        fleet.BOARD,
        machine.BOARD,
        switches.BOARD,
        switch_port.BOARD,
        lan_map.BOARD,
        lines.BOARD,
        services.BOARD,
        data_safety.BOARD,
        security.BOARD,
        upgrade_plan.board(language),
        own.BOARD,
    )
