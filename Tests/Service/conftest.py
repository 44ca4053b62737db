"""Servers for the tests."""

import pytest

from running_server import serving


@pytest.fixture
def serve(tmp_path):
    """Starts servers, and ends them with the test."""
    yield from serving(tmp_path)
