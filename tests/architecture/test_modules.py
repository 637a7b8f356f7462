"""The rules of the house that hold for every module, executed."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for package in ("agent", "collector")
    for path in (ROOT / package).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)
MOST_LINES = 300

# A library may be imported below these places only (ARCHITECTURE.md, arrow 4).
DOORS = {
    "psutil": ("agent/sources/",),
    "pysnmp": ("agent/sources/snmp",),
    "scapy": ("agent/sources/packets",),
    "requests": ("agent/delivery", "agent/enrolment", "agent/doctor", "agent/http"),
    "apscheduler": ("agent/schedule.py", "collector/schedule.py"),
    "prometheus_client": ("collector/self_metrics", "collector/exposition"),
    "sqlalchemy": ("collector/store/",),
    "alembic": ("collector/store/",),
    "sqlite3": ("collector/store/", "agent/spool"),
    "comtypes": ("agent/sources/",),
    "servicemanager": ("agent/windows_service_host.py",),
    "win32service": ("agent/service_",),
    "win32serviceutil": ("agent/windows_service_host.py",),
    "winreg": ("agent/sources/", "agent/shared/clock.py"),
    "cryptography": (
        "agent/enrolment",
        "agent/services/connection.py",
        "collector/authority",
    ),
    "bcrypt": ("collector/web/",),
    "starlette": ("collector/web/",),
    "docx": ("collector/reports/",),
    "highspy": ("collector/planning/optimum/highs.py",),
    "openpyxl": ("collector/catalogue/",),
    "typst": ("collector/reports/",),
    "xlsxwriter": (
        "collector/web/inventory_xlsx",
        "collector/catalogue/",
        "collector/reports/",
    ),
    "uvicorn": ("collector/web/",),
}

# Functions of values: nothing here opens, asks the time, or knows the store's makers.
PURE = (
    "collector/enrolment.py",
    "collector/fact_events.py",
    "collector/findings.py",
    "collector/fleet.py",
    "collector/history.py",
    "collector/ingest.py",
    "collector/signals.py",
    "collector/sketch.py",
    "agent/report.py",
    *(
        path.relative_to(ROOT).as_posix()
        for folder in (
            "agent/readers",
            "agent/shared/findings",
            "agent/facts",
            "collector/attribution",
            "collector/lines",
            "collector/planning",
            "collector/ports",
            "collector/topology",
        )
        for path in sorted((ROOT / folder).rglob("*.py"))
    ),
)
IMPURE = frozenset(
    {"socket", "requests", "sqlite3", "sqlalchemy", "subprocess", "time", "threading"}
)

# Covered by a test file of another name; a folder ends in a slash.
COVERED_ELSEWHERE = {
    "collector/store/": "tests/collector/store/test_contract.py",
    "collector/services.py": "tests/collector/test_app.py",
    "agent/replay/kinds/": "tests/agent/replay/test_agreement.py",
    "agent/readers/linux/tree.py": "tests/agent/readers/linux/test_archive.py",
    "agent/replay/derived.py": "tests/agent/replay/test_whole.py",
    "agent/throughput/web_upload.py": "tests/agent/throughput/test_web_flow.py",
    "agent/throughput/shapes.py": "tests/agent/throughput/test_rate.py",
    "agent/commands_enrol.py": "tests/agent/test_main.py",
    "agent/cli_line.py": "tests/agent/test_commands_line.py",
    "agent/throughput/peer_door.py": "tests/agent/throughput/test_peer_server.py",
    "agent/cli_services.py": "tests/agent/test_commands_services.py",
    "agent/services/": "tests/agent/services/test_check.py",
    "agent/cli_windows_service.py": "tests/agent/test_commands_windows_service.py",
    "agent/once.py": "tests/agent/test_commands.py",
    **{
        f"agent/sources/echo/{part}.py": "tests/agent/sources/echo/test_contract.py"
        for part in ("dns", "posix", "tcp", "windows")
    },
    "agent/commands_bundle.py": "tests/agent/replay/test_whole.py",
    "agent/readers/errors.py": "tests/agent/replay/test_agreement.py",
    "agent/shared/findings/shape.py": "tests/agent/shared/findings/test_rules.py",
    **{
        f"agent/shared/findings/texts_{part}.py": "tests/agent/shared/findings/test_texts.py"
        for part in (
            "backup",
            "devices",
            "drives",
            "evidence",
            "ports",
            "protection",
            "support",
        )
    },
    **{
        f"collector/planning/need/words_{part}.py": "tests/collector/planning/need/test_words.py"
        for part in ("causes", "causes_lan", "signals")
    },
    "collector/planning/outlook/shapes.py": "tests/collector/planning/outlook/test_estate.py",
    "collector/web/incident_words.py": "tests/collector/web/test_incidents.py",
    "collector/cli_line_evidence.py": "tests/collector/test_line_reader.py",
    "collector/line_layout.py": "tests/collector/test_line_rollup.py",
    "collector/attribution/shapes.py": "tests/collector/attribution/test_incidents.py",
    "collector/cli_office_parser.py": "tests/collector/test_cli_office.py",
    "collector/catalogue/": "tests/collector/catalogue/test_catalogue.py",
    "collector/cli_catalogue.py": "tests/collector/catalogue/test_catalogue.py",
    "collector/cli_documents.py": "tests/collector/test_cli_plan.py",
    "collector/cli_facts.py": "tests/collector/catalogue/test_catalogue.py",
    "collector/cli_effect.py": "tests/collector/test_effect_reader.py",
    "collector/planning/effects/words.py": "tests/collector/test_effect_reader.py",
    "collector/cli_report.py": "tests/collector/test_quarter_reader.py",
    "collector/planning/quarter.py": "tests/collector/test_quarter_reader.py",
    "collector/planning/figure_texts.py": "tests/collector/planning/test_figures.py",
    "collector/cli_plan_table.py": "tests/collector/test_cli_plan.py",
    "collector/web/planning/": "tests/collector/web/planning/test_routes.py",
    "collector/web/lines/": "tests/collector/web/lines/test_routes.py",
    "collector/reports/": "tests/collector/reports/test_documents.py",
    "collector/planning/explain/": "tests/collector/planning/test_planner.py",
    "collector/planning/options/": "tests/collector/planning/test_planner.py",
    "collector/planning/shapes/": "tests/collector/planning/test_shapes.py",
    **{
        f"collector/planning/optimum/{part}.py": "tests/collector/planning/optimum/test_solver.py"
        for part in ("core", "highs", "limits", "model", "proof", "tidy", "worth")
    },
    "collector/simulator/": "tests/collector/simulator/test_run.py",
    "collector/topology/shapes.py": "tests/collector/topology/test_build.py",
    "collector/fact_event_texts.py": "tests/collector/test_fact_events.py",
    "collector/device_event_texts.py": "tests/collector/test_survey_events.py",
    "collector/cli_builder.py": "tests/collector/test_cli_parser.py",
    "collector/live_values.py": "tests/collector/test_live.py",
}


def relative(path):
    """Return the path as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def imports(path):
    """Return the dotted names that the module at *path* imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_short_and_says_what_it_is_for(path):
    """No module is over 300 lines, and each begins with a sentence."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    purpose = ast.get_docstring(ast.parse(text))
    assert purpose
    assert "laceholder" not in purpose


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_has_its_test(path):
    """The tests mirror the code."""
    if path.name in {"__init__.py", "env.py"}:
        return
    name = relative(path)
    stem = path.stem.strip("_")
    mirrored = ROOT / "tests" / path.relative_to(ROOT).parent / f"test_{stem}.py"
    elsewhere = [
        ROOT / test
        for covered, test in COVERED_ELSEWHERE.items()
        if name == covered or (covered.endswith("/") and name.startswith(covered))
    ]
    assert any(test.is_file() for test in (mirrored, *elsewhere)), mirrored


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_library_is_imported_behind_its_door_only(path):
    """Each library has few places that know it."""
    name = relative(path)
    for imported in imports(path):
        doors = DOORS.get(imported.split(".")[0])
        if doors is not None:
            assert name.startswith(doors), f"{imported} belongs behind {doors}"


def test_the_two_programs_share_only_what_is_shared():
    """The agent never imports the collector; the collector knows agent.shared only."""
    for path in MODULES:
        for imported in imports(path):
            if relative(path).startswith("agent/"):
                assert not imported.startswith("collector"), path
            elif imported.split(".")[0] == "agent" and imported != "agent":
                allowed = imported.startswith("agent.shared")
                allowed = allowed or imported == "agent.__version__"
                assert allowed, f"{relative(path)}: {imported}"


@pytest.mark.parametrize("name", PURE)
def test_rules_are_functions_of_values(name):
    """The decisions neither open anything nor ask the time."""
    path = ROOT / name
    tops = {imported.split(".")[0] for imported in imports(path)}
    assert not tops & IMPURE
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "open" not in calls


def test_probes_do_not_know_each_other():
    """A probe stands alone; only the table names them all."""
    for path in (ROOT / "agent" / "probes").glob("*.py"):
        if path.name != "__init__.py":
            others = {i for i in imports(path) if i.startswith("agent.probes")}
            assert not others, relative(path)
