"""The matchers that a board's variables put into every expression. Pure."""

from dashboards.boards.spec import Board

_OF_SCOPE = {
    "machines": 'job=~"$job",site=~"$site",department=~"$department",instance=~"$instance"',
    "devices": 'job=~"$job",site=~"$site",instance=~"$instance"',
    "collector": 'job=~"$job",instance=~"$instance"',
}
MACHINES = _OF_SCOPE["machines"]


def matchers(board: Board) -> str:
    """Return what ``{@}`` stands for on *board*."""
    found = _OF_SCOPE[board.scope]
    return found + ',port=~"$port"' if board.port else found


def filled(expr: str, board: Board) -> str:
    """Return *expr* with its matchers: ``{@}`` all, ``{@device}`` without the port."""
    return expr.replace("{@device", "{" + _OF_SCOPE[board.scope]).replace(
        "{@", "{" + matchers(board)
    )
