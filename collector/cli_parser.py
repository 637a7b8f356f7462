"""The commands, options and help of ``hatang-collector``."""

import argparse
from gettext import gettext as _
from pathlib import Path

from collector import (
    cli_agents,
    cli_catalogue,
    cli_devices,
    cli_digest,
    cli_facts,
    cli_findings,
    cli_keep,
    cli_maintenance,
    cli_office,
    cli_plan,
    cli_print,
    cli_report,
    cli_serve,
    cli_simulate,
    cli_token,
)
from collector.cli_builder import Builder
from collector.cli_lan_parser import add_lan


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, in the present language."""
    builder = Builder()
    _add_serve(builder)
    _add_token(builder)
    _add_agents(builder)
    _add_findings(builder)
    cli_digest.add_commands(builder)
    cli_devices.add_commands(builder)
    add_lan(builder)
    _add_keep(builder)
    cli_office.add_commands(builder)
    cli_maintenance.add_commands(builder)
    cli_plan.add_commands(builder)
    cli_report.add_commands(builder)
    cli_catalogue.add_commands(builder)
    cli_print.add_commands(builder)
    cli_facts.add_commands(builder)
    cli_simulate.add_commands(builder)
    return builder.parser


def _add_serve(builder: Builder) -> None:
    serve = builder.add(
        builder.commands,
        "serve",
        cli_serve.run,
        _("Run the collector until it is stopped."),
        "serve --web.listen-address 0.0.0.0:9847 "
        "--web.listen-address http://127.0.0.1:9848",
    )
    serve.add_argument(
        "--web.listen-address",
        dest="listen_address",
        action="append",
        metavar=_("ADDRESS"),
        help=_(
            "[https://|http://]host:port, may be repeated; http only on loopback "
            "(default: https://127.0.0.1:9847)"
        ),
    )
    _add_web_config(serve)


def _add_web_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--web.config.file",
        dest="web_config",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "TLS and users in the format of Prometheus' exporter-toolkit "
            "(default: web.config.yml in the data directory, if there)"
        ),
    )


def _add_token(builder: Builder) -> None:
    commands = builder.group("token", _("Make and revoke what lets machines enrol."))
    create = builder.add(
        commands,
        "create",
        cli_token.create,
        _("Make a token and print it, alone, on standard output."),
        'token create --uses 60 --days 7 --subnet 10.1.0.0/16 --department "Phòng A"',
    )
    create.add_argument(
        "--uses", type=int, default=1, help=_("machines it enrols (default: 1)")
    )
    create.add_argument(
        "--days", type=float, default=7.0, help=_("days it lives (default: 7)")
    )
    create.add_argument(
        "--subnet",
        action="append",
        default=[],
        metavar="CIDR",
        help=_("only machines of this subnet may use it; may be repeated"),
    )
    for name, text in (
        ("site", _("site of the machines")),
        ("department", _("department of the machines")),
        ("room", _("room of the machines")),
        ("role", _("what the machines are for: desktop, server, kiosk, …")),
    ):
        create.add_argument(f"--{name}", default="", help=text)
    create.add_argument(
        "--kind",
        default="workstation",
        help=_("what the agents watch (default: workstation)"),
    )
    create.add_argument(
        "--queue",
        action="store_true",
        help=_("new agents wait until somebody approves them"),
    )
    create.add_argument(
        "--url",
        action="append",
        default=[],
        help=_("address at which the machines reach this collector; may be repeated"),
    )
    _add_web_config(create)
    listing = builder.add(
        commands, "list", cli_token.list_all, _("List all tokens."), "token list"
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    show = builder.add(
        commands,
        "show",
        cli_token.show,
        _("Say what a token carries, without its secret."),
        "token show hatang1_…",
    )
    show.add_argument("token", help=_("the token, or its id"))
    revoke = builder.add(
        commands,
        "revoke",
        cli_token.revoke,
        _("Make a token useless; its agents stay enrolled."),
        "token revoke 0123456789abcdef",
    )
    revoke.add_argument("id", help=_("the token's id"))


def _add_agents(builder: Builder) -> None:
    commands = builder.group("agents", _("See which machines report; let them or not."))
    listing = builder.add(
        commands,
        "list",
        cli_agents.list_all,
        _("List all agents and where they stand."),
        "agents list --json",
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    show = builder.add(
        commands, "show", cli_agents.show, _("Show one agent."), "agents show PC-12"
    )
    show.add_argument("agent", help=_("host name, id, or the beginning of the id"))
    show.add_argument("--json", action="store_true", help=_("print JSON"))
    for name, handler, text in (
        (
            "approve",
            cli_agents.approve,
            _("Let agents report that wait or are quarantined."),
        ),
        (
            "revoke",
            cli_agents.revoke,
            _("Refuse agents for good; what they reported stays."),
        ),
    ):
        parser = builder.add(commands, name, handler, text, f"agents {name} PC-12")
        parser.add_argument(
            "agent", nargs="+", help=_("host name, id, or the beginning of the id")
        )
        parser.add_argument("--reason", default="", help=_("why, for the record"))


def _add_findings(builder: Builder) -> None:
    parser = builder.add(
        builder.commands,
        "findings",
        cli_findings.list_findings,
        _("List what is wrong or worth knowing of the machines."),
        "findings PC-12",
    )
    parser.add_argument(
        "agent", nargs="?", help=_("host name, id, or the beginning of the id")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_keep(builder: Builder) -> None:
    check = builder.add(
        builder.commands,
        "check",
        cli_keep.check,
        _("Check settings and web.config without starting anything."),
        "check collector.toml",
    )
    check.add_argument("file", nargs="?", type=Path, help=_("settings file"))
    _add_web_config(check)
    doctor = builder.add(
        builder.commands,
        "doctor",
        cli_keep.examine,
        _("Find what is wrong, and say what to do."),
        "doctor",
    )
    doctor.add_argument("--json", action="store_true", help=_("print JSON"))
    backup = builder.add(
        builder.commands,
        "backup",
        cli_keep.backup,
        _("Write a consistent copy of the store while serve runs."),
        "backup /mnt/usb/hatang-2026-11-24.db",
    )
    backup.add_argument("target", type=Path, help=_("file to write; must not exist"))
