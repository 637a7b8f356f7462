"""A board's variables: data source, job, site, department, machine."""

from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.models.dashboard import (
    DataSourceRef,
    VariableHide,
    VariableOption,
    VariableRefresh,
    VariableSort,
)

from dashboards.alert import COLLECTOR, Told
from dashboards.boards.spec import Board, say
from dashboards.provisioning import SOURCE_UID

SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
_ALL = VariableOption(text="All", value="$__all")
_MANY, _SOME = ".*", ".+"
"""What All stands for: the first also where the label is missing."""

_INSTANCES = {
    "machines": (
        'label_values(hatang_agent_up{job=~"$job",site=~"$site",'
        'department=~"$department"}, instance)'
    ),
    "devices": 'label_values(hatang_device_up{job=~"$job",site=~"$site"}, instance)',
    "collector": 'label_values(hatang_collector_build_info{job=~"$job"}, instance)',
}
_FIRST = {
    "machines": "hatang_agent_up",
    "devices": "hatang_device_up",
    "collector": "hatang_collector_build_info",
}
_LABELS = {
    "job": Told("Job", "Job"),
    "site": Told("Trụ sở", "Site"),
    "department": Told("Phòng ban", "Department"),
    "port": Told("Cổng", "Port"),
}
_INSTANCE = {
    "machines": Told("Máy", "Machine"),
    "devices": Told("Thiết bị", "Device"),
    "collector": Told("Máy chủ thu thập", "Collector"),
}


def variables(board: Board, language: str) -> list[builders.QueryVariable]:
    """Return the variables that are asked of Prometheus, each narrowing the next."""
    first = _FIRST[board.scope]
    job = _asked("job", f"label_values({first}, job)", _SOME, language)
    found = [job.hide(VariableHide.HIDE_VARIABLE)]
    if board.scope != "collector":
        sites = f'label_values({first}{{job=~"$job"}}, site)'
        found.append(_asked("site", sites, _MANY, language))
    if board.scope == "machines":
        of_site = f'label_values({first}{{job=~"$job",site=~"$site"}}, department)'
        found.append(_asked("department", of_site, _MANY, language))
    instance = _asked("instance", _INSTANCES[board.scope], _SOME, language)
    found.append(instance.label(say(_INSTANCE[board.scope], language)))
    if board.port:
        ports = (
            'label_values(hatang_switch_port_up{job=~"$job",site=~"$site",'
            'instance=~"$instance"}, port)'
        )
        found.append(_asked("port", ports, _SOME, language))
    return found


def _asked(
    name: str, query: str, all_value: str, language: str
) -> builders.QueryVariable:
    return (
        builders.QueryVariable(name)
        .label(say(_LABELS.get(name, name), language))
        .query({"qryType": 1, "query": query, "refId": f"variable-{name}"})
        .datasource(SOURCE)
        .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(VariableSort.NATURAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(all_value)
        .current(_ALL)
    )


def source() -> builders.DatasourceVariable:
    """Return the variable of the data source; its label is the one that linters want."""
    return (
        builders.DatasourceVariable("datasource")
        .label("Data source")
        .type("prometheus")
        .current(VariableOption(text="Hatang", value=SOURCE_UID))
    )


def collector() -> builders.ConstantVariable:
    """Return the collector's address, hidden; links lead there."""
    return builders.ConstantVariable("collector").value(COLLECTOR)
