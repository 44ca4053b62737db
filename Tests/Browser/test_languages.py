"""Console and dashboard in Korean, English and Japanese."""

import re

import pytest
from playwright.sync_api import expect

from test_consultation import ENGLISH, KOREAN, ask, expect_nothing_by_axe, picture, say, sign_in
from test_dashboard import STATUS, made_up  # noqa: F401 (a fixture)

WORDS = {
    "ko": ("상담 가능", "수락", "도움 요청…", "상담원 콘솔", "현황판", "실시간"),
    "en": ("Available", "Accept", "Help…", "Agent console", "Dashboard", "Live"),
    "ja": ("対応可能", "受ける", "助けを求める…", "担当者コンソール", "ダッシュボード", "リアルタイム"),
}
# What an offer says of the customer's place in the queue, and of the page.
PLACES = {
    "ko": ("대기 순서 {}번째", "페이지: {}"), "en": ("{} in line", "Page: {}"),
    "ja": ("順番は{}番目", "ページ：{}"),
}
# Latin words that belong in no sentence of the other two languages.
ENGLISH_WORD = re.compile(r"\b(the|is|of|and|Customer|Agent|Away|Waiting|Dialogue|Wrap)\b")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", WORDS)
def test_the_console_speaks(language, width, visit, site):
    available, accept, ask_help, title, *_ = WORDS[language]
    console = visit("/console", width=width)
    console.locator("#language").select_option(language)
    expect(console.locator("html")).to_have_attribute("lang", language)
    expect(console).to_have_title(title)
    console.locator("#agent").fill("seoul-1")
    console.locator("#token").fill(site.token("seoul-1"))
    console.locator("#token").press("Enter")
    console.get_by_role("button", name=available).click()
    customer = visit(KOREAN, width=width)
    console.locator("#readers summary").click()
    expect(console.locator("#readers li")).to_have_count(1)
    ask(customer, "벽에 걸 수 있나요?")
    expect(console.locator(".offer")).to_be_visible()
    picture(console, f"console-offer-{language}-{width}")
    console.get_by_role("button", name=accept).click()
    say(customer, "안녕하세요", console)
    say(console, "네, 안녕하세요", customer)
    for look in range(2):
        expect_nothing_by_axe(console)
        assert console.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(console, f"console-{'help' if look else 'dialogue'}-{language}-{width}")
        if language != "en":
            assert not ENGLISH_WORD.search(console.locator("body").inner_text())
        if not look:
            console.get_by_role("button", name=ask_help).click()
            expect(console.locator("#request-colleagues")).to_be_visible()
    # It is remembered, and the session goes on, with what was being written.
    console.keyboard.press("Escape")
    console.locator("textarea:visible").fill("half a sen")
    console.reload()
    expect(console.locator("html")).to_have_attribute("lang", language)
    expect(console.locator("#state-shown")).not_to_have_text("")
    expect(console.get_by_role("tab")).to_have_count(1)
    expect(console.locator("textarea:visible")).to_have_value("half a sen")


@pytest.mark.parametrize("language", WORDS)
def test_an_offer_says_which_page_and_which_place_in_line(language, visit, site):
    position, page = PLACES[language]
    customers = visit(KOREAN), visit(ENGLISH)
    for customer in customers:
        ask(customer, "?")
        expect(customer.locator(".status")).to_contain_text(re.compile("다음|number 2"))
    console = visit("/console")
    console.locator("#language").select_option(language)
    console.locator("#agent").fill("seoul-1")
    console.locator("#token").fill(site.token("seoul-1"))
    console.locator("#token").press("Enter")
    console.get_by_role("button", name=WORDS[language][0]).click()
    ordinals = ("first", "number 2") if language == "en" else ("1", "2")
    expect(console.locator(".offer")).to_have_count(2)
    for card, path, ordinal in zip(console.locator(".offer").all(), (KOREAN, ENGLISH), ordinals):
        expect(card).to_contain_text(position.format(ordinal))
        expect(card.locator(".page-name")).to_have_text(
            page.format(site.address.removeprefix("http://") + path))
    expect_nothing_by_axe(console)
    picture(console, f"console-offers-{language}")
    # A colleague who asks for help stands in no line.
    console.get_by_role("button", name=WORDS[language][1]).first.click()
    helper = sign_in(visit, site, "osaka-1")
    console.get_by_role("button", name=WORDS[language][2]).click()
    console.locator("#request-question").fill("?")
    console.locator("#request-send").click()
    card = helper.locator(".offer", has_text="asks for help")
    expect(card.locator(".page-name")).to_contain_text(KOREAN)
    expect(card).not_to_contain_text("in line")


@pytest.mark.parametrize("language", WORDS)
def test_the_dashboard_speaks(language, visit, made_up):  # noqa: F811
    *_, title, live = WORDS[language]
    made_up.status = STATUS
    page = visit(made_up.address + "/dashboard")
    page.locator("#language").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page).to_have_title(title)
    expect(page.locator("#fresh")).to_have_text(live)
    expect(page.locator("#waiting")).to_have_text("4")
    expect_nothing_by_axe(page)
    picture(page, f"dashboard-{language}")
    if language != "en":
        assert not ENGLISH_WORD.search(page.locator("body").inner_text())
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", language)
