"""A server as a user would start it, and what its agents sign in with."""

import base64
import hmac
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The program that is tried: `SANGDAM_PROGRAM`, or that of the release build.
SANGDAM = ROOT / os.environ.get("SANGDAM_PROGRAM", ".build/release/sangdam")


def token(key, agent, until=None):
    """What an agent signs in with until a time (an hour from now, unless told otherwise); the key
    is that of the credentials file."""
    end = int(time.time() + 3_600 if until is None else until)
    code = hmac.digest(bytes.fromhex(key), f"agent {end} {agent}".encode(), "sha256")
    return f"{end}." + base64.urlsafe_b64encode(code).rstrip(b"=").decode()


class Server:
    """`sangdam serve` of a scenario on ports of its own."""

    def __init__(self, scenario, folder, *options):
        # What a proxy would add to requests, and what clients need to go through one.
        self.fields = []
        self.options = {}
        self.credentials = folder / "secrets.json"
        self.process = subprocess.Popen(
            [SANGDAM, "serve", scenario, "--consult", "127.0.0.1:0",
             "--credentials", self.credentials, *options,
             *([] if "--information" in options else ["--information", "127.0.0.1:0"])],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline().split()
        assert ready[:1] == ["ready"], self.process.stderr.read()
        self.addresses = dict(word.split("=", 1) for word in ready[1:])
        self.consult = self.addresses["consult"]
        self.key = json.loads(self.credentials.read_text())["key"]
        with urllib.request.urlopen(self.addresses["information"] + "/pages.json") as answer:
            self.pages = json.load(answer)

    def read(self, path):
        """What the information server has at a path."""
        with urllib.request.urlopen(self.addresses["information"] + path) as answer:
            return answer.read().decode()

    def page(self, language, document):
        """The page of a language and a document, with its code and the issuer."""
        page = next(
            page for page in self.pages["pages"]
            if (page["language"], page["document"]) == (language, document))
        return {"code": page["code"], "issuer": self.pages["issuer"], "path": page["path"]}

    def stop(self):
        """Ends it; its exit code and what it said on standard error."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


def serving(folder):
    """Yields what starts a server of a scenario's text; then ends all of them."""
    servers = []

    def start(text, *options):
        scenario = folder / f"scenario-{len(servers)}.yaml"
        scenario.write_text(text)
        server = Server(scenario, folder, *options)
        servers.append(server)
        return server

    yield start
    for server in servers:
        if server.process.poll() is None:
            code, said = server.stop()
            assert code == 0, said
