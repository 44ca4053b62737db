#!/usr/bin/env python3
"""Whether a page of docs still does what it shows: tools/tour-check.py [--program FILE] [PAGE…]

Runs each block ```sh run in a scratch folder that has the repository's `scenarios`, in order, on
a terminal of 80 columns without colour. The info string may name the exit code (```sh run 1).
A block ```text that follows is what must come out: `…` alone in a line stands for any lines,
elsewhere for any text. Without PAGE: docs/tour.md.
"""
import argparse, fcntl, os, pathlib, pty, re, struct, subprocess, sys, tempfile, termios

ROOT = pathlib.Path(__file__).resolve().parent.parent


def blocks(page):
    """(line, info string, text) of each fenced block."""
    found, start = [], None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if start is None and line.startswith("```"):
            start, lines = (number, line[3:].strip()), []
        elif start is not None and line == "```":
            found.append((*start, "\n".join(lines)))
            start = None
        elif start is not None:
            lines.append(line)
    if start is not None:
        sys.exit(f"{page}:{start[0]}: the block is never closed")
    return found


def run(command, folder, program):
    """Exit code and everything that a terminal shows."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    # A terminal that cannot draw: no progress, whatever the speed of the machine.
    environment = {**os.environ, "TERM": "dumb", "NO_COLOR": "1",
                   "PATH": f"{program.parent}:{os.environ['PATH']}"}
    process = subprocess.Popen(["bash", "-c", command], cwd=folder, env=environment,
                               stdin=subprocess.DEVNULL, stdout=slave, stderr=slave)
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 1 << 16)
        except OSError:  # Linux says so when the last writer is gone.
            break
        if not part:
            break
        shown += part
    os.close(master)
    return process.wait(), shown.decode().replace("\r\n", "\n")


def pattern(expected):
    """The expected text as a regular expression."""
    lines = []
    for line in expected.splitlines():
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(re.escape(part) for part in line.split("…")) + r"\s*\n")
    return re.compile("".join(lines) + r"\s*")


def check(page, program):
    """How many blocks were run, and what went wrong."""
    count, faults = 0, []
    found = blocks(page)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "scenarios").symlink_to(ROOT / "scenarios")
        for index, (line, info, text) in enumerate(found):
            words = info.split()
            if words[:2] != ["sh", "run"]:
                continue
            count += 1
            code, shown = run(text, folder, program)
            wanted = int(words[2]) if len(words) > 2 else 0
            if code != wanted:
                faults.append(f"{page}:{line}: exit code {code}, {wanted} is stated\n{shown}")
            follower = found[index + 1] if index + 1 < len(found) else (0, "", "")
            if follower[1] == "text" and not pattern(follower[2]).fullmatch(shown):
                faults.append(f"{page}:{follower[0]}: this is not what comes out:\n{shown}")
    return count, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/sangdam")
    parser.add_argument("pages", type=pathlib.Path, nargs="*", default=[ROOT / "docs/tour.md"])
    options = parser.parse_args()
    program = options.program.resolve()
    if not os.access(program, os.X_OK):
        sys.exit(f"{options.program} is not there: build it first (`make run`)")
    broken = False
    for page in options.pages:
        count, faults = check(page, program)
        broken = broken or bool(faults) or count == 0
        print("\n".join(faults) if faults else f"{page.name}: {count} blocks do what they show")
    sys.exit(1 if broken else 0)


main()
