"""What ``hatang-agent`` takes on its command line, and the texts that teach it."""

import argparse
from gettext import gettext as _

from agent import __version__
from agent.cli_line import add_line
from agent.cli_services import add_services
from agent.cli_switch import add_switch
from agent.cli_windows_service import add_service
from agent.shared.language import LANGUAGES


def epilog() -> str:
    """Return the examples and the exit codes below ``--help``."""
    return _(
        "examples:\n"
        "  hatang-agent once --text            what this machine measures, now\n"
        "  hatang-agent enrol TOKEN            make this machine known to a collector\n"
        "  hatang-agent enrol --token-file F   the same; F is erased when it worked\n"
        "  hatang-agent run                    measure and report until stopped\n"
        "  hatang-agent bundle --out F.zip     save what every source says, for support\n"
        "  hatang-agent replay F.zip --text    what is wrong with the machine in a bundle\n"
        "  hatang-agent switch read 192.0.2.10 --community-file F   a switch over SNMP\n"
        "  hatang-agent doctor                 find what is wrong, and what to do\n"
        "\n"
        "exit codes:\n"
        "  0  all is well\n"
        "  1  it failed; the message says why and what to do\n"
        "  2  the command line or the settings cannot be used\n"
        "  3  this machine is not enrolled\n"
    )


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, in the language spoken now."""
    parser = argparse.ArgumentParser(
        prog="hatang-agent",
        description=_("Measures this machine and reports to a Hatang collector."),
        epilog=epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"hatang-agent {__version__}",
        help=_("show the version and exit"),
    )
    common = _common()
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    command("run", _("measure and report until stopped"))
    once = command("once", _("measure once and print it; sends nothing"))
    form = once.add_mutually_exclusive_group()
    form.add_argument(
        "--json",
        dest="form",
        action="store_const",
        const="json",
        help=_("a full report with facts, as JSON (the default)"),
    )
    form.add_argument(
        "--text",
        dest="form",
        action="store_const",
        const="text",
        help=_("the series, in the Prometheus text format"),
    )
    form.add_argument(
        "--openmetrics",
        dest="form",
        action="store_const",
        const="openmetrics",
        help=_("the series, as OpenMetrics 1.0"),
    )
    _enrol(command("enrol", _("make this machine known to a collector")))
    check = command("check", _("check a settings file and say what is wrong with it"))
    check.add_argument("file", nargs="?", metavar="FILE")
    _replay(
        command("replay", _("print what this version reads in a recording")),
    )
    bundle = command("bundle", _("save what every source says, for support"))
    bundle.add_argument(
        "--out",
        metavar="FILE.zip",
        required=True,
        help=_("the file to write; it must not exist yet"),
    )
    add_switch(command("switch", _("read switches and other devices over SNMP")))
    add_line(command("line", _("test the throughput of a line, or of the LAN")), common)
    add_service(command("service", _("the agent as a service of Windows")), common)
    add_services(command("services", _("check services that work rests on")), common)
    command("doctor", _("find what is wrong with this agent, and say what to do"))
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", metavar="FILE", help=_("the settings file"))
    common.add_argument(
        "--data-directory",
        metavar="FOLDER",
        help=_("where identity and waiting reports lie"),
    )
    common.add_argument("--log-format", choices=("text", "json"))
    common.add_argument("--log-level", choices=("debug", "info", "warning", "error"))
    common.add_argument(
        "--language", choices=LANGUAGES, help=_("the language of messages")
    )
    return common


def _enrol(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "token",
        nargs="?",
        metavar="TOKEN",
        help=_(
            "the enrolment token; - reads it from standard input, which keeps it out"
            " of the list of processes"
        ),
    )
    parser.add_argument(
        "--token-file",
        metavar="FILE",
        help=_("a file with the token; it is erased when it worked"),
    )
    parser.add_argument(
        "--room", default="", help=_("the room in which this machine stands")
    )
    parser.add_argument(
        "--later",
        action="store_true",
        help=_(
            "leave the token with the agent, which enrols when the collector answers"
        ),
    )
    parser.add_argument(
        "--rotate",
        action="store_true",
        help=_("replace the credential of an enrolled machine; needs no token"),
    )


def _replay(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", help=_("a recorded file, a folder or a bundle")
    )
    parser.add_argument(
        "--kind",
        metavar="KIND",
        help=_("PATH is one recorded source of this kind; an unknown kind lists them"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("print JSON (the default)"))
    form.add_argument(
        "--text", action="store_true", help=_("print the findings for a person")
    )
    parser.add_argument(
        "--knowledge",
        metavar="FOLDER",
        help=_("a folder with newer knowledge files, such as support.toml"),
    )
