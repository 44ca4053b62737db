"""A server that is told to stop while many talk: everybody is told, and what it took is kept."""

import random
import re
import time

import pytest

from crowd import Crowd, by_writer
from shop import PAGE, shop
from test_transcripts import transcript


@pytest.mark.parametrize("durability", ["strict", "relaxed"])
def test_a_server_that_stops_under_load_keeps_all_that_it_took(serve, tmp_path, durability):
    database = tmp_path / "transcripts.sqlite"
    server = serve(shop(agents=50), "--transcripts", database, "--durability", durability)
    crowd = Crowd([server], server.page(*PAGE), range(1, 51))
    crowd.start()
    assert crowd.has_begun.wait(30), repr(crowd.fault)
    crowd.reaches(crowd.read + 5_000)
    time.sleep(random.Random(durability).uniform(0, 0.1))
    began = time.monotonic()
    code, said = server.stop()
    assert time.monotonic() - began < 5
    assert code == 0, said
    crowd.join(10)
    assert crowd.fault is None and not crowd.is_alive(), repr(crowd.fault)
    ends = {(side.ended, side.closed) for side in crowd.sides}
    assert ends == {("closing", 1001)}
    items = transcript(database)
    assert {item["reason"] for item in items if item["type"] == "consultation"} == {"closing"}
    kept = by_writer(items)
    count = sum(map(len, kept.values()))
    for reader, texts, acknowledged in crowd.written():
        found = kept.pop((reader.pair, 1 - reader.party))
        assert found == texts[:len(found)]
        assert len(found) >= max(acknowledged, reader.received)
        assert reader.texts == texts[:reader.received]
    assert not kept
    # Whatever the relay has taken, whether or not it reached anybody.
    counted = re.search(r"^messages (\d+)$", said, re.MULTILINE)
    assert int(counted.group(1)) == count
