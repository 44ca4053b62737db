#!/usr/bin/env python3
"""Writes the national centre: `tools/national-centre.py > scenarios/national-centre.yaml`.

8 languages x 512 documents = 4,096 classes, a million chats a day, 10,000 agents in the busiest
half hour. Deterministic: the popularity of documents is drawn from the seed below, all else is computed.
"""
import math
import random

SEED = 1
CONTACTS = 1_000_000
AGENTS = 10_000
# Assumed: how many ask in which language.
LANGUAGES = {"ko": 0.84, "en": 0.05, "zh": 0.04, "vi": 0.03, "ja": 0.015, "th": 0.01, "ru": 0.008,
             "uz": 0.007}
# Segments of the UNSPSC that a public office answers for, the share of each and what a chat of it
# needs, as a factor on the mean. Assumed.
SEGMENTS = {"93": (0.22, 1.0), "85": (0.18, 1.15), "84": (0.15, 1.1), "86": (0.12, 0.9),
            "92": (0.10, 1.0), "80": (0.09, 1.1), "90": (0.08, 0.8), "70": (0.06, 0.95)}
FAMILIES, CLASSES, COMMODITIES = 4, 4, 4
# Half hours from 07:00 of a bank's centre (Weinberg, Brown, Stroud).
PROFILE = [148, 165, 256, 338, 473, 520, 525, 523, 514, 499, 484, 476, 463, 458, 449, 447, 434, 424,
           399, 358, 304, 266, 233, 208, 183, 167, 150, 137]
MEDIAN = 366.0  # seconds of effort; the lognormal's mean is that times e^(sigma^2 / 2)
SIGMA = 1.0
SPEEDS = [1.0, 0.8475, 0.7353]
WRAP_UP = 15.0
# Parts of the staff of a segment: each family's own agents, and the segment's seniors.
SENIORS = 0.2


def whole(weights, total, least=0):
    """Whole numbers in those proportions that add up to `total`, each at least `least`."""
    rest = total - least * len(weights)
    exact = [rest * weight / sum(weights) for weight in weights]
    found = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (found[i] - exact[i], i))
    for index in order[: rest - sum(found)]:
        found[index] += 1
    return [least + number for number in found]


def documents():
    """Document -> weight; within a segment popularity falls as in Zipf's law, in drawn order."""
    draw = random.Random(SEED)
    weights = {}
    for segment, (share, _) in SEGMENTS.items():
        names = [f"{segment}{10 + family}{15 + kind}{1 + commodity:02}" for family in range(FAMILIES)
                 for kind in range(CLASSES) for commodity in range(COMMODITIES)]
        ranks = list(range(1, len(names) + 1))
        draw.shuffle(ranks)
        scale = sum(rank ** -0.7 for rank in ranks)
        weights |= {name: share * rank ** -0.7 / scale for name, rank in zip(names, ranks)}
    return weights


