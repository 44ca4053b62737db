"""Who waits is told how long it takes, once enough others were taken."""

import re
import time

from playwright.sync_api import expect

from consultation import Agent
from raw_client import Raw
from test_consultation import ask, expect_nothing_by_axe, picture

# Place in line and minutes to go.
SAID = {
    "ko": re.compile(r"대기 순서는 (\d+)번째입니다\. 예상 대기 시간은 약 (\d+)분입니다\."),
    "en": re.compile(r"You are number (\d+) in line\. About (\d+) minutes to go\."),
    "ja": re.compile(r"(\d+)番目にお待ちです。 待ち時間の目安は約(\d+)分です。"),
}
QUESTIONS = {"ko": "얼마나 기다려야 하나요?", "en": "How long will it take?", "ja": "どのくらい待ちますか"}


def test_who_waits_is_told_about_how_many_minutes_it_takes(visit, site):
    page = site.server.page("ko", "52161505")
    line = [Raw(site.server).open("/customer") for _ in range(200)]
    began = time.monotonic()
    for customer in line:
        customer.say("ask", code=page["code"], issuer=page["issuer"], question="?")
    windows = {}
    for language, question in QUESTIONS.items():
        windows[language] = visit(site.page(language, "52161505")[0])
        ask(windows[language], question)
        expect(windows[language].locator(".status")).to_have_text(re.compile("20[123]"))
        assert not SAID[language].search(windows[language].locator(".status").inner_text())
    agent = Agent(site.server, "seoul-1").available()
    for _ in range(6):
        agent.say("accept", offer=agent.hear("offer")["offer"])
        taken = time.monotonic()
        agent.say("end", dialogue=agent.hear("connected")["dialogue"])
        agent.say("wrapped-up", dialogue=agent.hear("wrap-up")["dialogue"])
        time.sleep(0.6)
    gap = (taken - began) / 6
    for language, window in windows.items():
        expect(window.locator(".status")).to_have_text(SAID[language])
        said = SAID[language].search(window.locator(".status").inner_text())
        place, minutes = map(int, said.groups())
        assert 190 < place < 198
        assert minutes > 1 and abs(minutes - place * gap / 60) <= 1
        expect_nothing_by_axe(window)
        picture(window, f"expected-wait-{language}")
