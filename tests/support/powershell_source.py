"""PowerShell source as a tree, for tests: there is no PowerShell on a developer's machine.

The grammar is tree-sitter's, for PowerShell 7: what is newer than 2.0 must be looked for.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import tree_sitter
import tree_sitter_powershell


class Source:
    """One script and its tree."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        language = tree_sitter.Language(tree_sitter_powershell.language())
        self.root = tree_sitter.Parser(language).parse(content).root_node

    @classmethod
    def of(cls, path: Path) -> "Source":
        """Return the script at *path*."""
        return cls(path.read_bytes())

    def text(self, node: tree_sitter.Node) -> str:
        """Return the source of *node*."""
        return self.content[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def line(self, node: tree_sitter.Node) -> int:
        """Return the line that *node* begins in, from 1."""
        return node.start_point[0] + 1

    @cached_property
    def nodes(self) -> list[tree_sitter.Node]:
        """All nodes, in the order of the source."""
        return list(walk(self.root))

    def of_type(self, *names: str) -> list[tree_sitter.Node]:
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
            if node.is_error or node.is_missing
        ]

    @property
    def functions(self) -> dict[str, set[str]]:
        """Own functions → their parameters, without the dollar sign."""
        found = {}
        for node in self.of_type("function_statement"):
            name = next(
                self.text(c) for c in node.children if c.type == "function_name"
            )
            declared = [
                self.text(variable)[1:]
                for part in node.children
                if part.type == "function_parameter_declaration"
                for parameter in walk(part)
                if parameter.type == "script_parameter"
                for variable in parameter.children
                if variable.type == "variable"
            ]
            found[name] = set(declared)
        return found

    def commands(self) -> Iterator[tuple[str, list[str], tree_sitter.Node]]:
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

    def around(self, node: tree_sitter.Node, kind: str) -> tree_sitter.Node:
        """Return the nearest node of type *kind* around *node*, else the whole script."""
        while node.parent is not None:
            node = node.parent
            if node.type == kind:
                return node
        return self.root

    def keys(self, literal: tree_sitter.Node) -> list[str]:
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

    def strings(self, node: tree_sitter.Node) -> list[str]:
        """Return the texts between quotes in *node*."""
        return [
            self.text(part)[1:-1]
            for part in walk(node)
            if part.type == "string_literal"
        ]


def walk(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """Yield *node* and everything in it."""
    yield node
    for child in node.children:
        yield from walk(child)
