/* Fronts: customers who come back stand ahead of all others, and agents who may answer many lines
   compare these by a number for each of who stands first in it.

   One class with its two lines. Customers 0 .. BACKS-1 come back to the front line, handed back or
   passed on, and with LEAVE customer 0 may leave; customer BACKS waits in the back line from the
   beginning (with ALONE nobody does), with ARRIVES another one arrives there. AGENTS agents each end
   a chat. Nobody is had twice, nobody waits beside an agent with room, and an agent who searches
   takes nobody of the back line while one waits who came back before the search began. Two
   exceptions: while somebody who took the last of the front line is in the middle of passFirst, and
   while another who comes back is in the middle of join. In the evening no number hides anybody.
   Inlines bear the names of Router+Lines.swift, Router+Release.swift and Router+Arrival.swift.

   With WITHOUT_NUMBERS lines are compared by who stands in them (compareWaiting alone), as the core
   does where agents have one line, or rings, ageing or offers mix the order; then there is no
   exception. */

#ifndef AGENTS
#define AGENTS 2
#endif
#ifndef BACKS
#define BACKS 2
#endif
#ifdef ALONE
#define REQUESTS BACKS
#elif defined(ARRIVES)
#define REQUESTS (BACKS + 2)
#else
#define REQUESTS (BACKS + 1)
#endif
#define CAP REQUESTS
#define LINES 2
/* As in the core, front lines lie behind back lines and are considered after them. */
#define BACK 0
#define FRONT 1
#define NOBODY 255
/* A line's number: back line 4 | who. (Times of entry are in no order with positions here.) */
#define NUMBER(r, l) ((l) == FRONT -> (r) : 4 + (r))

/* Per line who stands first, as a number; lower first. */
byte fronts[LINES];
/* The agents' state words, a bit each: with room. Hints of agents: matching.pml. */
byte room;

/* For checks: whose story is over, who has how many; who came back and waits, as bits; how many are
   in the middle of what may leave a front line at "nobody", and, a bit for each agent, whether
   anybody was since his search began. */
bit ended[REQUESTS];
byte chats[AGENTS], back, between, excused;
#ifdef WITHOUT_NUMBERS
#define BETWEEN(condition) 0
#else
#define BETWEEN(condition) (condition)
#endif
#ifdef MUT_PASSING_UNEXCUSED
#define PASSING 0
#else
#define PASSING BETWEEN(next == NOBODY && line == FRONT)
#endif
#ifdef MUT_JOINING_UNEXCUSED
#define JOINING_FRONT(l) 0
#else
#define JOINING_FRONT(l) BETWEEN((l) == FRONT)
#endif
#define BEGIN_BETWEEN(condition) \
  if :: condition -> between++; excused = (1 << AGENTS) - 1 :: else fi
#define END_BETWEEN(condition) between = between - (condition)

#define ON_TAKE(r) \
  assert(!ended[r] && chats[a] == 0); \
  ended[r] = 1; chats[a] = 1; back = back & ~(1 << (r))
#include "WaitingLines.pml"

/* The announced lines, a bit each; both hints are in one word. */
#define ANNOUNCED ((hints[BACK] != 0) | (hints[FRONT] != 0) << 1)

/* Claims the lowest agent with room; NONE if there is none. (Step by step: matching.pml.) */
inline claimAgent() {
  atomic {
    a = (room & 1 -> 0 : (room & 2 -> 1 : NONE));
    room = (a == NONE -> room : room & ~(1 << a))
  }
}

/* Notes who was found, as the best so far. */
inline note(l) { d_step { request = found; word = state; place = at; line = l } }

inline consider(l) {
  firstWaiting(l);
  if
  :: found == NONE -> retireHint(l)
  :: else ->
#ifndef WITHOUT_NUMBERS
     fronts[l] = NUMBER(found, l);
#endif
#ifdef MUT_FRONT_AS_ANY_OTHER
     /* Who entered first: whoever came back did so later. */
     if :: request == NONE -> note(l) :: else fi
#else
     /* The front line is the later one. */
     note(l)
#endif
  fi
}

