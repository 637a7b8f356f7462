"""The script for old Windows keeps to what PowerShell 2.0 and .NET 2.0 understand."""

import re
from pathlib import Path

import pytest

from agent import report
from agent.shared import wire
from agent.shared.fact_kinds import FACT_KINDS
from tests.support.powershell_source import Source, walk

SCRIPT = Path(__file__).parents[2] / "deploy/windows/hatang-once.ps1"
SOURCE = Source.of(SCRIPT)

# PowerShell 2.0's own, with the parameters that it has there.
CMDLETS = {
    "Get-Item": {"-Path"},
    "Get-Service": {"-Name"},
    "Get-WmiObject": {"-Namespace", "-Class", "-Query"},
    "Join-Path": {"-Path", "-ChildPath"},
    "New-Object": {"-ArgumentList", "-ComObject"},
    "Sort-Object": set(),
    "Test-Path": {"-Path"},
    "Write-Host": set(),
    "Write-Warning": set(),
}
OPERATORS = {
    *("-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-match", "-notmatch", "-replace"),
    *("-contains", "-notcontains", "-is", "-and", "-or", "-not", "-band", "-f"),
    *("+", "-", "*", "/", "%", "=", "+=", "++", "--", "::", "."),
}
# What .NET 2.0 (3.5 for none of it) has under these names; later ones such as
# String.IsNullOrWhiteSpace or Enum.TryParse are not here.
TYPES = {
    *("ADSI", "Array", "BitConverter", "Convert", "DateTime", "DateTimeKind", "Enum"),
    *("Environment", "Math", "StringComparer", "StringComparison", "array", "bool"),
    *("byte", "byte[]", "char", "decimal", "double", "hashtable", "int", "int16"),
    *("long", "object[]", "regex", "scriptblock", "single", "string", "string[]"),
    *("uint16", "uint32", "uint64", "void"),
    "System.Collections.IDictionary",
    "System.Globalization.CultureInfo",
    "System.IO.Directory",
    "System.IO.File",
    "System.Management.Automation.PowerShell",
    "System.Management.ManagementDateTimeConverter",
    "System.Net.Security.RemoteCertificateValidationCallback",
    "System.Security.Authentication.SslProtocols",
    "System.Security.Principal.WindowsBuiltInRole",
    "System.Security.Principal.WindowsIdentity",
    "System.Text.Encoding",
}
OBJECTS = {
    *("DateTime", "Guid", "Uri", "byte[]"),
    "System.Collections.ArrayList",
    "System.IO.StreamReader",
    "System.Net.Security.SslStream",
    "System.Net.Sockets.TcpClient",
    "System.Security.AccessControl.DirectorySecurity",
    "System.Security.AccessControl.FileSystemAccessRule",
    "System.Security.Cryptography.RNGCryptoServiceProvider",
    "System.Security.Cryptography.SHA256Managed",
    "System.Security.Cryptography.X509Certificates.X509Certificate2",
    "System.Security.Cryptography.X509Certificates.X509Chain",
    "System.Security.Principal.SecurityIdentifier",
    "System.Security.Principal.WindowsPrincipal",
    "System.Text.StringBuilder",
}
STATIC = {
    "Array": {"Copy", "Reverse", "Sort"},
    "BitConverter": {"ToString"},
    "Convert": {"FromBase64String", "ToBase64String", "ToInt64"},
    "DateTime": {"FromFileTimeUtc", "Now", "SpecifyKind", "UtcNow"},
    "DateTimeKind": {"Utc"},
    "Enum": {"ToObject"},
    "Environment": {"OSVersion"},
    "Math": {"Floor", "Max", "Min", "Round"},
    "StringComparer": {"Ordinal"},
    "StringComparison": {"OrdinalIgnoreCase"},
    "System.Globalization.CultureInfo": {"InvariantCulture"},
    "System.IO.Directory": {"CreateDirectory"},
    "System.IO.File": {"AppendAllText", "ReadAllText", "WriteAllText"},
    "System.Management.Automation.PowerShell": {"Create"},
    "System.Management.ManagementDateTimeConverter": {"ToDateTime"},
    "System.Security.Principal.WindowsBuiltInRole": {"Administrator"},
    "System.Security.Principal.WindowsIdentity": {"GetCurrent"},
    "System.Text.Encoding": {"ASCII", "UTF8"},
    "char": {"IsHighSurrogate", "IsLowSurrogate", "IsSurrogate"},
    "double": {"IsInfinity", "IsNaN"},
    "regex": {"Match", "Matches"},
    "string": {"CompareOrdinal", "Join"},
}
NEWER = {  # what is read in one node, and came later
    *("ternary_expression", "null_coalescing_expression", "class_statement"),
    *("enum_statement", "using_statement", "inlinescript_statement", "data_statement"),
    *("parallel_statement", "sequence_statement", "configuration_statement"),
}
NAMES_OF_PERSONS = re.compile(
    r"user|owner|registered|organi[sz]ation|installedby|fullname|account(name)?$|lastlogon"
    r"|primaryowner|emailaddress|windowsdirectory|path$|domain$",
    re.IGNORECASE,
)


