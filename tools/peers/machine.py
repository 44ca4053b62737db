"""What the figures were measured with and on: versions, commit, processor, who else was busy."""
from __future__ import annotations

import os
import pathlib
import platform
import re
import resource
import subprocess
import sys
import time

from programs import INTERPRETERS, ROOT, SANGDAM

# The load average above which the machine is not quiet, and how long it may take to calm down.
QUIET_LOAD, PATIENCE_SECONDS = 0.5, 180
# What others may take of one core while it is measured.
OTHERS_LIMIT = 0.1


def said(*command) -> str:
    """The first line that a command prints; empty if there is no such command."""
    try:
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (done.stdout.strip().splitlines() or [""])[0] if done.returncode == 0 else ""


def versions() -> dict:
    """The version of every program that takes part, without those that are missing."""
    found = {"Sangdam": said(SANGDAM, "--version"), "g++": said("g++", "-dumpfullversion")}
    swift = re.search(r"Swift version (\S+)", said("swift", "--version"))
    found["Swift"] = swift.group(1) if swift else ""
    asking = "from importlib.metadata import version as v; print(v('simpy'), v('ciw'))"
    for name, path in INTERPRETERS.items():
        libraries = said(path, "-c", asking).split()
        if len(libraries) == 2:
            of_itself = ("'%d.%d.%d' % sys.pypy_version_info[:3] + ' (Python ' +"
                         " platform.python_version() + ')'")
            of_itself = "platform.python_version()" if name == "CPython" else of_itself
            found[name] = said(path, "-c", f"import platform, sys; print({of_itself})")
            found[f"SimPy, Ciw under {name}"] = ", ".join(libraries)
    return {name: version for name, version in found.items() if version}


def facts() -> dict:
    """Where and when this is measured, at which commit."""
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return {"date": time.strftime("%Y-%m-%d"),
            "commit": said("git", "describe", "--always", "--dirty"),
            "processor": cpu.group(1) if cpu else platform.machine(), "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()}", "versions": versions()}


def is_calm() -> bool:
    """Whether the load average falls below the limit within a few minutes: a build just ended."""
    for second in range(0, PATIENCE_SECONDS, 5):
        load = os.getloadavg()[0]
        if load <= QUIET_LOAD:
            return True
        if second == 0:
            print(f"load average {load:.2f}: waiting for {QUIET_LOAD}", file=sys.stderr)
        time.sleep(5)
    return False


class Watch:
    """Counts what others took of the machine, from when it was made."""

    def __init__(self):
        self.begin = self.clocks()

    @staticmethod
    def clocks() -> tuple[float, float, float, float]:
        """Seconds: of the wall, busy on all cores, of this program and its children, stolen."""
        ticks = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
        user, nice, system, _, _, interrupt, soft, stolen = (
            int(tick) / os.sysconf("SC_CLK_TCK") for tick in ticks[:8])
        own = sum(usage.ru_utime + usage.ru_stime for usage in map(
            resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
        return time.monotonic(), user + nice + system + interrupt + soft, own, stolen

    def others(self) -> dict:
        """What other processes, and what the host, took so far, in cores."""
        wall, busy, own, stolen = (
            now - then for now, then in zip(self.clocks(), self.begin))
        wall = max(wall, 1e-9)
        return {"others": max(0.0, busy - own) / wall, "stolen": stolen / wall}


def write_page(name: str, parts: list, rounds: int, facts: dict, compilers: str, watch) -> None:
    """Writes results/NAME.md: its head, what it was measured on, and a part with lines each."""
    others = watch.others()
    head = ROOT / "tools" / "peers" / f"{name}-head.md"
    text = [head.read_text(encoding="utf-8").rstrip(), "",
            f"Measured on {facts['date']} at commit {facts['commit']}, {facts['processor']}, "
            f"{facts['cores']} cores, {facts['system']}; {compilers}; {rounds} rounds in turn, "
            f"medians (lowest–highest). While it ran, other processes took {others['others']:.2f} "
            f"of a core and the host withheld {others['stolen']:.2f}."]
    for title, lines in parts:
        text += ["", f"## {title}", ""] + lines
    page = pathlib.Path("results") / f"{name}.md"
    (ROOT / page).write_text("\n".join(text) + "\n", encoding="utf-8")
    print(page)
