"""A reader is invited: accepts, declines, leaves. An agent sees whom to ask."""

import re

import pytest
from playwright.sync_api import expect

from test_consultation import (
    ENGLISH, JAPANESE, KOREAN, accept, connect, expect_nothing_by_axe, expect_texts, picture, say,
    sign_in)


def watching(visit, site, agent, **window):
    console = sign_in(visit, site, agent, **window)
    console.locator("#readers summary").click()
    return console


def row(console, path):
    return console.locator("#readers li").filter(has_text=path)


def invite(console, path):
    row(console, path).get_by_role("button").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_who_is_invited_accepts_and_they_talk(width, visit, site):
    other = sign_in(visit, site, "osaka-1")
    console = watching(visit, site, "seoul-1", width=width)
    expect(console.locator("#readers-none")).to_be_visible()
    reader = visit(KOREAN, width=width)
    expect(row(console, KOREAN)).to_contain_text("ko · 52161505")
    link = reader.locator("main a, a").first
    link.focus()
    invite(console, KOREAN)
    expect(reader.locator(".invitation p")).to_have_text(re.compile("seoul-1"))
    expect(link).to_be_focused()
    expect(row(console, KOREAN)).to_contain_text("invited by seoul-1")
    for page, name in ((reader, "invitation"), (console, "console-readers")):
        expect_nothing_by_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"{name}-{width}")
    reader.get_by_role("button", name="상담하기").click()
    expect(reader.locator(".status")).to_contain_text("seoul-1")
    expect(reader.locator(".invitation .row")).to_be_hidden()
    say(console, "무엇을 도와 드릴까요?", reader)
    say(reader, "벽에 걸 수 있나요?", console)
    expect_texts(reader, "무엇을 도와 드릴까요?", "벽에 걸 수 있나요?")
    expect(console.locator("#readers li")).to_have_count(0)
    expect(console.locator("iframe")).to_have_attribute("src", site.address + KOREAN)
    expect(other.get_by_role("tab")).to_have_count(0)
    picture(reader, f"invitation-accepted-{width}")


def test_who_declines_is_left_alone_and_may_ask(visit, site):
    console = watching(visit, site, "seoul-1")
    reader = visit(ENGLISH)
    expect(row(console, ENGLISH)).to_be_visible()
    invite(console, ENGLISH)
    reader.get_by_role("button", name="No, thank you").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#consult-widget .ask")).to_be_focused()
    expect(console.locator("#news")).to_have_text("Your invitation was declined.")
    expect(console.locator("#readers li")).to_have_count(0)
    reader.goto(site.address + KOREAN)
    expect(reader.locator("#consult-widget .ask")).to_be_visible()
    another = visit(JAPANESE)
    expect(row(console, JAPANESE)).to_be_visible()
    expect(console.locator("#readers li")).to_have_count(1)
    another.close()
    reader.locator("#consult-widget .ask").click()
    reader.locator("#question").fill("역시 여쭤볼게요")
    reader.locator("#question").press("Enter")
    accept(console)
    expect(reader.locator(".status")).to_contain_text("seoul-1")


def test_who_leaves_is_gone_and_who_goes_on_is_seen_there(visit, site):
    console = watching(visit, site, "seoul-1")
    reader = visit(ENGLISH)
    expect(row(console, ENGLISH)).to_be_visible()
    reader.goto(site.address + KOREAN)
    expect(row(console, KOREAN)).to_be_visible()
    expect(row(console, ENGLISH)).to_have_count(0)
    invite(console, KOREAN)
    expect(reader.locator(".invitation .row")).to_be_visible()
    reader.close()
    # Somebody who is on the way to the next page looks the same, for as long as that may take.
    expect(row(console, KOREAN)).to_be_visible()
    expect(console.locator("#news")).to_have_text(
        "The reader you invited has left.", timeout=30_000)
    expect(console.locator("#readers-none")).to_be_visible()


