"""Figures of customers.csv and agents.csv by another road than the product's: plain Python over
the single customers, with scipy's Student quantile. Writes expected.json beside itself; run it
again when the rows change (python3 expected.py, needs scipy)."""
import csv, json, math, os
from scipy.stats import t

here = os.path.dirname(os.path.abspath(__file__))
rows = list(csv.DictReader(open(os.path.join(here, "customers.csv"))))
agent_rows = list(csv.DictReader(open(os.path.join(here, "agents.csv"))))
REPLICATIONS, PERIOD, PERIODS = 4, 3600, 3
QUANTILE = t.ppf(0.975, REPLICATIONS - 1)


def interval(mean, half, top=math.inf):
    if mean is None:
        return {"mean": None, "low": None, "high": None}
    if half is None:
        return {"mean": mean, "low": None, "high": None}
    return {"mean": mean, "low": max(0, mean - half), "high": min(top, mean + half)}


def student(values):
    n, mean = len(values), math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1))
    return interval(mean, QUANTILE * deviation / math.sqrt(n))


def jackknife(data, estimate, top=math.inf):
    """data: one item per replication; estimate: list of items -> number or None."""
    whole = estimate(data)
    rest = [estimate(data[:i] + data[i + 1:]) for i in range(len(data))]
    if whole is None or None in rest:
        return interval(whole, None)
    mean = math.fsum(rest) / len(rest)
    variance = (len(rest) - 1) / len(rest) * math.fsum((v - mean) ** 2 for v in rest)
    return interval(whole, QUANTILE * math.sqrt(variance), top)


def ratio(parts, wholes, top=math.inf):
    def estimate(pairs):
        whole = math.fsum(w for _, w in pairs)
        return math.fsum(p for p, _ in pairs) / whole if whole > 0 else None
    return jackknife(list(zip(parts, wholes)), estimate, top)


def bucketed(seconds, largest):
    """The middle of a bucket of 512 an octave, in seconds."""
    ns = round(seconds * 1e9)
    if ns < 1024:
        return ns / 1e9
    width = 2 ** (ns.bit_length() - 10)
    low = ns // width * width
    return min(low + (width - 1) / 2, largest * 1e9) / 1e9


def spread(values, total, count):
    """values: seconds, one list per replication; total and count: terms of the mean."""
    def quantile(q):
        def estimate(lists):
            merged = sorted(v for one in lists for v in one)
            if not merged:
                return None
            return bucketed(merged[max(1, math.ceil(q * len(merged) - 1e-9)) - 1], merged[-1])
        return jackknife(values, estimate)

    def largest(lists):
        return max((v for one in lists for v in one), default=None)
    return {"mean": ratio(total, count), "p50": quantile(.5), "p90": quantile(.9),
            "p95": quantile(.95), "p99": quantile(.99), "p999": quantile(.999),
            "max": jackknife(values, largest)}


def number(row, key):
    return float(row[key]) if row[key] else 0.0


