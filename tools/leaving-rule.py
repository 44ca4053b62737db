#!/usr/bin/env python3
"""Who leaves when a group shrinks while its agents talk: `tools/leaving-rule.py [DAYS [SEED]]`.

Simulates the multi-skill centre of scenarios/published-multi-skill.yaml, written down once more and
apart from the engine, under both rules that simulators use:
  named    the roster says who leaves: each of them ends the chat he has (Sangdam)
  counted  nobody takes a customer until as many have ended a chat as are too many (ContactCenters)
Prints the customers answered within 20 s by type and period, mean ± standard error over days.
"""
import heapq
import itertools
import random
import sys
from collections import deque

PERIOD = 120.0  # minutes
RATES = [[4.2, 5.3, 3.2], [5.1, 4.3, 4.8], [6.3, 5.2, 4.8]]  # a minute, by type and period
SERVICE = [0.5, 0.6, 0.4]
PATIENCE = [0.3, 0.4, 0.2]
STAFF = [[12, 18, 9], [15, 20, 11]]
GROUPS = [[0], [0, 1], [1]]  # who answers a type, first choice first
TYPES = [[0, 1], [1, 2]]
ARRIVAL, SHIFT, END = 0, 1, 2


def day(seed, rule):
    draw = random.Random(seed)
    busyness = draw.gammavariate(28.7, 1 / 28.7)
    events = []
    for kind in range(3):
        for period in range(3):
            now = period * PERIOD
            while True:
                now += draw.expovariate(busyness * RATES[kind][period])
                if now >= (period + 1) * PERIOD:
                    break
                patience = draw.expovariate(PATIENCE[period])
                service = draw.expovariate(SERVICE[period])
                events.append((now, ARRIVAL, (kind, period, now, patience, service)))
    events += [(period * PERIOD, SHIFT, period) for period in (1, 2)]
    heapq.heapify(events)
    lines = [deque() for _ in range(3)]
    idle = [STAFF[0][0], STAFF[1][0]]  # counted: below 0 as long as too many talk
    talking = [set(), set()]  # chats by number
    leaving = set()  # named: chats whose agent then goes home
    chats = itertools.count()
    good = [[0] * 3 for _ in range(3)]

    def start(group, customer, now):
        kind, period, entered, _, service = customer
        idle[group] -= 1
        good[kind][period] += now - entered < 1 / 3
        chat = next(chats)
        talking[group].add(chat)
        heapq.heappush(events, (now + service, END, (group, chat)))

    def look(group, now):
        while idle[group] > 0:
            best = None
            for kind in TYPES[group]:
                line = lines[kind]
                while line and line[0][2] + line[0][3] < now:
                    line.popleft()
                if line and (best is None or line[0][2] < lines[best][0][2]):
                    best = kind
            if best is None:
                return
            start(group, lines[best].popleft(), now)

    while events:
        now, what, facts = heapq.heappop(events)
        if what == ARRIVAL:
            free = [group for group in GROUPS[facts[0]] if idle[group] > 0]
            if free:
                start(free[0], facts, now)
            else:
                lines[facts[0]].append(facts)
        elif what == END:
            group, chat = facts
            talking[group].remove(chat)
            if chat in leaving:
                leaving.remove(chat)
            else:
                idle[group] += 1
                look(group, now)
        else:
            for group in (0, 1):
                idle[group] += STAFF[group][facts] - STAFF[group][facts - 1]
                if rule == "named" and idle[group] < 0:
                    chosen = draw.sample(sorted(talking[group]), -idle[group])
                    leaving.update(chosen)
                    idle[group] = 0
                look(group, now)
    return good


def main():
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for rule in ("named", "counted"):
        found = [day(f"{seed} {number}", rule) for number in range(days)]
        for kind in range(3):
            cells = []
            for period in range(3):
                values = [good[kind][period] for good in found]
                mean = sum(values) / days
                variance = sum((value - mean) ** 2 for value in values) / (days - 1)
                cells.append(f"{mean:7.2f} ± {(variance / days) ** 0.5:4.2f}")
            print(f"{rule:8} type {kind}: " + "  ".join(cells))


if __name__ == "__main__":
    main()
