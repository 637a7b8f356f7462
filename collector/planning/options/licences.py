"""Licences for a machine: a newer system, and anti-malware."""

from collections.abc import Iterator

from collector.planning.need.hardware import is_server
from collector.planning.options.machines import LICENCE, Subject, made, refused
from collector.planning.options.market import Market
from collector.planning.options.shapes import Option
from collector.planning.shapes.plan import Text


def licences(one: Subject, market: Market) -> Iterator[Option]:
    """Yield a newer Windows where the machine carries it, and anti-malware."""
    if one.by_code.keys() & LICENCE and is_server(one.machine):
        why = Text(
            "danh mục giá không có bản quyền hệ điều hành máy chủ",
            "the catalogue has no licence of a server system",
        )
        title = Text("Bản quyền hệ điều hành máy chủ", "Licence of a server system")
        yield refused(one, "server_licence", "licence", title, why)
    elif one.by_code.keys() & LICENCE and not one.doomed:
        for price in market.items("licence")[:1]:
            yield made(
                one,
                market,
                price.id,
                "licence",
                Text(price.name.vi, price.name.en),
                market.policy.relief.get("licence", {}),
                cause="upgrade_licence",
                item=price,
                price_vnd=price.price_vnd,
                group=f"{one.need.target.text}#licence",
            )
    if "no_antivirus" in one.need.must:
        for price in market.items("antivirus")[:1]:
            yield made(
                one,
                market,
                price.id,
                "licence",
                Text(price.name.vi, price.name.en),
                {},
                cause="antivirus_none",
                item=price,
                pot="fees",
                yearly_vnd=price.price_vnd,
                group=f"{one.need.target.text}#antivirus",
            )
