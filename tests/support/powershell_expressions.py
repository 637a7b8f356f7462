"""Expressions of the script for old Windows, by the rules of PowerShell 2.0."""

from typing import Any

from tests.support.powershell_net import method, utf_16
from tests.support.powershell_values import (
    Char,
    Hash,
    Thrown,
    arithmetic,
    cast,
    equal,
    formatted,
    is_a,
    ordered,
    pattern_of,
    text,
    truth,
    whole,
)


class Nothing:
    """What says nothing, as a command without output; in an expression it is null."""


class Type(str):
    """The name of a type."""

    __slots__ = ()


class Block:
    """A script block: its node."""

    def __init__(self, node: Any) -> None:
        self.node = node


class Expressions:
    """Evaluates expressions; statements and commands are its heir's."""

    source: Any
    static: Any
    commands: Any

    def expression(self, node: Any) -> Any:
        """Return the value of an expression."""
        found = self.raw(node)
        return None if found is Nothing else found

    def raw(self, node: Any) -> Any:
        """Return the value, or ``Nothing``."""
        node = node.core
        name = node.type.replace("_argument_expression", "_expression")
        handler = getattr(self, f"of_{name}", None)
        assert handler, f"line {node.line}: {node.type} is not known: {node.text[:80]}"
        return handler(node)

    def of_command(self, node: Any) -> Any:
        """Run a command in parentheses or on the right of a sign."""
        return self.command(node)

    def of_variable(self, node: Any) -> Any:
        """Return a variable's value."""
        return self.get(self.source.text(node)[1:])

    def of_string_literal(self, node: Any) -> str:
        """Return a text; of the escapes only those for line ends are known."""
        written = self.source.text(node)
        if written.startswith("'"):
            return written[1:-1].replace("''", "'")
        assert "$" not in written
        return written[1:-1].replace("`r", "\r").replace("`n", "\n")

    def of_decimal_integer_literal(self, node: Any) -> int:
        """Return a number."""
        return int(self.source.text(node))

    def of_hexadecimal_integer_literal(self, node: Any) -> int:
        """Return a number."""
        return int(self.source.text(node), 16)

    def of_type_literal(self, node: Any) -> Type:
        """Return the name of a type."""
        return Type(self.source.text(node)[1:-1])

    def of_script_block_expression(self, node: Any) -> Block:
        """Return a block, to be called later."""
        return Block(node)

    def of_parenthesized_expression(self, node: Any) -> Any:
        """Return what stands between parentheses."""
        return self.raw(node.children[1])

    def of_pipeline(self, node: Any) -> Any:
        """Return what a pipeline inside an expression says."""
        return self.raw(node.children[0])

    def of_pipeline_chain(self, node: Any) -> Any:
        """Sort: nothing else stands behind a pipe."""
        parts = [c for c in node.children if c.type != "|"]
        found = self.expression(parts[0])
        assert [self.source.text(part) for part in parts[1:]] == ["Sort-Object"]
        return sorted(found, key=lambda each: text(each).lower())

    def of_array_expression(self, node: Any) -> list[Any]:
        """Return all that its statements say, as a list."""
        out: list[Any] = []
        for part in node.children:
            if part.type == "statement_list":
                self.statements(part, out)
        return out

    def of_hash_literal_expression(self, node: Any) -> Hash:
        """Return a table."""
        entries = [
            entry
            for body in node.children
            if body.type == "hash_literal_body"
            for entry in body.children
            if entry.type == "hash_entry"
        ]
        return Hash(
            (self._key(e.children[0]), self._said(e.children[2])) for e in entries
        )

    def _said(self, node: Any) -> Any:
        if node.type == "pipeline":
            return self.expression(node)
        out: list[Any] = []
        self.statement(node, out)
        return out[0] if len(out) == 1 else out

    def _key(self, node: Any) -> Any:
        written = self.source.text(node)
        return int(written) if written.isdigit() else written.strip("'\"")

    def of_array_literal_expression(self, node: Any) -> list[Any]:
        """Return values between commas."""
        return [self.expression(c) for c in node.children if c.type != ","]

    def of_logical_expression(self, node: Any) -> bool:
        """Look at the right side only where it matters."""
        left, sign, right = node.children
        first = truth(self.expression(left))
        if self.source.text(sign) == "-and":
            return first and truth(self.expression(right))
        return first or truth(self.expression(right))

    def of_bitwise_expression(self, node: Any) -> int:
        """Return what -band makes; no other sign is known."""
        left, sign, right = node.children
        assert self.source.text(sign) == "-band"
        return whole(self.expression(left)) & whole(self.expression(right))

    def of_additive_expression(self, node: Any) -> Any:
        """Return a sum, a product and the like."""
        left, sign, right = node.children
        first, second = self.expression(left), self.expression(right)
        return arithmetic(self.source.text(sign), first, second)

    of_multiplicative_expression = of_additive_expression

    def of_format_expression(self, node: Any) -> str:
        """Return what -f makes."""
        left, _, right = node.children
        return formatted(self.expression(left), self.expression(right))

    def of_comparison_expression(self, node: Any) -> Any:
        """Return a comparison, a match or a replacement."""
        sign = self.source.text(node.children[1])
        left, right = (self.expression(node.children[place]) for place in (0, 2))
        if sign in {"-eq", "-ne"}:
            assert not isinstance(left, list), "a list on the left is filtered"
            return equal(left, right) == (sign == "-eq")
        if sign in {"-contains", "-notcontains"}:
            return any(equal(each, right) for each in left) == (sign == "-contains")
        if sign in {"-match", "-notmatch"}:
            return self._match(text(left), right) == (sign == "-match")
        if sign == "-replace":
            pattern, put = right if isinstance(right, list) else (right, "")
            return pattern_of(pattern).sub(put, text(left))
        if sign == "-is":
            return is_a(left, right)
        return ordered(sign, left, right)

    def _match(self, left: str, pattern: str) -> bool:
        found = pattern_of(pattern).search(left)
        if found:
            groups = enumerate((found[0], *found.groups()))
            self.set("matches", Hash((n, g) for n, g in groups if g is not None))
        return found is not None

    def of_expression_with_unary_operator(self, node: Any) -> Any:
        """Return what -not says, or a list of one for a comma."""
        sign = self.source.text(node.children[0])
        value = self.expression(node.children[1])
        return [value] if sign == "," else not truth(value)

    def of_cast_expression(self, node: Any) -> Any:
        """Cast; to void it says nothing."""
        kind = self.source.text(node.children[0])[1:-1]
        value = self.expression(node.children[1])
        if kind == "void":
            return Nothing
        if kind == "ADSI":
            return self.commands["ADSI"](value)
        return cast(kind, value)

    def of_post_increment_expression(self, node: Any) -> Any:
        """Count on; as a statement it says nothing."""
        name = self.source.text(node.children[0])[1:]
        self.set(name, (self.get(name) or 0) + 1)
        return Nothing

    def of_post_decrement_expression(self, node: Any) -> Any:
        """Count back."""
        name = self.source.text(node.children[0])[1:]
        self.set(name, self.get(name) - 1)
        return Nothing

    def of_member_access(self, node: Any) -> Any:
        """Return a property."""
        owner, sign, member = node.children[:3]
        name = self.source.text(member).lower()
        value = self.expression(owner)
        if self.source.text(sign) == "::":
            return self.static[f"{value.lower()}::{name}"]([])
        return look(value, name)

    def of_element_access(self, node: Any) -> Any:
        """Return an element by its place or key."""
        value = self.expression(node.children[0])
        key = self.expression(node.children[2])
        if value is None:
            raise Thrown("Cannot index into a null array.")
        if isinstance(value, Hash):
            return value.look(key)
        place = whole(key)
        if isinstance(value, str):
            return Char(utf_16(value)[place])
        return value[place] if -len(value) <= place < len(value) else None

    def of_invokation_expression(self, node: Any) -> Any:
        """Call a method."""
        owner, sign, member, listed = node.children
        name = self.source.text(member).lower()
        value = self.expression(owner)
        arguments = [
            self.expression(each)
            for part in listed.children
            if part.type == "argument_expression_list"
            for each in part.children
            if each.type != ","
        ]
        if self.source.text(sign) == "::":
            return self.static[f"{value.lower()}::{name}"](arguments)
        if value is None:
            raise Thrown("You cannot call a method on a null-valued expression.")
        if isinstance(value, Block):
            return value
        if hasattr(value, "call"):
            return value.call(name, arguments)
        if callable(look(value, name)):
            return look(value, name)(*arguments)
        return method(value, name, arguments)


def look(value: Any, name: str) -> Any:
    """Return a property of *value*; of nothing it is nothing."""
    if name == "psbase":
        return value
    if isinstance(value, Hash):
        if name == "keys":
            return list(value)
        return len(value) if name == "count" else value.look(name)
    if isinstance(value, list):
        return len(value) if name in {"length", "count"} else None
    if isinstance(value, str):
        return len(utf_16(value)) if name == "length" else None
    return value.look(name) if hasattr(value, "look") else None
