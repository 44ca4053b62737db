/* The agents' side from inside: a ring of positions, a bit at each, heads that only say where a
   search begins, and a count that never says "nobody" wrongly.

 XX The line is a word
   of bits here; its insides are in lines.pml. Inlines bear the names of AgentOrder.swift. */

#ifndef AGENTS
#define AGENTS 2
#endif
#ifndef REQUESTS
#define REQUESTS 2
#endif
#ifndef POSITIONS
#define POSITIONS 3
#endif
#ifndef BUSY
#define BUSY 1
#endif
#define NONE 255

/* One word in the source, `tail 40 | announced 24`: one step may touch both. */
byte tail, announced;
/* Where a first search begins; it decides nothing. */
byte head;
/* A cell is `position, agent`: one word. */
byte cellPosition[POSITIONS], cellAgent[POSITIONS];
/* A bit per position: the authority. */
byte free;
/* The position in an agent's state word. */
byte positionOf[AGENTS];
/* A bit per request that waits. */
byte waiting;

/* For checks: who is with whom (plus one), who has finished. */
byte agentOf[REQUESTS], requestOf[AGENTS], begun, arrived;
bit resting[AGENTS];

/* For checks: the count is never below the bits that are set. */
#define COUNTED announced >= (free & 1) + (free >> 1 & 1) + (free >> 2 & 1)
#define BIT(p) (1 << ((p) % POSITIONS))
#define LOWEST(bits) ((bits) & 1 -> 0 : ((bits) & 2 -> 1 : ((bits) & 4 -> 2 : NONE)))
#if AGENTS == 1
#define QUIET (resting[0] && !requestOf[0])
#elif AGENTS == 2
#define QUIET (resting[0] && !requestOf[0] && resting[1] && !requestOf[1])
#else
#define QUIET (resting[0] && !requestOf[0] && resting[1] && !requestOf[1] && \
  resting[2] && !requestOf[2])
#endif
#define MATCH(a, r) \
  assert(agentOf[r] == 0 && requestOf[a] == 0); agentOf[r] = (a) + 1; requestOf[a] = (r) + 1

#define TAKE(a, r) \
  d_step { \
    done = waiting >> r & 1; \
    waiting = waiting & ~(1 << r); \
    if :: done -> MATCH(a, r) :: else fi \
  }

/* A new position for agent a. Tickets whose cell is still held are passed over; the state word
   names the position before the cell names the agent, so that a holder is never overlooked. */
inline takePosition(a) {
  atomic { position = tail; tail++ }
  do
  :: atomic {
       seenPosition = cellPosition[position % POSITIONS];
       seenAgent = cellAgent[position % POSITIONS]
     }
     d_step {
       held = seenAgent != NONE && seenAgent != a && positionOf[seenAgent] == seenPosition;
#ifdef MUT_HELD_NOT_SKIPPED
       held = 0
#endif
     }
     if
     :: held -> atomic { position = tail; tail++ }
     :: else ->
#ifndef MUT_POSITION_AFTER_CELL
        positionOf[a] = position;
#endif
        d_step {
          if
#ifndef MUT_CELL_BY_STORE
          :: cellPosition[position % POSITIONS] != seenPosition ||
             cellAgent[position % POSITIONS] != seenAgent -> done = 0
#endif
          :: else ->
             cellPosition[position % POSITIONS] = position;
             cellAgent[position % POSITIONS] = a;
             done = 1
          fi
        }
        if
        :: done -> break
        :: else -> atomic { position = tail; tail++ }
        fi
     fi
  od
#ifdef MUT_POSITION_AFTER_CELL
  positionOf[a] = position
#endif
}

/* The agent has room: counted before the bit says so, and the head is not left above. */
inline publish() {
#ifndef MUT_ANNOUNCED_AFTER_BIT
  announced++;
#endif
  free = free | BIT(position);
  do
  :: from = head;
     if
     :: from <= position -> break
     :: else ->
        d_step { if :: head == from -> head = position; done = 1 :: else -> done = 0 fi }
        if :: done -> break :: else fi
     fi
  od
#ifdef MUT_ANNOUNCED_AFTER_BIT
  ; announced++
#endif
}

/* Takes the bit at the position; uncounted after the bit is gone. */
inline claim() {
#ifdef MUT_UNCOUNTED_BEFORE_BIT
  d_step { announced--; assert(COUNTED) }
#endif
  d_step { done = (free & BIT(position)) != 0; free = free & ~BIT(position) }
#ifdef MUT_UNCOUNTED_BEFORE_BIT
  if :: done :: else -> announced++ fi
#else
  if :: done -> d_step { assert(announced > 0); announced--; assert(COUNTED) } :: else fi
#endif
}

