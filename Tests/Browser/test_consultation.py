"""Customers and agents in browsers: asked, answered, moved, helped, cut off, resumed, ended.

What happens stands here; what serves it, in the fixture `site` of
`conftest.py`."""

import os
import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from contrast import is_readable

KOREAN, JAPANESE, ENGLISH = (
    f"/shop/{page}" for page in ("ko/52161505", "ja/43211507", "en/53111601"))
# Pictures of every step, for eyes: a folder, or nothing.
PICTURES = os.environ.get("SANGDAM_PICTURES")


@contextmanager
def tool(page):
    """What a tool puts into the page, styles of its own, the pages' policy refuses and says so."""
    said = list(page.said)
    yield
    page.wait_for_timeout(20)
    page.said[:] = said


def picture(page, name, whole=False):
    if PICTURES:
        with tool(page):
            page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=whole)


def sign_in(visit, site, agent, **window):
    console = visit(f"/console#agent={agent}&token={site.token(agent)}", **window)
    expect(console.locator("#who")).to_contain_text(agent)
    console.get_by_role("button", name="Available").click()
    expect(console.locator("#state-shown")).to_have_text(re.compile("Available|Offered"))
    return console


def ask(page, question):
    page.locator("#consult-widget .ask").click()
    page.locator("#question").fill(question)
    page.locator("#question").press("Enter")


def say(page, text, *hearers):
    """Writes, in the widget or in the console's open tab; those who hear it have it then."""
    field = page.locator("textarea:visible")
    field.fill(text)
    field.press("Enter")
    expect(page.locator(".entry.own .text").last).to_have_text(text)
    for hearer in hearers:
        expect(hearer.locator(".log:visible .text").last).to_have_text(text)


def texts(page):
    return page.locator(".log:visible .text").all_inner_texts()


def expect_texts(page, *wanted):
    expect(page.locator(".log:visible .text")).to_have_text(list(wanted))


def expect_nothing_by_axe(page):
    """Neither what it objects to nor what it cannot make out; the contrasts among that are computed,
    and into a frame that runs no scripts it cannot look."""
    with tool(page):
        found = Axe().run(page).response
    unsure = [rule for rule in found["incomplete"] if rule["id"] != "frame-tested"]
    for rule in unsure:
        if rule["id"] == "color-contrast":
            rule["nodes"] = [
                node for node in rule["nodes"] if not is_readable(page, node["target"])]
    assert [
        (rule["id"], [node["html"][:160] for node in rule["nodes"][:5]])
        for rule in found["violations"] + unsure if rule["nodes"]
    ] == []


def accept(console):
    console.get_by_role("button", name="Accept").click()


def connect(visit, site, **window):
    """A customer and an agent in a dialogue."""
    console = sign_in(visit, site, "seoul-1")
    customer = visit(KOREAN, **window)
    ask(customer, "벽에 걸 수 있나요?")
    accept(console)
    expect(customer.locator(".status")).to_contain_text("seoul-1")
    return customer, console


def test_a_consultation_from_the_question_to_the_end(visit, site):
    customer = visit(KOREAN)
    ask(customer, "벽에 걸 수 있나요?")
    expect(customer.locator(".status")).to_have_text(re.compile("다음 차례입니다"))
    console = sign_in(visit, site, "seoul-1")
    assert "token" not in console.url
    expect(console.locator(".offer")).to_contain_text("벽에 걸 수 있나요?")
    accept(console)
    say(customer, "안녕하세요", console)
    say(console, "Hello, 안녕하세요", customer)
    say(customer, "日本語でも大丈夫ですか", console)
    say(console, "はい、どうぞ 👍", customer)
    wanted = ["안녕하세요", "Hello, 안녕하세요", "日本語でも大丈夫ですか", "はい、どうぞ 👍"]
    for page in (customer, console):
        expect_texts(page, *wanted)
        expect(page.get_by_text("on its way")).to_have_count(0)
    expect(console.locator("iframe")).to_have_attribute("src", site.address + KOREAN)
    assert console.locator("iframe").get_attribute("sandbox") == ""
    expect(console.locator(".facts")).to_contain_text("127.0.0.1:")

    customer.goto(site.address + JAPANESE)
    expect(customer.locator(".status")).to_have_text("seoul-1と相談中です。")
    expect_texts(customer, *wanted)
    expect(console.locator("iframe")).to_have_attribute("src", site.address + JAPANESE)
    expect(console.frame_locator("iframe").locator("h1")).to_have_text("デスクトップパソコン")
    say(customer, "こちらの商品です", console)
    say(console, "확인하겠습니다", customer)
    expect_texts(customer, *wanted, "こちらの商品です", "확인하겠습니다")
    expect_texts(console, *wanted, "こちらの商品です", "확인하겠습니다")

    console.get_by_role("button", name="End", exact=True).click()
    expect(customer.locator(".status")).to_have_text("相談は終了しました。ありがとうございました。")
    console.get_by_role("button", name="Wrap-up done").click()
    expect(console.locator("#state-shown")).to_have_text("Available")
    expect(console.get_by_role("tab")).to_have_count(0)
    customer.goto(site.address + ENGLISH)
    expect(customer.locator("#consult-widget .ask")).to_have_text("Ask")


