"""Servers for the tests."""

import pytest

from running_server import Server


@pytest.fixture
def serve(tmp_path):
    """Starts servers, and ends them with the test."""
    servers = []

    def start(text, *options):
        scenario = tmp_path / "scenario.yaml"
        scenario.write_text(text)
        server = Server(scenario, tmp_path, *options)
        servers.append(server)
        return server

    yield start
    for server in servers:
        if server.process.poll() is None:
            code, said = server.stop()
            assert code == 0, said
