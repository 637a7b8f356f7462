"""Upgrade plan and budget: priorities, money by quarter, before and after."""

from dashboards.alert import Told
from dashboards.boards import common as c
from dashboards.boards.spec import Board, Column, Panel, Query, Row, Shade
from dashboards.boards.words import DIMENSIONS
from dashboards.levels import ANY, Levels

VND = "currencyVND"
_TO_PLAN = (Told("Kế hoạch", "The plan"), "${collector}/plan")
_EMPTY = Told(
    "Chưa có kế hoạch: mở trang Kế hoạch", "No plan yet: open the plan's page"
)
_KINDS = {
    "fix": Shade(Told("Chỉnh, không tốn tiền", "Free fix"), "green"),
    "cable": Shade(Told("Dây", "Cable"), "green"),
    "part": Shade(Told("Linh kiện", "Part"), "blue"),
    "machine": Shade(Told("Máy", "Machine"), "purple"),
    "switch": Shade(Told("Thiết bị chuyển mạch", "Switch"), "purple"),
    "broadband": Shade(Told("Đường truyền", "Broadband"), "orange"),
    "licence": Shade(Told("Bản quyền", "Licence"), "orange"),
}
_BY_ITEM = "max by (item) ({})"


def _money(title: Told, shows: Told, expr: str) -> Panel:
    return Panel(
        "stat",
        title,
        shows,
        Told("Mở kế hoạch để đổi số tiền.", "Open the plan to change the money."),
        (Query(expr),),
        VND,
        _EMPTY,
        width=5,
        link=_TO_PLAN,
        decimals=0,
    )


def _bars(title: Told, shows: Told, do: Told, query: Query, unit: str) -> Panel:
    return Panel(
        *("bargauge", title, shows, do, (query,), unit, _EMPTY),
        width=12,
        height=9,
        names={"Value": Shade(Told("Dùng chung", "Shared"), "blue")},
    )


def _items(language: str) -> Panel:
    told = Told("Việc", "What")
    return Panel(
        "table",
        Told("Thứ tự ưu tiên", "Priorities"),
        Told(
            "Các dòng của kế hoạch theo thứ tự trong văn bản; 100 dòng đầu.",
            "The plan's lines in the order of its documents; the first 100.",
        ),
        Told(
            "Trang kế hoạch nói vì sao từng dòng ở đó, và vì sao dòng khác không.",
            "The plan's page says why each line is there, and why others are not.",
        ),
        (
            Query(
                "max by (item, name, department, kind, quarter, title_vi, title_en) "
                "(hatang_plan_item_info{@})"
            ),
            Query(_BY_ITEM.format("hatang_plan_item_priority{@}")),
            Query(_BY_ITEM.format("hatang_plan_item_price_vnd{@}")),
            Query(_BY_ITEM.format("hatang_plan_item_benefit_score{@}")),
        ),
        empty=_EMPTY,
        width=24,
        height=14,
        columns=(
            Column("Value #B", Told("Thứ tự", "Rank"), width=70, decimals=0),
            Column("quarter", Told("Quý", "Quarter"), width=90),
            Column(
                "name",
                Told("Cho", "For"),
                width=160,
                links=(_TO_PLAN,),
            ),
            Column("department", c.DEPARTMENT, width=200),
            Column("kind", Told("Loại", "Kind"), width=170, shades=_KINDS),
            Column(f"title_{language}", told),
            Column("Value #C", Told("Giá", "Price"), unit=VND, width=130, decimals=0),
            Column("Value #D", Told("Lợi ích", "Benefit"), width=90, decimals=2),
        ),
        sort=("Value #B", False),
    )


_STATE = 'sum by (dimension) (hatang_plan_severity_score{{@,state="{}"}})'
_EFFECT = Panel(
    "table",
    Told("Điều đo được, trước và sau kế hoạch", "What was measured, before and after"),
    Told(
        "Tổng mức nghiêm trọng theo mặt: hôm nay, và còn lại khi kế hoạch được thực hiện.",
        "Severity by dimension: today, and what is left when the plan is carried out.",
    ),
    Told(
        "Còn lại nhiều: cần thêm tiền, hoặc đo thêm. Báo cáo quý nói việc đã mua có hiệu "
        "quả không.",
        "Much is left: more money, or more measuring. The quarter's report says whether "
        "purchases worked.",
    ),
    (
        Query(_STATE.format("before")),
        Query(_STATE.format("after")),
        Query(f"{_STATE.format('after')} / ({_STATE.format('before')} > 0)"),
    ),
    empty=_EMPTY,
    width=24,
    height=9,
    columns=(
        Column("dimension", Told("Mặt", "Dimension"), width=260, shades=DIMENSIONS),
        Column("Value #A", Told("Trước", "Before"), width=120, decimals=1),
        Column("Value #B", Told("Sau", "After"), width=120, decimals=1),
        Column(
            "Value #C",
            Told("Còn lại", "Left"),
            unit=c.PERCENT,
            bar=True,
            decimals=0,
            levels=Levels(0.4, 0.8),
        ),
    ),
    sort=("Value #A", True),
)


