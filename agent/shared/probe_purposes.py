"""What each probe collects and why, for the person whose machine it is.

The privacy page is made of it, of ``fact_kinds`` and of the metrics' declarations. A
test compares it with the table of probes.
"""

import msgspec

from agent.shared.fact_kinds import N_


class Purpose(msgspec.Struct, frozen=True):
    """One probe in a reader's words (marked for translation, in English).

    ``switch``: the setting that switches it off, where it is no probe.
    """

    title: str
    collects: str
    why: str
    switch: str = ""


_LOAD = N_("To see whether the machine is too slow for its work, and which part is.")
_LOSS = N_("To lose no documents.")
_DEVICES = "switches.devices = []"

PURPOSES: dict[str, Purpose] = {
    "cpu": Purpose(
        N_("Processor"),
        N_("How busy the processors are, how fast they run, how many tasks wait."),
        _LOAD,
    ),
    "memory": Purpose(
        N_("Memory"),
        N_("How much memory is used, and how often the machine reads it from disk."),
        _LOAD,
    ),
    "pressure": Purpose(
        N_("Waiting times"),
        N_("How long work waited for processor, memory and disk (Linux)."),
        _LOAD,
    ),
    "disk": Purpose(
        N_("Work of the disks"),
        N_("How much is read and written, and how long it takes: never what."),
        _LOAD,
    ),
    "filesystem": Purpose(
        N_("Free space"),
        N_("How large and how full each file system is: never which files."),
        N_("To make room before a disk is full."),
    ),
    "network": Purpose(
        N_("Network cards"),
        N_("How much passes, errors, and the speed of the link: never with whom."),
        N_("To find bad cables, and links that are too slow."),
    ),
    "path": Purpose(
        N_("Ways in the network"),
        N_(
            "How fast the gateway, the collector, the DNS resolvers and hosts that the"
            " settings name answer a small packet, and when they did not. Never where"
            " people go."
        ),
        N_("To tell whether the machine, the network or the operator is at fault."),
    ),
    "service": Purpose(
        N_("Services that work rests on"),
        N_(
            "Whether the services that the settings name answer as they should, how fast,"
            " and until when their certificates hold. Never what people do there."
        ),
        N_("To tell whether the machine, the network or the operator is at fault."),
    ),
    "tcp": Purpose(
        N_("Packets sent again"),
        N_("How many TCP segments the machine sent, and how many it sent again."),
        N_("To tell whether the machine, the network or the operator is at fault."),
    ),
    "line_throughput": Purpose(
        N_("Throughput of broadband lines"),
        N_(
            "How much a line carries: once a night by test data, only where the settings"
            " name a server to test against. Never what people send or receive."
        ),
        N_("To know whether the operator delivers what was agreed."),
    ),
    "boot": Purpose(
        N_("Start of the machine"),
        N_("When the machine was started."),
        N_("To date its reports, and to see restarts that nobody wanted."),
    ),
    "sessions": Purpose(
        N_("Sessions"),
        N_("How many sessions of users there are: a number, never names."),
        N_("To know when a machine may be restarted."),
    ),
    "processes": Purpose(
        N_("Processes"),
        N_("How many processes there are: a number, never which programs."),
        _LOAD,
    ),
    "temperature": Purpose(
        N_("Temperature"),
        N_("What the machine's sensors measure."),
        N_("To find dust and broken fans before they break the machine."),
    ),
    "battery": Purpose(
        N_("Battery"),
        N_("How full and how worn the battery is, and whether the mains are there."),
        N_("To know when a battery needs to be replaced."),
    ),
    "hardware": Purpose(
        N_("Hardware and system"),
        N_("Maker, model and serial numbers of the machine and its parts; the system."),
        N_("To know what there is, what can be upgraded, and what is out of support."),
    ),
    "own": Purpose(
        N_("The agent itself"),
        N_("What the agent costs, what waits for delivery, how its probes fare."),
        N_("To see that the agent stays light and loses nothing."),
    ),
    "disk_health": Purpose(
        N_("Health of the drives"),
        N_("What the drives say of their own wear and defects (SMART)."),
        N_("To replace a drive before it takes the documents with it."),
    ),
    "arrays": Purpose(
        N_("Drive arrays"),
        N_("Whether an array of drives is whole, and when its data were checked."),
        N_("To see that an array runs on its last drive."),
    ),
    "protection": Purpose(
        N_("Protection"),
        N_(
            "Whether antivirus, firewall and encryption are on; how many local "
            "administrators there are: a number and a hash, never names or keys."
        ),
        N_("To see that malware and thieves do not get at the documents."),
    ),
    "updates": Purpose(
        N_("Updates"),
        N_("How many updates wait and when the last came; which office program it is."),
        N_("To see that security updates arrive."),
    ),
    "backup": Purpose(
        N_("Backups"),
        N_("When each backup last worked and was last tested: never what is in it."),
        _LOSS,
    ),
    "shadow_copies": Purpose(
        N_("Shadow copies"),
        N_("Whether there are any, and of when the newest is."),
        N_("To notice that somebody deletes them, as ransomware does first."),
    ),
    "canary": Purpose(
        N_("Canary files"),
        N_("Whether small files that the agent itself made are still as they were."),
        N_("To notice encryption of files by a file of our own, not by yours."),
    ),
    "documents": Purpose(
        N_("Amount of documents"),
        N_(
            "The sum of the sizes in the folders that the settings name: never names "
            "of files or of people."
        ),
        N_("To rank who would lose most."),
    ),
    "loss": Purpose(
        N_("Signs of loss"),
        N_("How fast free space falls: never what fills it."),
        N_("To notice what destroys documents while it does so."),
    ),
    "discovery": Purpose(
        N_("Devices found in the network"),
        N_(
            "Which switches, printers and other devices answer SNMP in the ranges that"
            " the settings name: only an agent that was told to, never a PC's own."
        ),
        N_("To propose what should be watched."),
        "switches.discover_interval_s = 0",
    ),
    "switch_poll": Purpose(
        N_("Switches and other devices"),
        N_(
            "Whether each device that the settings name answers, and since when it runs:"
            " only an agent that was told to reads devices."
        ),
        N_("To see that a switch, a printer or a UPS is gone."),
        _DEVICES,
    ),
    "switch_ports": Purpose(
        N_("Ports of the devices"),
        N_(
            "Link, speed, and how much passes each port, with errors: never what or to"
            " whom."
        ),
        N_("To find bad cables, and links that are too slow or too full."),
        _DEVICES,
    ),
    "switch_levels": Purpose(
        N_("What devices measure of themselves"),
        N_("Load, memory, temperature, power, toner, battery; errors on the wire."),
        N_("To replace what wears out before it fails."),
        _DEVICES,
    ),
    "switch_survey": Purpose(
        N_("What devices are, and what hangs on them"),
        N_(
            "Maker, model, serial number and parts of each device; its ports, VLANs and"
            " neighbours; the network addresses that it has learned, and on which port."
        ),
        N_("To know which machine hangs on which port, and by which way."),
        _DEVICES,
    ),
}
