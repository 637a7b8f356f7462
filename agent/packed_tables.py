"""Tables at rest: many of them take little memory, and are read one at a time."""

import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from agent.shared.wire import Table

_DECODE = msgspec.json.Decoder(Table).decode


def pack(body: bytes) -> bytes:
    """Return the JSON of a table as it is kept."""
    return zlib.compress(body, 1)


def unpack(packed: bytes) -> Table:
    """Return the table that *packed* holds."""
    return _DECODE(zlib.decompress(packed))


class PackedTables(Mapping[str, Table]):
    """Tables by id, each made anew whenever it is asked for.

    A device of 52 ports has a table of a thousand series; two hundred of them as
    objects would be most of the agent's memory.
    """

    def __init__(self, packed: Mapping[str, bytes | Table]) -> None:
        self._packed = packed

    @classmethod
    def of_bodies(cls, bodies: Iterable[tuple[str, bytes]]) -> "PackedTables":
        """Return the tables of which *bodies* are the JSON, by id."""
        return cls({name: pack(body) for name, body in bodies})

    def __getitem__(self, name: str) -> Table:
        """Return one table."""
        kept = self._packed[name]
        return kept if isinstance(kept, Table) else unpack(kept)

    def __iter__(self) -> Iterator[str]:
        """Return the ids."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._packed)
