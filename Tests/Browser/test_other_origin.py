"""A page of another server loads the widget from here, and reads nothing else."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from test_consultation import KOREAN, accept, ask, expect_texts, say, sign_in


@pytest.fixture
def another(site):
    """The address of a page of another origin, marked as docs/consultation.md says."""
    _, code = site.page("ko", "52161505")
    page = (
        f'<!DOCTYPE html><html lang="ko"><title>다른 곳</title><body><h1>다른 곳</h1>'
        f'<meta name="consult-code" content="{code}" data-consult-issuer="shop.example">'
        f'<script src="{site.address}/widget.js"'
        f' data-consult-server="ws://127.0.0.1:{site.cable.port}" defer></script>')

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_page_of_another_server_has_the_widget(visit, site, another):
    console = sign_in(visit, site, "seoul-1")
    customer = visit(another)
    ask(customer, "벽에 걸 수 있나요?")
    accept(console)
    say(customer, "안녕하세요", console)
    say(console, "네", customer)
    expect_texts(customer, "안녕하세요", "네")
    expect(console.locator("iframe")).to_have_attribute("src", site.address + KOREAN)


def test_a_page_of_another_server_reads_nothing_else(visit, site, another):
    page = visit(another)
    expect(page.locator("#consult-widget .ask")).to_be_visible()
    read = """path => fetch(path).then(answer => answer.text().then(() => answer.status), () => 0)"""
    assert page.evaluate(read, site.address + "/widget.mjs") == 200
    for path in ("/console", "/pages.json", "/status.json", "/console.mjs", KOREAN):
        assert page.evaluate(read, site.address + path) == 0
    # The browser says of each that it was refused.
    assert len([text for text in page.said if "CORS policy" in text]) == 5
    page.said.clear()
