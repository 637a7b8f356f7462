"""Measures against one server and prints the figures as JSON: for namespaces."""

import json
import sys

from agent.shared.throughput_settings import ThroughputServer
from agent.throughput.line_test import Hooks, Task, measure
from agent.throughput.shapes import DIRECTIONS, Limits, NoFigureError


def one(server, direction, limits, expected):
    """Return a figure, or why there is none."""
    task = Task(server, direction, Limits(*limits), expected)
    try:
        return measure(task, Hooks())._asdict()
    except NoFigureError as err:
        return {"error": str(err), "kind": type(err).__name__, "used": err.used}


def main(text):
    """Do what the JSON *text* says."""
    wanted = json.loads(text)
    found = [
        one(
            ThroughputServer(**server),
            direction,
            wanted["limits"],
            wanted.get("expected"),
        )
        for server in wanted["servers"]
        for direction in wanted.get("directions", DIRECTIONS)
    ]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
