"""Which parts of a survey suffer from tables that could not be read wholly."""

from collections.abc import Iterable, Mapping

from agent.readers.snmp.rows import Oid, oid

_EVERYTHING = (
    "ports",
    "neighbours",
    "stations",
    "hosts",
    "vlans",
    "modules",
    "power",
    "supplies",
    "spanning_tree",
)
_PARTS: tuple[tuple[Oid, tuple[str, ...]], ...] = tuple(
    (oid(base), parts)
    for base, parts in (
        ("1.3.6.1.2.1.2", ("ports",)),
        ("1.3.6.1.2.1.31", ("ports",)),
        ("1.3.6.1.2.1.10.7", ("ports",)),
        ("1.2.840.10006.300.43", ("ports",)),
        ("1.0.8802.1.1.2", ("neighbours",)),
        ("1.3.6.1.4.1.9.9.23", ("neighbours",)),
        ("1.3.6.1.2.1.17.1", ("stations", "spanning_tree")),
        ("1.3.6.1.2.1.17.4", ("stations",)),
        ("1.3.6.1.2.1.17.7.1.2", ("stations",)),
        ("1.3.6.1.4.1.2011.5.25.42", ("stations",)),
        ("1.3.6.1.2.1.17.7.1.4.2.1.3", ("stations", "vlans")),
        ("1.3.6.1.2.1.17.7.1.4", ("vlans",)),
        ("1.3.6.1.4.1.9.9.46", ("vlans",)),
        ("1.3.6.1.4.1.9.9.68", ("vlans",)),
        ("1.3.6.1.2.1.4", ("hosts",)),
        ("1.3.6.1.2.1.47", ("modules",)),
        ("1.3.6.1.2.1.105", ("power",)),
        ("1.3.6.1.2.1.43", ("supplies",)),
    )
)


def incomplete_parts(problems: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parts of ``Survey`` that *problems* (by table) may have cut short.

    A device that fell silent may lack anything.
    """
    if "device" in problems:
        return _EVERYTHING
    found = {part for name in problems for part in _of(name)}
    return tuple(part for part in _EVERYTHING if part in found)


def _of(name: str) -> Iterable[str]:
    try:
        table = oid(name)
    except ValueError:  # "scalars"
        return ()
    return next((parts for base, parts in _PARTS if table[: len(base)] == base), ())
