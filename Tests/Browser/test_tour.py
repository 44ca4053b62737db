"""The tour of docs/consultation.md, by the very command of `make serve`, from a terminal."""

import os
import pty
import re
import shlex
import signal
import subprocess

import pytest
from playwright.sync_api import expect

from companies import free_port
from running_server import ROOT, SANGDAM
from test_consultation import accept, ask, expect_texts, say

PAGE, README = ((ROOT / page).read_text() for page in ("docs/consultation.md", "README.md"))


def words_of_make():
    """What the last line of `make serve` would start, as words."""
    lines = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "serve"], cwd=ROOT, check=True,
        capture_output=True, text=True, env={**os.environ, "SCENARIO": ""}).stdout.splitlines()
    program, *words = shlex.split(lines[-1])
    assert (program, words[0]) == (".build/release/sangdam", "serve")
    return words[1:]


class Terminal:
    """`sangdam serve` at a terminal, and what it has said when it is ready."""

    def __init__(self, words, folder):
        self.screen, terminal = pty.openpty()
        self.process = subprocess.Popen(
            [SANGDAM, "serve", *words], cwd=folder, stdout=terminal, stderr=terminal)
        os.close(terminal)
        text = ""
        while "Dashboard: " not in text or not text.endswith("\n"):
            text += os.read(self.screen, 4_096).decode()
        self.shown = text.replace("\r\n", "\n")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(20) == 0
        os.close(self.screen)


@pytest.fixture
def start(tmp_path):
    """Starts servers in a folder that has the scenarios, and ends them with the test."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    terminals = []

    def start(*words):
        terminals.append(Terminal(words, tmp_path))
        return terminals[-1].shown

    yield start
    for terminal in terminals:
        terminal.stop()


@pytest.fixture
def shown(start):
    """What the terminal of `make serve` shows, on ports that the system picked."""
    return start(*words_of_make(), "--information", "127.0.0.1:0", "--consult", "127.0.0.1:0")


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


def two_companies():
    """The commands of the section about them, with ports that are free, and those ports."""
    section = PAGE.partition("## Two companies\n")[2].partition("\n## ")[0]
    commands = re.findall(r"```sh\nsangdam serve (.*?)\n```", section, re.DOTALL)
    ports = {port: str(free_port()) for port in ("7080", "7000", "7081", "7001")}
    address = re.compile(r"(127\.0\.0\.1):(\d+)")
    moved = [address.sub(lambda found: f"{found[1]}:{ports[found[2]]}", text) for text in commands]
    # Where a port is not named, it is the usual one; and the scenario names its sites.
    places = [f"--information=127.0.0.1:{ports['7080']}", f"--consult=127.0.0.1:{ports['7000']}"]
    sites = [f"--set=sites.shop-seoul.address=127.0.0.1:{ports['7080']}",
             f"--set=sites.shop-osaka.address=127.0.0.1:{ports['7081']}"]
    seoul, osaka = (shlex.split(text.replace("\\\n", "")) for text in moved)
    return [*seoul, *places, *sites], [*osaka, *sites], ports


def test_two_companies(open_window, start):
    seoul, osaka, ports = two_companies()
    shop, company = start(*seoul), start(*osaka)
    console = open_window(link(company, "Answer"))
    expect(console.locator("#who")).to_contain_text("osaka-1")
    console.get_by_role("button", name="Available").click()
    expect(console.locator("#state-shown")).to_have_text("Available")
    place = re.search(r"<http://127.0.0.1:7080(/\S+)>", PAGE)[1]
    pages = f"http://127.0.0.1:{ports['7080']}"
    customer = open_window(pages + place)
    expect(customer.locator("#consult-widget .ask")).to_have_text("質問する")
    ask(customer, "静かですか")
    expect(customer.locator(".status")).to_contain_text("osaka-1")
    say(customer, "こんにちは", console)
    expect(console.locator("iframe")).to_have_attribute("src", pages + place)
    # On a page whose questions Seoul answers, the dialogue with Osaka goes on.
    customer.locator("a", has_text="検索").click()
    expect(customer.locator("h1")).to_have_text("検索")
    expect_texts(customer, "こんにちは")
    say(customer, "まだいますか", console)
    say(console, "はい", customer)
    expect(console.locator("iframe")).to_have_attribute("src", pages + place)
    for text, count in ((company, "1"), (shop, "0")):
        dashboard = open_window(link(text, "Dashboard"))
        expect(dashboard.locator("#counters div", has_text="Asked")).to_have_text(f"Asked{count}")


def test_an_agent_of_one_company_cannot_sign_in_at_the_other(open_window, start):
    seoul, osaka, _ = two_companies()
    shop, company = start(*seoul), start(*osaka)
    name = link(company, "Answer").partition("#")[2]
    console = open_window(f"{link(shop, 'Answer').partition('#')[0]}#{name}")
    expect(console.get_by_role("alert")).to_contain_text("not valid")
