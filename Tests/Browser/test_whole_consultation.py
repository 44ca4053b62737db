"""A whole consultation in each language, everybody's windows in it: the page is read, something is
asked, waited for, answered, the page changes, a colleague helps, the network is cut, it ends."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from test_consultation import expect_nothing_by_axe, expect_texts, picture, say
from test_languages import ENGLISH_WORD


class Words(NamedTuple):
    """What customer and agents see and write."""
    ask: str
    next_in_line: str
    talking: str
    lost: str
    lost_to_agent: str
    joined: str
    ended: str
    available: str
    accept: str
    help: str
    end: str
    wrapped_up: str
    question: str
    customer_says: tuple
    agent_says: tuple
    question_to_helper: str
    helper_says: str


WORDS = {
    "ko": Words(
        "문의", "다음 차례입니다.", "{} 님과 상담 중입니다.", "연결이 끊어졌습니다. 다시 연결하는 중입니다…",
        "연결이 끊어졌습니다. 다시 연결하는 중입니다…", "{} 님이 들어왔습니다.", "상담이 종료되었습니다. 감사합니다.",
        "상담 가능", "수락", "도움 요청…", "종료", "후처리 완료",
        "이 텔레비전은 벽에 걸 수 있나요?",
        ("안녕하세요", "이 공유기도 함께 쓸 수 있나요?", "전철 안이라 연결이 자주 끊겨요"),
        ("네, 벽걸이 받침은 따로 사셔야 합니다.", "잠시만요, 동료에게 물어보겠습니다.", "괜찮습니다. 적어 두셔도 전달됩니다."),
        "이 공유기 하나로 스무 평이 되나요?", "네, 하나면 충분합니다."),
    "en": Words(
        "Ask", "You are next.", "You are talking with {}.", "The connection is lost. Trying again…",
        "The connection is lost. Trying again…", "{} is here.", "The consultation is over. Goodbye!",
        "Available", "Accept", "Help…", "End", "Wrap-up done",
        "Can this television hang on a wall?",
        ("Hello", "Would this router go with it?", "I am on a train, it comes and goes"),
        ("Yes, the bracket is sold on its own.", "One moment, I shall ask a colleague.",
         "Write all the same, it will reach me."),
        "Is one of these enough for a flat of 70 m²?", "Yes, one is enough."),
    "ja": Words(
        "質問する", "次の順番です。", "{}と相談中です。", "接続が切れました。再接続しています…",
        "接続が切れました。再接続しています…", "{}が参加しました。", "相談は終了しました。ありがとうございました。",
        "対応可能", "受ける", "助けを求める…", "終了", "後処理完了",
        "このテレビは壁に掛けられますか",
        ("こんにちは", "このルーターも一緒に使えますか", "電車の中なので、よく切れます"),
        ("はい、壁掛け金具は別売りです。", "少々お待ちください。同僚に聞いてみます。", "書いておいていただければ届きます。"),
        "70平方メートルなら一台で足りますか", "はい、一台で足ります。"),
}


def look(page, step, language, is_in_one_language=True):
    """Nothing by axe, nothing too wide on a telephone, no English where another language is spoken."""
    name = f"whole-{language}-{step}"
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (step, width)
        picture(page, f"{name}-{width}")
    expect_nothing_by_axe(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    if language != "en" and is_in_one_language:
        assert not ENGLISH_WORD.search(page.locator("body").inner_text())


def sign_in(visit, site, agent, language, words):
    console = visit("/console")
    console.locator("#language").select_option(language)
    expect(console.locator("html")).to_have_attribute("lang", language)
    console.locator("#agent").fill(agent)
    console.locator("#token").fill(site.token(agent))
    look(console, f"{agent}-signs-in", language)
    console.locator("#token").press("Enter")
    console.get_by_role("button", name=words.available).click()
    return console


def sees(console, site, customer):
    """The console shows the page that the customer reads."""
    expect(console.locator("iframe")).to_have_attribute("src", customer.url)
    assert customer.url.startswith(site.address)
    heading = customer.locator("h1").inner_text()
    expect(console.frame_locator("iframe").locator("h1")).to_have_text(heading)


@pytest.mark.parametrize("language", WORDS)
def test_from_the_page_to_the_end_with_a_helper_and_without_a_network(language, visit, site):
    words = WORDS[language]
    television, _ = site.page(language, "52161505")
    router, router_code = site.page(language, "43222609")

    # Reads, asks, waits.
    customer = visit(television)
    button, status = customer.locator("#consult-widget .ask"), customer.locator(".status")
    expect(button).to_have_text(words.ask)
    look(customer, "1-reads", language)
    button.click()
    customer.locator("#question").fill(words.question)
    look(customer, "2-asks", language)
    customer.locator("#question").press("Enter")
    expect(status).to_have_text(words.next_in_line)
    look(customer, "3-waits", language)

    # Gets an agent, who sees the page, the question, and where it comes from.
    console = sign_in(visit, site, "seoul-1", language, words)
    expect(console.locator(".offer .question")).to_have_text(words.question)
    look(console, "4-is-offered", language)
    console.get_by_role("button", name=words.accept).click()
    expect(status).to_have_text(words.talking.format("seoul-1"))
    expect(console.locator(".about .question")).to_have_text(words.question)
    sees(console, site, customer)
    assert site.cable.far_places & set(console.locator(".facts dd").all_inner_texts())
    said = [words.customer_says[0], words.agent_says[0]]
    say(customer, said[0], console)
    say(console, said[1], customer)
    for page, step in ((customer, "5-talks"), (console, "5-answers")):
        look(page, step, language)

    # Follows a link; the agent's frame follows.
    customer.locator(f"a[href='{site.page(language, '4321xxxx')[0]}']").first.click()
    customer.locator(f"a[href='{router}']").first.click()
    expect(customer).to_have_url(site.address + router)
    sees(console, site, customer)
    expect_texts(customer, *said)
    said += [words.customer_says[1], words.agent_says[1]]
    say(customer, said[2], console)
    say(console, said[3], customer)
    for page, step in ((customer, "6-moves"), (console, "6-follows")):
        look(page, step, language)

    # Asks for help by the code of the page; a colleague joins.
    helper = sign_in(visit, site, "osaka-1", language, words)
    console.get_by_role("button", name=words.help).click()
    expect(console.locator("#request-code")).to_have_value(router_code)
    console.locator("#request-question").fill(words.question_to_helper)
    expect(console.locator("#request-colleagues")).to_contain_text("osaka-1")
    look(console, "7-asks-for-help", language)
    console.locator("#request-send").click()
    expect(helper.locator(".offer .question")).to_have_text(words.question_to_helper)
    look(helper, "7-is-asked", language)
    helper.get_by_role("button", name=words.accept).click()
    for page in (customer, console):
        expect(page.get_by_text(words.joined.format("osaka-1"))).to_be_visible()
    say(helper, words.helper_says, customer, console)
    sees(helper, site, customer)
    look(helper, "8-helps", language)

    # The network is cut and comes back: what was written meanwhile arrives.
    site.cable.cut(stays_cut=True)
    expect(status).to_have_text(words.lost)
    expect(console.locator("#standing")).to_have_text(words.lost_to_agent)
    say(customer, words.customer_says[2])
    say(console, words.agent_says[2])
    for page, step in ((customer, "9-is-cut-off"), (console, "9-is-cut-off-too")):
        look(page, step, language)
    site.cable.mend()
    for page in (customer, console, helper):
        expect(page.locator(".log:visible .text")).to_have_count(
            3 if page is helper else 7, timeout=20_000)
    expect_texts(helper, words.helper_says, *(
        text.inner_text() for text in helper.locator(".log:visible .text").all()[1:]))
    last = [words.customer_says[2], words.agent_says[2]]
    expect_texts(customer, *said, words.helper_says, *last)
    expect_texts(console, *said, words.helper_says, *last[::-1])
    expect(status).to_have_text(re.compile(words.talking.format("seoul-1, osaka-1")))
    look(customer, "10-goes-on", language)

    # Ends.
    console.get_by_role("button", name=words.end, exact=True).click()
    expect(status).to_have_text(words.ended)
    for page, step in ((customer, "11-is-through"), (console, "11-wraps-up")):
        look(page, step, language)
    console.get_by_role("button", name=words.wrapped_up).click()
    expect(console.get_by_role("tab")).to_have_count(0)
