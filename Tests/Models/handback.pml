/* Handing back: at the end of a shift an agent gives his customer back to the queue, ahead of all.

   Agent 0 has customer 0, who waited in the back line once (his old entry still lies there), signs
   off and hands him back to the front line; agent 1 frees himself; customer 1 may arrive; customer
   0 may leave. Each customer ends once, is found in the line where he waits and in no other, agent
   0 gets nobody any more, nobody waits beside an agent with room.
   Inlines bear the names of Router+Arrival.swift and Router+Release.swift. */

#define REQUESTS 2
#define LINES 2
#define FRONT 0
#define BACK 1
#ifndef CAP
#define CAP 2
#endif

/* The agents' state words, a bit each: on duty and with room. Hints: matching.pml. */
byte room;
/* For checks: whose story is over, who has whom (plus one), whether agent 0 is off duty. */
bit ended[REQUESTS], off;
byte holds[2], lineOf[REQUESTS];

#define ON_TAKE(r) MATCH(a, r)
#define MATCH(a, r) \
  assert(!ended[r] && holds[a] == 0 && !(off && a == 0) && lineOf[r] == line); \
  ended[r] = 1; holds[a] = r + 1
#include "WaitingLines.pml"

/* Claims the lowest agent with room; NONE if there is none. (Step by step: matching.pml.) */
inline claimAgent() {
  atomic {
    a = (room & 1 -> 0 : (room & 2 -> 1 : NONE));
    room = (a == NONE -> room : room & ~(1 << a))
  }
}

/* An agent with room looks at the front line, then at the back line; he claims, then takes. */
inline takeNext() {
  line = FRONT;
  do
  :: line == LINES -> break
  :: else ->
     d_step { done = hints[line] != 0 }
     if
     :: !done -> line++
     :: else ->
        firstWaiting(line);
        if
        :: found == NONE -> retireHint(line); line++
        :: else ->
           d_step {
             request = found; place = at; word = state;
             FORGET_LINE;
             done = room >> a & 1;
             room = room & ~(1 << a)
           }
           if
           :: !done -> break
           :: else ->
              take(request, word, SERVED);
              if
              :: done -> advanceHead(line, request, place); break
              :: else ->
                 d_step { room = room | 1 << a }
                 line = FRONT
              fi
           fi
        fi
     fi
  od
}

/* Joins a line and looks at the agents. */
inline enter(r, l) {
#ifdef MUT_BACK_WITHOUT_EPOCH
  mine = INTO(states[r] | 4, WAITING);
#else
  mine = JOINING(states[r], WAITING);
#endif
  line = l;
  d_step { states[r] = mine; lineOf[r] = l }
  append(l, r, mine);
  atomic { assert(at != NONE); place = at; FORGET_LINE }
  raiseHint(l);
#ifdef MUT_BACK_WITHOUT_LOOK
  if
  :: l == FRONT -> a = NONE
  :: else -> claimAgent()
  fi;
#else
  claimAgent();
#endif
  if
  :: a == NONE
  :: else ->
     take(r, mine, SERVED);
     if
     :: done -> advanceHead(l, r, place)
     :: else -> d_step { room = room | 1 << a } takeNext()
     fi
  fi
}

#define LOCALS LINE_LOCALS; byte a, mine, place, line, request, word

/* Agent 0's shift ends: signOff, then comeBack of his customer, who may leave. */
proctype ShiftEnd() {
  LOCALS;
#ifdef MUT_BACK_BEFORE_OFF
  d_step { holds[0] = 0; room = room | 1 }
#else
  d_step { off = 1; holds[0] = 0 }
#endif
  d_step { ended[0] = 0 }
  enter(0, FRONT);
#ifdef MUT_BACK_BEFORE_OFF
  atomic { room = room & ~1; off = 1; assert(holds[0] == 0) }
#endif
  if
  :: true
  :: true ->
     /* abandon */
     d_step {
       if
       :: states[0] == mine -> states[0] = INTO(mine, ABSENT); ended[0] = 1; done = 1
       :: else -> done = 0
       fi
     }
     if :: done -> passDead(FRONT) :: else fi
  fi;
  atomic { FORGET_LINE; a = 0; mine = 0; place = 0; line = 0; request = 0; word = 0 }
}

proctype Arrival() {
  LOCALS;
  if
  :: enter(1, BACK)
  :: d_step { ended[1] = 1 } /* He does not come. */
  fi;
  atomic { FORGET_LINE; a = 0; mine = 0; place = 0; line = 0; request = 0; word = 0 }
}

/* Agent 1's chat ends. */
proctype Release() {
  LOCALS;
  a = 1;
  d_step { room = room | 2 }
  takeNext();
  atomic { FORGET_LINE; a = 0; mine = 0; place = 0; line = 0; request = 0; word = 0 }
}

init {
  d_step {
    /* Customer 0 waited at position 0 of the back line, epoch 1, and was taken. */
    states[0] = INTO(JOINING(0, WAITING), SERVED);
    CELL(BACK, 0) = ENTRY(0, 0, states[0]);
    tail[BACK] = 1; hints[BACK] = 1;
    ended[0] = 1; holds[0] = 1
  }
  atomic { run ShiftEnd(); run Arrival(); run Release() }
  (_nr_pr == 1);
  d_step {
    assert(ended[0] == (PHASE(states[0]) != WAITING));
    assert(ended[1] == (PHASE(states[1]) != WAITING));
    assert(room == 0 || (ended[0] && ended[1]));
    assert((room & 1) == 0 && (room >> 1 & 1) == (holds[1] == 0));
    assert(head[FRONT] <= tail[FRONT] && head[BACK] <= tail[BACK])
  }
}
