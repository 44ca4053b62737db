"""The dashboard: figures made up, so that all of them can be told, and those of a real server."""

import re

import pytest
from playwright.sync_api import expect

from mock_information import MockInformation
from test_consultation import ask, expect_nothing_by_axe, picture, sign_in, KOREAN

STATUS = {
    "scenario": "shop", "up_seconds": 4_210.0,
    "queues": [
        {"stream": "korean-televisions", "waiting": 3, "longest_wait_seconds": 74.2, "talking": 4},
        {"stream": "japanese-computers", "waiting": 0, "longest_wait_seconds": None, "talking": 2},
        {"stream": "english-shoes", "waiting": 1, "longest_wait_seconds": 9.0, "talking": 1},
    ],
    "agents": [
        {"group": "seoul", "offline": 2, "away": 1, "available": 0, "offered": 1, "busy": 5,
         "wrap_up": 1},
        {"group": "osaka", "offline": 0, "away": 0, "available": 1, "offered": 0, "busy": 2,
         "wrap_up": 0},
    ],
    "signed_in": [
        {"agent": "seoul-1", "group": "seoul", "state": "busy", "since_seconds": 64.0,
         "dialogues": ["korean-televisions", "other pages"]},
        {"agent": "seoul-2", "group": "seoul", "state": "wrap_up", "since_seconds": 7.2,
         "dialogues": []},
        {"agent": "osaka-1", "group": "osaka", "state": "away", "since_seconds": 600.0,
         "dialogues": []},
    ],
    "service_level": {"within_seconds": 20, "answered_within": 812, "offered": 1031, "share": 0.7876},
    "counters": {
        "asked": 1039, "dialogues": 1018, "served": 1011, "left": 17, "lost": 3, "turned_away": 1,
        "helped": 44, "transferred": 9, "handed_back": 1, "offers": 1090, "declined": 31,
        "lapsed": 12, "closed": 0, "invitations": 21, "invitations_accepted": 6,
        "invitations_declined": 9, "invitations_lapsed": 4},
}


@pytest.fixture
def made_up():
    information = MockInformation()
    yield information
    information.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_dashboard_shows_what_it_is_told(scheme, width, visit, made_up):
    made_up.status = STATUS
    page = visit(made_up.address + "/dashboard", width=width, scheme=scheme)
    expect(page.locator("#waiting")).to_have_text("4")
    expect(page.locator("#longest")).to_have_text("1:14")
    expect(page.locator("#level")).to_have_text("79 %")
    expect(page.locator("#fresh")).to_have_text("Live")
    expect(page.locator("#signed-in tr")).to_have_count(3)
    expect(page.locator("#signed-in tr").first).to_have_text(
        re.compile("seoul-1.*Busy.*1:04.*korean-televisions, other pages"))
    expect(page.locator("#signed-in-note")).to_have_text("3 of 11 agents")
    made_up.status = {**STATUS, "up_seconds": 4_330.0, "queues": [
        {**queue, "waiting": 2, "longest_wait_seconds": 5.0} for queue in STATUS["queues"]]}
    expect(page.locator("#waiting")).to_have_text("6")
    made_up.status = {**STATUS, "up_seconds": 4_420.0}
    expect(page.locator("#waiting")).to_have_text("4")
    expect_nothing_by_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"dashboard-{width}-{scheme}", whole=True)
    made_up.status = {}
    expect(page.locator("#fresh")).to_contain_text("old", timeout=10_000)
    page.said.clear()


def test_the_dashboard_follows_a_real_server(visit, site):
    page = visit("/dashboard")
    expect(page.locator("#fresh")).to_have_text("Live")
    expect(page.locator("#scenario")).to_have_text("shop.example")
    customer = visit(KOREAN)
    ask(customer, "벽에 걸 수 있나요?")
    expect(page.locator("#waiting")).to_have_text("1")
    expect(page.locator("#longest-note")).to_have_text("televisions")
    console = sign_in(visit, site, "seoul-1")
    console.get_by_role("button", name="Accept").click()
    expect(page.locator("#talking")).to_have_text("1")
    expect(page.locator("#signed-in tr")).to_have_text(re.compile("seoul-1.*Busy.*televisions"))
    expect(page.locator("#waiting")).to_have_text("0")
    expect(page.locator("#level")).to_have_text("100 %")
