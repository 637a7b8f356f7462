"""Stand-ins for psutil: a Windows PC, and a machine where every call fails."""

from collections import namedtuple

import psutil


def row(name, **values):
    """Return a named tuple such as psutil gives."""
    return namedtuple(name, values)(**values)


class WindowsPsutil:
    """Answers as psutil 7 on an office PC with Windows 11."""

    Error = psutil.Error

    def cpu_times(self):
        """Return user, system, idle, interrupt and dpc."""
        return row("t", user=10.0, system=5.0, idle=80.0, interrupt=0.5, dpc=0.25)

    def cpu_freq(self):
        """Return megahertz."""
        return row("f", current=2900.0, min=0.0, max=3600.0)

    def cpu_count(self):
        """Return 12."""
        return 12

    def cpu_stats(self):
        """Return counters."""
        return row("s", ctx_switches=5, interrupts=6, soft_interrupts=0, syscalls=7)

    def virtual_memory(self):
        """Return sizes."""
        return row("m", total=8 << 30, available=3 << 30, percent=62.5)

    def swap_memory(self):
        """Fail as with performance counters switched off."""
        raise RuntimeError("PdhAddEnglishCounterW failed")

    def boot_time(self):
        """Return Unix seconds."""
        return 1795532907.0

    def users(self):
        """Fail as on Wine."""
        raise OSError(1359, "An internal error occurred")

    def pids(self):
        """Return three."""
        return [0, 4, 88]

    def Process(self):  # noqa: N802 - psutil's name
        """Refuse."""
        raise self.Error("access denied")

    def disk_partitions(self, all):  # noqa: A002 - psutil's name
        """Return C:, an empty card reader, a DVD drive and a locked disk."""
        names = [("C:\\", "NTFS", "rw,fixed"), ("E:\\", "", "removable")]
        names += [("D:\\", "CDFS", "ro,cdrom"), ("F:\\", "NTFS", "rw,fixed")]
        return [row("p", device=d, mountpoint=d, fstype=f, opts=o) for d, f, o in names]

    def disk_usage(self, path):
        """Return sizes; F: is locked by BitLocker."""
        if path == "F:\\":
            raise PermissionError("locked")
        return row("u", total=1000, used=400, free=600, percent=40.0)

    def net_io_counters(self, pernic, nowrap):
        """Return raw counters of three interfaces."""
        assert pernic
        assert not nowrap
        counts = dict.fromkeys(
            [
                "bytes_sent",
                "bytes_recv",
                "packets_sent",
                "packets_recv",
                "errin",
                "errout",
                "dropin",
                "dropout",
            ],
            3,
        )
        names = ["Ethernet", "Loopback Pseudo-Interface 1", "vEthernet (WSL)"]
        return {name: row("n", **counts) for name in names}

    def net_if_stats(self):
        """Return the states; the radio's speed is not known."""
        return {
            "Ethernet": row("i", isup=True, duplex=2, speed=1000, mtu=1500),
            "Wi-Fi": row("i", isup=False, duplex=0, speed=0, mtu=1500),
        }

    def sensors_battery(self):
        """Return a charge."""
        return row("b", percent=95, secsleft=-2, power_plugged=True)


class BrokenPsutil:
    """Every question fails, each in another way."""

    Error = psutil.Error

    def __getattr__(self, name):
        errors = (OSError, RuntimeError, ValueError, KeyError, self.Error)
        error = errors[len(name) % len(errors)]

        def fail(*_, **__):
            raise error(name)

        return fail
