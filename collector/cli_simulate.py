"""``hatang-collector simulate``: fills a store with a made-up fleet."""

import argparse
import sys
from gettext import gettext as _
from pathlib import Path

import msgspec

from agent.shared.clock import Clock
from collector.cli_builder import Builder
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
    store_of,
)


def add_commands(builder: Builder) -> None:
    """Add ``simulate``."""
    parser = builder.add(
        builder.commands,
        "simulate",
        run,
        _("Fill an empty store with a made-up fleet, for a demonstration or a test."),
        "simulate --data-directory /tmp/demo --pcs 60 --switches 12 --lines 2",
    )
    for name, default, text in (
        ("pcs", 60, _("PCs (default: 60)")),
        ("switches", 12, _("switches (default: 12)")),
        ("lines", 2, _("broadband lines (default: 2)")),
        ("sites", 1, _("sites (default: 1)")),
        ("days", 30, _("days of history, up to now (default: 30)")),
        ("seed", 1, _("the same seed makes the same fleet (default: 1)")),
    ):
        parser.add_argument(f"--{name}", type=int, default=default, help=text)
    parser.add_argument(
        "--period",
        type=float,
        default=900.0,
        metavar=_("SECONDS"),
        help=_("seconds between two reports of a machine (default: 900)"),
    )
    parser.add_argument(
        "--add", action="store_true", help=_("add to a store that holds agents")
    )
    parser.add_argument(
        "--truth",
        type=Path,
        metavar=_("FILE"),
        help=_("write there, as JSON, what each machine really suffers from"),
    )
    parser.add_argument(
        "--progress",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=_("say how far it is (default: on a terminal)"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--follow",
        metavar="URL",
        help=_(
            "instead: let the simulated fleet go on reporting to the collector that "
            "serves this store at an address of this machine, until Ctrl-C"
        ),
    )
    parser.add_argument(
        "--every",
        type=float,
        default=15.0,
        metavar=_("SECONDS"),
        help=_("seconds between two reports with --follow (default: 15)"),
    )
    parser.add_argument(
        "--faults",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "JSON of what is broken with --follow, read anew each time: "
            '{"devices": [], "machines": [], "sites": [], "drives": []}'
        ),
    )


def run(arguments: argparse.Namespace, clock: Clock) -> int:
    """Write the fleet, and say what was written; or let it go on."""
    if arguments.follow:
        from collector.cli_follow import follow

        return follow(arguments, clock)
    from collector.simulator.run import simulate
    from collector.simulator.shapes import SimulatorError, Size
    from collector.simulator.truth import truth_document

    size = Size(
        arguments.pcs,
        arguments.switches,
        arguments.lines,
        arguments.sites,
        arguments.days,
        arguments.seed,
        arguments.period,
    )
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    shown = arguments.progress
    shown = sys.stderr.isatty() if shown is None else shown
    begin = clock.uptime()
    try:
        size.check()
        store = store_of(arguments, places)
        try:
            written = simulate(
                store,
                size,
                now=clock.now(),
                settings=settings,
                add=arguments.add,
                progress=_tell if shown else lambda _what, _done, _all: None,
            )
        finally:
            store.close()
    except SimulatorError as err:
        raise CommandError(str(err)) from err
    if arguments.truth is not None:
        arguments.truth.write_bytes(truth_document(written.truth))
    seconds = round(clock.uptime() - begin, 1)
    counts = {
        "pcs": written.pcs,
        "devices": written.devices,
        "lines": written.lines,
        "departments": written.departments,
        "reports": written.reports,
        "hours": written.hours,
        "seed": size.seed,
        "days": size.days,
        "seconds": seconds,
    }
    if arguments.json:
        out(msgspec.json.encode(counts).decode())
        return OK
    text = _(
        "{pcs} PCs, {devices} devices and {lines} lines with {days} days of history: "
        "{reports} reports in {seconds} s."
    )
    say(text.format(**counts))
    return OK


def _tell(what: str, done: int, everything: int) -> None:
    """Write one line of progress over the last."""
    names = {
        "history": _("history, by days"),
        "lines": _("broadband lines"),
        "judgement": _("findings, map and ports"),
    }
    ends = "\n" if done == everything else ""
    sys.stderr.write(f"\r{names[what]}: {done}/{everything}\x1b[K{ends}")
    sys.stderr.flush()
