"""The browser and the pages, made once for all tests, and a service for each."""

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import reports

sys.path.append(str(Path(__file__).resolve().parents[1] / "Service"))
from consultation_site import Site


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Folders of real runs, by scenario."""
    place = tmp_path_factory.mktemp("runs")
    return {
        "bank": reports.simulate("bank-weekday-usa-2003.yaml", place / "bank"),
        "shop": reports.simulate("cross-border-shop.yaml", place / "shop"),
        "parties": reports.simulate("three-parties.yaml", place / "parties", "--replications", "1"),
    }


@pytest.fixture(scope="session")
def pages(runs, tmp_path_factory):
    """Paths of pages, by name."""
    place = tmp_path_factory.mktemp("pages")
    large = reports.large(place / "large.json")
    return {
        "bank": reports.report([runs["bank"]], place / "bank.html"),
        "shop": reports.report([runs["shop"]], place / "shop.html"),
        "one-day": reports.report([runs["parties"]], place / "one-day.html"),
        "side-by-side": reports.report(
            [runs["bank"], runs["shop"], runs["parties"]], place / "side-by-side.html"),
        "every-key": reports.report([reports.EVERY_KEY], place / "every-key.html"),
        "large": reports.report([large], place / "large.html"),
        "eight": reports.report([large] * 8, place / "eight.html"),
    }


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    assert path, "there is no chromium; make browser installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a page from disk and keeps what it said and what it asked for."""
    contexts = []

    def open_page(path, scheme="light", width=1280):
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    yield site
    site.stop()


@pytest.fixture
def open_window(chromium):
    """Opens an address in a window of its own; none may complain of anything."""
    contexts = []

    def open_window(address, width=1280, height=800, scheme="light"):
        context = chromium.new_context(
            color_scheme=scheme, reduced_motion="reduce",
            viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address)
        return page

    yield open_window
    said = [text for context in contexts for page in context.pages for text in page.said]
    for context in contexts:
        context.close()
    # A page in the console's frame runs no scripts, and a cut cable is complained of.
    assert [text for text in said
            if "Blocked script execution" not in text and "WebSocket connection" not in text] == []


@pytest.fixture
def visit(open_window, site):
    """Opens a page of the service in a window of its own."""
    return lambda path, **window: open_window(
        path if path.startswith("http:") else site.address + path, **window)
