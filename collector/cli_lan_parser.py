"""The commands about the LAN: ``links`` and ``where``."""

from gettext import gettext as _
from typing import Any

from collector import cli_links, cli_where


def add_lan(builder: Any) -> None:
    """Add them to *builder*, the maker of the whole command line."""
    commands = builder.group(
        "links", _("See which ports are joined; pin or forbid links.")
    )
    listing = builder.add(
        commands,
        "list",
        cli_links.list_links,
        _("List the links between devices and how sure each is."),
        "links list",
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    for name, handler, text in (
        ("pin", cli_links.pin, _("Say that a link is there, whatever evidence says.")),
        ("forbid", cli_links.forbid, _("Say that a link is not there.")),
        ("remove", cli_links.remove, _("Take back what was said of a link.")),
    ):
        example = f"links {name} sw-tang-1 Gi1/0/24 sw-loi 3"
        parser = builder.add(commands, name, handler, text, example)
        parser.add_argument("device", help=_("name, address or id of the device"))
        parser.add_argument("port", help=_("its port, by name or ifIndex"))
        parser.add_argument(
            "other", help=_("the device at the other end, or a machine's MAC address")
        )
        parser.add_argument(
            "other_port", nargs="?", help=_("its port; without it, any port")
        )
        if name != "remove":
            parser.add_argument("--note", default="", help=_("why, for the record"))
    where = builder.add(
        builder.commands,
        "where",
        cli_where.where,
        _("Find a MAC address, an IP address or a name: where it hangs and hung."),
        "where 00:1a:2b:3c:4d:5e",
    )
    where.add_argument("text", help=_("MAC address, IP address, or a part of a name"))
    where.add_argument("--json", action="store_true", help=_("print JSON"))
