"""The tables in smartctl's text: attributes, self-tests, error counters."""

import re

from agent.readers.smartctl.document import Document

MOST_ROWS = 100

# Both forms: old (flag 0x0033, type, updated, FAILING_NOW) and brief (PO--CK, NOW).
_ATTRIBUTE = re.compile(
    r"\s*(?P<id>0x[0-9a-fA-F]{1,2}|[0-9]{1,3})\s+(?P<name>\S{1,60})"
    r"\s+(?P<flag>0x[0-9a-fA-F]{4}|[POSRCK-]{6,7}[+]?)"
    r"\s+(?P<value>[0-9]{1,3}|---)\s+(?P<worst>[0-9]{1,3}|---)"
    r"\s+(?P<thresh>[0-9]{1,3}|---)"
    r"(?:\s+(?P<type>Pre-fail|Old_age)\s+\S+)?"
    r"\s+(?P<failed>-|NOW|Past|FAILING_NOW|In_the_past)\s+(?P<raw>\S.{0,80})",
    re.IGNORECASE | re.ASCII,
)
_TEST = re.compile(r"#?\s*[0-9]{1,2}\s{1,4}\S.{0,200}", re.ASCII)
_TEST_FAILED = re.compile(
    r"Completed: (read|servo|electrical|unknown|servo/seek) failure|Completed: \w+ \w*"
    r"\s*failure|handling damage|Fatal or unknown error|Completed: failed segments"
    r"|Failed in segment|Failed in first segment|Failed in second segment"
    r"|Fatal error",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"(read|write|verify):\s+(.{1,200})", re.ASCII)


def read_attributes(lines: list[str]) -> list[Document]:
    """Return the lines of the attribute table as smartctl's JSON has them."""
    matches = (_ATTRIBUTE.fullmatch(line) for line in lines)
    return [_attribute(match) for match in matches if match][:MOST_ROWS]


def _attribute(match: re.Match[str]) -> Document:
    flag, raw = match["flag"], match["raw"].strip()
    hexadecimal = flag.startswith("0x")
    prefail = bool(int(flag, 16) & 1) if hexadecimal else "P" in flag.upper()
    row: Document = {
        "id": int(match["id"], 16 if match["id"].startswith("0x") else 10),
        "name": match["name"],
        "flags": {"prefailure": prefail},
        "when_failed": match["failed"].strip("-").lower(),
        "raw": {"string": raw},
    }
    for name in ("value", "worst", "thresh"):
        if match[name] != "---":
            row[name] = int(match[name])
    return row


def read_self_test_log(lines: list[str]) -> Document:
    """Return how many self-tests failed, at the place that JSON has for it."""
    inside, kind, failures, place = False, "", 0, ""
    for line in lines:
        heading = re.match(
            r"(SMART Extended Self-test Log|SMART Self-test log|Self-test Log \(NVMe)",
            line,
            re.IGNORECASE,
        )
        if heading:
            inside, kind = True, heading[1].lower()
            place = place or kind
        elif inside and not line.strip():
            inside = False
        elif inside and kind == place and _TEST.fullmatch(line):
            failures += _TEST_FAILED.search(line) is not None
    if not place:
        return {}
    if "nvme" in place:
        row = {"self_test_result": {"value": 7}}
        return {"nvme_self_test_log": {"table": [row] * failures}}
    form = "extended" if "extended" in place else "standard"
    return {"ata_smart_self_test_log": {form: {"error_count_total": failures}}}


def read_error_counters(lines: list[str]) -> Document:
    """Return the uncorrected errors of a SCSI drive's counters: the last column."""
    log: Document = {}
    for line in lines:
        match = _COUNTER.fullmatch(line.strip())
        columns = match[2].split() if match else []
        if match and len(columns) == 7 and re.fullmatch("[0-9]{1,20}", columns[-1]):
            log[match[1]] = {"total_uncorrected_errors": int(columns[-1])}
    return {"scsi_error_counter_log": log} if log else {}