def test_a_colleague_joins_helps_and_leaves(visit, site):
    customer, console = connect(visit, site)
    helper = sign_in(visit, site, "osaka-1")
    console.get_by_role("button", name="Help…").click()
    assert console.locator("#request-code").input_value() in site.pages
    console.locator("#request-question").fill("Which bracket?")
    console.locator("#request-send").click()
    expect(helper.locator(".offer")).to_contain_text("seoul-1 asks for help")
    accept(helper)
    expect(customer.get_by_text("osaka-1 님이 들어왔습니다.")).to_be_visible()
    say(helper, "The large one", customer, console)
    say(customer, "감사합니다", console)
    for page in (customer, console, helper):
        expect_texts(page, "The large one", "감사합니다")
    helper.get_by_role("button", name="Leave").click()
    expect(console.get_by_text("osaka-1 has left.")).to_be_visible()
    say(customer, "하나 더 있어요", console)
    expect_texts(console, "The large one", "감사합니다", "하나 더 있어요")
    expect(customer.get_by_text("전송 중")).to_have_count(0)


def test_a_colleague_takes_the_customer_over(visit, site):
    customer, console = connect(visit, site)
    helper = sign_in(visit, site, "osaka-1")
    expect(console.get_by_role("button", name="Hand over")).to_have_count(0)
    console.get_by_role("button", name="Help…").click()
    console.locator("#request-code").fill(site.page("en", "53111601")[1])
    console.locator("#request-question").fill("Would you go on?")
    console.locator("#request-send").click()
    accept(helper)
    expect(helper.locator(".about .question")).to_have_text("Would you go on?")
    expect(helper.locator("iframe")).to_have_attribute("src", site.address + ENGLISH)
    expect(helper.get_by_role("button", name="Leave")).to_be_visible()
    expect(helper.get_by_role("button", name="Transfer…")).to_have_count(0)
    expect_nothing_by_axe(console)
    console.get_by_role("button", name="Hand over to osaka-1").click()
    expect(customer.get_by_text("이제부터 osaka-1 님이 상담합니다.")).to_be_visible()
    expect(console.get_by_role("button", name="Wrap-up done")).to_be_visible()
    # The heir sees at once what the customer asked, and where.
    expect(helper.locator(".about .question")).to_have_text("벽에 걸 수 있나요?")
    expect(helper.get_by_role("tab")).to_contain_text("벽에 걸 수 있나요?")
    expect(helper.locator("iframe")).to_have_attribute("src", site.address + KOREAN)
    expect(helper.locator(".facts")).to_contain_text("127.0.0.1:")
    picture(helper, "console-taken-over-1280")
    for name in ("Help…", "Transfer…", "End"):
        expect(helper.get_by_role("button", name=name, exact=True)).to_be_visible()
    say(customer, "여보세요?", helper)
    say(helper, "はい、どうぞ", customer)
    helper.reload()
    expect(helper.get_by_role("button", name="End", exact=True)).to_be_visible()
    say(customer, "감사합니다", helper)
    expect_texts(customer, *texts(helper))
    helper.get_by_role("button", name="End", exact=True).click()
    expect(customer.locator(".in-ended")).to_be_visible()


