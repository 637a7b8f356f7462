"""Series that stand at one value and at another while something is wrong.

Alert, series, both values, how often a month, and how long (minutes, least and most).
"""

SITE = "hq"

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
)
