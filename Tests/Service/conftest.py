"""A real server for the tests, started from the command line as a user would."""

import json
import pathlib
import signal
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SANGDAM = ROOT / ".build/release/sangdam"


class Server:
    """`sangdam serve` of a scenario on ports of its own."""

    def __init__(self, scenario, folder, *options):
        self.credentials = folder / "secrets.json"
        self.process = subprocess.Popen(
            [SANGDAM, "serve", scenario, "--consult", "127.0.0.1:0",
             "--credentials", self.credentials, *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline().split()
        assert ready[:1] == ["ready"], self.process.stderr.read()
        self.consult = next(word for word in ready if word.startswith("consult=")).split("=")[1]
        self.key = json.loads(self.credentials.read_text())["key"]

    def page(self, language, document, location="home"):
        """The code of a page, made by `sangdam code`."""
        code = subprocess.run(
            [SANGDAM, "code", "make", "--language", language, "--document", document,
             "--location", location, "--server", self.servers[0],
             "--locations", ",".join(self.locations), "--servers", ",".join(self.servers)],
            capture_output=True, text=True, check=True).stdout.split()[1]
        return {"code": code, "issuer": self.issuer}

    def stop(self):
        """Ends it; its exit code and what it said on standard error."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


@pytest.fixture
def serve(tmp_path):
    """Starts servers, and ends them with the test."""
    servers = []

    def start(text, *options, issuer="service", locations=("home",), servers_=("site",)):
        scenario = tmp_path / "scenario.yaml"
        scenario.write_text(text)
        server = Server(scenario, tmp_path, *options)
        server.issuer, server.locations, server.servers = issuer, locations, servers_
        servers.append(server)
        return server

    yield start
    for server in servers:
        if server.process.poll() is None:
            code, said = server.stop()
            assert code == 0, said
