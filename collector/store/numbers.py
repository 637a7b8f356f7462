"""The numbers by which long rows name their agents."""

from collections.abc import Iterable
from typing import Any

_AT_ONCE = 500


def agent_number(cursor: Any, agent: str) -> int:
    """Return the number of *agent*, a new one if it has none."""
    find = "SELECT number FROM agent_numbers WHERE agent = ?"
    row = cursor.execute(find, (agent,)).fetchone()
    if row is None:
        cursor.execute("INSERT INTO agent_numbers (agent) VALUES (?)", (agent,))
        return int(cursor.lastrowid)
    return int(row[0])


def agent_numbers(cursor: Any, agents: Iterable[str]) -> dict[str, int]:
    """Return the numbers of *agents*, new ones where they have none."""
    wanted = list(dict.fromkeys(agents))
    found: dict[str, int] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        part = wanted[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        cursor.execute(
            f"SELECT agent, number FROM agent_numbers WHERE agent IN ({marks})",  # noqa: S608 - marks only
            part,
        )
        found.update(cursor.fetchall())
    for agent in wanted:
        if agent not in found:
            found[agent] = agent_number(cursor, agent)
    return found
