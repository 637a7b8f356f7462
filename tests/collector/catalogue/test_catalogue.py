"""The price list goes out and comes in again; what is wrong is told with its place."""

import contextlib
import csv
import datetime as dt
import io
import zipfile

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.shared.toml import decode_settings
from collector.__main__ import main
from collector.catalogue import sheet
from collector.catalogue.keeping import KeepError, keep
from collector.catalogue.prices import read_prices
from collector.catalogue.sheet import SheetError, read_rows
from collector.catalogue.writing import as_csv, as_toml, as_xlsx
from collector.planning.shapes.facts import Prices
from collector.planning_facts import load_planning
from collector.planning_facts.files import SHIPPED
from tests.support.fake_clock import FakeClock
from tests.support.simulated import NOW

PRICES = load_planning().prices
WHOLE = [as_xlsx(PRICES.item[:2]), as_csv(PRICES.item)]
WORDS = st.text(max_size=60).map(lambda text: " ".join(text.split()))


def taken(tmp_path, content, name="in.xlsx"):
    """Return what is read of a file with *content*."""
    path = tmp_path / name
    path.write_bytes(content)
    return read_prices(read_rows(path))


def changed(**cells):
    """Return the exported workbook with other cells, by their address."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(PRICES.item)))
    for address, value in cells.items():
        book.active[address] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def in_part(name, change):
    """Return the exported workbook with one of its parts changed."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx(PRICES.item))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return file.getvalue()


def in_sheet(before, after):
    """Return the exported workbook with other XML in its sheet."""

    def change(content):
        assert before in content
        return content.replace(before, after)

    return in_part("xl/worksheets/sheet1.xml", change)


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_what_went_out_comes_in_as_it_was(tmp_path, write):
    """Every field of every price."""
    found = taken(tmp_path, write(PRICES.item))
    assert found.faults == ()
    assert found.prices == PRICES.item


def test_semicolons_and_decimal_commas_are_read_too(tmp_path):
    """As spreadsheets in Vietnam write CSV."""
    rows = list(csv.reader(io.StringIO(as_csv(PRICES.item[:3]).decode("utf-8-sig"))))
    place = rows[0].index("price_vnd")
    for row in rows[1:]:
        row[place] = f"{int(row[place]):,}".replace(",", ".")
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    found = taken(tmp_path, file.getvalue().encode(), "in.csv")
    assert found.prices == PRICES.item[:3]


@given(WORDS, WORDS, st.dates())
@settings(deadline=None, max_examples=150)
def test_toml_is_read_back_whatever_the_names_are(vi, en, day):
    """Quotes, backslashes, controls, any letters."""
    name = type(PRICES.item[0].name)(vi, en)
    price = msgspec.structs.replace(PRICES.item[0], name=name, dated=day, source=vi)
    whole = msgspec.structs.replace(PRICES, item=(price,), source=en[:200])
    assert decode_settings(as_toml(whole), Prices, name="x") == whole


def test_all_faults_are_told_with_their_places(tmp_path):
    """Not only the first; no price is taken then."""
    found = taken(
        tmp_path, changed(E2="cheap", F3="tomorrow", B4="boat", E5=-5, A7=None, A9="x")
    )
    told = [str(fault) for fault in found.faults]
    assert found.prices == ()
    assert len(told) == 5
    for text, parts in zip(
        told,
        (
            ("row 2", "price_vnd", "cheap"),
            ("row 3", "dated", "24/11/2026"),
            ("row 4", "kind", "boat"),
            ("row 5", "price_vnd"),
            ("row 7", "column id", "empty"),
        ),
        strict=True,
    ):
        assert all(part in text for part in parts), text


def test_all_faults_of_one_row_are_told(tmp_path):
    """Its kind and its price, each with what to write; the first fifty of many rows."""
    found = taken(tmp_path, changed(B2="boat", E2=-5, F2="soon"))
    told = "\n".join(map(str, found.faults))
    assert len(found.faults) == 3
    assert "one of ram, ssd" in told
    assert "above 0" in told
    head = as_csv(()).decode().strip()
    rows = "\n".join([head, *(f"i{n},boat,a,b,5,2026-11-01" for n in range(70))])
    found = taken(tmp_path, rows.encode(), "in.csv")
    assert (len(found.faults), found.more) == (50, 20)


