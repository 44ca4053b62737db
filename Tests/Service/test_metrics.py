"""What /metrics says, read by Prometheus's own parser."""

import time
import urllib.error
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families

from consultation import Agent, Customer
from raw_client import RawPair, frame, head, metrics, reaches
from shop import PAGE, shop


def families(server):
    """The metrics by name; the parser takes `_total` off the names of counters."""
    with urllib.request.urlopen(server.addresses["information"] + "/metrics") as page:
        assert page.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return {family.name: family for family in text_string_to_metric_families(page.read().decode())}


def value(family, part="", **labels):
    """The one sample of a family with these labels."""
    sample, = (sample for sample in family.samples
               if sample.name == family.name + part and sample.labels == labels)
    return sample.value


def test_prometheus_reads_all_of_it(serve):
    server = serve(shop(2))
    agent, customer = Agent(server, "seoul-1").available(), Customer(server)
    customer.ask(server.page(*PAGE), "?")
    asked, answered = customer.dialogue(), agent.dialogue()
    asked.write("벽에 걸 수 있나요?")
    assert answered.read() == "벽에 걸 수 있나요?"
    # The desk lays its figures down twice a second.
    reaches(lambda: value(families(server)["sangdam_dialogues_open"]), 1)
    found = families(server)
    samples = [(sample.name, *sorted(sample.labels.items()))
               for family in found.values() for sample in family.samples]
    assert len(samples) == len(set(samples))
    bare = [family for family in found.values() if not family.documentation or not family.samples]
    assert bare == []
    assert {family.type for family in found.values()} == {"counter", "gauge", "histogram"}
    assert value(found["sangdam_asked"], "_total") == 1
    assert value(found["sangdam_relay_messages"], "_total") == 1
    assert value(found["sangdam_relay_payload_bytes"], "_total") >= len("벽에 걸 수 있나요?".encode())


class Spending:
    """What the relay spends between two looks at its counts."""

    names = ("messages", "acknowledgements", "system_calls", "bytes_copied", "allocations")

    def __init__(self, server, pair):
        self.server, self.pair = server, pair
        self.before = self._look()

    def _look(self):
        # The loop asks the allocator once a second, when it has something else to do.
        time.sleep(1.1)
        self.pair.exchange()
        found = metrics(self.server)
        return [found[f"sangdam_relay_{name}_total"] for name in self.names]

    def take(self):
        """By name; the two messages of the second look among them."""
        found = self._look()
        return dict(zip(self.names, (after - before for after, before in zip(found, self.before))))


@pytest.fixture
def pair(serve):
    """Two who have talked for a while: what is there once is paid for."""
    server = serve(shop(2), "--messages-per-second", "100000", "--messages-at-once", "100000")
    pair = RawPair(server, server.page(*PAGE), "seoul-1")
    pair.server = server
    for _ in range(200):
        pair.exchange(b"x" * 124)
    return pair


def test_a_message_costs_no_copy_no_allocation_and_three_system_calls(pair):
    spending = Spending(pair.server, pair)
    for _ in range(2_500):
        pair.exchange(b"x" * 124)
    spent = spending.take()
    assert spent["messages"] == 5_002
    assert (spent["bytes_copied"], spent["allocations"]) == (0, 0)
    # One to wait, one to receive, one to send: nobody writes before the other has answered.
    assert spent["system_calls"] / spent["messages"] < 3.1


def burst(pair, texts):
    """Each writes so many messages at once, and is told that the other has them."""
    first = pair.written + 1
    pair.written += len(texts)
    sides = ((pair.customer, b""), (pair.agent, pair.number))
    for party, ((writer, front), (reader, before)) in enumerate((sides, sides[::-1])):
        written = [head(party, first + place) + text for place, text in enumerate(texts)]
        writer.send(b"".join(frame(2, front + message) for message in written))
        assert [reader.message() for _ in texts] == [before + message for message in written]
        acknowledgement = head(1 - party, 0) + head(party, pair.written)
        reader.send(frame(2, before + acknowledgement))
        assert writer.message() == front + acknowledgement


def test_messages_that_arrive_together_share_their_system_calls(pair):
    spending = Spending(pair.server, pair)
    for _ in range(80):
        burst(pair, [b"x" * size for size in range(100, 132)])
    spent = spending.take()
    assert (spent["messages"], spent["acknowledgements"]) == (5_122, 160)
    assert (spent["bytes_copied"], spent["allocations"]) == (0, 0)
    # Three for thirty-two messages and three for their acknowledgement; to an agent four more, for
    # the messages whose length takes more bytes there.
    assert spent["system_calls"] / spent["messages"] < 0.3


def test_answers_of_the_information_server_are_recorded(serve):
    server = serve(shop(2))
    address = server.addresses["information"]
    before = families(server)
    for _ in range(20):
        urllib.request.urlopen(address + "/pages.json").read()
    for path, method in (("/none", "GET"), ("/healthz", "PUT"), ("/healthz", "DELETE")):
        try:
            urllib.request.urlopen(urllib.request.Request(address + path, method=method)).read()
        except urllib.error.HTTPError as error:
            assert error.code == (404 if method == "GET" else 405)
    after = families(server)
    answers, times = after["sangdam_http_answers"], after["sangdam_http_answer_seconds"]

    def more(status, **labels):
        labels = {**labels, "status": status}
        known = [sample.value for sample in before["sangdam_http_answers"].samples
                 if sample.labels == labels] if "sangdam_http_answers" in before else []
        return value(answers, "_total", **labels) - sum(known)

    # The look before counted itself only afterwards.
    assert more("200", method="GET") == 21
    assert more("404", method="GET") == 1
    assert more("405", method="other") == 2
    count = value(times, "_count", method="GET")
    assert value(times, "_bucket", method="GET", le="+Inf") == count
    assert 0 < value(times, "_sum", method="GET") < count
    assert value(after["sangdam_http_connections"]) >= 1
    assert value(after["sangdam_metrics_refused"], "_total") == 0