def customers(chosen, has_first_answer):
    by = [[c for c in chosen if int(c["replication"]) == r] for r in range(REPLICATIONS)]

    def count(test):
        return [sum(1 for c in one if test(c)) for one in by]

    def total(term, test):
        return [math.fsum(term(c) for c in one if test(c)) for one in by]

    def fate(name):
        return lambda c: c["fate"] == name
    answered, abandoned, blocked = fate("answered"), fate("abandoned"), fate("blocked")
    offered = count(lambda c: True)
    seen = count(lambda c: not blocked(c))
    within = count(lambda c: answered(c) and number(c, "wait") <= 20)
    gone = count(lambda c: abandoned(c) and number(c, "wait") <= 20)
    served, left = count(answered), count(abandoned)
    scores = total(lambda c: number(c, "score"), answered)
    wait = total(lambda c: number(c, "wait"), lambda c: not blocked(c))
    waits = [[number(c, "wait") for c in one if not blocked(c)] for one in by]
    first = [[number(c, "wait") + number(c, "first_answer") for c in one
              if c["first_answer"]] for one in by]
    levels = {
        "offered": ratio(within, offered, 1), "answered_only": ratio(within, served, 1),
        "abandons_ok": ratio([a + b for a, b in zip(within, gone)],
                             [a + b for a, b in zip(served, left)], 1),
        "short_excluded": ratio(within, [a - b for a, b in zip(offered, gone)], 1)}
    return {
        "offered": student(offered), "answered": student(served), "abandoned": student(left),
        "blocked": student(count(blocked)),
        "retried": student(count(lambda c: c["retried"] == "1")),
        "helped": student(count(lambda c: False)), "abandonment": ratio(left, offered, 1),
        "delayed": ratio(count(lambda c: number(c, "wait") > 0), seen, 1),
        "service_level": [{"within": 20, "variant": k, **v} for k, v in levels.items()],
        "wait": spread(waits, wait, seen),
        "first_response": spread(first, [math.fsum(f) for f in first], [len(f) for f in first])
        if has_first_answer else None,
        "asa": ratio(total(lambda c: number(c, "wait"), answered), served),
        "handle_time": ratio(total(lambda c: number(c, "handle"), answered), served),
        "match_score": ratio(scores, served, 1), "match_value": ratio(scores, offered, 1),
        "unresolved": ratio(count(lambda c: c["unresolved"] == "1"), served, 1)}


def agents(chosen, seconds):
    def total(key):
        return [math.fsum(float(a[key]) for a in chosen if int(a["replication"]) == r)
                for r in range(REPLICATIONS)]
    staffed = total("staffed")
    return {"occupancy": ratio(total("busy"), staffed, 1),
            "concurrency": ratio(total("open_chats"), total("with_open_chat")),
            "slot_load": ratio(total("places_taken"), total("places_staffed"), 1),
            "staffed": student([s / seconds for s in staffed])}


def group(index):
    own = customers([c for c in rows if c["group"] == str(index)], False)
    chosen = [a for a in agent_rows if a["group"] == str(index)]
    return {**{k: own[k] for k in ("answered", "handle_time", "match_score")},
            **agents(chosen, PERIOD * PERIODS)}


