"""What the collector does: its reports, commits, jobs, and agents that owe reports."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Column, Panel, Query, Row

RATE = "[$__rate_interval]"
OTHERS = dict.fromkeys(
    ("target-job-rule", "target-instance-rule"),
    "agents are told of under the job and instance of machines, not the collector's",
)
OF_AGENTS = 'job=~".+"'


def line(
    title: Told, shows: Told, do: Told, queries: tuple[Query, ...], unit: str
) -> Panel:
    """Return a panel of lines, half a board wide."""
    return Panel(
        *("timeseries", title, shows, do, queries, unit, c.NO_SERIES),
        width=12,
        height=8,
        least=0,
    )


WORK = Row(
    Told("Công việc", "Work"),
    (
        line(
            Told("Báo cáo nhận được", "Reports received"),
            Told("Mỗi giây.", "A second."),
            Told(
                "Về 0 trong giờ làm việc: tác nhân không đến được.",
                "Zero in office hours: agents cannot reach it.",
            ),
            (
                Query(
                    f"sum(rate(hatang_collector_reports_total{{@}}{RATE}))",
                    Told("Nhận", "Received"),
                ),
                Query(
                    f"sum(rate(hatang_collector_report_repeats_total{{@}}{RATE}))",
                    Told("Lặp lại", "Repeated"),
                ),
            ),
            "ops",
        ),
        line(
            Told("Thời gian ghi", "Time of commits"),
            Told("Thời gian một lần ghi vào kho.", "Time of one commit."),
            Told(
                "Trên một giây: đĩa quá chậm.",
                "Over a second: the disk is too slow.",
            ),
            (
                Query(
                    "histogram_quantile(0.99, sum by (le) (rate("
                    f"hatang_collector_commit_duration_seconds_bucket{{@}}{RATE})))",
                    "p99",
                ),
                Query(
                    "histogram_quantile(0.5, sum by (le) (rate("
                    f"hatang_collector_commit_duration_seconds_bucket{{@}}{RATE})))",
                    "p50",
                ),
            ),
            c.SECONDS,
        ),
        line(
            Told("Bộ xử lý của máy chủ thu thập", "Processor of the collector"),
            Told("Số nhân dùng hết.", "Cores in use."),
            Told(
                "Luôn gần một nhân: chia trụ sở cho nhiều máy chủ.",
                "Always near one: divide the sites among several.",
            ),
            (
                Query(
                    f"rate(process_cpu_seconds_total{{@}}{RATE}) and on "
                    "(job, instance) hatang_collector_build_info{@}",
                    "{{instance}}",
                ),
            ),
            "none",
        ),
        line(
            Told("Bộ nhớ của máy chủ thu thập", "Memory of the collector"),
            Told("Bộ nhớ thường trú.", "Resident memory."),
            Told(
                "Tăng mãi: báo lỗi cho dự án.",
                "It grows for ever: report a bug.",
            ),
            (
                Query(
                    "process_resident_memory_bytes{@} and on (job, instance) "
                    "hatang_collector_build_info{@}",
                    "{{instance}}",
                ),
            ),
            c.BYTES,
        ),
        Panel(
            "table",
            Told("Việc theo lịch", "Scheduled jobs"),
            Told(
                "Lần cuối thành công khi nào, mất bao lâu.",
                "When each last succeeded, and how long it took.",
            ),
            Told(
                "Lỗi: nhật ký của máy chủ thu thập nói vì sao.",
                "Failed: the collector's log says why.",
            ),
            (
                Query("max by (job_name) (hatang_collector_job_success{@})"),
                Query(
                    "max by (job_name) "
                    "(hatang_collector_job_last_success_timestamp_seconds{@}) * 1000"
                ),
                Query("max by (job_name) (hatang_collector_job_duration_seconds{@})"),
            ),
            empty=c.NO_SERIES,
            width=12,
            height=9,
            columns=(
                Column("job_name", Told("Việc", "Job")),
                Column("Value #A", Told("Tốt", "Well"), width=80, shades=c.YES_NO),
                Column("Value #B", Told("Lần cuối", "Last"), unit=c.WHEN, width=170),
                Column("Value #C", Told("Mất", "Took"), unit=c.SECONDS, width=90),
            ),
            sort=("Value #A", False),
        ),
        Panel(
            "table",
            Told("Tác nhân còn nợ báo cáo", "Agents that owe reports"),
            Told(
                "Báo cáo chờ ở máy hoặc chưa đến.",
                "Reports that wait at the machine or have not come.",
            ),
            Told(
                "Còn nợ mãi: hatang-agent doctor trên máy đó.",
                "They do not clear: hatang-agent doctor on that machine.",
            ),
            (
                Query(
                    "topk(20, max by (instance) (hatang_agent_missing_reports{"
                    + OF_AGENTS
                    + "}))"
                ),
                Query(
                    "max by (instance) (hatang_agent_pending_reports{"
                    + OF_AGENTS
                    + "})"
                ),
            ),
            empty=c.NO_SERIES,
            width=12,
            height=9,
            columns=(
                Column("instance", c.MACHINE, links=(c.TO_MACHINE,)),
                Column(
                    "Value #A",
                    Told("Còn thiếu", "Missing"),
                    width=130,
                    decimals=0,
                ),
                Column(
                    "Value #B",
                    Told("Đang chờ", "Waiting"),
                    width=130,
                    decimals=0,
                ),
            ),
            sort=("Value #A", True),
            excused=OTHERS,
        ),
    ),
)
