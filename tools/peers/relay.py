#!/usr/bin/env python3
"""Measures the relay: tools/peers/relay.py [--peers DIR] [--runs N] [--anyway]

Dialogues of `sangdam serve` (framed, unmasked, routed to their dialogue, numbered, acknowledged),
kept on the disk before they are acknowledged (`--transcripts`), kept without that wait
(`--durability relaxed`) and not kept, beside the controls of DIR/relay and message brokers, in
turn, medians of N rounds: processor time of a message in a closed loop of 1,000 pairs, round trips
at 10,000 a second, what the relay copies, allocates and asks of the kernel, memory of a
connection, 9,000 dialogues, and joins of waiting customers. Brokers that are not installed are
named and left out. Writes results/relay.md. Exit codes: 0 written, 2 wrong usage, 3 a program
failed, or the machine was not quiet.
"""
from __future__ import annotations

import argparse
import base64
import hmac
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import machine
from programs import ROOT, SANGDAM

RUNS = ROOT / "Benchmarks" / ".build" / "release" / "relay-runs"
CONTROLS = ROOT / ".build" / "peers"
BROKERS = {"mqtt": "mosquitto", "redis": "redis-server", "nats": "nats-server"}
PAIRS, SECONDS, SIZE = 1000, 4, 128
# What is ours, with the options of the server: dialogues that are passed on, those that are kept
# too, and those that are on the disk before they are acknowledged.
OURS = {"dialogues": [], "relaxed": ["--durability", "relaxed"], "kept": ["--durability", "strict"]}
# What is held against the controls.
HELD = list(OURS)
# What the relay counts.
COUNTED = ("messages", "bytes_copied", "allocations", "system_calls")
SCENARIO = """
sangdam: 1
name: relay
length: 24h
demand:
  - name: page
    code: {language: ko, document: "52161505"}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
agents:
  - {name: agent, count: 9000, languages: {ko: 1}, documents: {"52": 1}}
"""


class Failed(Exception):
    """A program that did not do what was asked."""


