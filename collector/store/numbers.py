"""The numbers by which long rows name their agents."""

from typing import Any


def agent_number(cursor: Any, agent: str) -> int:
    """Return the number of *agent*, a new one if it has none."""
    number = find_agent_number(cursor, agent)
    if number is None:
        cursor.execute("INSERT INTO agent_numbers (agent) VALUES (?)", (agent,))
        number = int(cursor.lastrowid)
    return number


def find_agent_number(cursor: Any, agent: str) -> int | None:
    """Return the number of *agent*, or None."""
    row = cursor.execute(
        "SELECT number FROM agent_numbers WHERE agent = ?", (agent,)
    ).fetchone()
    return None if row is None else int(row[0])