def said(node):
    """Return the argument after the parameter or at the place, as source."""
    return SOURCE.text(node)


def test_it_is_powershell():
    """The grammar finds no error: quotes, brackets and statements are whole."""
    assert SOURCE.errors == []


def test_it_is_plain_ascii():
    """PowerShell 2.0 reads a script without a mark in the code page of the country."""
    assert SCRIPT.read_bytes().isascii()


def test_every_command_is_its_own_or_powershell_2_s():
    """Aliases are none of them, nor is Invoke-Expression."""
    own = SOURCE.functions
    for name, parameters, node in SOURCE.commands():
        allowed = CMDLETS.get(name)
        if allowed is None:
            assert name in own, f"line {SOURCE.line(node)}: {name}"
            allowed = {f"-{parameter}" for parameter in own[name]}
        assert set(parameters) <= allowed, f"line {SOURCE.line(node)}: {name}"


def test_every_function_is_used():
    """Nothing is left over."""
    used = {name for name, _, _ in SOURCE.commands()}
    assert set(SOURCE.functions) <= used


def test_only_the_call_operator_runs_a_block():
    """A block that stands in the script; never a text."""
    calls = [n for n in SOURCE.of_type("command") if said(n).startswith(("&", ". "))]
    assert [said(call) for call in calls] == ["& $Reading"]


def test_operators_are_those_of_2_0():
    """-in, -shl, &&, ?? and others came later."""
    found = set(SOURCE.texts("comparison_operator", "assignement_operator"))
    found |= {
        n.type for n in SOURCE.nodes if n.type.startswith("-") and len(n.type) > 1
    }
    assert {operator.lower() for operator in found} <= OPERATORS
    kinds = {node.type for node in SOURCE.nodes}
    assert not kinds & NEWER
    assert not kinds & {"&&", "||", "?.", "??", "??=", "?"}


def test_what_is_newer_would_be_seen():
    """The grammar is of PowerShell 7 and tells newer things by nodes of their own."""
    newer = Source(b"if ($a -in 1, 2) { $b = $a ?? $c }; $d = $e ? 1 : 2; class F { }")
    assert "-in" in newer.texts("comparison_operator")
    kinds = {node.type for node in newer.nodes}
    assert kinds & NEWER
    assert "class_statement" in kinds


def test_types_are_those_of_net_2_0():
    """Casts, static members and objects; [ordered] and [pscustomobject] came later."""
    assert set(SOURCE.texts("type_spec")) <= TYPES
    made = re.findall(
        r"New-Object (?:-TypeName )?([\w.\[\]]+)", SOURCE.content.decode()
    )
    assert set(made) <= OBJECTS
    for node in SOURCE.of_type("invokation_expression", "member_access"):
        kinds = [child.type for child in node.children]
        if "::" in kinds:
            owner, member = said(node.children[0])[1:-1], said(node.children[2])
            assert member in STATIC[owner], f"line {SOURCE.line(node)}"


def test_properties_of_lists_are_not_asked_of_the_list():
    """PowerShell 3.0 asks every element; 2.0 says nothing. ::new, .Where and so on, too."""
    members = {said(n).lower() for n in SOURCE.of_type("member_name")}
    later = {"new", "where", "foreach", "isnullorwhitespace", "hasflag", "tryparse"}
    assert not members & {*later, "copyto", "dispose"}


@pytest.mark.parametrize(
    "variable", ["$PSScriptRoot", "$PSItem", "$using:", "$PSCommandPath"]
)
def test_variables_are_those_of_2_0(variable):
    """These came with 3.0."""
    assert variable.lower() not in SOURCE.content.decode().lower()