/* Claims the first free agent, word by word; NONE if there is none. Whose bit it was is read
   after the claim: only then he cannot move on. */
inline scan(start) {
  atomic { upTo = tail; position = start; passed = 0; agent = NONE }
  do
  :: position >= upTo || passed == POSITIONS -> break
  :: else ->
     d_step {
       done = (free & BIT(position)) != 0;
#ifdef MUT_CLAIM_TRUSTS_PEEK
       agent = cellAgent[position % POSITIONS]
#endif
     }
     if
     :: !done -> position++; passed++; agent = NONE
     :: else ->
        claim();
        if
#ifdef MUT_CLAIM_TRUSTS_PEEK
        :: done -> break
#else
        :: done -> agent = cellAgent[position % POSITIONS]; break
#endif
        :: else
        fi
     fi
  od
}

/* A published agent looks; he withdraws before he takes. */
inline takeNext(a) {
  do
  :: request = LOWEST(waiting);
     if
     :: request == NONE -> break
     :: else ->
        claim();
        if
        :: !done -> break
        :: else ->
           TAKE(a, request);
           if
           :: done -> break
           :: else -> publish()
           fi
        fi
     fi
  od
}

proctype Arrival(byte r) {
  byte position, upTo, passed, count, agent, from, request;
  bit done;
  d_step {
    (r == 0 || begun >> (r - 1) & 1);
    begun = begun | 1 << r;
    done = announced > 0;
    agent = NONE
  }
  /* enter: the first search begins at the head, and moves it on. */
  if
  :: done ->
     from = head;
     scan(from);
     if
     :: agent != NONE ->
        d_step { MATCH(agent, r) }
        d_step { if :: head == from && position > from -> head = position :: else fi }
     :: else -> d_step { if :: head == from && upTo > from -> head = upTo :: else fi }
     fi
  :: else
  fi;
  if
  :: agent != NONE
  :: else ->
     /* join, look: all words are searched, unless the count says that nobody is free. */
     d_step { waiting = waiting | 1 << r }
     count = announced;
     if
     :: count == 0
     :: else ->
#ifdef MUT_SECOND_LOOK_FROM_HEAD
        from = head;
        scan(from);
#else
        scan(0);
#endif
        if
        :: agent == NONE
        :: else ->
           TAKE(agent, r);
           if
           :: done
           :: else -> position = positionOf[agent]; publish(); takeNext(agent)
           fi
        fi
     fi
  fi;
  atomic {
    position = 0; upTo = 0; passed = 0; count = 0; agent = 0; from = 0; request = 0; done = 0;
    arrived++
  }
}

/* An agent's day: chats end, he takes a new position or (after a wrap-up) keeps the old one. */
proctype Agent(byte a) {
  byte position, seenPosition, seenAgent, from, request;
  bit done, held;
  byte kept = a;
end:
  do
  :: atomic { (requestOf[a] != 0) -> requestOf[a] = 0; resting[a] = 0; position = kept }
     if
     :: takePosition(a)
     :: true
     fi;
     publish();
     takeNext(a);
     atomic {
       kept = position;
       resting[a] = 1;
       position = 0; seenPosition = 0; seenAgent = 0; from = 0; request = 0; done = 0; held = 0
     }
  od
}

init {
  byte i;
  d_step {
    do
    :: i < POSITIONS -> cellAgent[i] = (i < AGENTS -> i : NONE); cellPosition[i] = i; i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < AGENTS ->
       positionOf[i] = i; resting[i] = 1; requestOf[i] = (i < BUSY -> NONE : 0); i++
    :: else -> break
    od;
    tail = POSITIONS; announced = AGENTS - BUSY;
    free = (1 << AGENTS) - (1 << BUSY)
  }
  atomic {
    i = 0;
    do :: i < AGENTS -> run Agent(i); i++ :: else -> break od;
    i = 0;
    do :: i < REQUESTS -> run Arrival(i); i++ :: else -> break od
  }
  /* All have come and nobody is inside. Every agent has been free again: everyone was served. */
  (arrived == REQUESTS && QUIET);
  d_step {
    assert(waiting == 0);
    assert(announced == AGENTS);
    i = 0;
    do
    :: i < AGENTS ->
       assert(free & BIT(positionOf[i]));
       assert(cellAgent[positionOf[i] % POSITIONS] == i);
       i++
    :: else -> break
    od;
    i = 0;
    do :: i < REQUESTS -> assert(agentOf[i] != 0); i++ :: else -> break od
  }
}
