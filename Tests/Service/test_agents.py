"""Agents who sign in by a secret of their own, whose hash a file has; and tokens made by hand."""

import stat
import subprocess

from consultation import Agent, Connection
from raw_client import closed, reaches, refused_sign_ins
from running_server import SANGDAM
from shop import shop

SHOP = shop(agents=3)


def agents(*words):
    return subprocess.run(
        [SANGDAM, "agents", *words], capture_output=True, text=True, check=False)


def add(file, *words):
    """The secrets that were made, by the agents' names."""
    done = agents("add", file, *words)
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ") for line in done.stdout.splitlines())


def sign_in(server, name, **proof):
    """The name that the server says; None if it closes with 4401."""
    connection = Connection(server.consult, "/agent")
    connection.say("sign-in", agent=name, **proof)
    first = connection.controls.get(timeout=10)
    if first is None:
        assert connection.closed == 4401
        return None
    assert first["type"] == "signed-in", first
    connection.socket.close()
    return first["agent"]


def test_an_agent_signs_in_by_a_secret_that_no_file_and_no_log_has(serve, tmp_path):
    file = tmp_path / "agents"
    secrets = add(file, "seoul-1", "seoul-2")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    server = serve(SHOP, "--agents", file)
    for name, secret in secrets.items():
        assert len(secret) == 43
        assert sign_in(server, name, secret=secret) == name
    assert sign_in(server, "seoul-2", secret=secrets["seoul-1"]) is None
    assert sign_in(server, "seoul-3", secret=secrets["seoul-1"]) is None
    assert sign_in(server, "seoul-1", secret=secrets["seoul-1"][:-1]) is None
    assert sign_in(server, "seoul-1", secret="") is None
    # What is a secret is no token, and neither makes up for the other.
    assert sign_in(server, "seoul-1", token=secrets["seoul-1"]) is None
    reaches(lambda: closed(server, 4401), 5)
    assert refused_sign_ins(server, "wrong-secret") == 4
    assert refused_sign_ins(server, "wrong-token") == 1
    both = Connection(server.consult, "/agent")
    both.say("sign-in", agent="seoul-1", secret=secrets["seoul-1"], token="x")
    assert both.hear("refused")["of"] == "sign-in"
    code, said = server.stop()
    assert code == 0, said
    for secret in secrets.values():
        assert secret not in said + file.read_text() and secret[:20] not in said


def test_a_running_server_sees_who_comes_into_the_file_and_who_goes(serve, tmp_path):
    file = tmp_path / "agents"
    first = add(file, "seoul-1")["seoul-1"]
    server = serve(SHOP, "--agents", file)
    assert sign_in(server, "seoul-1", secret=first) == "seoul-1"
    second = add(file, "seoul-2")["seoul-2"]
    assert sign_in(server, "seoul-2", secret=second) == "seoul-2"
    # A secret that somebody has is not replaced by mistake.
    assert agents("add", file, "seoul-1").returncode == 2
    new = add(file, "seoul-1", "--replace")["seoul-1"]
    assert sign_in(server, "seoul-1", secret=first) is None
    assert sign_in(server, "seoul-1", secret=new) == "seoul-1"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("seoul-2 ")))
    assert sign_in(server, "seoul-2", secret=second) is None
    assert sign_in(server, "seoul-1", secret=new) == "seoul-1"
    # A file that is wrong lets nobody in, and the log says so.
    file.write_text("seoul-1\n")
    assert sign_in(server, "seoul-1", secret=new) is None
    _, said = server.stop()
    assert "warning the file of agents cannot be used" in said and "malformedLine(1)" in said


def test_a_token_is_made_by_hand_and_secrets_need_a_file(serve):
    server = serve(SHOP)
    made = agents("token", "seoul-1", "--credentials", server.credentials, "--hours", "0.5")
    assert made.returncode == 0, made.stderr
    assert sign_in(server, "seoul-1", token=made.stdout.strip()) == "seoul-1"
    assert sign_in(server, "seoul-2", token=made.stdout.strip()) is None
    assert sign_in(server, "seoul-1", secret="A" * 43) is None
    assert Agent(server, "seoul-3").session


def test_files_that_cannot_be_used_are_named(tmp_path):
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text(SHOP)
    file = tmp_path / "agents"
    file.write_text("# ours\nseoul-1 secret\n")

    def serve_with_it():
        return subprocess.run(
            [SANGDAM, "serve", scenario, "--agents", file, "--consult", "127.0.0.1:0",
             "--credentials", tmp_path / "key"], capture_output=True, text=True, timeout=20)

    file.chmod(0o644)
    assert agents("add", file, "seoul-1").returncode == 2
    done = serve_with_it()
    assert done.returncode == 2 and "chmod 600" in done.stderr
    file.chmod(0o600)
    done = serve_with_it()
    assert done.returncode == 2 and f"{file}:2:" in done.stderr
    assert file.read_text() == "# ours\nseoul-1 secret\n"
    missing = agents("token", "seoul-1", "--credentials", tmp_path / "none")
    assert missing.returncode == 2 and not (tmp_path / "none").exists()