def board(language: str) -> Board:
    """Return the board; titles of lines are labels of their own in each language."""
    return Board(
        "upgrade-plan",
        Told(
            "Hatang · Kế hoạch nâng cấp và kinh phí", "Hatang · Upgrade plan and budget"
        ),
        Told(
            "Kế hoạch được duyệt gần nhất; chưa duyệt thì kế hoạch vừa được lập.",
            "The plan that was approved last; before that the one just proposed.",
        ),
        "collector",
        (
            Row(
                Told("Tiền", "Money"),
                (
                    _money(
                        Told("Kinh phí", "Budget"),
                        Told("Số tiền được chi.", "Money that may be spent."),
                        "max(hatang_plan_budget_vnd{@})",
                    ),
                    _money(
                        Told("Sẽ chi", "Spent"),
                        Told("Số tiền kế hoạch dùng.", "Money that the plan uses."),
                        "max(hatang_plan_spent_vnd{@})",
                    ),
                    Panel(
                        "stat",
                        Told("Nhu cầu được giải quyết", "Need that is met"),
                        Told(
                            "Lợi ích của kế hoạch so với khi tiền không có hạn.",
                            "Benefit of the plan against one without an end of money.",
                        ),
                        Told(
                            "Trang So sánh cho thấy thêm tiền thì được gì.",
                            "The comparison shows what more money would bring.",
                        ),
                        (
                            Query(
                                "max(hatang_plan_benefit_score{@}) / "
                                "(max(hatang_plan_need_score{@}) > 0)"
                            ),
                        ),
                        c.PERCENT,
                        _EMPTY,
                        width=5,
                        decimals=0,
                        link=(Told("So sánh", "Compare"), "${collector}/plan/compare"),
                    ),
                    Panel(
                        "stat",
                        Told("Việc bắt buộc còn lại", "Duties left open"),
                        Told(
                            "Ví dụ hệ điều hành hết hỗ trợ mà kinh phí không đủ.",
                            "Such as systems without security updates that money does "
                            "not reach.",
                        ),
                        Told(
                            "Xin thêm kinh phí cho riêng những việc này.",
                            "Ask for money for these.",
                        ),
                        (Query("max(hatang_plan_unmet_targets{@})"),),
                        "none",
                        _EMPTY,
                        width=5,
                        levels=ANY,
                        link=_TO_PLAN,
                    ),
                    Panel(
                        "table",
                        Told("Kế hoạch nào", "Which plan"),
                        Told("Đã duyệt hay mới đề xuất.", "Approved or proposed."),
                        Told("Duyệt trên trang kế hoạch.", "Approve it on its page."),
                        (Query("hatang_plan_info{@}"),),
                        empty=_EMPTY,
                        width=4,
                        columns=(
                            Column(
                                "state",
                                Told("Trạng thái", "State"),
                                links=(_TO_PLAN,),
                                shades={
                                    "approved": Shade(
                                        Told("Đã duyệt", "Approved"), "green"
                                    ),
                                    "proposed": Shade(
                                        Told("Đề xuất", "Proposed"), "#EAB839"
                                    ),
                                },
                            ),
                            Column("as_of", Told("Số liệu", "Data of"), width=100),
                        ),
                    ),
                    _bars(
                        Told("Tiền theo quý", "Money by quarter"),
                        Told(
                            "Chi theo quý, mọi nguồn.",
                            "Spent in each quarter, all pots.",
                        ),
                        Told(
                            "Quý nào nặng: chuyển bớt trên trang kế hoạch.",
                            "A heavy quarter: move lines on the plan's page.",
                        ),
                        Query(
                            "sum by (quarter) (hatang_plan_quarter_spend_vnd{@})",
                            "{{quarter}}",
                        ),
                        VND,
                    ),
                    _bars(
                        Told("Tiền theo phòng ban", "Money by department"),
                        Told("Chi cho từng phòng ban.", "Spent for each department."),
                        Told(
                            "Chênh lệch lớn: xem nhu cầu đo được ở trang kế hoạch.",
                            "Large differences: see the measured needs on the plan's page.",
                        ),
                        Query(
                            "sort_desc(sum by (department) "
                            "(hatang_plan_department_spend_vnd{@}))",
                            "{{department}}",
                        ),
                        VND,
                    ),
                ),
            ),
            Row(Told("Ưu tiên", "Priorities"), (_items(language),)),
            Row(Told("Trước và sau", "Before and after"), (_EFFECT,)),
        ),
        period="now-7d",
    )