def lagged():
    """Load by half hour as chats that last make it: arrivals of the past times the chance that
    they are still open, relative to arrivals of 1 a second that last one second in the mean."""
    mean = MEDIAN * math.exp(SIGMA ** 2 / 2) / SPEEDS[-1] + WRAP_UP
    step, half_hour = 60, 1800
    def open_after(age):
        effort = (max(age - WRAP_UP, 1) * SPEEDS[-1])
        return 0.5 * math.erfc(math.log(effort / MEDIAN) / SIGMA / math.sqrt(2))
    rates = [part / sum(PROFILE) / half_hour for part in PROFILE]
    loads = []
    for number in range(len(PROFILE)):
        moments = [number * half_hour + offset for offset in range(step, half_hour + 1, step)]
        loads.append(max(
            sum(rates[(now - age) // half_hour] * open_after(age) * step
                for age in range(step // 2, now, step)) for now in moments))
    return [load / mean for load in loads], mean


def staffing(shares):
    """Counts by half hour of each group from its share of the work: load, a square root on it."""
    loads, mean = lagged()
    peak = max(loads)
    places = [CONTACTS * peak * mean * share / len(SPEEDS) for share in shares]
    most = whole([place + 1.5 * math.sqrt(place) for place in places], AGENTS, least=2)
    return [[max(2, math.ceil(count * (load / peak) ** 0.9 - 1e-9)) for load in loads]
            for count in most]


HEAD = """\
# A national public service by chat: a million contacts a day, 4,096 classes, 10,000 agents.
# Made by machine: tools/national-centre.py > scenarios/national-centre.yaml
#
# The size is the point: what one core simulates in about a second, results/national-centre.md. The
# largest staffing case in print has 65 kinds and 89 groups (skills-65x89.yaml).
#
# Sources
# Borrowed, all of it from smaller places:
#   day's shape     half hours of a bank's calls, USA 2003, 07:00-21:00 (Weinberg, Brown, Stroud)
#   unrest          the same centre's: 6.3 % by day, 7.2 % by half hour, correlation .54
#   effort          a chat lasts 11 min 53 s with others open (Comm100 reports 2017-2019), so
#                   604 s alone, as in cross-border-shop.yaml; spread of a bank's calls (Brown et al.,
#                   JASA 2005): lognormal, sigma 1.0
#   chats at once   three, +18 % response time for each more: Goes et al., Management Science
#                   64(7), 2018
#   patience        mean 212 s, the bank's of 1999: 19.7 % hung up with a mean wait of 41.7 s
# Assumed: how many ask in which of 8 languages; 512 documents of 8 segments, popularity within a
# segment as in Zipf's law; efforts by segment; who knows what. Korean is answered by a group a
# family and by seniors a segment, each other language by a group a segment. Staff follow the load
# as it lags behind the arrivals, with a square root on top, 10,000 in all at the busiest half
# hour."""


def main():
    weights = documents()
    names = list(weights)
    shares = {language: share / sum(LANGUAGES.values()) for language, share in LANGUAGES.items()}
    pairs = [(language, name) for language in LANGUAGES for name in names]
    counts = whole([shares[language] * weights[name] for language, name in pairs], CONTACTS, least=1)

    print(HEAD)
    print("""sangdam: 1
name: national-centre
description: A million chats a day, 4,096 classes, 10,000 agents, three chats at once.
opens: "07:00"
length: 14h
closing: drain
report-every: 1h
replications: 8
seed: 1

demand:""")
    seen = set()
    for (language, name), count in zip(pairs, counts):
        segment = name[:2]
        code = f'code: {{language: {language}, document: "{name}"}}'
        if segment in seen:
            print(f"- {{<<: *s{segment}, name: {language}-{name}, {code}, "
                  f"arrivals: {{count: {count}, profile: *p}}}}")
            continue
        profile, rules = "*p", "busyness: *b, patience: *w"
        if not seen:
            parts = ", ".join(f"0.0{part:03}" for part in PROFILE)
            profile = f"&p [{parts}]"
            rules = """busyness: &b {gamma: {shape: 252}, group: nation,
      within: {every: 30m, cv: 7.2%, correlation: 0.54}},
    patience: &w {exponential: {mean: 212s}}"""
        seen.add(segment)
        effort = MEDIAN * SEGMENTS[segment][1]
        print(f"- &s{segment} {{name: {language}-{name}, {code},\n"
              f"    arrivals: {{count: {count}, profile: {profile}}},\n    {rules},\n"
              f"    effort: {{lognormal: {{median: {effort:g}s, sigma: {SIGMA:g}}}}}}}")

    groups, work = [], []
    load = {name: weights[name] * SEGMENTS[name[:2]][1] for name in names}
    for segment in SEGMENTS:
        of_segment = sum(load[name] for name in names if name[:2] == segment)
        for family in sorted({name[:4] for name in names if name[:2] == segment}):
            groups.append((f"ko-{family}", "{ko: 1.0}", f'{{"{family}": 1.0}}'))
            work.append(shares["ko"] * (1 - SENIORS)
                        * sum(load[name] for name in names if name[:4] == family))
        groups.append((f"ko-{segment}", "{ko: 1.0, en: 0.6}", f'{{"{segment}": 0.9}}'))
        work.append(shares["ko"] * SENIORS * of_segment)
        for language in list(LANGUAGES)[1:]:
            groups.append((f"{language}-{segment}", f"{{{language}: 1.0}}", f'{{"{segment}": 0.9}}'))
            work.append(shares[language] * of_segment)
    print("\nagents:")
    for index, ((name, languages, branches), staff) in enumerate(zip(groups, staffing(work))):
        terms = "&t {concurrency: 3, speed: [1.0, 0.8475, 0.7353], wrap-up: {fixed: 15s}}"
        print(f"- {{<<: {'*t' if index else terms}, name: {name},\n"
              f"    languages: {languages}, documents: {branches},\n"
              f"    staff: {{periods: 30m, counts: [{', '.join(map(str, staff))}]}}}}")
    print("""
routing:
  choose-agent: best-match
  choose-customer: oldest
  rings:
    - {after: 30s, document-digits: 2}
    - {after: 60s, document-digits: 0}

objectives:
  - {metric: service_level, within: 60s, at-least: 80%}
  - {metric: abandonment, at-most: 5%}
  - {metric: wait.mean, at-most: 37s}
  - {metric: match_score, at-least: 0.9}""")


main()
