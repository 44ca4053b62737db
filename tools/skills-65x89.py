#!/usr/bin/env python3
"""Writes scenarios/skills-65x89.yaml: `tools/skills-65x89.py > scenarios/skills-65x89.yaml`.

65 kinds of customers and 89 groups of agents, each of whom knows a few kinds. The same file every
time: who knows what, how many ask and how long it takes are drawn from the seed below.
"""
import math
import random

SEED = 1
CUSTOMERS = 42_000
PROFILE = [148, 165, 256, 338, 473, 520, 525, 523, 514, 499, 484, 476, 463, 458, 449, 447, 434, 424,
           399, 358, 304, 266, 233, 208, 183, 167, 150, 137]  # half hours from 07:00
FAMILIES = [f"{segment}{family}" for segment, families in
            (("43", "19 20 21 22"), ("52", "14 16"), ("81", "11 16"), ("83", "11 12"), ("84", "12"))
            for family in families.split()]
DOCUMENTS = [f"{family}{kind}01" for family in FAMILIES for kind in (15, 16, 17)]
# The last document has no French page: 33 + 32 kinds.
KINDS = [("en", name) for name in DOCUMENTS] + [("fr", name) for name in DOCUMENTS[:-1]]
SHARES = {"en": 0.7, "fr": 0.3}
GROUPS = 89


def volumes(draw):
    """Customers a day by kind: Zipf's law over the documents, the same order in both languages."""
    ranks = list(range(1, len(DOCUMENTS) + 1))
    draw.shuffle(ranks)
    weight = {name: rank ** -0.8 for name, rank in zip(DOCUMENTS, ranks)}
    total = sum(SHARES[language] * weight[name] for language, name in KINDS)
    return {kind: max(20, round(CUSTOMERS * SHARES[kind[0]] * weight[kind[1]] / total))
            for kind in KINDS}


def efforts(draw):
    """Median seconds and sigma by document."""
    return {name: (5 * round(draw.uniform(20, 46)), round(draw.uniform(0.7, 1.1), 2))
            for name in DOCUMENTS}


def level(draw, least):
    return round(draw.uniform(least, 1.0), 2)


def skills(draw, weight):
    """Languages and branches of each group: specialists of a document, of a family, generalists."""
    found = []
    for index in range(GROUPS):
        kind = draw.choices(["en", "fr", "en fr", "fr en"], [40, 22, 20, 18])[0].split()
        languages = {kind[0]: 1.0} | {other: level(draw, 0.6) for other in kind[1:]}
        breadth = draw.choices([1, 2, 3, 4], [35, 30, 25, 10])[0]
        popular = [weight["en", f"{family}1501"] + 400 for family in FAMILIES]
        first = FAMILIES[index % len(FAMILIES)]
        if breadth == 1:
            names = draw.sample([first + f"{end}01" for end in (15, 16, 17)], 2)
            branches = {name: level(draw, 0.85) for name in sorted(names)}
        else:
            families = {first}
            while len(families) < breadth:
                families |= set(draw.choices(FAMILIES, popular))
            branches = {name: level(draw, 0.7) for name in sorted(families)}
        found.append((languages, branches))
    # Two groups at least for each kind: generalists learn what is missing.
    for language, name in KINDS:
        while sum(answers(group, (language, name)) for group in found) < 2:
            languages, branches = draw.choice(found)
            if language in languages:
                branches[name] = level(draw, 0.7)
    return found


def answers(group, kind):
    languages, branches = group
    return kind[0] in languages and any(kind[1].startswith(branch) for branch in branches)


