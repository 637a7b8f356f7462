"""Agents and collector: whether Hatang itself works, and what it costs."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row
from dashboards.levels import ANY, CLOCK_OFFSET_S, FEW, Levels

_RATE = "[$__rate_interval]"
_OTHERS = dict.fromkeys(
    ("target-job-rule", "target-instance-rule"),
    "agents are told of under the job and instance of machines, not the collector's",
)
_OF_AGENTS = 'job=~".+"'


def _line(
    title: Told, shows: Told, do: Told, queries: tuple[Query, ...], unit: str
) -> Panel:
    return Panel(
        *("timeseries", title, shows, do, queries, unit, c.NO_SERIES),
        width=12,
        height=8,
        least=0,
    )


BOARD = Board(
    "self",
    Told("Hatang · Tác nhân và máy chủ thu thập", "Hatang · Agents and collector"),
    Told(
        "Hatang tự nói về mình: có nhận đủ báo cáo không, tốn bao nhiêu.",
        "Hatang about itself: whether all reports arrive, and what it costs.",
    ),
    "collector",
    (
        Row(
            Told("Máy chủ thu thập", "The collector"),
            (
                Panel(
                    "stat",
                    Told("Trả lời Prometheus", "Answers Prometheus"),
                    Told(
                        "Prometheus đọc được máy chủ thu thập.",
                        "Prometheus can read the collector.",
                    ),
                    Told(
                        "Không: xem dịch vụ hatang-collector và nhật ký của nó.",
                        "No: look at the service hatang-collector and its log.",
                    ),
                    (
                        Query(
                            "min(up{@} and on (job, instance) hatang_collector_build_info{@})"
                        ),
                    ),
                    empty=Told("Không trả lời", "Does not answer"),
                    shades=c.YES_NO,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Kho dữ liệu trả lời", "Store answers"),
                    Told(
                        "Kho trả lời lần hỏi gần nhất.", "It answered when last asked."
                    ),
                    Told("Đĩa đầy? Quyền ghi?", "Disk full? Permission?"),
                    (Query("min(hatang_collector_store_success{@})"),),
                    empty=c.NO_SERIES,
                    shades=c.YES_NO,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Việc theo lịch bị lỗi", "Failed jobs"),
                    Told(
                        "Việc theo lịch mà lần chạy cuối bị lỗi.",
                        "Scheduled jobs whose last run failed.",
                    ),
                    Told("Bảng dưới nói việc nào.", "The table below says which."),
                    (Query("sum(hatang_collector_job_success{@} == bool 0)"),),
                    empty=c.NO_SERIES,
                    levels=ANY,
                    width=4,
                ),
                Panel(
                    "stat",
                    Told("Kích thước kho", "Size of the store"),
                    Told("Trên đĩa.", "On disk."),
                    Told(
                        "Gần giới hạn: tăng đĩa hoặc giảm số ngày giữ.",
                        "Near the limit: a larger disk, or keep fewer days.",
                    ),
                    (Query("max(hatang_collector_store_bytes{@})"),),
                    c.BYTES,
                    c.NO_SERIES,
                    width=4,
                    decimals=1,
                ),
                Panel(
                    "stat",
                    Told("Báo cáo còn thiếu", "Missing reports"),
                    Told(
                        "Tác nhân đã làm mà chưa đến.",
                        "Made by agents and not received yet.",
                    ),
                    Told(
                        "Không giảm: xem máy nào ở bảng dưới.",
                        "They do not fall: see which machines, below.",
                    ),
                    (Query("sum(hatang_agent_missing_reports{" + _OF_AGENTS + "})"),),
                    empty=c.NO_SERIES,
                    levels=Levels(50, 500),
                    width=4,
                    excused=_OTHERS,
                ),
                Panel(
                    "stat",
                    Told("Đồng hồ lệch", "Clocks that are off"),
                    Told(
                        "Máy có đồng hồ lệch quá hai phút.",
                        "Machines whose clock is off by more than two minutes.",
                    ),
                    Told(
                        "Bật đồng bộ giờ (NTP, w32time).",
                        "Switch on time synchronisation (NTP, w32time).",
                    ),
                    (
                        Query(
                            "sum(abs(hatang_agent_clock_offset_seconds{"
                            f"{_OF_AGENTS}}}) > bool {CLOCK_OFFSET_S:g})"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=4,
                    excused=_OTHERS,
                ),
            ),
        ),
        Row(
            Told("Công việc", "Work"),
            (
                _line(
                    Told("Báo cáo nhận được", "Reports received"),
                    Told("Mỗi giây.", "A second."),
                    Told(
                        "Về 0 trong giờ làm việc: tác nhân không đến được.",
                        "Zero in office hours: agents cannot reach it.",
                    ),
                    (
                        Query(
                            f"sum(rate(hatang_collector_reports_total{{@}}{_RATE}))",
                            Told("Nhận", "Received"),
                        ),
                        Query(
                            f"sum(rate(hatang_collector_report_repeats_total{{@}}{_RATE}))",
                            Told("Lặp lại", "Repeated"),
                        ),
                    ),
                    "ops",
                ),
                _line(
                    Told("Thời gian ghi", "Time of commits"),
                    Told("Thời gian một lần ghi vào kho.", "Time of one commit."),
                    Told(
                        "Trên một giây: đĩa quá chậm.",
                        "Over a second: the disk is too slow.",
                    ),
                    (
                        Query(
                            "histogram_quantile(0.99, sum by (le) (rate("
                            f"hatang_collector_commit_duration_seconds_bucket{{@}}{_RATE})))",
                            "p99",
                        ),
                        Query(
                            "histogram_quantile(0.5, sum by (le) (rate("
                            f"hatang_collector_commit_duration_seconds_bucket{{@}}{_RATE})))",
                            "p50",
                        ),
                    ),
                    c.SECONDS,
                ),
                _line(
                    Told("Bộ xử lý của máy chủ thu thập", "Processor of the collector"),
                    Told("Số nhân dùng hết.", "Cores in use."),
                    Told(
                        "Luôn gần một nhân: chia trụ sở cho nhiều máy chủ.",
                        "Always near one: divide the sites among several.",
                    ),
                    (
                        Query(
                            f"rate(process_cpu_seconds_total{{@}}{_RATE}) and on "
                            "(job, instance) hatang_collector_build_info{@}",
                            "{{instance}}",
                        ),
                    ),
                    "none",
                ),
                _line(
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
                        Query(
                            "max by (job_name) (hatang_collector_job_duration_seconds{@})"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=12,
                    height=9,
                    columns=(
                        Column("job_name", Told("Việc", "Job")),
                        Column(
                            "Value #A", Told("Tốt", "Well"), width=80, shades=c.YES_NO
                        ),
                        Column(
                            "Value #B", Told("Lần cuối", "Last"), unit=c.WHEN, width=170
                        ),
                        Column(
                            "Value #C", Told("Mất", "Took"), unit=c.SECONDS, width=90
                        ),
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
                            + _OF_AGENTS
                            + "}))"
                        ),
                        Query(
                            "max by (instance) (hatang_agent_pending_reports{"
                            + _OF_AGENTS
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
                    excused=_OTHERS,
                ),
            ),
        ),
        Row(
            Told("Tác nhân", "Agents"),
            (
                _line(
                    Told("Bộ nhớ của tác nhân", "Memory of agents"),
                    Told("Mười tác nhân dùng nhiều nhất.", "The ten that use most."),
                    Told("Trên 80 MB: báo lỗi cho dự án.", "Over 80 MB: report a bug."),
                    (
                        Query(
                            "topk(10, hatang_agent_resident_memory_bytes{"
                            + _OF_AGENTS
                            + "})",
                            "{{instance}}",
                        ),
                    ),
                    c.BYTES,
                )._replace(excused=_OTHERS),
                _line(
                    Told("Bộ xử lý của tác nhân", "Processor of agents"),
                    Told("Phần của một nhân.", "Share of one core."),
                    Told("Trên 2 %: báo lỗi cho dự án.", "Over 2 %: report a bug."),
                    (
                        Query(
                            "topk(10, rate(hatang_agent_cpu_seconds_total{"
                            f"{_OF_AGENTS}}}{_RATE}))",
                            "{{instance}}",
                        ),
                    ),
                    c.PERCENT,
                )._replace(excused=_OTHERS),
            ),
        ),
    ),
)
