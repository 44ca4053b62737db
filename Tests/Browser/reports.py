"""Makes the reports that the browser opens: of real runs, of a result with every key, of a large one."""

import copy
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SANGDAM = ROOT / os.environ.get("SANGDAM_PROGRAM", ".build/release/sangdam")
EVERY_KEY = Path(__file__).with_name("every-key.json")


def simulate(scenario, folder, *options):
    """Runs a shipped scenario; the folder of its result."""
    command = [SANGDAM, "simulate", ROOT / "scenarios" / scenario, "--quiet", "--out", folder, *options]
    ending = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True)
    # An objective that is missed or undecided is a result like any other.
    assert ending.returncode in (0, 1, 4), ending.stderr
    return folder


def report(results, page):
    """Makes a page; its path."""
    command = [SANGDAM, "report", *results, "--out", page]
    ending = subprocess.run(command, capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return page


def large(file, streams=4096, groups=200, periods=1440):
    """A result as large as a scenario may make it."""
    document = json.loads(EVERY_KEY.read_text())
    stream = document["by_demand"]["plain"]
    group = document["by_agents"]["seoul"]
    period = document["by_period"][1]
    document["scenario"]["name"] = "large"
    document["by_demand"] = {f"stream {i}": stream for i in range(streams)}
    document["by_agents"] = {f"group {i}": group for i in range(groups)}
    document["by_period"] = []
    for i in range(periods):
        one = copy.deepcopy(period)
        one["from"], one["to"] = 60 * i, 60 * (i + 1)
        document["by_period"].append(one)
    match = document["matches"][0]
    document["matches"] = [
        {**match, "demand": f"stream {i}", "agents": f"group {i % groups}"} for i in range(streams)
    ]
    ring = document["rings"][0]
    document["rings"] = [{**ring, "demand": f"stream {i}", "ring": i % 3} for i in range(streams)]
    help = document["helps"][0]
    document["helps"] = [
        {**help, "asked": f"group {i}", "joined": f"group {j}"}
        for i in range(groups) for j in range(0, groups, 20)
    ]
    file.write_text(json.dumps(document))
    return file
