"""Agents and collector: whether Hatang itself works, and what it costs."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.own_work import OF_AGENTS, OTHERS, RATE, WORK, line
from dashboards.boards.spec import Board, Panel, Query, Row
from dashboards.levels import ANY, CLOCK_OFFSET_S, FEW, Levels

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
                    (Query("sum(hatang_agent_missing_reports{" + OF_AGENTS + "})"),),
                    empty=c.NO_SERIES,
                    levels=Levels(50, 500),
                    width=4,
                    excused=OTHERS,
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
                            f"{OF_AGENTS}}}) > bool {CLOCK_OFFSET_S:g})"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    levels=FEW,
                    width=4,
                    excused=OTHERS,
                ),
            ),
        ),
        WORK,
        Row(
            Told("Tác nhân", "Agents"),
            (
                line(
                    Told("Bộ nhớ của tác nhân", "Memory of agents"),
                    Told("Mười tác nhân dùng nhiều nhất.", "The ten that use most."),
                    Told("Trên 80 MB: báo lỗi cho dự án.", "Over 80 MB: report a bug."),
                    (
                        Query(
                            "topk(10, hatang_agent_resident_memory_bytes{"
                            + OF_AGENTS
                            + "})",
                            "{{instance}}",
                        ),
                    ),
                    c.BYTES,
                )._replace(excused=OTHERS),
                line(
                    Told("Bộ xử lý của tác nhân", "Processor of agents"),
                    Told("Phần của một nhân.", "Share of one core."),
                    Told("Trên 2 %: báo lỗi cho dự án.", "Over 2 %: report a bug."),
                    (
                        Query(
                            "topk(10, rate(hatang_agent_cpu_seconds_total{"
                            f"{OF_AGENTS}}}{RATE}))",
                            "{{instance}}",
                        ),
                    ),
                    c.PERCENT,
                )._replace(excused=OTHERS),
            ),
        ),
    ),
)
