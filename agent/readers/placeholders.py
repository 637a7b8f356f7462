"""Which texts of firmware mean nothing."""

import re

# What makers leave in place of a value, in lower case; compared with the whole text.
_PLACEHOLDER = re.compile(
    r"""
      (to \s be \s )? fill(ed)? \s by \s (o\.?e\.?m\.?|oem).*
    | to \s be \s (filled | (set|defined) \s by).*
    | (type \d \s - \s)? tbd (\s by \s (odm|oem|o\.e\.m\.?))?
    | default (\s string)?
    | (system|product|base \s? board|board|chassis|type \d? \s - \s board)
      [\s_] (manufacturer?|vendor|name|product \s name|version|serial ([\s_] number)?
         |sku (\s? number)?|family|asset \s tag) \d?
    | type \d (productconfigid|product|sku|family|version) \d?
    | \$ \( default_string \)? | smbios \s default
    | (dimm|module|memory) \s? (serial|part) ( \s? (number|no\.?) )?
    | ((undefined|unknown|module|dimm|memory) \s)? manufacturer
    | (serial|part|sku) \s? (number|no\.?) | serial
    | (not \s? | none \s) (specified|applicable|available|present|provided|set
        |defined|settable|installed|populated)
    | no \s (asset (\s (tag|information))?|dimm|module .*|enclosure .*)
    | n/?a | n\.a\. | none | null | nil | unknown? (\s \( 0x [0-9a-f]+)? | undefined
    | absent | invalid | empty | other
    | oem | o\.e\.m\.? | sku | unspecified | unassigned | reserved
    | <? (out \s of \s spec|bad \s index) >?
    | asset -? \s? (tag)? \d+
    | (a\d_ | dimm\d{1,2}_)? (sernum|serialnum|serial|partnum|manufacturer|assettag
      |modulepartnumber|moduleserialnumber|modulemanufacturer) _? [a-d]? \d*
    | array\d+_partnumber\d+
    | 0? 123456789 0? | 9876543210
    | ( [0x.\-_*?\s] | f (?=[f\s\-]) | (?<=f) f )+
    """,
    re.VERBOSE,
)


def clean(text: str | None) -> str | None:
    """Return *text* without padding, or None if it says nothing.

    Placeholders are recognised as a whole: ``Default string`` is none, a product
    called ``Default string 3000`` is one.
    """
    if text is None:
        return None
    kept = "".join(c if c.isprintable() else " " for c in text).strip()
    word = " ".join(kept.lower().strip("[]<>() ").split())
    if not word or _PLACEHOLDER.fullmatch(word):
        return None
    repeated = len(word) >= 4 and len(set(word)) == 1
    return None if repeated else kept
