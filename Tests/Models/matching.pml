/* The two sides of a match: arrivals and releases over one waiting line and one word of free bits.

   SLOTS agents with one chat each (the first FREE of them free at the start, the others busy until
   their chat ends), REQUESTS customers who arrive, the first LEAVERS of whom may give up. Publish,
   then look at the other side; whoever publishes anything again looks again; each looks for its
   own subject only. */

#ifndef SLOTS
#define SLOTS 3
#endif
#ifndef REQUESTS
#define REQUESTS 3
#endif
#ifndef FREE
#define FREE 1
#endif
#ifndef LEAVERS
#define LEAVERS 1
#endif
#ifndef CAP
#define CAP 2
#endif
#define LINES 1
/* Per request: its state word when it had looked, or found reason not to. */
byte looked[REQUESTS];

/* For checks only: whose story is over, who has a chat, who has begun. */
bit ended[REQUESTS], busy[SLOTS];
byte begun;

/* `looked` of one who has gone says nothing to anybody: forgotten for the sake of fewer states. */
#define END(r) assert(!ended[r]); ended[r] = 1; looked[r] = 0
#define MATCH(a, r) assert(!busy[a]); busy[a] = 1; END(r)
#define ON_TAKE(r) MATCH(a, r)
#include "WaitingLines.pml"

#define LINE 0
#define LOWEST(bits) ((bits) & 1 -> 0 : ((bits) & 2 -> 1 : 2))

/* A bit per agent with room: the authority. */
byte free = (1 << FREE) - 1;


/* Claims the lowest agent of the free bits that were seen; a = NONE if there is none any more. */
inline claimAgent() {
  do
  :: bits == 0 -> a = NONE; break
  :: else ->
     d_step { a = LOWEST(bits); done = free >> a & 1; free = free & ~(1 << a) }
     if :: done -> break :: else -> bits = free fi
  od
}

/* A published agent looks. He withdraws before he takes, as an arrival claims before it takes: in
   one order, so that whoever fails has met somebody who got on. */
inline takeNext() {
  do
  :: hints[LINE] == 0 -> break
  :: hints[LINE] != 0 ->
     firstWaiting(LINE);
     if
     :: found == NONE -> retireHint(LINE); break
     :: else ->
        d_step {
          request = found; place = at; word = state;
          FORGET_LINE;
          done = free >> a & 1;
          free = free & ~(1 << a)
        }
        if
        :: !done -> break
        :: else ->
           take(request, word, SERVED);
           if
           :: done -> passHead(LINE, request, place); break
           :: else ->
              d_step { free = free | 1 << a }
#ifdef MUT_FAILED_POP_WITHOUT_LOOK
              break
#endif
           fi
        fi
     fi
  od
}

/* After publishing itself a request looks at the agents. */
inline look(r) {
#ifdef MUT_REQUEST_FIRST
  /* It holds itself back, then claims: an agent who withdraws meanwhile fails at it, and it at
     him, for ever. */
  do
  :: bits = free;
     if
     :: bits == 0 -> break
     :: else ->
        CAS(states[r], mine, INTO(mine, OFFERED));
        if
        :: !done -> break
        :: else ->
           claimAgent();
           if
           :: a != NONE -> d_step { states[r] = INTO(mine, SERVED); MATCH(a, r) } break
           :: else -> states[r] = mine; raiseHint(LINE)
           fi
        fi
     fi
  od
#else
  bits = free;
  claimAgent();
  if
  :: a == NONE ->
#ifdef SKIP
     looked[r] = mine
#endif
  :: else ->
     take(r, mine, SERVED);
     if
     :: done -> passHead(LINE, r, place)
     :: else ->
        /* Somebody else has it: the agent is published again, and this thread looks for him. */
        d_step { free = free | 1 << a }
#ifndef MUT_FAILED_CLAIM_WITHOUT_LOOK
        takeNext()
#endif
     fi
  fi
#endif
}

/* Whether the request ahead, by position, still waits and has looked: then whoever could have me
   would have taken it. `done` is the answer. */
inline predecessorWaits() {
  done = 0;
  if
  :: place == 0
  :: else ->
     d_step { seen = CELL(LINE, place - 1); done = SAME_LAP(seen, place - 1) }
     if
     :: done ->
#ifndef MUT_SKIP_BEHIND_ONE_WHO_LOOKS
        state = looked[REQUEST_OF(seen)];
        d_step {
          done = PHASE(state) == WAITING && EPOCH(state) == EPOCH_OF(seen) &&
            states[REQUEST_OF(seen)] == state
        }
#else
        d_step {
          state = states[REQUEST_OF(seen)];
          done = PHASE(state) == WAITING && EPOCH(state) == EPOCH_OF(seen)
        }
#endif
     :: else
     fi
  fi
}

