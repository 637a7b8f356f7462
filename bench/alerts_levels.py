"""Series that stand at one value and at another while something is wrong.

Alert, series, both values, how often a month, and how long (minutes, least and most).
"""

SITE = "hq"


def _incident(number: int, cause: str, kind: str) -> str:
    """Return the series of an open incident, as the collector tells it."""
    return (
        f'hatang_incident_confidence_ratio{{instance="collector",incident="i{number}",'
        f'cause="{cause}",kind="{kind}",site="{SITE}",place="main"}}'
    )


LEVELS: tuple[tuple[str, str, float, float, float, tuple[int, int]], ...] = (
    (
        "HatangUpsOnBattery",
        f'hatang_device_ups_on_battery{{instance="ups-1",site="{SITE}",room="P.1"}}',
        0,
        1,
        2,
        (40, 90),
    ),
    (
        "HatangFilesystemFull",
        f'hatang_filesystem_available_bytes{{instance="PC-00",site="{SITE}",mountpoint="C:"}}',
        90e9,
        5e9,
        2,
        (200, 300),
    ),
    (
        "HatangCollectorDown",
        'up{instance="collector",job="hatang-collector"}',
        1,
        0,
        1,
        (40, 60),
    ),
    (
        "HatangJobFailing",
        'hatang_collector_job_success{instance="collector",job_name="roll_up"}',
        1,
        0,
        1,
        (120, 200),
    ),
    (
        "HatangAgentsQuarantined",
        f'hatang_fleet_agents{{instance="collector",site="{SITE}",state="quarantined"}}',
        0,
        1,
        1,
        (120, 200),
    ),
    *(
        (alert, _incident(number, cause, kind), 0, 1, 1, spans)
        for number, (alert, cause, kind, spans) in enumerate(
            (
                ("HatangLineDown", "line", "out", (20, 90)),
                ("HatangLinePoor", "line", "full", (40, 120)),
                ("HatangServiceFailing", "far_end", "out", (20, 120)),
            )
        )
    ),
)

GROWING: tuple[tuple[str, str, float, tuple[int, int]], ...] = (
    (
        "HatangStoreFailing",
        'hatang_collector_commit_failures_total{instance="collector"}',
        0.5,
        (15, 60),
    ),
    (
        "HatangReportsLost",
        f'hatang_agent_dropped_reports_total{{instance="PC-01",site="{SITE}"}}',
        0.5,
        (20, 60),
    ),
)
"""Counters that grow by one a minute while something is wrong: how often a month, how long."""
