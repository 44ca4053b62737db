/* The two sides of a match: arrivals and ends of chats over one waiting line, a state word per
   agent and a word of hints.

   SLOTS places: agent 0 has the first PLACES of them, agent 1 the next, and so on. The first FREE
   are free at the start, in each of the others a chat is to end. REQUESTS customers arrive, the
   first LEAVERS of whom may give up. Publish, then look at the other side; whoever publishes
   anything again looks again; each looks for its own subject only. Inlines bear the names of
   Sources/Routing. */

#ifndef SLOTS
#define SLOTS 3
#endif
#ifndef PLACES
#define PLACES 1
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
#define CAP 4
#endif
#define LINES 1
#define AGENTS ((SLOTS + PLACES - 1) / PLACES)
#define AGENT_OF(slot) ((slot) / PLACES)

/* Per request: its state word when it had looked, or found reason not to. */
byte looked[REQUESTS];
/* Per agent the state word: the places that nothing takes. All are on duty (roster.pml: shifts). */
byte room[AGENTS];
/* A bit per agent: he may have room. It says where to look, and decides nothing. */
byte mayHave;

/* For checks: whose story is over, who has how many chats, who has begun. */
bit ended[REQUESTS];
byte chats[AGENTS], places[AGENTS], begun;

/* `looked` of one who has gone says nothing to anybody: forgotten for the sake of fewer states. */
#define END(r) assert(!ended[r]); ended[r] = 1; looked[r] = 0
#define MATCH(a, r) assert(chats[a] < places[a]); chats[a]++; END(r)
#define ON_TAKE(r) MATCH(a, r)
#include "WaitingLines.pml"

#define LINE 0
#define LOWEST(bits) ((bits) & 1 -> 0 : ((bits) & 2 -> 1 : 2))

/* Between two calls nothing of a call is left: fewer states, the same behaviour. */
#define FORGET_CALL \
  atomic { FORGET_LINE; request = 0; word = 0; fresh = 0; fills = 0; again = 0 }

inline raiseHintOf(a) { d_step { mayHave = mayHave | 1 << a } }

/* Takes the hint of an agent back, then looks at his state again: somebody may have given him room
   meanwhile, and saw his own hint set. */
inline lowerHint(a) {
  d_step { mayHave = mayHave & ~(1 << a); fills = 0 }
#ifndef MUT_HINT_LOWERED_FOR_GOOD
  d_step { again = room[a] > 0 }
  if
  :: again -> d_step { mayHave = mayHave | 1 << a; again = 0 }
  :: else
  fi
#endif
}

/* Takes a place of agent a; `done` if he had one. (The load and the exchange are one step: an
   exchange that fails has changed nothing. Apart in roster.pml.) */
inline claim(a) {
#ifdef MUT_HINT_LOWERED_EARLY
  d_step { fills = room[a] == 1 }
  if :: fills -> d_step { mayHave = mayHave & ~(1 << a); fills = 0 } :: else fi;
#endif
  d_step {
    if
#ifdef MUT_LOOK_TRUSTS_HINT
    :: true -> room[a] = (room[a] > 0 -> room[a] - 1 : 0); done = 1; fills = room[a] == 0
#else
    :: room[a] > 0 -> room[a]--; done = 1; fills = room[a] == 0
#endif
    :: else -> done = 0
    fi
  }
#ifdef MUT_HINT_LOWERED_EARLY
  fills = 0
#else
  if :: fills -> lowerHint(a) :: else fi
#endif
}

/* Gives a place of agent a back; `fresh` if he had none: then his hint is set. */
inline giveBack(a) {
#ifdef MUT_HINT_RAISED_EARLY
  d_step { fresh = room[a] == 0 }
  if :: fresh -> raiseHintOf(a) :: else fi;
  d_step { fresh = room[a] == 0; room[a]++ }
#else
  d_step { fresh = room[a] == 0; room[a]++ }
  if :: fresh -> raiseHintOf(a) :: else fi
#endif
}

/* Claims a place of the first agent of the hints that were seen who has room; a = NONE if nobody
   has any more. */
