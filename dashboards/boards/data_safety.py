"""Data safety: who would lose documents, and which backups can be trusted."""

from agent.shared.findings.texts_backup import BACKUP
from agent.shared.findings.texts_drives import DRIVES
from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row, Shade
from dashboards.boards.words import FINDINGS
from dashboards.levels import ANY, FEW, Levels, levels

_DATA = "|".join(sorted(DRIVES | BACKUP))
_VERDICTS = {
    "healthy": Shade(Told("Tốt", "Healthy"), "green"),
    "watch": Shade(Told("Theo dõi", "Watch"), "#EAB839"),
    "replace_soon": Shade(Told("Nên thay sớm", "Replace soon"), "orange"),
    "failing": Shade(Told("Đang hỏng", "Failing"), "red"),
    "unknown": Shade(Told("Không đọc được", "Unknown"), "text"),
}
_BACKUPS = "max by (instance, department, set)"


def _stat(
    title: Told, shows: Told, do: Told, expr: str, limits: Levels | None = None
) -> Panel:
    return Panel(
        *("stat", title, shows, do, (Query(expr),), "none", c.NO_SERIES),
        width=6,
        levels=limits,
        link=(Told("An toàn dữ liệu", "Data safety"), "${collector}/safety"),
    )


BOARD = Board(
    "data-safety",
    Told("Hatang · An toàn dữ liệu", "Hatang · Data safety"),
    Told(
        "Ai có thể mất tài liệu, và bản sao lưu nào tin được.",
        "Who would lose documents, and which backups can be trusted.",
    ),
    "machines",
    (
        Row(
            Told("Rủi ro", "Risk"),
            (
                _stat(
                    Told("Ổ đang hỏng", "Failing drives"),
                    Told(
                        "Ổ đĩa tự nói là đang hỏng.",
                        "Drives that say they are failing.",
                    ),
                    Told("Sao lưu máy đó ngay hôm nay.", "Back that machine up today."),
                    'sum(hatang_disk_health_verdict{@,verdict="failing"})',
                    ANY,
                ),
                _stat(
                    Told("Bản sao lưu quá hạn", "Stale backups"),
                    Told(
                        "Bộ sao lưu mà lần thành công cuối cũ hơn hai chu kỳ.",
                        "Sets whose last success is older than two of their periods.",
                    ),
                    Told(
                        "Xem đích sao lưu và nhật ký của công cụ.",
                        "Look at the target, and at the tool's log.",
                    ),
                    "sum(time() - max by (instance, set) "
                    "(hatang_backup_last_success_timestamp_seconds{@}) > bool 2 * "
                    "max by (instance, set) (hatang_backup_every_seconds{@}))",
                    FEW,
                ),
                _stat(
                    Told("Đích không đến được", "Targets out of reach"),
                    Told("Đích sao lưu không trả lời.", "Targets that did not answer."),
                    Told(
                        "NAS có bật không? Mật khẩu đổi?",
                        "Is the NAS on? A new password?",
                    ),
                    "sum(hatang_backup_target_reachable{@} == bool 0)",
                    ANY,
                ),
                _stat(
                    Told("Tệp canh bị đổi", "Changed canary files"),
                    Told(
                        "Tệp không ai được đụng đã đổi: dấu hiệu mã độc tống tiền.",
                        "Files that nobody touches were changed: a sign of ransomware.",
                    ),
                    Told(
                        "Rút dây mạng của máy đó ngay.",
                        "Pull that machine's network cable at once.",
                    ),
                    "sum(hatang_canary_intact{@} == bool 0)",
                    ANY,
                ),
            ),
        ),
        Row(
            Told("Ai trước", "Who first"),
            (
                Panel(
                    "table",
                    Told("Dữ liệu có thể mất", "Data at risk"),
                    Told(
                        "Điểm 0 đến 100 từ ổ đĩa, tuổi bản sao lưu và lượng tài liệu.",
                        "Score of 0 to 100 from drives, age of backups and documents.",
                    ),
                    Told("Sao lưu từ trên xuống.", "Back up from the top down."),
                    (
                        Query(
                            "topk(20, max by (instance, department, agent_id) "
                            f"(hatang_data_at_risk_score{{@}}{c.WITH_ID})) / 100"
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=10,
                    height=11,
                    columns=(
                        c.INSTANCE,
                        c.OF_DEPARTMENT,
                        Column(
                            "Value",
                            Told("Rủi ro", "Risk"),
                            unit=c.PERCENT,
                            bar=True,
                            levels=Levels(0.3, 0.5),
                            decimals=0,
                        ),
                        c.AGENT_ID,
                    ),
                    sort=("Value", True),
                ),
                Panel(
                    "table",
                    Told("Bộ sao lưu", "Backup sets"),
                    Told(
                        "Lần thành công cuối và lần khôi phục thử cuối của từng bộ.",
                        "Last success and last restore test of each set.",
                    ),
                    Told(
                        "Chưa khôi phục thử thì chưa phải bản sao lưu: thử một tệp.",
                        "Never restored is not a backup yet: restore one file.",
                    ),
                    (
                        Query(
                            f"{_BACKUPS} "
                            "(hatang_backup_last_success_timestamp_seconds{@}) * 1000"
                        ),
                        Query(
                            f"{_BACKUPS} "
                            "(hatang_backup_last_restore_test_timestamp_seconds{@}) * 1000"
                        ),
                        Query(f"{_BACKUPS} (hatang_backup_last_attempt_success{{@}})"),
                        Query(f"{_BACKUPS} (hatang_backup_target_reachable{{@}})"),
                    ),
                    empty=Told("Chưa khai báo bộ sao lưu nào", "No set is declared"),
                    width=14,
                    height=11,
                    columns=(
                        Column("instance", c.MACHINE, width=150, links=(c.TO_MACHINE,)),
                        Column("set", Told("Bộ", "Set"), width=140),
                        Column(
                            "Value #A",
                            Told("Thành công cuối", "Last success"),
                            unit=c.WHEN,
                        ),
                        Column(
                            "Value #B",
                            Told("Khôi phục thử", "Restore test"),
                            unit=c.WHEN,
                        ),
                        Column(
                            "Value #C",
                            Told("Lần cuối tốt", "Last was well"),
                            width=120,
                            shades=c.YES_NO,
                        ),
                        Column(
                            "Value #D",
                            Told("Đích", "Target"),
                            width=90,
                            shades=c.YES_NO,
                        ),
                    ),
                    sort=("Value #A", False),
                ),
            ),
        ),
        Row(
            Told("Ổ đĩa", "Drives"),
            (
                Panel(
                    "bargauge",
                    Told("Sức khỏe ổ đĩa", "Health of drives"),
                    Told(
                        "Ổ theo đánh giá; không đọc được không phải là tốt.",
                        "Drives by verdict; not read is not healthy.",
                    ),
                    Told(
                        "Không đọc được: cho tác nhân quyền đọc SMART.",
                        "Unknown: let the agent read SMART.",
                    ),
                    (
                        Query(
                            "sum by (verdict) (hatang_disk_health_verdict{@})",
                            "{{verdict}}",
                        ),
                    ),
                    empty=c.NO_SERIES,
                    width=8,
                    height=9,
                    names=_VERDICTS,
                ),
                Panel(
                    "timeseries",
                    Told("Độ mòn SSD", "Wear of SSDs"),
                    Told(
                        "Phần tuổi thọ đã dùng, mười ổ mòn nhất.",
                        "Used part of their life, the ten most worn.",
                    ),
                    Told(
                        "Trên 80 %: đưa vào kế hoạch.",
                        "Over 80 %: put it into the plan.",
                    ),
                    (
                        Query(
                            "topk(10, hatang_disk_wear_ratio{@})",
                            "{{instance}} {{device}}",
                        ),
                    ),
                    c.PERCENT,
                    c.NO_SERIES,
                    width=8,
                    height=9,
                    levels=Levels(*(v / 100 for v in levels("wear_percent"))),
                    least=0,
                ),
                Panel(
                    "timeseries",
                    Told("Chỗ trống ít nhất", "Least free space"),
                    Told(
                        "Mười ổ còn ít chỗ nhất.", "The ten with the least free space."
                    ),
                    Told(
                        "Dọn, hoặc chuyển tài liệu lớn lên máy chủ.",
                        "Clean up, or move large documents to a server.",
                    ),
                    (
                        Query(
                            "bottomk(10, "
                            "instance_mountpoint:hatang_filesystem_available:ratio{@})",
                            "{{instance}} {{mountpoint}}",
                        ),
                    ),
                    c.PERCENT,
                    c.NO_SERIES,
                    width=8,
                    height=9,
                    levels=levels("filesystem_free"),
                    least=0,
                ),
                Panel(
                    "table",
                    Told("Phát hiện về dữ liệu", "Findings about data"),
                    Told(
                        "Ổ đĩa, sao lưu, tệp canh: mọi điều đang thấy.",
                        "Drives, backups, canaries: everything that stands.",
                    ),
                    Told(
                        "Trang của máy nói phải làm gì.",
                        "The machine's page says what to do.",
                    ),
                    (
                        Query(
                            c.ranked(
                                "max by (instance, department, finding, subject, severity, "
                                "agent_id) (hatang_finding_since_timestamp_seconds{@,"
                                f'finding=~"{_DATA}"}}{c.WITH_ID}) * 1000'
                            )
                        ),
                    ),
                    empty=c.GOOD,
                    width=24,
                    height=10,
                    columns=(
                        c.RANK,
                        c.INSTANCE,
                        c.OF_DEPARTMENT,
                        Column("finding", c.FINDING, shades=FINDINGS),
                        Column("subject", c.SUBJECT, width=160),
                        Column("Value", c.SINCE, unit=c.WHEN, width=170),
                        c.AGENT_ID,
                    ),
                    sort=("rank", False),
                ),
            ),
        ),
    ),
    period="now-7d",
)
