/* The agents from inside: a state word each that decides, a word of hints per few agents that says
   where to look, and per word a bound below which no turn of it lies.

   AGENTS agents, two to a word of hints and the last ones to the next; the first BUSY of them have
   a chat, which ends but for the first LASTING. SEEKERS requests each search the best agent, claim a place of his and may give
   it back; the agent of SHIFT goes off duty and comes again. The loads and exchanges that
   matching.pml has in one step are apart here. What matching.pml relies on:

   - a place is given once, and none is lost;
   - a search that finds nobody has overlooked nobody who had room and a hint all the while;
   - when nobody is inside, whoever has room has a hint.

   Inlines bear the names of AgentRoster.swift and AgentSearch.swift. */

#ifndef AGENTS
#define AGENTS 3
#endif
#ifndef PLACES
#define PLACES 2
#endif
#ifndef BUSY
#define BUSY 1
#endif
#ifndef LASTING
#define LASTING 0
#endif
#ifndef SEEKERS
#define SEEKERS 2
#endif
#ifndef SHIFT
#define SHIFT NONE
#endif
#define NONE 255
#define WORD_OF(a) ((a) / 2)
#define WORDS (WORD_OF(AGENTS - 1) + 1)

/* `open 2 | room 2 | on duty 1`: one word, changed by exchange only. */
byte states[AGENTS];
#define ON 1
#define PLACE 2
#define CHAT 8
#define ROOM(s) ((s) >> 1 & 3)
#define OPEN(s) ((s) >> 3 & 3)
#define AVAILABLE(s) (((s) & ON) && ROOM(s))
/* A bit per agent, as the words of the source beside each other: a step touches one of them. */
byte hints;
#define BIT(a) (1 << (a))
#define HINTS(w) (hints & (3 << (w) * 2))
/* Per word: no agent with room of it comes before. Turns are the open chats here. */
byte earliest[WORDS];
#define LATEST 7

/* For checks: per seeker, who has had room and a hint since its search began; places given. */
byte steady[SEEKERS], given[AGENTS], inside;
#define LOST(a) \
  i = 0; do :: i < SEEKERS -> steady[i] = steady[i] & ~BIT(a); i++ :: else -> break od; i = 0
#define SEEN_BY_ALL(a) ((AVAILABLE(states[a]) -> BIT(a) : 0) & hints)

/* Exchanges a state; `done` if nobody else did. */
inline exchange(a, old, new) {
  d_step {
    if
    :: states[a] == old ->
       assert(ROOM(old) <= PLACES);
       states[a] = new;
       done = 1;
       if :: !AVAILABLE(states[a]) -> LOST(a) :: else fi
    :: else -> done = 0
    fi
  }
}

/* Notes that an agent with room may stand before all others of his word. */
inline noteTurn(a, s) {
  do
  :: bound = earliest[WORD_OF(a)];
     if
     :: OPEN(s) >= bound -> break
     :: else ->
        d_step {
          if
          :: earliest[WORD_OF(a)] == bound -> earliest[WORD_OF(a)] = OPEN(s); done = 1
          :: else -> done = 0
          fi
        }
        if :: done -> break :: else fi
     fi
  od;
  bound = 0
}

inline raiseHint(a) { d_step { hints = hints | BIT(a) } }

inline lowerHint(a) {
  d_step { hints = hints & ~BIT(a); LOST(a) }
#ifndef MUT_HINT_LOWERED_FOR_GOOD
  d_step { done = AVAILABLE(states[a]) }
  if :: done -> raiseHint(a) :: else fi
#endif
}

/* Takes one place of agent a; `done` if he had one and is on duty. */
inline claim(a) {
  do
  :: old = states[a];
     if
     :: !AVAILABLE(old) -> done = 0; break
     :: else ->
        new = old - PLACE + CHAT;
#ifdef MUT_TORN_CLAIM
        d_step { states[a] = new; done = 1; if :: !AVAILABLE(new) -> LOST(a) :: else fi }
#else
        exchange(a, old, new);
#endif
        if
        :: !done
        :: else ->
           d_step { given[a]++; assert(given[a] <= PLACES) }
           if :: ROOM(new) == 0 -> lowerHint(a) :: else -> noteTurn(a, new) fi;
           done = 1;
           break
        fi
     fi
  od;
  atomic { old = 0; new = 0 }
}