@pytest.mark.parametrize(
    "value", [dt.time(1, 2), dt.timedelta(1), True, dt.date(2026, 1, 1), "#REF!"]
)
def test_a_cell_of_another_kind_is_a_fault(tmp_path, value):
    """A clock time, a duration, an error of the spreadsheet."""
    assert "price_vnd" in str(taken(tmp_path, changed(E2=value)).faults[0])


def test_a_number_without_end_is_a_fault(tmp_path):
    """However many digits a workbook has."""
    content = in_sheet(b"<v>540000</v>", b"<v>" + b"9" * 400 + b"</v>")
    assert "too large" in str(taken(tmp_path, content).faults[0])


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("size", [0.125, 1.125, 0.5, 1234567.5, 1e-5, 8.0])
def test_fractions_go_out_and_come_in(tmp_path, write, size):
    """Three decimals are not taken for thousands."""
    price = msgspec.structs.replace(PRICES.item[0], size_gib=size)
    assert taken(tmp_path, write((price,))).prices == (price,)


def test_no_row_is_missed_where_the_workbook_tells_a_wrong_size(tmp_path):
    """Some programs write the size that a sheet once had."""
    whole = f"A1:S{len(PRICES.item) + 1}".encode()
    content = in_sheet(b'ref="' + whole + b'"/>', b'ref="A1:S4"/>')
    assert len(taken(tmp_path, content).prices) == len(PRICES.item)


def test_nothing_is_left_off_in_silence(tmp_path):
    """A cell under no column, as of a number with commas; a row far below."""
    head, first, *_ = as_csv(PRICES.item).decode().splitlines()
    row = f"{head}\n{first},000".encode()
    assert "under no column" in str(taken(tmp_path, row, "in.csv").faults[0])
    with pytest.raises(SheetError, match="below row"):
        taken(tmp_path, changed(A200000="x"))


def test_no_entity_is_followed(tmp_path):
    """Neither into a file nor into billions of letters."""
    (tmp_path / "secret").write_text("SECRET")
    place = (tmp_path / "secret").as_uri()
    many = b"".join(
        b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(9)
    )
    for entities in (
        f'<!ENTITY e9 SYSTEM "{place}">'.encode(),
        b'<!ENTITY e0 "aaaaaaaaaa">' + many,
    ):
        content = in_part(
            "xl/sharedStrings.xml",
            lambda text, entities=entities: text.replace(
                b"?>", b"?><!DOCTYPE sst [" + entities + b"]>", 1
            ).replace(b"<t>DDR3</t>", b"<t>&e9;</t>"),
        )
        with pytest.raises(SheetError, match="damaged"):
            taken(tmp_path, content)


def test_an_id_that_stands_twice_is_a_fault(tmp_path):
    """Which of the two holds could not be told."""
    found = taken(tmp_path, changed(A3=PRICES.item[0].id))
    assert "row 2" in str(found.faults[0])


def test_a_column_that_nobody_knows_or_that_is_missing(tmp_path):
    """A head of another list is told at once."""
    told = [str(f) for f in taken(tmp_path, changed(A1="ident")).faults]
    assert any("'ident'" in text for text in told)
    assert any("column id is missing" in text for text in told)
    assert taken(tmp_path, b"", "in.csv").faults[0].text == "it is empty"
    head = as_csv(()).strip()
    assert "no price" in taken(tmp_path, head, "in.csv").faults[0].text


def test_a_formula_is_not_computed(tmp_path):
    """Its cell is empty: a workbook that nobody has computed has no values."""
    found = taken(tmp_path, changed(E2="=1+1"))
    assert "row 2" in str(found.faults[0])


