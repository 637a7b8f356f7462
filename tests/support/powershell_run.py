"""Runs the script for old Windows by the rules of PowerShell 2.0, as far as it needs.

No PowerShell runs on a developer's machine or in CI. This evaluator knows the statements,
operators and the few parts of .NET that the script uses, and fails at anything else: it
shows what the script does, not how a real Windows answers.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.support.powershell_expressions import Expressions, Nothing
from tests.support.powershell_net import OBJECTS, statics
from tests.support.powershell_source import Source
from tests.support.powershell_values import Hash, Row, Thrown, cast, plus, text, truth

QUIET = {"command_argument_sep", "empty_statement", ";", "{", "}", "(", ")", "comment"}


class Leave(Exception):  # noqa: N818 - not an error
    """Break, continue, return or exit."""

    def __init__(self, how: str, value: Any = None) -> None:
        super().__init__(how)
        self.how = how
        self.value = value


class Script(Expressions):
    """One script; *commands*, *makers* and *static* stand for what Windows brings."""

    def __init__(
        self,
        source: Source,
        *,
        commands: Mapping[str, Callable[..., Any]],
        clock: Callable[[], float],
        environment: Mapping[str, str],
        makers: Mapping[str, Callable[[list[Any]], Any]],
        static: Mapping[str, Callable[[list[Any]], Any]],
    ) -> None:
        self.source = source
        self.commands = commands
        self.environment = {k.lower(): v for k, v in environment.items()}
        self.makers = {**OBJECTS, **makers}
        self.static = {**statics(clock), **static}
        self.functions: dict[str, Any] = {}
        self.scopes: list[dict[str, Any]] = [{"true": True, "false": False}]

    def define(self, **parameters: Any) -> None:
        """Take the functions and values of the script without starting it."""
        for name, kind, default in self.source.parameters(self.source.root):
            value = self.expression(default) if default is not None else None
            self.set(name, cast(kind, parameters.get(name, value)))
        body = next(c for c in self.source.root.children if c.type == "statement_list")
        for node in body.children:
            if node.type in {"function_statement", "pipeline"}:
                self.statement(node, [])

    def run(self, **parameters: Any) -> int:
        """Run it all and return its exit code."""
        self.define(**parameters)
        body = next(c for c in self.source.root.children if c.type == "statement_list")
        try:
            for node in body.children:
                if node.type in {"try_statement", "flow_control_statement"}:
                    self.statement(node, [])
        except Leave as left:
            return int(left.value or 0)
        return 0

    def call(self, name: str, *arguments: Any) -> Any:
        """Call one of the script's functions."""
        found = self._function(name, list(arguments), {})
        return None if found is Nothing else found

    def get(self, name: str) -> Any:
        """Return a variable's value, as it is seen from the innermost function."""
        name = name.lower()
        if name.startswith("env:"):
            return self.environment.get(name[4:])
        if name.startswith("script:"):
            return self.scopes[0].get(name[7:])
        return next((s[name] for s in reversed(self.scopes) if name in s), None)

    def set(self, name: str, value: Any) -> None:
        """Set a variable of the innermost function, or of the script."""
        name = name.lower()
        if name.startswith("script:"):
            self.scopes[0][name[7:]] = value
        else:
            self.scopes[-1][name] = value

    def statements(self, node: Any, out: list[Any]) -> None:
        """Run the statements of a list or block."""
        for child in node.children:
            if child.type in {"statement_list", "script_block_body"}:
                self.statements(child, out)
            elif child.type not in QUIET:
                self.statement(child, out)

    def statement(self, node: Any, out: list[Any]) -> None:
        """Run one statement; what it says goes to *out*, lists item by item."""
        getattr(self, f"run_{node.type}")(node, out)

    def run_function_statement(self, node: Any, _: list[Any]) -> None:
        """Keep the function."""
        name = next(c for c in node.children if c.type == "function_name")
        self.functions[self.source.text(name).lower()] = node

    def run_pipeline(self, node: Any, out: list[Any]) -> None:
        """Run an expression or a command; a method without a value says nothing."""
        value = self.raw(node)
        if value is Nothing or (value is None and self.source.text(node).endswith(")")):
            return
        out.extend(value if isinstance(value, list) else [value])

    def of_assignment_expression(self, node: Any) -> Any:
        """Set a variable, or an element or property of something."""
        target, sign, right = node.children
        value = self.expression(right)
        target = target.core
        if self.source.text(sign) == "+=":
            value = plus(self.expression(target), value)
        if target.type == "element_access":
            owner, key = self.expression(target.children[0]), target.children[2]
            owner[self.expression(key)] = value
        elif target.type == "member_access":
            owner = self.expression(target.children[0])
            name = self.source.text(target.children[2])
            if isinstance(owner, Row):
                owner.members[name.lower()] = value
        else:
            self.set(self.source.text(target)[1:], value)
        return Nothing

    def run_if_statement(self, node: Any, out: list[Any]) -> None:
        """Run the first branch whose condition holds."""
        clauses = [c for c in node.children if c.type == "elseif_clauses"]
        branches = [node, *(clauses[0].children if clauses else [])]
        for branch in branches:
            condition = next(c for c in branch.children if c.type == "pipeline")
            if truth(self.expression(condition)):
                self._block(branch, out)
                return
        for last in [c for c in node.children if c.type == "else_clause"]:
            self._block(last, out)

    def _block(self, node: Any, out: list[Any]) -> None:
        block = next(c for c in node.children if c.type == "statement_block")
        self.statements(block, out)

    def _goes_on(self, node: Any, out: list[Any]) -> bool:
        """Run the body of a loop once; false at a break."""
        try:
            self._block(node, out)
        except Leave as left:
            if left.how not in {"break", "continue"}:
                raise
            return left.how == "continue"
        return True

    def run_foreach_statement(self, node: Any, out: list[Any]) -> None:
        """Loop over a list; 2.0 does so once over nothing."""
        name = next(c for c in node.children if c.type == "variable")
        subject = self.expression(
            next(c for c in node.children if c.type == "pipeline")
        )
        for each in list(subject) if isinstance(subject, list) else [subject]:
            self.set(self.source.text(name)[1:], each)
            if not self._goes_on(node, out):
                break

    def run_for_statement(self, node: Any, out: list[Any]) -> None:
        """Loop and count."""
        parts = {c.type: c.children[0] for c in node.children if c.child_count}
        self.raw(parts["for_initializer"])
        while truth(self.expression(parts["for_condition"])):
            if not self._goes_on(node, out):
                break
            self.raw(parts["for_iterator"])

    def run_while_statement(self, node: Any, out: list[Any]) -> None:
        """Loop while a condition holds."""
        condition = next(c for c in node.children if c.type == "while_condition")
        while truth(self.expression(condition)) and self._goes_on(node, out):
            pass

    def run_try_statement(self, node: Any, out: list[Any]) -> None:
        """Catch errors of the script and of the system, not those of a test."""
        parts = {c.type: c for c in node.children}
        depth = len(self.scopes)
        try:
            self.statements(parts["statement_block"], out)
        except (Thrown, OSError) as err:
            if "catch_clauses" not in parts:
                raise
            assert len(self.scopes) == depth
            self.set("_", Row(Exception=Row(Message=str(err))))
            self._block(parts["catch_clauses"].children[0], out)
        finally:
            if "finally_clause" in parts:
                self._block(parts["finally_clause"], out)

    def run_flow_control_statement(self, node: Any, out: list[Any]) -> None:
        """Leave a loop, a function or the script."""
        how = node.children[0].type
        rest = node.children[1] if node.child_count > 1 else None
        if how == "throw":
            raise Thrown(text(self.expression(rest)))
        if how == "return" and rest is not None:
            self.run_pipeline(rest, out)
        raise Leave(how, self.expression(rest) if how == "exit" and rest else None)

    def command(self, node: Any) -> Any:
        """Call a function, a block, or one of Windows' own commands."""
        if node.children[0].type == "command_invokation_operator":
            block = self.get(self.source.text(node.children[1])[1:])
            return self._called(block.node, {})
        name = self.source.text(node.children[0])
        positional: list[Any] = []
        named: dict[str, Any] = {}
        waiting = ""
        parts = [
            p for c in node.children[1:] for p in c.children if p.type not in QUIET
        ]
        for part in parts:
            if part.type == "command_parameter":
                waiting = self.source.text(part)[1:].lower()
                continue
            token = part.type == "generic_token"
            value = self.source.text(part) if token else self.expression(part)
            if waiting:
                named[waiting], waiting = value, ""
            else:
                positional.append(value)
        if name.lower() in self.functions:
            return self._function(name, positional, named)
        if name == "New-Object":
            return self._object(positional, named)
        found = self.commands[name](*positional, **named)
        return Nothing if found is None or found == [] else found

    def _object(self, positional: list[Any], named: dict[str, Any]) -> Any:
        kind = named.get("comobject") or positional[0]
        given = named.get("argumentlist", positional[1] if positional[1:] else [])
        arguments = given if isinstance(given, list) else [given]
        return self.makers[kind.lower()](arguments)

    def _function(self, name: str, rest: list[Any], named: dict[str, Any]) -> Any:
        node = self.functions[name.lower()]
        scope: dict[str, Any] = {}
        for parameter, kind, default in self.source.parameters(node):
            if parameter.lower() in named:
                value = named[parameter.lower()]
            elif rest:
                value, *rest = rest
            else:
                value = self.expression(default) if default is not None else None
            if kind == "hashtable":
                assert isinstance(value, Hash), f"{name}: no table"
            scope[parameter.lower()] = cast(kind, value) if kind else value
        assert not rest, f"{name}: more arguments than parameters"
        return self._called(node, scope)

    def _called(self, node: Any, scope: dict[str, Any]) -> Any:
        """Return what a body says: nothing, one thing, or a list."""
        out: list[Any] = []
        self.scopes.append(scope)
        try:
            for body in [c for c in node.children if c.type == "script_block"]:
                self.statements(body, out)
        except Leave as left:
            if left.how != "return":
                raise
        finally:
            self.scopes.pop()
        if not out:
            return Nothing
        return out[0] if len(out) == 1 else list(out)
