"""A stand-in for an agent under load: the real spool and delivery, made-up numbers.

``python -m tests.support.loader --config agent.toml …`` makes reports as fast as it is
told. The values of a report follow from its name, so that a test can tell whether
what the collector holds is what was spooled; every spooled report is noted in
``made.txt`` beside the settings after the spool has taken it.
"""

import argparse
import random
import secrets
import threading
import time
from pathlib import Path

from agent import identity
from agent.delivery import Delivery, Sender
from agent.http_channel import Answer, Channel
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.toml import read_settings
from agent.shared.wire import Declaration, Reading, Report, Table, encode, table_id
from agent.spool import Spool
from agent.spool_file import Spooled

TABLE = Table(
    probe="load",
    interval_s=60.0,
    metrics=(
        Declaration("hatang_test_sequence", "gauge", "The report's sequence."),
        Declaration("hatang_test_time_seconds", "gauge", "The true time."),
        Declaration("hatang_test_check", "gauge", "Follows from the other two."),
    ),
    series=((0, ()), (1, ()), (2, ())),
)


def check_value(sequence: float, true_time: float) -> float:
    """Return what the third value of a report must be."""
    return round(sequence * 7.25 + true_time / 1000.0, 6)


class ShiftedClock(SystemClock):
    """The system's clock, its wall time off by what a file says."""

    def __init__(self, shift: Path) -> None:
        super().__init__()
        self._shift = shift

    def now(self) -> float:
        """Return a wrong time."""
        try:
            return super().now() + float(self._shift.read_text())
        except (OSError, ValueError):
            return super().now()


class TwiceChannel(Channel):
    """Delivers everything twice, as a lost answer would make it."""

    def post(self, urls, path, body, headers, *, total_s=None) -> Answer:
        """Post two times; the second answer is the one that arrives."""
        super().post(urls, path, body, headers, total_s=total_s)
        return super().post(urls, path, body, headers, total_s=total_s)


def make_reports(spool: Spool, clock: ShiftedClock, made: Path, arguments) -> None:
    """Spool reports at the wanted rate and note each one."""
    true_clock = SystemClock()
    name = table_id(TABLE)
    with made.open("a") as notes:
        for _ in range(arguments.count):
            taken: list[Spooled] = []

            def make(spool_id: str, sequence: int, taken=taken) -> Spooled:
                true_time = round(true_clock.now(), 3)
                values = (
                    float(sequence),
                    true_time,
                    check_value(sequence, true_time),
                )
                report = Report(
                    spool=spool_id,
                    sequence=sequence,
                    time=clock.now(),
                    boot=clock.boot,
                    uptime_s=clock.uptime(),
                    readings=(Reading(name, 0.0, values),),
                )
                taken[:] = [
                    Spooled(spool_id, sequence, report.time, "", encode(report))
                ]
                return taken[0]

            spool.append(make, {name: TABLE})
            notes.write(f"{taken[0].spool} {taken[0].sequence}\n")
            notes.flush()
            time.sleep(1.0 / arguments.rate)


def deliver(delivery: Delivery, stop: threading.Event) -> None:
    """Deliver until told to stop; waits are cut short to keep tests quick."""
    while not stop.is_set():
        wait = delivery.step(total_s=5.0)
        stop.wait(min(wait.seconds, 0.2))


def main() -> None:
    """Make reports and deliver them until the spool is empty, then end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--rate", type=float, default=200.0)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--twice", action="store_true")
    arguments = parser.parse_args()
    settings = read_settings(arguments.config, Settings)
    folder = settings.data_directory
    clock = ShiftedClock(arguments.config.with_name("shift"))
    own = identity.load(folder)
    assert own is not None
    spool = Spool(
        folder,
        clock,
        max_bytes=settings.spool.max_bytes,
        max_age_s=settings.spool.max_age_days * 86400,
    )
    channel = (TwiceChannel if arguments.twice else Channel)(
        folder / identity.CA_FILE, settings.proxy
    )
    sender = Sender(lambda: own, secrets.token_hex(8), "loader")
    delivery = Delivery(spool, sender, clock, channel, random.Random(1))
    stop = threading.Event()
    thread = threading.Thread(target=deliver, args=(delivery, stop), daemon=True)
    thread.start()
    made = arguments.config.with_name("made.txt")
    make_reports(spool, clock, made, arguments)
    while spool.backlog().reports:
        time.sleep(0.05)
    stop.set()
    thread.join()
    backlog = spool.backlog()
    arguments.config.with_name("left.txt").write_text(
        f"{backlog.dropped} {backlog.refused}"
    )
    spool.close()


if __name__ == "__main__":
    main()