inline claimAgent() {
  do
  :: bits == 0 -> a = NONE; break
  :: else ->
     d_step { a = LOWEST(bits); bits = bits & ~(1 << a) }
     claim(a);
     if :: done -> bits = 0; done = 0; break :: else fi
  od
}

/* An agent with room looks, until he finds nobody or has no room. Agent first, then request: in
   one order on both sides, so that whoever fails has met somebody who got on. */
inline takeNext() {
  do
  :: room[a] == 0 -> break
  :: room[a] != 0 ->
     if
     :: hints[LINE] == 0 -> break
     :: hints[LINE] != 0 ->
        firstWaiting(LINE);
        if
        :: found == NONE -> retireHint(LINE); break
        :: else ->
           d_step { request = found; place = at; word = state; FORGET_LINE }
           claim(a);
           if
           :: !done
           :: else ->
              take(request, word, SERVED);
              if
              :: done ->
                 advanceHead(LINE, request, place);
#if PLACES == 1
                 break
#elif defined(MUT_GIVEN_WITHOUT_LOOK)
                 break
#endif
              :: else ->
                 giveBack(a);
#ifdef MUT_FAILED_TAKE_WITHOUT_LOOK
                 break
#endif
              fi
           fi
        fi
     fi;
     FORGET_CALL
  od
}

/* After publishing itself a request looks at the agents. Whoever gives an agent back, or gives a
   customer to one of several places, has the agent look: another thread's room may have been
   overlooked while his hint was down. */
inline look(r) {
  bits = mayHave;
#ifdef MUT_REQUEST_FIRST
  /* It holds itself back, then claims: an agent who withdraws meanwhile fails at it, and it at
     him, for ever. */
  do
  :: bits == 0 -> break
  :: else ->
     CAS(states[r], mine, INTO(mine, OFFERED));
     if
     :: !done -> break
     :: else ->
        claimAgent();
        if
        :: a != NONE -> d_step { states[r] = INTO(mine, SERVED); MATCH(a, r) } break
        :: else -> states[r] = mine; raiseHint(LINE); bits = mayHave
        fi
     fi
  od
#else
  claimAgent();
  if
  :: a == NONE ->
#ifdef SKIP
     looked[r] = mine
#endif
  :: else ->
     take(r, mine, SERVED);
     if
     :: done ->
        advanceHead(LINE, r, place);
        FORGET_CALL;
#if PLACES > 1 && !defined(MUT_GIVEN_WITHOUT_LOOK)
        takeNext()
#endif
     :: else ->
        giveBack(a);
#ifndef MUT_TAKEN_ELSEWHERE_WITHOUT_LOOK
        FORGET_CALL;
        takeNext()
#endif
     fi
  fi
#endif
}

/* Whether the request ahead, by position, still waits and has looked: then whoever could have me
   would have taken it. `done` is the answer. */