def test_nothing_is_lost_or_doubled_when_the_network_is_cut(visit, site):
    customer, console = connect(visit, site)
    wanted = []
    for round in range(4):
        for page, side in ((customer, "c"), (console, "a")):
            text = f"{side}{round}"
            say(page, text)
            wanted.append(text)
        site.cable.cut(stays_cut=True)
        for page, side in ((customer, "c"), (console, "a")):
            say(page, f"{side}{round} without a network")
            wanted.append(f"{side}{round} without a network")
        expect(customer.locator(".status")).to_have_text(re.compile("연결이 끊어졌습니다"))
        expect(console.locator("#standing")).to_have_text(re.compile("lost|Connecting"))
        site.cable.mend()
        for page in (customer, console):
            expect(page.locator(".log:visible .text")).to_have_count(len(wanted), timeout=20_000)
        expect(console.locator("#standing")).to_have_text("", timeout=20_000)
    for page, side in ((customer, "a"), (console, "c")):
        heard = texts(page)
        assert sorted(heard) == sorted(wanted)
        assert [t for t in heard if t[0] == side] == [t for t in wanted if t[0] == side]
        expect(page.locator("#standing, .status").first).not_to_have_text(re.compile("lost"))
        expect(page.get_by_text(re.compile("on its way|전송 중"))).to_have_count(0)


def test_the_console_goes_on_after_it_was_loaded_anew(visit, site):
    customer, console = connect(visit, site)
    say(console, "first", customer)
    console.reload()
    expect_texts(console, "first")
    say(customer, "still here?", console)
    say(console, "yes", customer)
    expect_texts(customer, "first", "still here?", "yes")
    expect_texts(console, "first", "still here?", "yes")


def test_an_offer_that_is_declined_goes_to_the_next(visit, site):
    first = sign_in(visit, site, "seoul-1")
    second = sign_in(visit, site, "seoul-2")
    customer = visit(ENGLISH)
    ask(customer, "Do they fit?")
    first.get_by_role("button", name="Decline").click()
    accept(second)
    expect(customer.locator(".status")).to_have_text("You are talking with seoul-2.")
    expect(first.locator(".offer")).to_have_count(0)


def test_two_dialogues_are_tabs(visit, site):
    first, console = connect(visit, site)
    second = visit(ENGLISH)
    ask(second, "Do they fit?")
    accept(console)
    expect(console.get_by_role("tab")).to_have_count(2)
    say(second, "size 40")
    expect(console.get_by_role("tab").nth(1)).to_contain_text("1 new")
    console.get_by_role("tab").nth(0).focus()
    console.keyboard.press("ArrowRight")
    expect_texts(console, "size 40")
    say(console, "yes", second)
    expect_texts(second, "size 40", "yes")
    expect_texts(first)
    picture(console, "console-tabs-1280")


def test_a_customer_who_is_given_away_waits_at_the_head(visit, site):
    customer, console = connect(visit, site)
    other = sign_in(visit, site, "osaka-1")
    say(customer, "before")
    expect_texts(console, "before")
    expect(customer.get_by_text("전송 중")).to_have_count(0)
    console.get_by_role("button", name="Transfer…").click()
    console.locator("#request-code").fill([*site.pages][1])
    console.locator("#request-send").click()
    accept(other)
    expect(customer.locator(".status")).to_contain_text("osaka-1")
    say(customer, "after", other)
    say(other, "hello", customer)
    expect_texts(customer, "before", "after", "hello")
    expect_texts(other, "after", "hello")


def test_who_gives_up_waiting_leaves_the_line(visit, site):
    customer = visit(ENGLISH)
    ask(customer, "Anybody?")
    customer.get_by_role("button", name="Stop waiting").click()
    expect(customer.locator(".status")).to_have_text("You have ended the consultation.")
    customer.get_by_role("button", name="Ask another question").click()
    expect(customer.locator("#question")).to_be_focused()


def test_who_ends_without_a_connection_is_through(visit, site):
    customer, console = connect(visit, site)
    site.cable.cut(stays_cut=True)
    expect(customer.locator(".status")).to_have_text(re.compile("연결이 끊어졌습니다"))
    customer.get_by_role("button", name="상담 종료").click()
    expect(customer.locator(".status")).to_have_text("상담을 종료하셨습니다.")
    customer.reload()
    expect(customer.locator("#consult-widget .ask")).to_have_text("문의")
    console.get_by_role("button", name="End", exact=True).click()
    expect(console.locator("#news")).to_have_text("There is no connection at the moment.")


