"""The models in SimPy: `simpy_models.py MODEL CONTACTS SEED` prints one line of JSON.

Written as SimPy's own examples are: a process for each customer, and where one agent serves a line
that nobody leaves, a process for the agent and a store, which is quicker. Times are in mean
efforts. What is timed is the run alone, without the start of the interpreter.
"""
import bisect
import collections
import json
import random
import sys
import time

import simpy

SKILLS, AGENTS = 8, 100


class Tally:
    """What a run counts."""

    def __init__(self):
        self.contacts = self.delayed = self.abandoned = 0
        self.waited = 0.0


def counter(environment, _, __, draw, tally):
    """One agent and a line that nobody leaves; gives what an arrival does."""
    line = simpy.Store(environment)

    def agent():
        while True:
            waited = environment.now - (yield line.get())
            tally.waited += waited
            tally.delayed += waited > 0
            yield environment.timeout(draw(1.0))

    environment.process(agent())
    return lambda: line.put(environment.now)


def pool(environment, agents, leaving, draw, tally):
    """Like agents and one line; gives what an arrival does. Who waits leaves at rate `leaving`."""
    agents = simpy.Resource(environment, agents)

    def customer():
        arrived = environment.now
        with agents.request() as request:
            if not request.triggered:
                tally.delayed += 1
                yield request | environment.timeout(draw(leaving))
                tally.waited += environment.now - arrived
                if not request.triggered:
                    tally.abandoned += 1
                    return
            yield environment.timeout(draw(1.0))

    return lambda: environment.process(customer())


class Router:
    """Agents of two skills each, with `chats` places, and a line for each skill.

    Agent a is of pair a % 8; pair g answers the skills g and g + 1. Who has fewest chats open is
    taken first; among equals who ended the last chat first, or with chats open got one first.
    """

    def __init__(self, environment, chats):
        self.environment, self.chats = environment, chats
        self.open, self.since = [0] * AGENTS, [0.0] * AGENTS
        self.lines = [collections.deque() for _ in range(SKILLS)]
        # Agents with room, by pair and open chats: (since, agent), sorted.
        self.free = [[[] for _ in range(chats)] for _ in range(SKILLS)]
        for agent in range(AGENTS):
            self.free[agent % SKILLS][0].append((0.0, agent))

    def take(self, skill):
        """The agent who answers now, None if nobody has room."""
        for level in range(self.chats):
            rows = (self.free[skill][level], self.free[skill - 1][level])
            heads = [row for row in rows if row]
            if heads:
                _, agent = min(heads).pop(0)
                self.open[agent] += 1
                self.since[agent] = self.environment.now
                self.offer(agent)
                return agent
        return None

    def offer(self, agent):
        """An agent with room left stands where his turn is."""
        level = self.open[agent]
        if level < self.chats:
            bisect.insort(self.free[agent % SKILLS][level], (self.since[agent], agent))

    def wait(self, skill):
        """A place in the line: the time of entry, and the event that names the agent."""
        place = (self.environment.now, self.environment.event())
        self.lines[skill].append(place)
        return place

    def release(self, agent):
        """The chat is over: who waited longest is next, else the agent has room."""
        pair = agent % SKILLS
        lines = [line for line in (self.lines[pair], self.lines[(pair + 1) % SKILLS]) if line]
        if lines:
            _, answered = min(lines, key=lambda line: line[0][0]).popleft()
            self.since[agent] = self.environment.now
            answered.succeed(agent)
            return
        level = self.open[agent]
        if level < self.chats:
            self.free[pair][level].remove((self.since[agent], agent))
        self.open[agent] -= 1
        if self.open[agent] == 0:
            self.since[agent] = self.environment.now
        self.offer(agent)


def skills(environment, chats, leaving, draw, tally):
    """Eight skills and agents of two; gives what an arrival does."""
    router = Router(environment, chats)

    def customer():
        skill = random.randrange(SKILLS)
        agent = router.take(skill)
        if agent is None:
            tally.delayed += 1
            place = router.wait(skill)
            arrived, answered = place
            yield answered | environment.timeout(draw(leaving))
            tally.waited += environment.now - arrived
            if not answered.triggered:
                tally.abandoned += 1
                router.lines[skill].remove(place)
                return
            agent = answered.value
        yield environment.timeout(draw(1.0))
        router.release(agent)

    return lambda: environment.process(customer())


# For each model: the arrivals in a mean effort, who answers, how many (agents in the pool, chats
# at once under skills), the rate of leaving.
MODELS = {
    "mm1": (0.9, counter, 1, 0.0),
    "erlang-a": (100.0, pool, 100, 0.5),
    "skills": (100.0, skills, 1, 0.5),
    "skills-chats": (300.0, skills, 3, 0.5),
}


def main(model, contacts, seed):
    random.seed(int(seed))
    draw = random.expovariate
    rate, answering, size, leaving = MODELS[model]
    environment, tally = simpy.Environment(), Tally()
    arrive = answering(environment, size, leaving, draw, tally)

    def arrivals():
        for _ in range(int(contacts)):
            yield environment.timeout(draw(rate))
            tally.contacts += 1
            arrive()

    environment.process(arrivals())
    begin = time.perf_counter()
    environment.run()
    seconds = time.perf_counter() - begin
    print(json.dumps({
        "contacts": tally.contacts, "seconds": seconds, "wait": tally.waited / tally.contacts,
        "abandonment": tally.abandoned / tally.contacts,
        "delayed": tally.delayed / tally.contacts}))


if __name__ == "__main__":
    main(*sys.argv[1:])
