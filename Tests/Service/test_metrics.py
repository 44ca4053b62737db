"""What /metrics says, read by Prometheus's own parser."""

import urllib.error
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

from consultation import Agent, Customer
from raw_client import reaches
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
    customer.dialogue()
    agent.dialogue()
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
    assert value(found["sangdam_relay_bytes_copied"], "_total") == 0


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