/* All announced lines compared by who waits first in them. */
inline compareWaiting() {
  d_step { request = NONE; announced = ANNOUNCED }
  if
  :: announced == 0
  :: announced == 1 || announced == 2 ->
     /* onlyWaiting */
     line = announced - 1;
     firstWaiting(line);
     if
     :: found == NONE -> retireHint(line)
     :: else -> note(line)
     fi
  :: announced == 3 -> consider(BACK); consider(FRONT)
  fi
}

/* The best waiting customer for agent a: `request`, its state `word`, `line` and `place`. */
inline bestWaiting() {
  d_step {
    announced = ANNOUNCED;
    request = NONE;
    before = back;
    excused = (between == 0 -> excused & ~(1 << a) : excused | 1 << a)
  }
#ifdef WITHOUT_NUMBERS
  if :: announced != 0 -> compareWaiting() :: else fi
#else
  if
  :: announced == 0 /* holdsAnybody */
  :: else ->
     /* likelyLine */
     d_step { announced = ANNOUNCED; line = NONE; least = NOBODY }
     if
     :: announced & 1 -> d_step { least = fronts[BACK]; line = BACK }
     :: else
     fi;
     if
     :: announced & 2 ->
        d_step {
          if
          :: fronts[FRONT] < least || line == NONE -> least = fronts[FRONT]; line = FRONT
          :: else
          fi
        }
     :: else
     fi;
     /* frontmost */
     if
     :: line == NONE
#ifdef MUT_FRONT_TRUSTED
     :: line != NONE && least == NOBODY
     :: line != NONE && least != NOBODY ->
#else
     :: else ->
#endif
        firstWaiting(line);
        atomic { done = found != NONE && fronts[line] == NUMBER(found, line) }
        if
        :: done -> note(line)
#ifdef MUT_LIKELY_LINE_ALONE
        :: !done && found == NONE
        :: !done && found != NONE -> compareWaiting()
#else
        :: else -> compareWaiting()
#endif
        fi
  fi fi
#endif
}

/* The head moves past who was taken, and the front says who comes next: "nobody" before the head
   moves, a look after it. Whoever joins looks at the head after he has joined: he is seen here, or
   he notes himself, and later. */
inline passFirst() {
  d_step {
    fronts[line] = next;
    BEGIN_BETWEEN(PASSING)
  }
  advanceHead(line, request, place);
#ifdef MUT_PASSED_WITHOUT_LOOK
  d_step { END_BETWEEN(PASSING) }
#else
  if
  :: next == NOBODY ->
     firstWaiting(line);
     atomic {
       if :: found != NONE -> fronts[line] = NUMBER(found, line) :: else fi;
       END_BETWEEN(PASSING)
     }
  :: else
  fi
#endif
}

/* Takes who was found for agent a, who holds a place; `got` if nobody was quicker. */
inline takeFound() {
  next = NOBODY;
#ifndef WITHOUT_NUMBERS
  /* front(at: place + 1) */
  d_step { at = place + 1; done = at < tail[line] }
  if
  :: done ->
     inspect(line, at);
     if :: kind == WAITING -> next = NUMBER(found, line) :: else fi
  :: else
  fi;
#endif
  d_step {
    if
    :: states[request] == word ->
       /* Nobody of the back line before one who came back before the search began. */
       assert(line == FRONT || (before & back) == 0 || (excused >> a & 1))
    :: else
    fi
  }
  take(request, word, SERVED);
  got = done;
  if
#ifdef WITHOUT_NUMBERS
  :: got -> advanceHead(line, request, place)
#else
  :: got -> passFirst()
#endif
  :: else
  fi
}

/* Agent a has room and looks for a customer: place first, then request. */
inline takeNext() {
  do
  :: d_step { done = room >> a & 1 }
     if
     :: !done -> break
     :: else ->
        bestWaiting();
        if
        :: request == NONE -> break
        :: else ->
           d_step { done = room >> a & 1; room = room & ~(1 << a) }
           if
           :: !done
           :: else ->
              takeFound();
              if
              :: got -> break
              :: else -> d_step { room = room | 1 << a }
              fi
           fi
        fi
     fi
  od
}

