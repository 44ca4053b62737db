/* The insides of the waiting lines: rings of entries by position, state words, hints.

   Included by the models; inlines bear the names of Sources/Routing/WaitingLines.swift and
   Router+Lines.swift. A step (a d_step or a statement of its own) touches one shared word once;
   what else stands in it is local, or a check that no thread could make.

   Before the include: LINES, CAP (entries of a ring), REQUESTS (at most 4); SLACK if lines may fill.

   With COARSE a line is a row of entries for larger bounds of what is about it: an entry and the tail
   are written in one step, heads stand still (with HEADS they move all the same), an entry is read
   with its state word. Whether the finer steps do the same is what lines.pml and the bounds without
   COARSE are for.

   A cell is `lap 3 | epoch 3 | request 2`, a state word `epoch 3 | phase 2`. Laps begin at 1, so
   that a cell never written belongs to no position. */

#if defined(COARSE) && !defined(HEADS)
#define HEADS_STAND
#endif

#define ABSENT 0
#define WAITING 1
#define OFFERED 2
#define SERVED 3

#define NONE 255
#define DEAD 4
#define GONE 5

#define PHASE(s) ((s) & 3)
#define EPOCH(s) (((s) >> 2) & 7)
#define INTO(s, phase) (((s) & ~3) | (phase))
#define JOINING(s, phase) ((((s) | 3) + 1) | (phase))

#define CELL(l, p) cells[(l) * CAP + (p) % CAP]
#define LAP(p) ((p) / CAP + 1)
#define ENTRY(p, r, s) ((LAP(p) << 5) | (EPOCH(s) << 2) | (r))
#define LAP_OF(e) ((e) >> 5)
#define REQUEST_OF(e) ((e) & 3)
#define EPOCH_OF(e) (((e) >> 2) & 7)

#ifdef MUT_NO_EPOCH
#define SAME_EPOCH(e, s) true
#else
#define SAME_EPOCH(e, s) (EPOCH_OF(e) == EPOCH(s))
#endif
#define SAME_LAP(e, p) (LAP_OF(e) == LAP(p))
#ifdef MUT_APPEND_OVER_ANY_LAP
#define OVERWRITES(e, p) true
#else
#define OVERWRITES(e, p) (LAP_OF(e) + 1 == LAP(p))
#endif

byte head[LINES], tail[LINES], cells[LINES * CAP];
byte states[REQUESTS];
/* Per line: 1 = somebody may wait, 2 = somebody is about to take that back. */
byte hints[LINES];

/* For checks: an entry that still stands for somebody. */
#define COUNTS(e) (LAP_OF(e) != 0 && EPOCH_OF(e) == EPOCH(states[REQUEST_OF(e)]) \
  && (PHASE(states[REQUEST_OF(e)]) == WAITING || PHASE(states[REQUEST_OF(e)]) == OFFERED))

/* What a thread remembers within a call. */
#define LINE_LOCALS byte at, seen, first, limit, state, found, kind; bit done, more
/* At the end of a call nothing of it is left: fewer states, the same behaviour. */
#define FORGET_LINE \
  at = 0; seen = 0; first = 0; limit = 0; state = 0; found = 0; kind = 0; done = 0; more = 0

#define CAS(word, expected, desired) \
  d_step { if :: word == (expected) -> word = (desired); done = 1 :: else -> done = 0 fi }

/* What stands at position p: `kind` is WAITING (then `found` is the request and `state` its state
   word), OFFERED for one that keeps its place, DEAD, or GONE for a place that came round. */
#ifdef COARSE
inline inspect(l, p) {
  d_step {
    seen = CELL(l, p);
    state = states[REQUEST_OF(seen)];
    found = NONE;
    kind = DEAD;
    if
    :: SAME_EPOCH(seen, state) && PHASE(state) == WAITING -> kind = WAITING; found = REQUEST_OF(seen)
    :: else
    fi
  }
}
#else
inline inspect(l, p) {
  d_step {
    seen = CELL(l, p);
    found = NONE;
    if :: SAME_LAP(seen, p) -> kind = DEAD :: else -> kind = GONE fi
  }
  if
  :: kind == DEAD ->
     d_step {
       state = states[REQUEST_OF(seen)];
       if
       :: SAME_EPOCH(seen, state) && PHASE(state) == WAITING ->
          kind = WAITING;
          found = REQUEST_OF(seen)
       :: SAME_EPOCH(seen, state) && PHASE(state) == OFFERED -> kind = OFFERED
       :: else
       fi
     }
  :: else
  fi
}
#endif