def test_an_invitation_comes_along_to_the_next_page(visit, site):
    other = sign_in(visit, site, "osaka-1")
    console = watching(visit, site, "seoul-1")
    reader = visit(ENGLISH)
    invite(console, ENGLISH)
    expect(reader.locator(".invitation p")).to_have_text(re.compile("seoul-1"))
    reader.goto(site.address + KOREAN)
    expect(reader.locator(".invitation p")).to_have_text(re.compile("seoul-1"))
    expect(row(console, KOREAN)).to_contain_text("invited by seoul-1")
    expect(console.locator("#readers li")).to_have_count(1)
    reader.reload()
    expect(reader.locator(".invitation .row")).to_be_visible()
    # A page of which nothing can be asked lies between.
    reader.goto(site.address + "/")
    reader.go_back()
    expect(reader.locator(".invitation .row")).to_be_visible()
    # A lost connection is found again while it stands.
    site.cable.cut()
    expect(reader.locator(".invitation .row")).to_be_hidden()
    expect(reader.locator(".invitation .row")).to_be_visible()
    reader.get_by_role("button", name="상담하기").click()
    expect(reader.locator(".status")).to_contain_text("seoul-1")
    say(console, "무엇을 도와 드릴까요?", reader)
    expect(other.get_by_role("tab")).to_have_count(0)
    # What was answered is not asked again.
    reader.get_by_role("button", name="상담 종료").click()
    expect(reader.locator(".in-ended")).to_be_visible()
    reader.goto(site.address + ENGLISH)
    expect(row(console, ENGLISH)).to_be_visible()
    expect(row(console, ENGLISH)).not_to_contain_text("invited")
    expect(reader.locator(".invitation .row")).to_be_hidden()


def test_who_has_declined_is_not_invited_on_the_next_page(visit, site):
    console = watching(visit, site, "seoul-1")
    reader = visit(ENGLISH)
    invite(console, ENGLISH)
    reader.get_by_role("button", name="No, thank you").click()
    expect(console.locator("#news")).to_have_text("Your invitation was declined.")
    reader.goto(site.address + KOREAN)
    expect(reader.locator("#consult-widget .ask")).to_be_visible()
    expect(reader.locator(".invitation .row")).to_be_hidden()
    assert reader.evaluate("sessionStorage.getItem('consult-invitee')") is None


def test_a_question_of_ones_own_accepts_the_invitation_too(visit, site):
    sign_in(visit, site, "osaka-1")
    console = watching(visit, site, "seoul-2")
    reader = visit(ENGLISH)
    expect(row(console, ENGLISH)).to_be_visible()
    invite(console, ENGLISH)
    expect(reader.locator(".invitation .row")).to_be_visible()
    reader.locator("#consult-widget .ask").click()
    reader.locator("#question").fill("Do they fit?")
    reader.locator("#question").press("Enter")
    expect(reader.locator(".status")).to_have_text("You are talking with seoul-2.")
    expect(console.locator(".about .question")).to_have_text("Do they fit?")


def test_the_focus_stays_in_the_list_while_readers_come_and_go(visit, site):
    console = watching(visit, site, "seoul-1")
    visit(ENGLISH)
    button = row(console, ENGLISH).get_by_role("button")
    button.focus()
    second = visit(KOREAN)
    expect(console.locator("#readers li")).to_have_count(2)
    expect(button).to_be_focused()
    second.close()
    expect(console.locator("#readers li")).to_have_count(1)
    expect(button).to_be_focused()


def test_colleagues_who_could_answer_are_named(visit, site):
    _, console = connect(visit, site)
    sign_in(visit, site, "osaka-1")
    console.get_by_role("button", name="Help…").click()
    expect(console.locator("#request-colleagues li")).to_have_count(1)
    expect(console.locator("#request-colleagues")).to_contain_text("osaka-1")
    expect(console.locator("#request-colleagues")).to_contain_text("room for 2")
    expect_nothing_by_axe(console)
    picture(console, "console-colleagues")
    console.locator("#request-code").fill("c1-ko")
    expect(console.locator("#request-colleagues")).to_be_hidden()
    console.locator("#request-code").fill(site.page("en", "53111601")[1].upper())
    expect(console.locator("#request-colleagues li")).to_have_count(1)