class Service:
    """`sangdam serve` with agents of one group, and the file that names them."""

    def __init__(self, folder: pathlib.Path, *options: object) -> None:
        scenario, credentials = folder / "relay.yaml", folder / "credentials.json"
        scenario.write_text(SCENARIO, encoding="utf-8")
        self.process = subprocess.Popen(
            [SANGDAM, "serve", scenario, "--information", "127.0.0.1:0", "--consult",
             "127.0.0.1:0", "--credentials", credentials, "--connections", "19500",
             "--connections-per-address", "19500", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline().split()
        if ready[:1] != ["ready"]:
            raise Failed(self.process.stderr.read())
        where = dict(word.split("=", 1) for word in ready[1:])
        with urllib.request.urlopen(where["information"] + "/pages.json") as answer:
            pages = json.load(answer)
        key = bytes.fromhex(json.loads(credentials.read_text())["key"])
        names = [f"agent-{number}" for number in range(1, 9001)]
        lines = [f"{name} {token(key, name)}\n" for name in names]
        agents = folder / "agents"
        agents.write_text("".join(lines), encoding="utf-8")
        self.options = [
            "--port", where["consult"].rsplit(":", 1)[1], "--pid", self.process.pid,
            "--code", pages["pages"][0]["code"], "--issuer", pages["issuer"], "--agents", agents]
        self.metrics = where["information"] + "/metrics"

    def counted(self, name: str) -> float:
        with urllib.request.urlopen(self.metrics) as answer:
            found = re.search(rf"^{name} (\S+)$", answer.read().decode(), re.MULTILINE)
        return float(found.group(1))

    def relayed(self) -> dict[str, float]:
        # The relay brings its count of allocations up to date once a second.
        time.sleep(1.2)
        return {name: self.counted(f"sangdam_relay_{name}_total") for name in COUNTED}

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=30)


def token(key: bytes, agent: str) -> str:
    end = int(time.time()) + 24 * 3_600
    code = hmac.digest(key, f"agent {end} {agent}".encode(), "sha256")
    return f"{end}." + base64.urlsafe_b64encode(code).rstrip(b"=").decode()


def ours(mode: str, kind: str = "dialogues", **options) -> dict[str, float]:
    """A run on a server of its own, with what the relay counted once all were there."""
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        keep = ["--transcripts", pathlib.Path(folder) / "transcripts.sqlite"]
        service = Service(pathlib.Path(folder), *(keep if OURS[kind] else []), *OURS[kind])
        try:
            command = [RUNS, mode, "--hold", *service.options]
            for name, value in options.items():
                command += ["--" + name, value]
            driver = subprocess.Popen(
                list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True)
            limit = threading.Timer(300, driver.kill)
            limit.daemon = True
            limit.start()
            said = driver.stdout.readline()
            before = service.relayed()
            if said:
                driver.stdin.write("\n")
                driver.stdin.flush()
            for line in iter(driver.stdout.readline, ""):
                said += line
                if line.startswith("over"):
                    break
            # Before they leave: their leaving is no talk.
            after = service.relayed()
            _, complaint = driver.communicate("\n")
            limit.cancel()
            if driver.returncode:
                raise Failed(f"{mode}: {complaint.strip()[-300:]}")
            words = said.split()
            facts = {name: float(value) for name, value in zip(words[::2], words[1::2])}
            facts |= {name: after[name] - before[name] for name in COUNTED}
            if OURS[kind]:
                facts |= on_disk(service)
            return facts
        finally:
            service.stop()


def on_disk(service: Service) -> dict[str, float]:
    """Waits until all is on the disk; how it came there."""
    until = time.monotonic() + 60
    while service.counted("sangdam_transcripts_queued") > 0:
        if time.monotonic() > until:
            raise Failed("the transcripts do not come to their end")
        time.sleep(0.05)
    facts = {name: service.counted(f"sangdam_transcripts_{name}_total")
             for name in ("committed", "commits", "refused", "failures")}
    if facts["refused"] or facts["failures"]:
        raise Failed(f"transcripts that were not kept: {facts}")
    return facts


def control(folder: pathlib.Path, kind: str, rate: int) -> dict[str, float]:
    """A run of a control; its script starts and ends it."""
    done = subprocess.run(
        [folder / "run_peers.sh", str(PAIRS), str(rate), str(SECONDS), str(SIZE), kind],
        capture_output=True, text=True, check=False)
    found = re.search(
        r"done (\d+) rt/s.*=> ([\d.]+) us/msg.*p50 (\d+) p99 (\d+) p99.9 (\d+).*= (-?[\d.]+) kB/conn",
        done.stdout)
    if not found:
        raise Failed(f"{kind}: {done.stdout}{done.stderr}"[-300:])
    names = ("round_trips_per_s", "us_per_message", "p50_us", "p99_us", "p999_us",
             "kib_per_connection")
    return dict(zip(names, map(float, found.groups())))


def beside(rounds: int, kinds: list[str], rate: int) -> dict[str, list[dict[str, float]]]:
    """Dialogues and controls in turn."""
    seen: dict[str, list] = {kind: [] for kind in [*OURS, *kinds]}
    for round_ in range(rounds):
        for kind in list(seen) if round_ % 2 == 0 else list(seen)[::-1]:
            seen[kind].append(
                ours("talk", kind, pairs=PAIRS, rate=rate, seconds=SECONDS, size=SIZE)
                if kind in OURS else control(CONTROLS / "relay", kind, rate))
            print(kind, seen[kind][-1], file=sys.stderr)
    return seen


def middle(runs: list[dict[str, float]], name: str) -> float:
    return statistics.median([run[name] for run in runs])


def spread(runs: list[dict[str, float]], name: str) -> str:
    values = [run[name] for run in runs]
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def table(seen: dict[str, list[dict[str, float]]]) -> list[str]:
    """A row a program, and how the dialogues compare to it."""
    held = " | ".join(f"{what} ÷ it" for what in HELD)
    lines = [f"| | µs of processor a message | {held} | p50, µs | {held} | p99, µs | round trips/s"
             " | KiB a connection |", "|---" * (6 + 2 * len(HELD)) + "|"]
    for kind, runs in seen.items():
        def ratio(name: str, what: str) -> str:
            return "–" if kind in OURS and what != HELD[0] or kind == what else "**%.2f**" % (
                statistics.median([a[name] / b[name] for a, b in zip(seen[what], runs)]))

        def ratios(name: str) -> str:
            return " | ".join(ratio(name, what) for what in HELD)

        cost = [run["us_per_message"] for run in runs]
        lines.append(
            f"| {BROKERS.get(kind, kind)} | {middle(runs, 'us_per_message'):.2f} "
            f"({min(cost):.2f}–{max(cost):.2f}) | {ratios('us_per_message')} | "
            f"{middle(runs, 'p50_us'):.0f} | {ratios('p50_us')} | {middle(runs, 'p99_us'):.0f} | "
            f"{middle(runs, 'round_trips_per_s'):,.0f} | "
            f"{middle(runs, 'kib_per_connection'):.2f} |")
    return lines + ["", *counts(seen)]


def counts(seen: dict[str, list[dict[str, float]]]) -> list[str]:
    """What the relay counted while the pairs talked."""
    lines = ["| while they talk | messages | bytes copied | allocations | system calls a message |",
             "|---" * 5 + "|"]
    for kind in OURS:
        runs = seen[kind]
        total = {name: sum(run[name] for run in runs) for name in COUNTED}
        lines.append(
            f"| {kind} | {total['messages']:,.0f} | {total['bytes_copied']:.0f} | "
            f"{total['allocations']:.0f} | {total['system_calls'] / total['messages']:.2f} |")
    return lines


def large(rounds: int) -> list[str]:
    """9,000 dialogues, who waits, and joins."""
    def runs(mode: str, kind: str = "dialogues", **options) -> list[dict[str, float]]:
        done = [ours(mode, kind, **options) for _ in range(rounds)]
        print(mode, kind, options, done, file=sys.stderr)
        return done

    lines = []
    for kind, name in (("dialogues", "not kept"), ("kept", "kept")):
        many = runs("talk", kind, pairs=9000, rate=1000, seconds=2)
        lines.append(
            f"- 9,000 dialogues, {name} (18,000 connections, one process), are up in "
            f"{middle(many, 'set_up_s'):.1f} s, with {middle(many, 'kib_per_connection'):.2f} KiB "
            f"of resident memory a connection, sessions and routing included.")
    few, all_ = (runs("waiting", waiting=waiting) for waiting in (2000, 10_000))
    slope = (10_000 * middle(all_, "kib_per_connection")
             - 2000 * middle(few, "kib_per_connection")) / 8000
    lines.append(
        f"- Connections that are idle, of customers who wait: {slope:.2f} KiB of resident memory for "
        f"each of the 8,000 from the 2,001st on.")
    for waiting, name in ((100, "100"), (8000, "8,000")):
        joins = runs("joins", pairs=500, rate=1000, waiting=waiting, joins=5000)
        lines.append(
            f"- {name} customers who wait all the time and 500 agents, 5,000 joins at 1,000 a "
            f"second, to the next customer's news: from when an end was written p50 "
            f"{middle(joins, 'answer_p50_us'):.0f} µs, p99 {spread(joins, 'answer_p99_us')} µs; "
            f"from when it was planned, so with the driver's own lateness on the same two cores "
            f"(at most {middle(joins, 'lag_us'):.0f} µs), p50 {middle(joins, 'p50_us'):.0f} µs, "
            f"p99 {spread(joins, 'p99_us')} µs, p99.9 {middle(joins, 'p999_us'):.0f} µs.")
    return lines


def build(folder: pathlib.Path | None) -> list[str]:
    """Builds what is ours and the controls; the kinds of controls that can run."""
    for path, product in ((ROOT, "sangdam"), (ROOT / "Benchmarks", "relay-runs")):
        subprocess.run(["swift", "build", "-c", "release", "--package-path", path, "--product",
                        product], check=True, stdout=sys.stderr)
    if folder is None:
        print("\nLEFT OUT: all controls: give --peers DIR with relay/ in it\n", file=sys.stderr)
        return []
    copy = CONTROLS / "relay"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "relay", copy)
    for name in ("relay_epoll", "relay_load"):
        subprocess.run(["gcc", "-O2", "-w", "-o", copy / name, copy / f"{name}.c"], check=True)
    (copy / "run_peers.sh").chmod(0o755)
    found = [kind for kind, program in BROKERS.items() if shutil.which(program)]
    for kind in BROKERS.keys() - found:
        print(f"\nLEFT OUT: {BROKERS[kind]} is not installed\n", file=sys.stderr)
    return ["epoll", *found]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--anyway", action="store_true")
    given = parser.parse_args()
    kinds = build(given.peers)
    if not given.anyway and not machine.is_calm():
        print("the machine is not quiet", file=sys.stderr)
        return 3
    watch = machine.Watch()
    facts = machine.facts()
    try:
        parts = [("1,000 pairs, one message under way in each", table(beside(given.runs, kinds, 0))),
                 ("1,000 pairs, 10,000 messages a second", table(beside(given.runs, kinds, 5000))),
                 ("Many dialogues, who waits, and joins", large(3))]
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 3
    compilers = f"Swift {facts['versions'].get('Swift')}"
    machine.write_page("relay", parts, given.runs, facts, compilers, watch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