proctype Arrival(byte r) {
  LINE_LOCALS;
  byte mine, bits, a, request, place, word;
  /* Those of a kind are alike: they begin in the order of their numbers. */
  d_step {
    (r == 0 || r == LEAVERS || begun >> (r - 1) & 1);
    begun = begun | 1 << r;
    mine = JOINING(0, WAITING);
    bits = free
  }
  claimAgent();
  if
  :: a != NONE -> d_step { states[r] = INTO(mine, SERVED); MATCH(a, r) }
  :: else ->
     /* join: the state word first; an entry that is seen must find it. */
     states[r] = mine;
     append(LINE, r, mine);
     atomic { place = at; FORGET_LINE }
     if
     :: place == NONE -> d_step { states[r] = INTO(mine, ABSENT); END(r) }
     :: else ->
        raiseHint(LINE);
#ifndef MUT_ARRIVAL_WITHOUT_LOOK
#ifdef SKIP
        predecessorWaits();
        d_step { seen = 0; state = 0 }
        if
        :: done -> looked[r] = mine
        :: else -> look(r)
        fi;
#else
        look(r);
#endif
        atomic { bits = 0; a = 0; request = 0; word = 0; done = 0 }
#endif
        if
        :: r < LEAVERS ->
           /* abandon */
           d_step {
             if
             :: states[r] == mine -> states[r] = INTO(mine, ABSENT); END(r); done = 1
             :: else -> done = 0
             fi
           }
           if :: done -> passHead(LINE, r, place) :: else fi
        :: true
        fi
     fi
  fi;
  atomic { FORGET_LINE; mine = 0; place = 0; bits = 0; a = 0 }
end:
  false
}

/* The best waiting customer for agent a, taken out of the line; `found` = NONE if there is none. */
inline takeWaiting() {
  do
  :: hints[LINE] == 0 -> found = NONE; break
  :: hints[LINE] != 0 ->
     firstWaiting(LINE);
     if
     :: found == NONE -> retireHint(LINE); found = NONE; break
     :: else ->
        d_step { request = found; place = at; word = state; FORGET_LINE }
        take(request, word, SERVED);
        if :: done -> passHead(LINE, request, place); break :: else fi
     fi
  od
}

proctype Release(byte a) {
  LINE_LOCALS;
  byte request, place, word;
  d_step {
    (a == FREE || begun >> (REQUESTS + a - 1) & 1);
    begun = begun | 1 << (REQUESTS + a);
    busy[a] = 0
  }
  /* endChat: the agent, whom nobody can see yet, takes one who waits. */
  takeWaiting();
  if
  :: found != NONE
  :: found == NONE ->
     /* rest, settle: the agent is published, and looks again. */
     d_step { free = free | 1 << a }
#ifndef MUT_RELEASE_WITHOUT_LOOK
     takeNext()
#endif
  fi;
  atomic { FORGET_LINE; request = 0; place = 0; word = 0 }
end:
  false
}

init {
  byte i, waiting;
  d_step {
    i = FREE;
    do :: i < SLOTS -> busy[i] = 1; i++ :: else -> break od;
    i = 0
  }
  atomic {
    do :: i < REQUESTS -> run Arrival(i); i++ :: else -> break od;
    i = FREE;
    do :: i < SLOTS -> run Release(i); i++ :: else -> break od
  }
  timeout;
  d_step {
    i = 0;
    do
    :: i < REQUESTS ->
       /* Each request ends once, or waits. */
       assert(ended[i] + (PHASE(states[i]) == WAITING) == 1);
       waiting = waiting + (PHASE(states[i]) == WAITING);
       i++
    :: else -> break
    od;
    /* Nobody waits while an agent is free; the free are those whom nobody has. */
    assert(free == 0 || waiting == 0);
    i = 0;
    do
    :: i < SLOTS -> assert((free >> i & 1) == !busy[i]); i++
    :: else -> break
    od;
    assert(head[LINE] <= tail[LINE]);
    /* Nothing that counts lies behind the head or under a hint that says nobody. */
    assert(waiting == 0 || hints[LINE] & 1)
  }
}
