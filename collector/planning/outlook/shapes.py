"""One thing that happens by itself."""

import datetime as dt
from typing import Literal, NamedTuple

from collector.planning.shapes.plan import Text

Kind = Literal["support_ends", "wears_out", "fills_up", "saturates", "contract_ends"]


class Event(NamedTuple):
    """What happens, by when, and how it is said."""

    kind: Kind
    by: dt.date
    text: Text
