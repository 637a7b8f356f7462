"""Texts from outside in cells of spreadsheets: never computed, on one line."""

LONGEST = 32_000  # a cell of a spreadsheet ends at 32,767
PLAIN_CELLS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
"""Options of XlsxWriter: a text stays a text, whatever it begins with."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(text: str) -> str:
    """Return *text* on one line; what a spreadsheet would compute has an apostrophe."""
    plain = " ".join(text.replace("\x00", "\ufffd").split())[:LONGEST]
    plain = plain.encode("utf-8", "replace").decode()
    return f"'{plain}" if plain.startswith(_FORMULA) or text[:1] in _FORMULA else plain
