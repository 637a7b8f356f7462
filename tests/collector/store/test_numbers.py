"""The numbers of agents."""

import contextlib
import sqlite3

from collector.store.numbers import agent_number, agent_numbers


def test_agents_keep_their_numbers():
    """New ones are made once, in whatever way they are asked for."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE TABLE agent_numbers (number INTEGER PRIMARY KEY, agent TEXT UNIQUE)"
        )
        cursor = connection.cursor()
        names = [f"{n:032x}" for n in range(1200)]
        one = agent_number(cursor, names[700])
        found = agent_numbers(cursor, names)
        assert found[names[700]] == one
        assert len(set(found.values())) == 1200
        assert agent_numbers(cursor, reversed(names)) == found