/* Changes what an agent's chats hold. */
inline change(a, difference) {
#ifdef MUT_FRESH_BY_AN_OLD_STATE
  d_step { stale = AVAILABLE(states[a]) }
#endif
  do
  :: d_step { old = states[a]; new = old + difference }
     exchange(a, old, new);
     if
     :: !done
     :: else ->
        if
        :: !AVAILABLE(new)
        :: else ->
#ifdef MUT_FRESH_BY_AN_OLD_STATE
           if :: !stale -> raiseHint(a) :: else fi;
#else
           if :: !AVAILABLE(old) -> raiseHint(a) :: else fi;
#endif
           noteTurn(a, new)
        fi;
        break
     fi
  od;
  atomic { old = 0; new = 0; done = 0 }
}

/* Holds the agents with room of a word against the best so far, and renews the bound of the word. */
inline consider(w) {
  d_step { hinted = HINTS(w); bits = hinted; least = LATEST }
  do
  :: bits == 0 -> break
  :: else ->
     d_step {
       a = (bits & 1 -> 0 : (bits & 2 -> 1 : (bits & 4 -> 2 : 3)));
       bits = bits & ~BIT(a);
       old = states[a];
       least = (OPEN(old) < least -> OPEN(old) : least);
       if
       :: AVAILABLE(old) && (OPEN(old) < turn || (OPEN(old) == turn && a < best)) ->
          best = a; turn = OPEN(old)
       :: else
       fi
     }
  od;
  earliest[w] = least;
  /* Whoever set his hint meanwhile may have noted an earlier turn, or seen no need to. */
  d_step { done = HINTS(w) != hinted; hinted = 0; least = 0; a = 0; old = 0 }
  if :: done -> earliest[w] = 0; done = 0 :: else fi
}

/* Whether a word may hold an earlier turn; always as long as nobody is found. `done` says so. */
inline mayHoldEarlier(w) {
  d_step {
    bound = earliest[w];
#ifdef MUT_BOUND_TRUSTED
    done = bound < turn;
#else
    done = bound < turn || (bound == turn && w * 2 < best);
#endif
    bound = 0
  }
}

/* The agent with room whose turn it is, `best`; NONE if there is none. */
inline search() {
  d_step {
    best = NONE; turn = LATEST;
    i = 0;
    do :: i < AGENTS -> steady[me] = steady[me] | SEEN_BY_ALL(i); i++ :: else -> break od;
    i = 0;
    word = 0
  }
  /* The word that may hold the earliest turn first: then most others need no look. */
#if AGENTS > 2
  bound = earliest[0];
  d_step { word = (earliest[1] < bound -> 1 : 0); bound = 0 }
#endif
  consider(word);
  word = 0;
  do
  :: word == WORDS -> break
  :: else ->
     mayHoldEarlier(word);
     if :: done -> done = 0; consider(word) :: else fi;
     word++
  od;
  atomic { word = 0; turn = 0; assert(best != NONE || steady[me] == 0); steady[me] = 0 }
}

#define LOCALS \
  byte i, old, new, bound, hinted, bits, least, a, best, turn, word; bit done, stale

/* claimAgent, and perhaps the end of the chat. */
proctype Seeker(byte me) {
  LOCALS;
  do
  :: search();
     if
     :: best == NONE -> break
     :: else ->
        claim(best);
        if :: done -> done = 0; break :: else fi
     fi
  od;
  if
  :: best != NONE -> d_step { given[best]-- } change(best, PLACE - CHAT)
  :: true
  fi;
  atomic { best = 0; stale = 0; inside-- }
}

/* The end of a chat that was open at the start. */
proctype Chat(byte agent) {
  LOCALS;
  d_step { given[agent]-- }
  change(agent, PLACE - CHAT);
  atomic { stale = 0; inside-- }
}

proctype Shift(byte agent) {
  LOCALS;
  change(agent, 256 - ON);
  lowerHint(agent);
  done = 0;
  change(agent, ON);
  atomic { stale = 0; inside-- }
}

init {
  byte n;
  d_step {
    do
    :: n < AGENTS ->
       states[n] = ON + PLACES * PLACE;
       if :: n < BUSY -> states[n] = states[n] + CHAT - PLACE; given[n] = 1 :: else fi;
       if :: AVAILABLE(states[n]) -> hints = hints | BIT(n) :: else fi;
       n++
    :: else -> break
    od
  }
  atomic {
    n = LASTING;
    do :: n < BUSY -> run Chat(n); inside++; n++ :: else -> break od;
    n = 0;
    do :: n < SEEKERS -> run Seeker(n); inside++; n++ :: else -> break od;
    if :: SHIFT != NONE -> run Shift(SHIFT); inside++ :: else fi
  }
  (inside == 0);
  d_step {
    n = 0;
    do
    :: n < AGENTS ->
       assert(states[n] & ON);
       assert(ROOM(states[n]) + given[n] == PLACES && OPEN(states[n]) == given[n]);
       assert(!AVAILABLE(states[n]) || hints & BIT(n));
       n++
    :: else -> break
    od
  }
}
