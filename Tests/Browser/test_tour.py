"""The tour of docs/consultation.md, by the very command of `make serve`, from a terminal."""

import os
import pty
import re
import shlex
import signal
import subprocess

import pytest
from playwright.sync_api import expect

from running_server import ROOT, SANGDAM
from test_consultation import accept, ask, expect_texts, say

PAGE, README = ((ROOT / page).read_text() for page in ("docs/consultation.md", "README.md"))


def words_of_make():
    """What the last line of `make serve` would start, as words."""
    lines = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "serve"], cwd=ROOT, check=True,
        capture_output=True, text=True, env={**os.environ, "SCENARIO": ""}).stdout.splitlines()
    program, *words = shlex.split(lines[-1])
    assert program == ".build/release/sangdam"
    return words


@pytest.fixture
def shown(tmp_path):
    """The server's addresses by name, with ports of its own; and all that the terminal shows."""
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        [SANGDAM, *words_of_make(), "--information", "127.0.0.1:0", "--consult", "127.0.0.1:0",
         "--credentials", tmp_path / "key.json"],
        cwd=ROOT, stdout=terminal, stderr=terminal)
    os.close(terminal)
    text = ""
    while "Dashboard: " not in text or not text.endswith("\n"):
        text += os.read(master, 4_096).decode()
    yield text.replace("\r\n", "\n")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    os.close(master)


def link(shown, name):
    return re.search(rf"^{name}: +(\S+)$", shown, re.MULTILINE)[1]


def as_written(shown):
    """What was shown, with the ports and the token as the pages have them."""
    information, consult = re.match(r"ready information=\S+:(\d+) consult=\S+:(\d+)\n", shown).groups()
    text = shown.replace(f":{information}", ":7080").replace(f":{consult}", ":7000")
    return re.sub(r"token=\S+", "token=…", text)


def test_the_links_are_those_of_the_pages(shown):
    text = as_written(shown)
    assert f"```\n{text}```" in PAGE
    links = text.partition("\n")[2]
    assert f"```\n{links}```" in README


def test_a_consultation_with_oneself(open_window, shown):
    console = open_window(link(shown, "Answer"))
    console.get_by_role("button", name="Available").click()
    expect(console.locator("#state-shown")).to_have_text("Available")
    customer = open_window(link(shown, "Ask"))
    expect(customer.locator("#consult-widget .ask")).to_have_text("문의")
    ask(customer, "배터리를 바꿀 수 있나요?")
    expect(console.locator(".offer .question")).to_have_text("배터리를 바꿀 수 있나요?")
    expect(console.locator(".offer")).to_contain_text(re.compile("(29|30) s"))
    accept(console)
    say(customer, "안녕하세요", console)
    say(console, "네, 됩니다", customer)

    customer.locator("a", has_text="찾기").click()
    expect(customer.locator("h1")).to_have_text("찾기")
    expect(console.frame_locator("iframe").locator("h1")).to_have_text("찾기")
    for window in (customer, console):
        window.reload()
        expect_texts(window, "안녕하세요", "네, 됩니다")
    console.get_by_role("button", name="End", exact=True).click()
    expect(customer.locator(".in-ended")).to_be_visible()
    dashboard = open_window(link(shown, "Dashboard"))
    expect(dashboard.locator("#counters div", has_text="Served")).to_have_text("Served1")


def test_who_reads_may_be_invited(open_window, shown):
    console = open_window(link(shown, "Answer"))
    console.get_by_role("button", name="Available").click()
    reader = open_window(link(shown, "Ask"))
    console.locator("#readers summary").click()
    console.locator("#readers li button").click()
    expect(reader.locator(".invitation .row")).to_be_visible()
