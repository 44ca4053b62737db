/* A waiting line from inside, round after round: requests that join, are taken or leave, and join
   again, in a ring of few entries, so that every cell is written in several laps.

   REQUESTS customers join ROUNDS times each; between two rounds they are at home. Every second
   round is in line 1, which only its own agent may answer: an entry that outlived its epoch would
   give the customer to the wrong one; with ONE_LINE all are in line 0. The agent of each line takes
   whom he finds, TAKES times; with ONE_TAKER that of line 1 is away. */

#ifndef REQUESTS
#define REQUESTS 2
#endif
#ifndef ROUNDS
#define ROUNDS 2
#endif
#ifndef TAKES
#define TAKES 1
#endif
#ifndef CAP
#define CAP 2
#endif
#define LINES 2
#ifdef ONE_LINE
#define LINE_OF(round) 0
#else
#define LINE_OF(round) ((round) & 1)
#endif
/* As many as may append at once. */
#ifdef MUT_NO_SLACK
#define SLACK 1
#else
#define SLACK REQUESTS
#endif
#define ON_TAKE(r) assert(lineOf[r] == l); lineOf[r] = NONE

/* For checks: the line in which a request waits. */
byte lineOf[REQUESTS];
#include "WaitingLines.pml"

/* A customer's rounds. */
proctype Customer(byte r) {
  LINE_LOCALS;
  byte mine, place, round;
  do
  :: round == ROUNDS -> break
  :: else ->
     hasRoom(LINE_OF(round));
     if
     :: done ->
        /* The state word before the entry: an entry that is seen must find it. */
        d_step { mine = JOINING(states[r], WAITING); states[r] = mine; lineOf[r] = LINE_OF(round) }
        append(LINE_OF(round), r, mine);
        atomic { place = at; FORGET_LINE }
        if
        :: d_step { states[r] == mine -> states[r] = INTO(mine, ABSENT); lineOf[r] = NONE }
           passDead(LINE_OF(round))
        :: PHASE(states[r]) != WAITING
        :: round == ROUNDS - 1 -> break
        fi
     :: else
     fi;
     atomic { FORGET_LINE; mine = 0; place = 0; round++ }
  od;
  round = 0
}

/* An agent of one line, who takes TAKES times whom he finds. */
proctype Taker(byte l) {
  LINE_LOCALS;
  byte request, place, word, takes;
  do
  :: takes == TAKES -> break
  :: else ->
     firstWaiting(l);
     if
     :: found == NONE
     :: else ->
        d_step { request = found; place = at; word = state }
        take(request, word, SERVED);
        if :: done -> advanceHead(l, request, place) :: else fi
     fi;
     atomic { FORGET_LINE; request = 0; place = 0; word = 0; takes++ }
  od;
  takes = 0
}

init {
  LINE_LOCALS;
  byte l, i;
  d_step { do :: i < REQUESTS -> lineOf[i] = NONE; i++ :: else -> break od; i = 0 }
  atomic {
    do :: i < REQUESTS -> run Customer(i); i++ :: else -> break od;
    run Taker(0);
#ifndef ONE_TAKER
    run Taker(1)
#endif
  }
  (_nr_pr == 1);
  /* Whoever still waits is found, in his line and in no other, and nobody else is. */
  do
  :: l == LINES -> break
  :: else ->
     firstWaiting(l);
     if
     :: found == NONE -> l++
     :: else -> take(found, state, SERVED)
     fi
  od;
  atomic {
    i = 0;
    do :: i < REQUESTS -> assert(lineOf[i] == NONE); i++ :: else -> break od;
    assert(head[0] <= tail[0] && head[1] <= tail[1])
  }
}