def test_no_loop_runs_over_nothing():
    """2.0 runs a loop once over $null: what may be nothing is made a list first."""
    certain = {
        "$Structures",
        "$Slots",
        "$slots",
        "$rows",
        "$arrays",
        "$names",
        "$sorted",
    }
    certain |= {
        "$Value",
        "$Values",
        "$Attributes",
        "$result.Updates",
        "$update.Categories",
    }
    for node in SOURCE.of_type("foreach_statement"):
        subject = next(
            said(after)
            for before, after in zip(node.children, node.children[1:], strict=False)
            if before.type == "in"
        )
        made = subject.startswith(("@(", "[regex]::", "$token['Urls']"))
        assert made or subject in certain, f"line {SOURCE.line(node)}: {subject}"


def argument(node, parameter):
    """Return the node of the argument that follows *parameter* in a command."""
    elements = next(c for c in node.children if c.type == "command_elements")
    parts = [p for p in elements.children if p.type != "command_argument_sep"]
    place = next(i for i, p in enumerate(parts) if said(p) == parameter)
    return parts[place + 1]


def assigned(function, variable):
    """Return the keys that *function* puts into the hash table *variable*."""
    keys = []
    for node in walk(function):
        if node.type != "assignment_expression":
            continue
        left, right = node.children[0], node.children[-1]
        if said(left) == variable:
            literal = next(
                (n for n in walk(right) if n.type == "hash_literal_expression"), None
            )
            keys += SOURCE.keys(literal) if literal else []
        elif said(left).startswith(f"{variable}["):
            keys += SOURCE.strings(left)
    return keys


def facts_written():
    """Yield line, kind and attributes of every Add-Fact with a kind of its own."""
    for name, _, node in SOURCE.commands():
        if name != "Add-Fact" or "-Kind" not in said(node):
            continue
        kind = SOURCE.strings(argument(node, "-Kind"))[0]
        values = argument(node, "-Values")
        literal = next(
            (n for n in walk(values) if n.type == "hash_literal_expression"), None
        )
        function = SOURCE.around(node, "function_statement")
        keys = SOURCE.keys(literal) if literal else assigned(function, said(values))
        yield SOURCE.line(node), kind, keys


def test_every_fact_is_declared():
    """Kind and attributes, those of parts that failed included."""
    written = list(facts_written())
    assert len(written) >= 18
    for line, kind, keys in written:
        assert keys, f"line {line}"
        assert set(keys) <= set(FACT_KINDS[kind].fields), f"line {line}: {kind}"
    for name, _, node in SOURCE.commands():
        if name == "Read-Part":
            kind, *attributes = SOURCE.strings(node)
            assert set(attributes) <= set(FACT_KINDS[kind].fields), kind


def test_no_name_of_a_person_is_asked_for():
    """Only named properties are asked for, and none that names somebody."""
    for name, _, node in SOURCE.commands():
        if name == "Get-Rows":
            for asked in SOURCE.strings(node)[1:]:
                assert not NAMES_OF_PERSONS.search(asked), f"line {SOURCE.line(node)}"
        if name == "Get-WmiObject" and "-Class" in said(node):
            assert "Win32_EncryptableVolume" in said(node)
    assert "KeyProtector" not in SOURCE.content.decode()
    variables = {v.lower() for v in SOURCE.texts("variable")}
    assert not variables & {
        "$env:username",
        "$env:userprofile",
        "$home",
        "$env:userdomain",
    }


def literals(*wanted):
    """Return the keys of the hash literals that have all of *wanted*."""
    found = [SOURCE.keys(n) for n in SOURCE.of_type("hash_literal_expression")]
    return [keys for keys in found if set(wanted) <= set(keys)]


def test_the_report_has_the_shape_that_the_agent_prints():
    """``hatang-agent once --json`` has the same keys."""
    moment = report.Moment(0.0, "", 0.0)
    [keys] = literals("metrics", "facts", "events")
    assert set(keys) == set(report.document(moment, (), {}, ()))


@pytest.mark.parametrize(
    ("shape", "sign", "left_out"),
    [
        (wire.Batch, "instance", {"tables", "pending", "oldest", "dropped"}),
        (wire.Report, "spool", {"readings", "events"}),
        (wire.EnrolmentRequest, "credential_digest", set()),
    ],
)
def test_what_is_posted_is_what_the_collector_reads(shape, sign, left_out):
    """Every field, or one that need not be there."""
    [keys] = literals(sign, "version")
    assert set(keys) | left_out == set(shape.__struct_fields__)


def test_tls_1_2_by_its_number():
    """.NET 3.5 has no name for it."""
    text = SOURCE.content.decode()
    assert "3072" in text
    assert "Tls12" not in text