def period(index):
    chosen = [c for c in rows if int(c["arrival"]) // PERIOD == index]
    at_work = [a for a in agent_rows if a["period"] == str(index)]
    return {"from": index * PERIOD, "to": (index + 1) * PERIOD, **customers(chosen, True),
            **agents(at_work, PERIOD), "days": days(chosen)}


def fated(chosen, replication, name):
    return [c for c in chosen if int(c["replication"]) == replication and c["fate"] == name]


def matched(chosen):
    """Those of the chosen who were answered, and their score."""
    by = [fated(chosen, r, "answered") for r in range(REPLICATIONS)]
    return {"answered": student([len(one) for one in by]),
            "match_score": ratio([math.fsum(number(c, "score") for c in one) for one in by],
                                 [len(one) for one in by], 1)}


def shares(values):
    """The share of the values up to each rung of 1, 1.2, 1.5, ... 8 times a power of ten."""
    rungs = [0] + [step * 10 ** decade / 1000 for decade in range(6)
                   for step in (100, 120, 150, 200, 250, 300, 400, 500, 600, 800)]
    points = []
    for rung in rungs:
        share = sum(1 for v in values if v <= rung) / len(values)
        points.append({"up_to": rung, "share": share})
        if share == 1:
            return points


def type7(values, q):
    ordered = sorted(values)
    position = q * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def days(chosen):
    """The day's own service level, of each day with customers."""
    levels = []
    for r in range(REPLICATIONS):
        day = [c for c in chosen if int(c["replication"]) == r]
        quick = [c for c in fated(day, r, "answered") if number(c, "wait") <= 20]
        if day:
            levels.append(len(quick) / len(day))
    if not levels:
        return {"service_level": None}
    return {"service_level": {
        "within": 20, **{k: type7(levels, q) for k, q in (("p05", .05), ("p50", .5),
                                                          ("p95", .95))},
        "share_met": None}}


def columns(chosen):
    by = [[c for c in chosen if int(c["replication"]) == r] for r in range(REPLICATIONS)]

    def count(test):
        return [sum(1 for c in one if test(c)) for one in by]

    def total(term):
        return [math.fsum(term(c) for c in one) for one in by]
    served = [fated(chosen, r, "answered") for r in range(REPLICATIONS)]
    left = [fated(chosen, r, "abandoned") for r in range(REPLICATIONS)]
    return {
        "offered": count(lambda c: True), "answered": [len(one) for one in served],
        "abandoned": [len(one) for one in left],
        "blocked": count(lambda c: c["fate"] == "blocked"),
        "retried": count(lambda c: c["retried"] == "1"), "helped": [0] * REPLICATIONS,
        "delayed": count(lambda c: number(c, "wait") > 0),
        "unresolved": count(lambda c: c["unresolved"] == "1"),
        "handled": [len(one) for one in served],
        "first_responses": count(lambda c: c["first_answer"] != ""),
        "wait_seconds": total(lambda c: number(c, "wait")),
        "answered_wait_seconds": [math.fsum(number(c, "wait") for c in one) for one in served],
        "handle_seconds": total(lambda c: number(c, "handle")),
        "first_response_seconds": [math.fsum(number(c, "wait") + number(c, "first_answer")
                                             for c in one if c["first_answer"]) for one in by],
        "score": total(lambda c: number(c, "score")),
        "answered_within": [{"within": 20, "counts": [
            sum(1 for c in one if number(c, "wait") <= 20) for one in served]}],
        "abandoned_within": [{"within": 20, "counts": [
            sum(1 for c in one if number(c, "wait") <= 20) for one in left]}]}


def at_work():
    def total(key):
        return [math.fsum(float(a[key]) for a in agent_rows if int(a["replication"]) == r)
                for r in range(REPLICATIONS)]
    return {"replication": list(range(REPLICATIONS)), "staffed_seconds": total("staffed"),
            "busy_seconds": total("busy"), "open_chat_seconds": total("open_chats"),
            "with_open_chat_seconds": total("with_open_chat")}


def helps():
    """Who joined: in this run the other desk, whenever a question stayed unresolved."""
    found = []
    for asked, joined in ((0, 1), (1, 0)):
        counts = [sum(1 for c in fated(rows, r, "answered")
                      if c["unresolved"] == "1" and c["group"] == str(asked))
                  for r in range(REPLICATIONS)]
        if any(counts):
            found.append({"asked": groups[asked], "joined": groups[joined],
                          "helped": student(counts)})
    return found


groups = ["seoul", "osaka"]
names = ["korean", "日本語の質問", "nobody \"asks\""]
document = {
    "metrics": {**customers(rows, True), **agents(agent_rows, PERIOD * PERIODS)},
    "by_demand": {name: customers([c for c in rows if c["stream"] == str(i)], i == 0)
                  for i, name in enumerate(names)},
    "by_agents": {"seoul": group(0), "osaka": group(1)},
    "by_period": [period(i) for i in range(PERIODS)],
    "distributions": {
        "wait": shares([number(c, "wait") for c in rows if c["fate"] != "blocked"]),
        "first_response": shares([number(c, "wait") + number(c, "first_answer") for c in rows
                                  if c["first_answer"]])},
    "matches": [{"demand": name, "agents": group, **matched(chosen)}
                for i, name in enumerate(names) for j, group in enumerate(groups)
                if (chosen := [c for c in rows
                               if c["stream"] == str(i) and c["group"] == str(j)])],
    "helps": helps(),
    "rings": [{"demand": name, "ring": ring, "after": 20 if ring else None,
               **matched([c for c in rows if c["stream"] == str(i)
                          and (number(c, "score") < .3) == bool(ring)])}
              for i, name in enumerate(names) for ring in (0, 1)],
    "by_replication": {**at_work(), **columns(rows), "by_demand": {
        name: columns([c for c in rows if c["stream"] == str(i)])
        for i, name in enumerate(names)}}}
with open(os.path.join(here, "expected.json"), "w") as file:
    json.dump(document, file, ensure_ascii=False, indent=1)
    file.write("\n")
