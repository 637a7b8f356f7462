"""What stands at the head and the foot of a paper; the office's own words."""

from typing import Annotated

import msgspec

Words = Annotated[str, msgspec.Meta(max_length=255)]


class Letterhead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[report]`` of the settings. What is empty stays blank for a pen.

    ``agency`` empty: the organisation. ``sign`` is that of plans (``KH-SKHCN``),
    ``report_sign`` that of reports (``BC-SKHCN``). ``bases`` are what the plan appeals
    to (``Căn cứ …``), ``recipients`` stand under ``Nơi nhận``.
    """

    agency: Words = ""
    parent: Words = ""
    place: Words = ""
    sign: Words = ""
    report_sign: Words = ""
    signer: Words = ""
    bases: Annotated[tuple[Words, ...], msgspec.Meta(max_length=30)] = ()
    recipients: Annotated[tuple[Words, ...], msgspec.Meta(max_length=30)] = ()


BLANK = Letterhead()
