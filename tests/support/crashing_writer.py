"""A program that commits as fast as it can and says what was acknowledged.

Run as ``python -m tests.support.crashing_writer URL``; it is there to be killed.
"""

import sys

from collector.store.interface import Commit
from collector.store.opening import open_store
from tests.support.store_values import report

GROUP = 7


def main() -> None:
    """Commit groups of reports for ever; print the last sequence of each."""
    store = open_store(sys.argv[1])
    first = 1 + max((s.highest for s in store.sequences()), default=0)
    while True:
        numbers = range(first, first + GROUP)
        store.commit(
            Commit(reports=[report(n, time=n * 0.5, body=b"%d" % n) for n in numbers])
        )
        first += GROUP
        sys.stdout.write(f"{first - 1}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