def test_what_is_no_sheet_is_refused(tmp_path, monkeypatch):
    """With a reason, whatever it is."""
    path = tmp_path / "x"
    for content, why in (
        (b"PK\x03\x04 damaged", "neither CSV nor XLSX"),
        (b"\xff\xfe\x00a", "UTF-8"),
        (b"a\x00b", "neither"),
        (b'"a\n', "damaged CSV"),
    ):
        path.write_bytes(content)
        with pytest.raises(SheetError, match=why):
            read_rows(path)
    with pytest.raises(SheetError, match="cannot be read"):
        read_rows(tmp_path / "nowhere")
    path.write_bytes(b"x" * (sheet.MOST_BYTES + 1))
    with pytest.raises(SheetError, match="larger than"):
        read_rows(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(SheetError, match="unpacked"):
        read_rows(path)
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    path.write_bytes(as_csv(PRICES.item))
    with pytest.raises(SheetError, match="more than 3 rows"):
        read_rows(path)


MANGLED = in_part("", bytes)  # made once: the hour stands in it


@given(st.data())
@settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_workbook_with_damaged_parts_is_an_error_or_a_list(tmp_path, data):
    """Packed rightly, with any bytes in the place of others in one part."""
    with zipfile.ZipFile(io.BytesIO(MANGLED)) as old:
        part = data.draw(st.sampled_from(sorted(old.namelist())))
        content = bytearray(old.read(part))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.sampled_from(b'0123456789<>"/=& \xff\x00aT')
        )
    try:
        found = taken(tmp_path, in_part(part, lambda _: bytes(content)))
    except SheetError:
        return
    assert bool(found.prices) != bool(found.faults)


