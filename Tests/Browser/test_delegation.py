"""A page of the shop names another company, whose agent sees that page in his own console."""

import pytest
from playwright.sync_api import expect

from companies import companies
from running_server import serving, token
from test_consultation import accept, ask, expect_texts, picture, say


@pytest.fixture
def serve(tmp_path):
    yield from serving(tmp_path)


def test_another_company_answers_and_sees_the_page(open_window, serve):
    shop, osaka = companies(serve)
    console = open_window(
        osaka.addresses["information"]
        + f"/console#agent=osaka-1&token={token(osaka.key, 'osaka-1')}")
    console.get_by_role("button", name="Available").click()
    page = shop.page("ja", "43211507")["path"]
    customer = open_window(shop.addresses["information"] + page)
    ask(customer, "静かですか")
    expect(customer.locator(".status")).to_contain_text("osaka-1")
    say(customer, "こんにちは", console)
    say(console, "はい、とても静かです", customer)
    for window in (customer, console):
        expect_texts(window, "こんにちは", "はい、とても静かです")
    expect(console.locator("iframe")).to_have_attribute(
        "src", shop.addresses["information"] + page)
    expect(console.frame_locator("iframe").locator("h1")).to_have_text("デスクトップパソコン")
    picture(console, "console-delegation")
