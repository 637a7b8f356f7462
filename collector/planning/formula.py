"""Formulas of indicators: arithmetic over named figures, and nothing else."""

import ast
import math
import operator
from collections.abc import Callable, Mapping

MOST_LETTERS = 500
MOST_PARTS = 100
_MOST = 1e15
_TWO: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_CALLS: dict[str, Callable[..., float]] = {"min": min, "max": max}


class FormulaError(ValueError):
    """A formula cannot be used; the text says why."""


class Formula:
    """A formula that was read: numbers, names, ``+ - * /``, brackets, ``min``, ``max``.

    ``names`` are the figures that it takes.

    Raises:
        FormulaError: it is something else, or too long.
    """

    def __init__(self, text: str) -> None:
        if len(text) > MOST_LETTERS:
            raise FormulaError(f"longer than {MOST_LETTERS} letters")
        try:
            self._tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as err:
            raise FormulaError(f"cannot be read: {text[:80]!r}") from err
        if sum(1 for _ in ast.walk(self._tree)) > MOST_PARTS:
            raise FormulaError(f"more than {MOST_PARTS} parts")
        self.names: frozenset[str] = frozenset(_names(self._tree))

    def value(self, figures: Mapping[str, float | None]) -> float | None:
        """Return the formula's value; None where a figure is not known, or by zero."""
        try:
            found = _value(self._tree, figures)
        except (ZeroDivisionError, OverflowError, _NotKnownError):
            return None
        return found if math.isfinite(found) and abs(found) <= _MOST else None


class _NotKnownError(Exception):
    """A figure is not known."""


def _names(node: ast.expr) -> list[str]:
    """Return the names in *node*; raises if it holds anything but arithmetic."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(
            number, bool
        ):
            if abs(number) > _MOST:
                raise FormulaError("a number is too large")
            return []
        case ast.Name(id=name):
            return [name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
            return _names(inner)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _TWO:
            return _names(left) + _names(right)
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if (
            name in _CALLS and len(parts) >= 2
        ):
            return [found for part in parts for found in _names(part)]
        case _:
            raise FormulaError(
                f"only numbers, figures, + - * /, min and max; not {ast.unparse(node)[:40]!r}"
            )


def _value(node: ast.expr, figures: Mapping[str, float | None]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            known = figures.get(name)
            if known is None:
                raise _NotKnownError
            return known
        case ast.UnaryOp(op=op, operand=inner):
            found = _value(inner, figures)
            return -found if isinstance(op, ast.USub) else found
        case ast.BinOp(left=left, op=op, right=right):
            return _TWO[type(op)](_value(left, figures), _value(right, figures))
        case ast.Call(func=ast.Name(id=name), args=parts):
            return _CALLS[name](*(_value(part, figures) for part in parts))
    raise FormulaError("not arithmetic")  # _names has refused it before
