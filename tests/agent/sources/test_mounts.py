"""Local file systems of Linux."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.mounts import choose, filesystems, measure, parse_mounts
from tests.support.trees import LINUX_PC

ANSWER = SimpleNamespace(
    f_frsize=4096, f_blocks=1000, f_bfree=500, f_bavail=450, f_files=0, f_ffree=0
)


def test_a_recorded_pc_has_three_local_file_systems():
    """Each device once; no pseudo, packed, layered or remote ones."""
    asked = []

    def statvfs(path):
        asked.append(path)
        return ANSWER

    found = filesystems(root=LINUX_PC, statvfs=statvfs)
    assert asked == ["/", "/boot/efi", "/media/disk one"]
    assert [one.read_only for one in found] == [False, False, True]
    assert (found[0].size, found[0].available) == (4096000, 450 * 4096)
    assert found[0].files is None


def test_a_file_system_that_does_not_answer_is_left_out():
    """One broken disk does not hide the others."""

    def statvfs(path):
        if path == "/":
            raise OSError("gone")
        return ANSWER

    found = filesystems(root=LINUX_PC, statvfs=statvfs)
    assert [one.mountpoint for one in found] == ["/boot/efi", "sda1"]


def test_no_name_of_a_person_is_a_label():
    """Neither that of a home, nor of who put in a stick, nor of the stick."""
    table = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/lan/ANH\\040CUOI vfat rw 0 0\n"
        "/dev/sdc1 /run/media/hoa/X exfat rw 0 0\n"
        "/dev/sdd1 /home/minh ext4 rw 0 0\n"
        "tank/home/binh /home/binh zfs rw 0 0\n"
        "tank/home/quan /home/quan zfs rw 0 0\n"
        "/dev/sde1 /mnt/backup ext4 rw 0 0\n"
    )
    mounts = choose(parse_mounts(table))
    found = [measure(mount, ANSWER) for mount in mounts]
    assert {one.mountpoint for one in found} == {
        *("/", "/mnt/backup", "sdb1", "sdc1", "sdd1", "tank")
    }
    told = repr(found)
    assert not any(
        name in told for name in ("lan", "hoa", "minh", "binh", "quan", "CUOI")
    )


def test_data_sets_of_one_pool_below_homes_are_one(tmp_path):
    """Two series of the same name would be a contradiction."""
    (tmp_path / "proc/self").mkdir(parents=True)
    table = "tank/h/a /home/a zfs rw 0 0\ntank/h/b /home/b zfs rw 0 0\n"
    (tmp_path / "proc/self/mounts").write_text(table)
    found = filesystems(root=tmp_path, statvfs=lambda _: ANSWER)
    assert [one.mountpoint for one in found] == ["tank"]


def test_a_container_has_its_root():
    """Where no local device is mounted, the root counts."""
    mounts = parse_mounts("overlay / overlay rw 0 0\ntmpfs /run tmpfs rw 0 0\n")
    assert [mount.mountpoint for mount in choose(mounts)] == ["/"]


@given(st.one_of(st.text(), st.text("/\\04 \nextrw,")))
def test_no_text_makes_the_parser_fail(junk):
    """Whatever the table says, a device comes at most once."""
    chosen = choose(parse_mounts(junk))
    assert len({mount.device for mount in chosen}) == len(chosen)