/* Puts request r at the end of line l. */
inline join(r, l) {
#ifdef MUT_FRONT_BY_AN_OLD_HEAD
  next = head[l];
#endif
  append(l, r, mine);
#ifdef MUT_FRONT_BY_AN_OLD_HEAD
  atomic { place = at; done = next == at }
#elif defined(MUT_JOINED_WITHOUT_FRONT)
  atomic { place = at; done = 0 }
#else
  atomic { place = at; done = head[l] == at }
#endif
  d_step {
#ifndef WITHOUT_NUMBERS
    if :: done -> fronts[l] = NUMBER(r, l) :: else fi;
#endif
    END_BETWEEN(JOINING_FRONT(l))
  }
  d_step {
    hints[l] = hints[l] | 1;
    back = (l == FRONT && states[r] == mine -> back | 1 << r : back)
  }
}

/* Joins a line and looks at the agents. Whoever takes himself sets no front: one too low is left. */
inline enter(r, l) {
  mine = JOINING(states[r], WAITING);
  d_step { states[r] = mine; ended[r] = 0; BEGIN_BETWEEN(JOINING_FRONT(l)) }
  join(r, l);
  claimAgent();
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

#define LOCALS LINE_LOCALS; \
  byte a, mine, place, line, request, word, next, least, announced, before; bit got
#define FORGET \
  atomic { FORGET_LINE; a = 0; mine = 0; place = 0; line = 0; request = 0; word = 0; next = 0; \
    least = 0; announced = 0; before = 0; got = 0 }

/* comeBack of customer r, who may leave again. */
proctype Back(byte r) {
  LOCALS;
  enter(r, FRONT);
#ifdef LEAVE
  if
  :: r != 0
  :: r == 0
  :: r == 0 ->
     /* abandon */
     d_step {
       if
       :: states[0] == mine ->
          states[0] = INTO(mine, ABSENT); ended[0] = 1; back = back & ~1; done = 1
       :: else -> done = 0
       fi
     }
     if :: done -> passDead(FRONT) :: else fi
  fi;
#endif
  FORGET
}

#ifdef ARRIVES
proctype Arrival() {
  LOCALS;
  enter(BACKS + 1, BACK);
  FORGET
}
#endif

/* Agent n's chat ends: a customer for the place while it is held (takeInPlace), or it is given back
   and he looks again. */
proctype Release(byte n) {
  LOCALS;
  a = n;
  d_step { chats[n] = 0; got = 0 }
  do
  :: bestWaiting();
     if
     :: request == NONE -> break
     :: else -> takeFound(); if :: got -> break :: else fi
     fi
  od;
  if
  :: got
  :: else -> d_step { room = room | 1 << a } takeNext()
  fi;
  FORGET
}

byte i;
init {
  d_step {
    /* The last of the front line was taken. */
    fronts[BACK] = NOBODY; fronts[FRONT] = NOBODY;
#ifndef ALONE
    states[BACKS] = JOINING(0, WAITING);
    CELL(BACK, 0) = ENTRY(0, BACKS, states[BACKS]);
    tail[BACK] = 1; hints[BACK] = 1;
    fronts[BACK] = NUMBER(BACKS, BACK);
#endif
    i = 0;
    do
    :: i < BACKS -> states[i] = SERVED; ended[i] = 1; i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < AGENTS -> chats[i] = 1; i++
    :: else -> break
    od
  }
  atomic {
    i = 0;
    do
    :: i < BACKS -> run Back(i); i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < AGENTS -> run Release(i); i++
    :: else -> break
    od;
#ifdef ARRIVES
    run Arrival()
#endif
  }
  (_nr_pr == 1);
  d_step {
    i = 0;
    do
    :: i < REQUESTS ->
       assert(ended[i] == (PHASE(states[i]) != WAITING));
       assert(ended[i] || room == 0);
#ifndef WITHOUT_NUMBERS
       /* No number at rest hides who stands in the front line. */
       assert(ended[i] || i >= BACKS || fronts[FRONT] < 4);
#endif
       i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < AGENTS -> assert((room >> i & 1) == (chats[i] == 0)); i++
    :: else -> break
    od;
    assert(between == 0 && head[FRONT] <= tail[FRONT] && head[BACK] <= tail[BACK])
  }
}
