"""The service behind a proxy that ends TLS, with the configuration of docs/tls.md."""

import re
import socket
import ssl
import subprocess
import time
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from consultation import Agent, Customer, Dialogue
from running_server import ROOT
from test_consultation import PAGE, SHOP

CUSTOMER = "127.0.0.5"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Proxy:
    """HAProxy with the configuration of the page, at a port of its own."""

    def __init__(self, folder, port, server):
        text = (ROOT / "docs/tls.md").read_text()
        recipe = re.search(r"```haproxy\n(.*?)```", text, re.S)[1]
        for old, new in [(":443", f"127.0.0.1:{port}"), ("/etc/haproxy/shop.pem", folder / "shop.pem"),
                         ("127.0.0.1:7000", server.consult.removeprefix("ws://")),
                         ("127.0.0.1:7080",
                          server.addresses["information"].removeprefix("http://"))]:
            assert recipe.count(old) == 1, old
            recipe = recipe.replace(old, str(new))
        configuration = folder / "haproxy.cfg"
        configuration.write_text(recipe)
        self.process = subprocess.Popen(["haproxy", "-db", "-f", configuration])
        until = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                assert self.process.poll() is None and time.monotonic() < until
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def certificate(folder):
    """A certificate for localhost that is trusted by whoever gets the context."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out",
         folder / "certificate.pem"], check=True, capture_output=True)
    whole = (folder / "certificate.pem").read_text() + (folder / "key.pem").read_text()
    (folder / "shop.pem").write_text(whole)
    context = ssl.create_default_context(cafile=folder / "certificate.pem")
    # With 1.3 the server sends tickets after the handshake: the client's thread that reads them and
    # the one that writes the request get into each other's way inside OpenSSL, and in one of ten
    # runs the request is never sent.
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context


@pytest.fixture
def proxied(serve, tmp_path):
    """A server whose clients go through the proxy."""
    tls = certificate(tmp_path)
    port = free_port()
    public = f"localhost:{port}"
    server = serve(
        SHOP, "--behind-proxy", "--public-consult", f"wss://{public}", "--origin",
        f"https://{public}")
    proxy = Proxy(tmp_path, port, server)
    server.consult, server.public = f"wss://{public}", f"https://{public}"
    server.options = {"ssl": tls, "source_address": (CUSTOMER, 0)}
    yield server
    proxy.stop()


def test_asked_answered_and_resumed_through_the_proxy(proxied):
    page = proxied.page(*PAGE)
    with urllib.request.urlopen(
            proxied.public + page["path"], context=proxied.options["ssl"]) as answer:
        assert f'data-consult-server="{proxied.consult}"' in answer.read().decode()
        assert f"connect-src 'self' {proxied.consult}" in answer.headers["Content-Security-Policy"]
    agent = Agent(proxied, "seoul-1").available()
    customer = Customer(proxied)
    customer.ask(page, "맞나요?")
    asked, answered = customer.dialogue(), agent.dialogue()
    assert agent.connected["from"] == CUSTOMER
    asked.write("안녕하세요")
    assert answered.read() == "안녕하세요"
    long = "x" * 65_000
    answered.write(long)
    assert asked.read() == long
    customer.cut()
    answered.write("meanwhile")
    again = Customer(proxied)
    assert again.resume(customer.session) == "connected"
    asked.attach(again, again.hear("connected"), is_agent=False)
    agent.hear("resend")
    answered.follow()
    assert asked.read() == "meanwhile"
    agent.say("end", dialogue=answered.number)
    assert again.hear("ended")["reason"] == "agent"
    assert again.close_code() == 1000


def test_a_claimed_address_does_not_go_through(proxied):
    agent = Agent(proxied, "seoul-1").available()
    proxied.options["additional_headers"] = {"X-Forwarded-For": "198.51.100.1"}
    customer = Customer(proxied)
    customer.ask(proxied.page(*PAGE), "?")
    agent.dialogue()
    assert agent.connected["from"] == CUSTOMER


def test_pages_of_the_house_connect_and_others_do_not(proxied):
    with connect(proxied.consult + "/customer", origin=proxied.public, **proxied.options):
        pass
    with pytest.raises(InvalidStatus) as refused:
        connect(proxied.consult + "/customer", origin="https://evil.example", **proxied.options)
    assert refused.value.response.status_code == 403