inline predecessorLooked() {
  done = 0;
  if
  :: place == 0
  :: else ->
     d_step { seen = CELL(LINE, place - 1); done = SAME_LAP(seen, place - 1) }
     if
     :: done ->
#ifndef MUT_SKIP_BEHIND_ONE_WHO_LOOKS
        /* Source: the state, then `looked`. */
        d_step {
          state = states[REQUEST_OF(seen)];
          done = PHASE(state) == WAITING && EPOCH(state) == EPOCH_OF(seen)
        }
        if :: done -> d_step { done = looked[REQUEST_OF(seen)] == state } :: else fi
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

#define WAITS(r) (r < REQUESTS && PHASE(states[r % REQUESTS]) == WAITING)
#define LOCALS LINE_LOCALS; byte a, bits, request, place, word; bit fills, again, fresh

proctype Arrival(byte r) {
  LOCALS;
  byte mine;
  /* Those of a kind are alike: they begin in the order of their numbers. */
  d_step {
    (r == 0 || r == LEAVERS || begun >> (r - 1) & 1);
    begun = begun | 1 << r;
    mine = JOINING(0, WAITING);
    bits = mayHave;
    done = WAITS(0) || WAITS(1) || WAITS(2)
  }
  /* somebodyWaits: then the first search is likely to be in vain, and may be left out. */
  if
  :: done -> d_step { bits = 0; a = NONE; done = 0 }
  :: true -> done = 0; claimAgent()
  fi;
  if
  :: a != NONE ->
     /* give: nobody else can see the request. */
     d_step { states[r] = INTO(mine, SERVED); MATCH(a, r) }
#if PLACES > 1 && !defined(MUT_GIVEN_WITHOUT_LOOK)
     takeNext()
#endif
  :: else ->
     /* The state word before the entry: an entry that is seen must find it. */
     states[r] = mine;
     append(LINE, r, mine);
     atomic { place = at; FORGET_LINE }
     raiseHint(LINE);
#ifndef MUT_ARRIVAL_WITHOUT_LOOK
#ifdef SKIP
     predecessorLooked();
     d_step { seen = 0; state = 0 }
     if
     :: done -> looked[r] = mine
     :: else -> look(r)
     fi;
#else
     look(r);
#endif
#endif
     if
     :: r < LEAVERS ->
        /* abandon */
        d_step {
          FORGET_LINE; a = 0; bits = 0; request = 0; word = 0; place = 0;
          fills = 0; again = 0; fresh = 0;
          if
          :: states[r] == mine -> states[r] = INTO(mine, ABSENT); END(r); done = 1
          :: else
          fi
        }
        if :: done -> passDead(LINE) :: else fi
     :: true
     fi
  fi;
  atomic { FORGET_CALL; mine = 0; place = 0; bits = 0; a = 0 }
end:
  false
}

/* A customer for a place that is about to be given back, and is held until then; `found` = NONE if
   there is none. */
inline takeInPlace() {
  do
  :: hints[LINE] == 0 -> found = NONE; break
  :: hints[LINE] != 0 ->
     firstWaiting(LINE);
     if
     :: found == NONE -> retireHint(LINE); found = NONE; break
     :: else ->
        d_step { request = found; place = at; word = state; FORGET_LINE }
        take(request, word, SERVED);
        if :: done -> advanceHead(LINE, request, place); break :: else fi
     fi
  od
}

/* endChat, in one place that a chat takes. */
proctype Release(byte slot) {
  LOCALS;
  d_step {
    (slot == FREE || begun >> (REQUESTS + slot - 1) & 1);
    begun = begun | 1 << (REQUESTS + slot);
    a = AGENT_OF(slot);
    chats[a]--;
    done = room[a] == 0
  }
  found = NONE;
  if
  :: done -> takeInPlace()
  :: else
  fi;
  if
  :: found != NONE ->
#if PLACES > 1 && !defined(MUT_GIVEN_WITHOUT_LOOK)
     FORGET_CALL;
     takeNext()
#endif
  :: found == NONE ->
     FORGET_CALL;
     giveBack(a);
#ifndef MUT_RELEASE_WITHOUT_LOOK
     if :: fresh -> FORGET_CALL; takeNext() :: else fi
#endif
  fi;
  atomic { FORGET_CALL; place = 0; a = 0 }
end:
  false
}

init {
  byte i, waiting, a;
  d_step {
    do
    :: i < SLOTS ->
       a = AGENT_OF(i);
       places[a]++;
       if
       :: i < FREE -> room[a]++; mayHave = mayHave | 1 << a
       :: else -> chats[a]++
       fi;
       i++
    :: else -> break
    od;
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
    i = 0;
    do
    :: i < AGENTS ->
       /* Nobody waits while an agent has room; who has room is hinted at; no place is lost. */
       assert(room[i] == 0 || waiting == 0);
       assert(room[i] == 0 || mayHave >> i & 1);
       assert(room[i] + chats[i] == places[i]);
       i++
    :: else -> break
    od;
    assert(head[LINE] <= tail[LINE]);
    /* Nothing that counts lies behind the head or under a hint that says nobody. */
    assert(waiting == 0 || hints[LINE] & 1)
  }
}