def test_a_place_in_line_is_kept_on_the_next_page(visit, site):
    customer, other = visit(ENGLISH), visit(ENGLISH)
    ask(customer, "First?")
    expect(customer.locator(".status")).to_have_text("You are next.")
    ask(other, "Second?")
    customer.goto(site.address + KOREAN)
    expect(customer.locator(".status")).to_have_text("다음 차례입니다.")
    expect(other.locator(".status")).to_have_text("You are number 2 in line.")


def test_a_token_that_is_not_valid_is_refused(visit, site):
    console = visit("/console#agent=seoul-1&token=guess")
    expect(console.get_by_role("alert")).to_contain_text("not valid")
    assert "#" not in console.url


def test_what_a_customer_writes_is_text(visit, site):
    hostile = '<img src=x onerror="document.title=1"><b id=pwned>'
    console = sign_in(visit, site, "seoul-1")
    customer = visit(ENGLISH)
    ask(customer, hostile)
    expect(console.locator(".offer .question")).to_have_text(hostile)
    accept(console)
    say(customer, hostile)
    expect_texts(console, hostile)
    for page in (customer, console):
        assert page.locator("#pwned, [src=x]").count() == 0


def test_the_longest_text_goes_in_one_frame(visit, site):
    customer, console = connect(visit, site)
    for page, hearer in ((customer, console), (console, customer)):
        # Three bytes each in UTF-8: 12,000. A message in parts would end the connection.
        say(page, "가나다라" * 1_000, hearer)
    ended = [line for line in site.server.read("/metrics").splitlines()
             if line.startswith("sangdam_relay_ended_total") and not line.endswith(" 0")]
    assert not any("message_in_parts" in line for line in ended), ended


def test_the_focus_is_not_stolen(visit, site):
    customer, console = connect(visit, site)
    console.locator("textarea:visible").focus()
    second = visit(ENGLISH)
    ask(second, "Do they fit?")
    expect(console.locator(".offer")).to_be_visible()
    expect(console.locator("textarea:visible")).to_be_focused()
    customer.locator("#message").fill("half a sen")
    say(console, "I am back")
    expect(customer.locator("#message")).to_be_focused()
    customer.keyboard.press("Escape")
    expect(customer.locator("#consult-widget .ask")).to_be_focused()
    say(console, "Are you there?")
    expect(customer.locator("#consult-widget .ask")).to_have_text("새 메시지 1개")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_all_fits(scheme, width, visit, site):
    window = {"scheme": scheme, "width": width}
    pages = {}

    def look(page, name):
        expect_nothing_by_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        picture(page, f"{name}-{width}-{scheme}")

    customer = visit(KOREAN, **window)
    expect(customer.locator("#consult-widget .ask")).to_be_visible()
    look(customer, "widget-button")
    customer.locator("#consult-widget .ask").click()
    look(customer, "widget-ask")
    customer.locator("#question").fill("이 텔레비전은 벽에 걸 수 있나요? 받침대도 함께 오나요?")
    customer.locator("#question").press("Enter")
    expect(customer.locator(".status")).to_contain_text("다음")
    look(customer, "widget-waiting")
    console = visit("/console", **window)
    expect(console.locator("#agent")).to_be_visible()
    look(console, "console-sign-in")
    console.locator("#agent").fill("seoul-1")
    console.locator("#token").fill(site.token("seoul-1"))
    console.locator("#token").press("Enter")
    console.get_by_role("button", name="Available").click()
    expect(console.locator(".offer")).to_be_visible()
    look(console, "console-offer")
    accept(console)
    expect(customer.locator(".status")).to_contain_text("seoul-1")
    say(customer, "안녕하세요", console)
    say(console, "안녕하세요, 네, 벽걸이 받침은 따로 삽니다.", customer)
    say(customer, "크기는요?", console)
    say(console, "200 × 200 mm", customer)
    expect_texts(customer, *texts(console))
    expect(console.get_by_text("on its way")).to_have_count(0)
    expect(customer.get_by_text("전송 중")).to_have_count(0)
    expect(console.frame_locator("iframe").locator("h1")).to_contain_text("텔레비전")
    look(customer, "widget-dialogue")
    look(console, "console-dialogue")
    console.get_by_role("button", name="Help…").click()
    look(console, "console-help")
    console.keyboard.press("Escape")
    console.get_by_role("button", name="End", exact=True).click()
    expect(console.get_by_role("button", name="Wrap-up done")).to_be_visible()
    expect(customer.locator(".in-ended")).to_be_visible()
    look(customer, "widget-ended")
    look(console, "console-wrap-up")