@given(st.binary(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_an_error_or_faults(tmp_path, content):
    """Never anything else, and never prices."""
    with contextlib.suppress(SheetError):
        assert taken(tmp_path, content, "any").faults


@given(st.data())
@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_damaged_file_is_an_error_or_a_list(tmp_path, data):
    """Never anything else."""
    whole = data.draw(st.sampled_from(WHOLE))
    start = data.draw(st.integers(0, len(whole)))
    bad = whole[:start] + data.draw(st.binary(max_size=30)) + whole[start + 10 :]
    try:
        found = taken(tmp_path, bad, "bad")
    except SheetError:
        return
    assert bool(found.prices) != bool(found.faults)


def test_the_former_list_is_kept_beside_the_new_one(tmp_path):
    """And nothing changes where the new one cannot be used."""
    path = keep(PRICES, tmp_path)
    first = path.read_bytes()
    fewer = msgspec.structs.replace(PRICES, item=PRICES.item[:2])
    keep(fewer, tmp_path)
    assert (tmp_path / "prices.toml.bak").read_bytes() == first
    assert load_planning(tmp_path).prices.item == PRICES.item[:2]
    before = path.read_bytes()
    twice = msgspec.structs.replace(PRICES, item=PRICES.item[:1] * 2)
    with pytest.raises(KeepError, match="twice"):
        keep(twice, tmp_path)
    assert path.read_bytes() == before
    assert not (tmp_path / "prices.new").exists()


def command(capsys, tmp_path, *arguments):
    """Run a command; return its code, output and errors."""
    config = tmp_path / "collector.toml"
    config.write_text(f"knowledge_directory = '{tmp_path / 'knowledge'}'\n")
    (tmp_path / "knowledge").mkdir(exist_ok=True)
    common = ["--data-directory", str(tmp_path), "--config", str(config)]
    code = main([*arguments, *common, "--language", "en"], clock=FakeClock(NOW))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_prices_go_out_are_changed_and_come_in(capsys, tmp_path):
    """As an administrator does it; the next plan has the new price."""
    out = tmp_path / "prices.xlsx"
    assert command(capsys, tmp_path, "catalogue", "export", "--xlsx", str(out))[0] == 0
    out.write_bytes(changed(E2=999_000, F2="20/11/2026", H2="báo giá 12", I2="không"))
    code, _, err = command(capsys, tmp_path, "catalogue", "import", str(out))
    assert (code, f"{len(PRICES.item)} prices are in force" in err) == (0, True)
    first = load_planning(tmp_path / "knowledge").prices.item[0]
    assert (first.price_vnd, first.source, first.example) == (
        999_000,
        "báo giá 12",
        False,
    )
    code, told, _ = command(capsys, tmp_path, "facts", "list")
    assert code == 0
    assert "999,000 VND  |  2026-11-20  |  báo giá 12" in told
    assert "not verified" in told


def test_an_old_price_is_told(capsys, tmp_path):
    """It is taken, and planning will not use it."""
    path = tmp_path / "in.xlsx"
    path.write_bytes(changed(F2="2026-01-02"))
    code, _, err = command(
        capsys, tmp_path, "catalogue", "import", str(path), "--check"
    )
    assert code == 0
    assert "too old to plan with" in err
    assert not (tmp_path / "knowledge" / "prices.toml").exists()


def test_a_fault_changes_nothing(capsys, tmp_path):
    """It is told with its place, and the code says so."""
    path = tmp_path / "in.xlsx"
    path.write_bytes(changed(E2="cheap"))
    code, _, err = command(capsys, tmp_path, "catalogue", "import", str(path))
    assert code == 1
    assert "row 2, column price_vnd" in err
    assert "Nothing has been changed" in err
    assert not (tmp_path / "knowledge" / "prices.toml").exists()


def test_every_fact_file_is_checked(capsys, tmp_path):
    """One that is wrong does not hide another."""
    assert command(capsys, tmp_path, "facts", "check")[0] == 0
    for name in ("norms.toml", "dti.toml"):
        (tmp_path / "knowledge" / name).write_text("nonsense = 1\n")
    code, out, err = command(capsys, tmp_path, "facts", "check")
    assert code == 1
    assert "norms.toml" in err
    assert "dti.toml" in err
    assert "prices.toml: in order" in out


def test_files_of_another_folder_are_checked(capsys, tmp_path):
    """All faults of a file, not the first only; a folder that is not there is told."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    norms = (SHIPPED / "norms.toml").read_text(encoding="utf-8")
    norms = norms.replace('"pc_life_years"', '"a"').replace(
        '"network_life_years"', '"b"'
    )
    (drafts / "norms.toml").write_text(norms, encoding="utf-8")
    code, out, err = command(
        capsys, tmp_path, "facts", "check", "--directory", str(drafts)
    )
    assert code == 1
    assert "fact pc_life_years is missing" in err
    assert "fact network_life_years is missing" in err
    assert "prices.toml: in order" in out
    code, _, err = command(
        capsys, tmp_path, "facts", "check", "--directory", str(tmp_path / "nowhere")
    )
    assert (code, "no such folder" in err) == (1, True)


def test_the_list_says_whose_word_each_entry_is(capsys, tmp_path):
    """Source and state of norms, prices and operators' plans."""
    (tmp_path / "knowledge").mkdir()
    old = msgspec.structs.replace(PRICES.item[0], dated=dt.date(2026, 1, 2))
    keep(msgspec.structs.replace(PRICES, item=(old,)), tmp_path / "knowledge")
    code, told, _ = command(capsys, tmp_path, "facts", "list")
    assert code == 0
    assert "too old to plan with" in told
    assert "no longer in force" in told
    planning = load_planning()
    for entry in (*planning.norms.fact, *planning.isp_plans.plan):
        line = next(line for line in told.splitlines() if f" {entry.id} " in line)
        assert "example" in line
        assert (entry.source or "–") in told


def test_without_a_folder_it_says_what_to_set(capsys, tmp_path):
    """The shipped examples are not overwritten."""
    path = tmp_path / "in.csv"
    path.write_bytes(as_csv(PRICES.item))
    common = ["--data-directory", str(tmp_path), "--language", "en"]
    code = main(["catalogue", "import", str(path), *common], clock=FakeClock(NOW))
    assert code == 1
    assert "knowledge_directory" in capsys.readouterr().err
