"""Disks that refuse: a system call of a running server that fails for a while, and a file system
that is full."""

import contextlib
import os
import pathlib
import subprocess
import time

import pytest


def is_traced(pid):
    tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
    return all("TracerPid:\t0\n" not in (task / "status").read_text() for task in tasks)


@contextlib.contextmanager
def failing(server, path, calls, error, log):
    """Lets calls of the server on a file fail; yields how often they have."""
    pid = server.process.pid
    tracer = subprocess.Popen(
        ["strace", "-f", "-q", "-o", log, "-p", str(pid), "-P", path, "-e", f"trace={calls}",
         "-e", f"inject={calls}:error={error}"], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 10
    while not is_traced(pid):
        if tracer.poll() is not None:
            said = tracer.stderr.read()
            if "not permitted" in said:
                pytest.skip(f"LEFT OUT: nobody may trace here: {said.strip()}")
            raise AssertionError(said)
        assert time.monotonic() < until, "strace does not follow the server"
        time.sleep(0.02)
    try:
        yield lambda: log.read_text().count("(INJECTED)")
    finally:
        tracer.terminate()
        tracer.communicate(timeout=20)


@contextlib.contextmanager
def small_disk(folder, mebibytes):
    """A file system of its own in a folder. Raises PermissionError where nobody may mount one."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", folder],
        capture_output=True, text=True)
    if done.returncode:
        raise PermissionError(done.stderr.strip())
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextlib.contextmanager
def filled(folder):
    """Takes all the room that is left in a file system."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (1 << 20, 4_096):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass
    assert os.statvfs(folder).f_bavail == 0
    try:
        yield
    finally:
        ballast.unlink()
