/* Widening: the time of a ring has come, and a request moves to a line that more agents may answer,
   while it waits or while it is offered, and the offer lapses meanwhile.

   Agent 0 may answer both lines, agent 1 the wide one only; each has one place. The request is
   offered to agent 0 at first (OFFER), or waits. Its ring opens, the offer lapses, a chat of
   agent 1 (without OFFER: of both) ends, with LEAVE the customer may leave. Nobody waits beside an
   agent with room who may answer. Inlines bear the names of Router+Arrival.swift and Router+Release.swift; of
   hints of agents and several places see matching.pml. */

#define REQUESTS 1
#define LINES 2
#define NARROW 0
#define WIDE 1
#define CAP 2
#define ON_TAKE(r) assert(!holds[a]); holds[a] = 1
/* The line in the request's place word. */
byte lineOf[REQUESTS];
/* The state words of the agents: one place each. */
byte room[2];
/* For checks: who has the request. */
bit holds[2], left;
#include "WaitingLines.pml"

#define LOCALS LINE_LOCALS; byte a, l, line, request, word, mine, moved
#define FORGET_CALL \
  atomic { FORGET_LINE; a = 0; l = 0; line = 0; request = 0; word = 0; mine = 0; moved = 0 }

inline claim(agent) {
  d_step { done = room[agent]; room[agent] = 0 }
}

/* An agent with room looks at his lines, until he finds nobody. */
inline takeNext() {
  do
  :: room[a] == 0 -> break
  :: room[a] != 0 ->
     line = (a == 0 -> NARROW : WIDE);
     do
     :: line == LINES -> found = NONE; break
     :: else ->
        d_step { done = hints[line] != 0 }
        if
        :: !done -> line++
        :: else ->
           firstWaiting(line);
           if
           :: found == NONE -> retireHint(line); line++
           :: else -> break
           fi
        fi
     od;
     if
     :: found == NONE -> break
     :: else ->
        d_step { request = found; word = state; FORGET_LINE }
        claim(a);
        if
        :: !done
        :: else ->
           take(request, word, OFFERED);
           if :: done -> break :: else -> room[a] = 1 fi
        fi
     fi
  od
}

/* A published request looks at the agents of line l, not at agent `without`. */
inline look(without) {
  a = (without == 0 -> 1 : 0);
  done = 0;
  do
  :: a == 2 || (a == 1 && l == NARROW) -> break
  :: else ->
     claim(a);
     if :: done -> break :: else -> a++ fi
  od;
  if
  :: done ->
     take(0, mine, OFFERED);
     if
     :: done
     :: else -> room[a] = 1; takeNext()
     fi
  :: else
  fi
}

proctype Widen() {
  LOCALS;
  do
  :: mine = states[0];
     if
     :: PHASE(mine) != WAITING && PHASE(mine) != OFFERED -> break
     :: else ->
        moved = JOINING(mine, PHASE(mine));
        CAS(states[0], mine, moved);
        if
        :: !done
        :: else ->
           l = WIDE;
           lineOf[0] = WIDE;
           append(WIDE, 0, moved);
           raiseHint(WIDE);
#ifdef MUT_WIDENED_OFFER_WITHOUT_LOOK
           d_step { done = PHASE(mine) == WAITING; mine = moved }
#else
           /* If the offer lapsed meanwhile, whoever let it lapse looked for an entry that was not
              there yet, perhaps among the agents of the old line. */
           d_step {
             mine = states[0];
             done = PHASE(mine) == WAITING && EPOCH(mine) == EPOCH(moved)
           }
#endif
#ifndef MUT_WIDEN_WITHOUT_LOOK
           if :: done -> look(NONE) :: else fi;
#endif
           break
        fi
     fi
  od;
  FORGET_CALL
}

/* The offer to agent 0 lapses. */
proctype Lapse() {
  LOCALS;
  do
  :: word = states[0];
     if
     :: PHASE(word) != OFFERED -> break
     :: else ->
        mine = INTO(word, WAITING);
        d_step {
          if
          :: states[0] == word -> states[0] = mine; holds[0] = 0; done = 1
          :: else -> done = 0
          fi
        }
        if
        :: !done
        :: else ->
           l = lineOf[0];
           raiseHint(l);
           look(0);
           room[0] = 1;
           a = 0;
           takeNext();
           break
        fi
     fi
  od;
  FORGET_CALL
}

/* endChat of an agent. */
proctype Release(byte agent) {
  LOCALS;
  a = agent;
  room[a] = 1;
  takeNext();
  FORGET_CALL
}

/* abandon, before the first offer ends or while it waits. */
proctype Leave() {
  LOCALS;
  do
  :: word = states[0];
     if
     :: PHASE(word) != WAITING -> break
     :: else ->
        d_step {
          if
          :: states[0] == word -> states[0] = INTO(word, ABSENT); left = 1; done = 1
          :: else -> done = 0
          fi
        }
        if :: done -> l = lineOf[0]; passDead(l); break :: else fi
     fi
  od;
  FORGET_CALL
}

init {
  d_step {
#ifdef OFFER
    states[0] = JOINING(0, OFFERED);
    holds[0] = 1;
#else
    states[0] = JOINING(0, WAITING);
#endif
    CELL(NARROW, 0) = ENTRY(0, 0, states[0]);
    tail[NARROW] = 1;
    hints[NARROW] = 1
  }
  atomic {
    run Widen();
#ifdef OFFER
    run Lapse();
#else
    run Release(0);
#endif
    run Release(1);
#ifdef LEAVE
    run Leave()
#endif
  }
  (_nr_pr == 1);
  d_step {
    assert(holds[0] + holds[1] + left + (PHASE(states[0]) == WAITING) == 1);
    assert(PHASE(states[0]) != WAITING || (room[0] == 0 && room[1] == 0));
    assert(holds[0] + room[0] == 1 && holds[1] + room[1] == 1)
  }
}
