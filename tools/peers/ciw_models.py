"""The models in Ciw: `ciw_models.py MODEL CONTACTS SEED` prints one line of JSON.

A server of Ciw belongs to one node with one line, so agents of two skills, or with several chats,
cannot be said in it: there are M/M/1 and Erlang A. Times are in mean efforts. What is timed is the
run alone, without building the network and without reading its records.
"""
import json
import sys
import time

import ciw

# For each model: the arrivals in a mean effort, the agents, the rate of leaving.
MODELS = {"mm1": (0.9, 1, None), "erlang-a": (100.0, 100, 0.5)}


def main(model, contacts, seed):
    ciw.seed(int(seed))
    rate, agents, leaving = MODELS[model]
    patience = {}
    if leaving:
        patience["reneging_time_distributions"] = [ciw.dists.Exponential(rate=leaving)]
    simulation = ciw.Simulation(ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=rate)],
        service_distributions=[ciw.dists.Exponential(rate=1.0)],
        number_of_servers=[agents], **patience))
    begin = time.perf_counter()
    simulation.simulate_until_max_customers(int(contacts), method="Arrive")
    seconds = time.perf_counter() - begin
    records = simulation.get_all_records()
    count = len(records)
    print(json.dumps({
        "contacts": count, "seconds": seconds,
        "wait": sum(record.waiting_time for record in records) / count,
        "abandonment": sum(record.record_type == "renege" for record in records) / count,
        "delayed": sum(record.waiting_time > 0 for record in records) / count}))


if __name__ == "__main__":
    main(*sys.argv[1:])
