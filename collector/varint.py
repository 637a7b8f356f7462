"""Whole numbers in as few bytes as they need: seven bits a byte, the low ones first."""


class VarintError(ValueError):
    """The bytes do not hold a number where one should stand."""


def put_varint(out: bytearray, number: int) -> None:
    """Append *number* >= 0 to *out*."""
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def put_signed(out: bytearray, number: int) -> None:
    """Append *number* of either sign to *out*; small ones of both signs are short."""
    put_varint(out, number << 1 if number >= 0 else (-number << 1) - 1)


def get_varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at *at*, and where it ends.

    Raises:
        VarintError: the data end within it, or it has more than 63 bits.
    """
    if at < len(data) and data[at] < 128:  # nearly always
        return data[at], at + 1
    number = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
        shift += 7
        if shift >= 63:
            raise VarintError("a number is too long")
    raise VarintError("the data end within a number")


def get_signed(data: bytes, at: int) -> tuple[int, int]:
    """Return the number of either sign at *at*, and where it ends.

    Raises:
        VarintError: there is none.
    """
    number, at = get_varint(data, at)
    return ((number + 1) // -2 if number & 1 else number >> 1), at