/* Whether a line takes one more, whatever the other threads do meanwhile; `done` is the answer.
   SLACK entries are kept for threads that were told so and have not appended yet: as many as may be
   inside at once, themselves included. Dead entries at the head make room. */
inline hasRoom(l) {
  do
  :: first = head[l];
     d_step { done = tail[l] - first + SLACK <= CAP }
     if
     :: done -> break
     :: else ->
        inspect(l, first);
        if
        :: kind == DEAD -> CAS(head[l], first, first + 1)
        :: kind == GONE
        :: else -> done = 0; break
        fi
     fi
  od
}

/* Writes the entry of request r with state word s into a line that has room; `at` is its position.
   The cell is claimed before the tail moves: whoever finds the cell at the tail written moves the
   tail for its writer. A thread that stops in between stops nobody. */
inline append(l, r, s) {
#ifdef COARSE
  d_step { at = tail[l]; CELL(l, at) = ENTRY(at, r, s); tail[l] = at + 1 }
#else
  do
  :: at = tail[l];
     d_step { seen = CELL(l, at); done = LAP_OF(seen) == LAP(at) }
     if
     :: done -> CAS(tail[l], at, at + 1)
     :: !done && OVERWRITES(seen, at) ->
        d_step {
          if
          :: CELL(l, at) == seen ->
             assert(!COUNTS(seen));
             CELL(l, at) = ENTRY(at, r, s);
             done = 1
          :: else
          fi
        }
        if
        :: done -> CAS(tail[l], at, at + 1); break
        :: else
        fi
     :: else
     fi
  od
#endif
}

/* The first waiting request of a line and its position `at`; the head passes dead entries. The
   tail is read again at the end: whoever joined behind one who died meanwhile may rely on it. */
inline firstWaiting(l) {
  d_step { first = head[l]; at = first; limit = first; found = NONE; more = 1 }
  do
  :: at >= limit && more ->
     d_step {
       limit = tail[l];
#ifdef MUT_TAIL_READ_ONCE
       more = 0
#else
       more = at < limit
#endif
     }
  :: at >= limit && !more -> break
  :: at < limit ->
     inspect(l, at);
     if
     :: kind == WAITING -> break
#ifndef HEADS_STAND
     :: kind == DEAD && at == first -> CAS(head[l], first, first + 1); first++; at++
#endif
     :: else -> at++
     fi
  od
}

/* Takes a request, found waiting with state word s, out of its line into a phase; `done` if it
   was not somebody else who did. ON_TAKE(r) is the model's own check of it. */
inline take(r, s, phase) {
  d_step {
    if
#ifdef MUT_TAKE_WITHOUT_EPOCH
    :: PHASE(states[r]) == WAITING -> states[r] = INTO(states[r], phase); done = 1; ON_TAKE(r)
#else
    :: states[r] == (s) -> states[r] = INTO(s, phase); done = 1; ON_TAKE(r)
#endif
    :: else -> done = 0
    fi
  }
}

/* The head moves on if it stood at the position that was taken. */
inline advanceHead(l, r, p) {
#ifdef HEADS_STAND
  skip
#elif defined(MUT_PASS_BY_NUMBER)
  /* Whose number stands at the head, whatever lap and epoch. */
  first = head[l];
  d_step { seen = CELL(l, first); done = REQUEST_OF(seen) == r }
  if :: done -> CAS(head[l], first, first + 1) :: else fi
#else
  CAS(head[l], p, p + 1)
#endif
}

/* Moves the head past dead entries; who leaves does it. */
inline passDead(l) {
#ifdef HEADS_STAND
  skip
#else
  do
  :: d_step { first = head[l]; more = 1 }
     d_step { more = first < tail[l] }
     if
     :: !more -> break
     :: else ->
        inspect(l, first);
        if :: kind == DEAD -> CAS(head[l], first, first + 1) :: else -> break fi
     fi
  od
#endif
}

/* Announces that a line may hold somebody. */
inline raiseHint(l) { d_step { hints[l] = hints[l] | 1 } }

/* Takes the announcement of an empty line back. It never says "nobody" of a line where somebody
   has announced himself: until the second look is done, the doubt counts as an announcement.
   The search before the doubt, which may find somebody and leave all as it is, is a choice here. */
inline retireHint(l) {
#ifdef MUT_HINT_CLEARED_EARLY
  d_step { hints[l] = 0 }
#else
  if
  :: d_step {
       if
       :: hints[l] == 1 -> hints[l] = 2; done = 1
       :: else -> done = 0
       fi
     }
  :: done = 0
  fi;
  if
  :: done ->
     firstWaiting(l);
     if :: found != NONE -> raiseHint(l) :: else fi
     d_step { hints[l] = hints[l] & 1 }
  :: else
  fi
#endif
}
