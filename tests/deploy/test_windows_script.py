"""The script for old Windows keeps to what PowerShell 2.0 and .NET 2.0 understand."""

import re

import pytest

from tests.support.old_windows import SCRIPT, SOURCE
from tests.support.powershell_source import Source

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
    *("byte", "byte[]", "char", "double", "hashtable", "int", "int16"),
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


def test_tls_1_2_by_its_number():
    """.NET 3.5 has no name for it."""
    text = SOURCE.content.decode()
    assert "3072" in text
    assert "Tls12" not in text