def staffing(groups, weight, effort):
    """Counts by half hour: each kind's load spread over who knows it, mostly over who knows little
    else, for a day 7 % above the mean; half hours lag a little behind the arrivals."""
    breadth = [sum(answers(group, kind) for kind in KINDS) for group in groups]
    load = [0.0] * len(groups)
    for kind in KINDS:
        able = [index for index, group in enumerate(groups) if answers(group, kind)]
        part = [1 / breadth[index] for index in able]
        median, sigma = effort[kind[1]]
        work = weight[kind] * median * math.exp(sigma ** 2 / 2)
        for index, share in zip(able, part):
            load[index] += work * share / sum(part)
    counts = []
    for work in load:
        row = []
        for number, part in enumerate(PROFILE):
            before = PROFILE[max(0, number - 1)]
            erlangs = work * (0.84 * part + 0.16 * before) / sum(PROFILE) / 1800 * 1.07
            row.append(max(1, round(erlangs)))
        counts.append(row)
    return counts, breadth


HEAD = """\
# 65 kinds of customers, 89 groups of agents who each know a few of them: skills in a tangle.
# Made by machine: tools/skills-65x89.py > scenarios/skills-65x89.yaml
#
# Sources
# The size is that of the largest staffing case in print: "a real-life call center with 65 types of
# calls and 89 types of agents (skill groups)" (M. T. Cezik and P. L'Ecuyer, "Staffing multiskill
# call centers via linear programming and simulation", Management Science 54(2), 2008, 310-323). Its
# data are not public; what is here is drawn, from one seed:
#   arrivals    42,000 a day, by document as in Zipf's law, 70 % English and 30 % French; the day's
#               shape and unrest borrowed from a bank, USA 2003 (Weinberg, Brown, Stroud)
#   effort      lognormal, medians of 100 to 230 s; a bank's is 131 s, sigma 1.0 (Brown et al.,
#               JASA 2005)
#   patience    that bank's, mean 212 s: 19.7 % hung up with a mean wait of 41.7 s
#   skills      a third of the groups knows two documents, the others two to four families of three;
#               two in five speak both languages, the second one worse
#   staff       by half hour: each kind's load on a day 7 % above the mean, spread over who knows it
# Specialists are asked first (`by-rank`: the rank is the number of kinds a group may answer)."""


def main():
    draw = random.Random(SEED)
    weight = volumes(draw)
    effort = efforts(draw)
    groups = skills(draw, weight)
    counts, breadth = staffing(groups, weight, effort)
    print(HEAD)
    print("""sangdam: 1
name: skills-65x89
description: 65 kinds of customers, 89 groups of agents, sparse skills in two languages.
opens: "07:00"
length: 14h
closing: drain
report-every: 30m
replications: 20
seed: 1

demand:""")
    profile = "&p [" + ", ".join(f"0.0{part:03}" for part in PROFILE) + "]"
    rest = """busyness: &b {gamma: {shape: 252}, group: day, within: {every: 30m, cv: 7.2%, correlation: 0.54}},
    patience: &w {exponential: {mean: 212s}}"""
    for language, name in KINDS:
        median, sigma = effort[name]
        print(f"""- {{name: {language}-{name}, code: {{language: {language}, document: "{name}"}},
    arrivals: {{count: {weight[language, name]}, profile: {profile}}}, {rest},
    effort: {{lognormal: {{median: {median}s, sigma: {sigma}}}}}}}""")
        profile, rest = "*p", "busyness: *b, patience: *w"
    print("\nagents:")
    for index, (languages, branches) in enumerate(groups):
        spoken = ", ".join(f"{name}: {value}" for name, value in languages.items())
        known = ", ".join(f'"{name}": {value}' for name, value in branches.items())
        print(f"""- {{name: group-{index + 1:02}, rank: {breadth[index]}, languages: {{{spoken}}},
    documents: {{{known}}},
    staff: {{periods: 30m, counts: [{", ".join(map(str, counts[index]))}]}}}}""")
    print("""
routing:
  choose-agent: by-rank
  choose-customer: oldest

objectives:
  - {metric: service_level, within: 20s, at-least: 80%}
  - {metric: abandonment, at-most: 5%}
  - {metric: wait.p95, at-most: 2m}""")


main()
