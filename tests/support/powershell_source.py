"""PowerShell source as a tree, for tests: there is no PowerShell on a developer's machine.

The grammar is tree-sitter's, for PowerShell 7: what is newer than 2.0 must be looked for.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import tree_sitter
import tree_sitter_powershell

LEAVES = {"variable", "string_literal", "command", "assignment_expression"}


class Node:
    """One node of the tree, in Python: asking tree-sitter each time is slow.

    ``core`` is the expression inside a chain of nodes that add nothing to it.
    """

    __slots__ = (
        *("broken", "child_count", "children", "core", "line", "parent", "text"),
        "type",
    )

    def __init__(
        self, node: tree_sitter.Node, content: bytes, parent: "Node | None"
    ) -> None:
        self.type = node.type
        self.text = content[node.start_byte : node.end_byte].decode("utf-8", "replace")
        self.line = node.start_point[0] + 1
        self.broken = node.is_error or node.is_missing
        self.parent = parent
        self.children = [Node(child, content, self) for child in node.children]
        self.child_count = len(self.children)
        alone = self.child_count == 1 and self.type not in LEAVES
        self.core: Node = self.children[0].core if alone else self


class Source:
    """One script and its tree."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        language = tree_sitter.Language(tree_sitter_powershell.language())
        tree = tree_sitter.Parser(language).parse(content)
        self.root = Node(tree.root_node, content, None)

    @classmethod
    def of(cls, path: Path) -> "Source":
        """Return the script at *path*."""
        return cls(path.read_bytes())

    def text(self, node: Node) -> str:
        """Return the source of *node*."""
        return node.text

    def line(self, node: Node) -> int:
        """Return the line that *node* begins in, from 1."""
        return node.line

    @cached_property
    def nodes(self) -> list[Node]:
        """All nodes, in the order of the source."""
        return list(walk(self.root))

    def of_type(self, *names: str) -> list[Node]:
        """Return the nodes of these types."""
        return [node for node in self.nodes if node.type in names]

    def texts(self, *names: str) -> list[str]:
        """Return the source of the nodes of these types."""
        return [self.text(node) for node in self.of_type(*names)]

    @property
    def errors(self) -> list[str]:
        """Where the source is no PowerShell at all."""
        return [
            f"line {self.line(node)}: {self.text(node)[:60]}"
            for node in self.nodes
            if node.broken
        ]

    @property
    def functions(self) -> dict[str, set[str]]:
        """Own functions → their parameters, without the dollar sign."""
        found = {}
        for node in self.of_type("function_statement"):
            name = next(
                self.text(c) for c in node.children if c.type == "function_name"
            )
            found[name] = {parameter for parameter, _, _ in self.parameters(node)}
        return found

    def parameters(self, node: Node) -> list[tuple[str, str, Node | None]]:
        """Return name, type and default of each declared parameter."""
        declared = [
            {c.type: c for c in p.children}
            for c in node.children
            if c.type in {"param_block", "function_parameter_declaration"}
            for listed in c.children
            if listed.type == "parameter_list"
            for p in listed.children
            if p.type == "script_parameter"
        ]
        return [
            (
                self.text(parts["variable"])[1:],
                self.text(parts["attribute_list"])[1:-1]
                if "attribute_list" in parts
                else "",
                parts["script_parameter_default"].children[1]
                if "script_parameter_default" in parts
                else None,
            )
            for parts in declared
        ]

    def commands(self) -> Iterator[tuple[str, list[str], Node]]:
        """Yield each command's name, its named parameters, and its node."""
        for node in self.of_type("command"):
            name = next((c for c in node.children if c.type == "command_name"), None)
            if name is None:
                continue
            parameters = [
                self.text(part)
                for elements in node.children
                if elements.type == "command_elements"
                for part in elements.children
                if part.type == "command_parameter"
            ]
            yield self.text(name), parameters, node

    def around(self, node: Node, kind: str) -> Node:
        """Return the nearest node of type *kind* around *node*, else the whole script."""
        while node.parent is not None:
            node = node.parent
            if node.type == kind:
                return node
        return self.root

    def keys(self, literal: Node) -> list[str]:
        """Return the keys of a hash literal."""
        return [
            self.text(part).strip("'\"")
            for body in literal.children
            if body.type == "hash_literal_body"
            for entry in body.children
            if entry.type == "hash_entry"
            for part in entry.children
            if part.type == "key_expression"
        ]

    def strings(self, node: Node) -> list[str]:
        """Return the texts between quotes in *node*."""
        return [
            self.text(part)[1:-1]
            for part in walk(node)
            if part.type == "string_literal"
        ]


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and everything in it."""
    yield node
    for child in node.children:
        yield from walk(child)
