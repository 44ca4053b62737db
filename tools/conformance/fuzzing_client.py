# Runs Autobahn's fuzzing client against a server: `fuzzing_client.py ADDRESS REPORTS`. Python 2.7, for which
# the suite is written.
import json
import sys

from autobahntestsuite import wstest

address, reports = sys.argv[1:3]
spec = {
    "outdir": reports,
    "servers": [{"agent": "sangdam", "url": address}],
    "cases": ["%d.*" % part for part in (1, 2, 3, 4, 5, 6, 7, 10)],
    "exclude-cases": [],
    "exclude-agent-cases": {},
}
with open("spec.json", "w") as place:
    json.dump(spec, place)
sys.argv = ["wstest", "-m", "fuzzingclient", "-s", "spec.json"]
wstest.run()
