/* Offers: a request is offered to an agent, who accepts, or the offer lapses; meanwhile the
   customer may leave. Each offer ends once, and an ending that comes late ends no other offer.

   AGENTS agents (with room at the start), REQUESTS customers who come and may leave. The answer and
   the timeout of an offer are on their way at once; after LAPSES offers no more timeouts come. Who
   waits is seen in the state words here; the line's insides are in lines.pml, an offer that moves to
   a wider line in widening.pml, hints of agents and several places in matching.pml. Inlines bear
   the names of Router+Arrival.swift and Router+Release.swift. */

#ifndef AGENTS
#define AGENTS 2
#endif
#ifndef REQUESTS
#define REQUESTS 2
#endif
#ifndef LAPSES
#define LAPSES 1
#endif
#define NONE 255
#define ABSENT 0
#define WAITING 1
#define OFFERED 2
#define SERVED 3

/* A state word: `offer, agent 2, phase 2`. The number of the offer tells one offer from the next;
   the agent must stand in the same word, or who leaves an offer may give room to the agent of the last. */
#define INTO(s, phase) (((s) & ~3) | (phase))
#define NEXT_OFFER(s, a) ((((s) | 15) + 1) | (a) << 2 | OFFERED)
#define PHASE(s) ((s) & 3)
#define AGENT(s) ((s) >> 2 & 3)
byte states[REQUESTS];
#ifdef MUT_AGENT_BESIDE_THE_WORD
byte agentOf[REQUESTS];
#endif
/* The agents' state words, a bit each: one place. */
byte room = (1 << AGENTS) - 1;
#define LOWEST(bits) ((bits) & 1 -> 0 : ((bits) & 2 -> 1 : 2))

/* For checks: the request that an agent holds (plus one), how often a request ended. */
byte holds[AGENTS], ended[REQUESTS], lapses;

#ifdef MUT_NO_OFFER_NUMBER
#define SAME(r, word) (PHASE(states[r]) == PHASE(word))
#else
#define SAME(r, word) (states[r] == (word))
#endif

/* An offer ends in a phase; `done` if it is this ending that ends it. */
inline conclude(r, word, phase) {
  d_step {
    if
    :: SAME(r, word) -> states[r] = INTO(states[r], phase); done = 1
    :: else -> done = 0
    fi
  }
}

/* Offers a waiting request to a claimed agent; `done` if nobody else has it. */
inline offer(r, word, a) {
  d_step {
    if
    :: states[r] == (word) ->
       states[r] = NEXT_OFFER(word, a);
       assert(holds[a] == 0);
       holds[a] = r + 1;
       done = 1
    :: else -> done = 0
    fi
  }
  if
  :: done ->
#ifdef MUT_AGENT_BESIDE_THE_WORD
     agentOf[r] = a;
#endif
     atomic {
       run Answer(r, NEXT_OFFER(word, a), a);
       if
       :: lapses < LAPSES -> lapses++; run Timeout(r, NEXT_OFFER(word, a), a)
       :: else
       fi
     }
  :: else
  fi
}

/* The first who waits, with `word`; NONE if nobody does. One state word a step. */
inline firstWaiting() {
  request = 0;
  do
  :: request == REQUESTS -> request = NONE; break
  :: else ->
     word = states[request];
     if :: PHASE(word) == WAITING -> break :: else -> request++ fi
  od
}

/* An agent with room looks. */
inline takeNext(a) {
  do
  :: firstWaiting();
     if
     :: request == NONE -> break
     :: else ->
        d_step { done = room >> a & 1; room = room & ~(1 << a) }
        if
        :: !done -> break
        :: else ->
           offer(request, word, a);
           if :: done -> break :: else -> d_step { room = room | 1 << a } fi
        fi
     fi
  od
}

/* The agent has room again, and looks. */
inline release(a) {
  d_step { assert(holds[a] != 0); holds[a] = 0; room = room | 1 << a }
  takeNext(a)
}

/* A published request looks; the agent it claimed in vain looks for himself. */
inline look(r) {
  do
  :: bits = room;
     if
     :: bits == 0 -> break
     :: else ->
        d_step { agent = LOWEST(bits); done = room >> agent & 1; room = room & ~(1 << agent) }
        if
        :: !done
        :: else ->
           word = states[r];
           if
           :: PHASE(word) == WAITING -> offer(r, word, agent)
           :: else -> done = 0
           fi;
           if
           :: done -> break
           :: else -> d_step { room = room | 1 << agent } takeNext(agent); break
           fi
        fi
     fi
  od
}

proctype Answer(byte r; byte mine; byte a) {
  byte request, word;
  bit done;
  /* accept */
#ifdef MUT_ACCEPT_BY_STORE
  d_step { done = PHASE(states[r]) == OFFERED }
  if :: done -> states[r] = INTO(mine, SERVED) :: else fi;
#else
  conclude(r, mine, SERVED);
#endif
  if
  :: done ->
     /* The chat, and its end. */
     d_step { ended[r]++; assert(ended[r] == 1 && holds[a] == r + 1) }
     release(a)
  :: else
  fi;
  atomic { request = 0; word = 0; done = 0 }
}

proctype Timeout(byte r; byte mine; byte a) {
  byte request, word, bits, agent;
  bit done;
  /* lapse: the customer waits on at his place and looks, the agent has room and looks. */
#ifdef MUT_LAPSE_BY_STORE
  d_step { done = PHASE(states[r]) == OFFERED }
  if :: done -> states[r] = INTO(mine, WAITING) :: else fi;
#else
  conclude(r, mine, WAITING);
#endif
  if
  :: done ->
#ifndef MUT_LAPSE_WITHOUT_LOOK
     look(r);
     release(a)
#else
     d_step { assert(holds[a] != 0); holds[a] = 0; room = room | 1 << a }
#endif
  :: else
  fi;
  atomic { request = 0; word = 0; bits = 0; agent = 0; done = 0 }
}

proctype Customer(byte r) {
  byte request, word, bits, agent;
  bit done;
  states[r] = WAITING;
  look(r);
  if
  :: true
  :: true ->
     /* abandon */
     do
     :: word = states[r];
        if
        :: PHASE(word) == SERVED || PHASE(word) == ABSENT -> break
        :: PHASE(word) == WAITING || PHASE(word) == OFFERED ->
#ifdef MUT_LEAVE_BY_STORE
           states[r] = INTO(word, ABSENT);
           done = 1;
#else
           d_step {
             if
             :: states[r] == word -> states[r] = INTO(word, ABSENT); done = 1
             :: else -> done = 0
             fi
           }
#endif
           if
           :: done ->
              d_step { ended[r]++; assert(ended[r] == 1) }
              if
              :: PHASE(word) == OFFERED ->
                 /* He left an offer: its agent has room again. */
#ifdef MUT_AGENT_BESIDE_THE_WORD
                 agent = agentOf[r];
#else
                 agent = AGENT(word);
#endif
                 release(agent)
              :: else
              fi;
              break
           :: else
           fi
        fi
     od
  fi;
  atomic { request = 0; word = 0; bits = 0; agent = 0; done = 0 }
}

init {
  byte i;
  atomic { do :: i < REQUESTS -> run Customer(i); i++ :: else -> break od }
  (_nr_pr == 1);
  /* Nobody is inside: each customer has ended once, each agent has room. */
  atomic {
    i = 0;
    do
    :: i < REQUESTS -> assert(ended[i] == 1 && PHASE(states[i]) != OFFERED); i++
    :: else -> break
    od;
    assert(room == (1 << AGENTS) - 1)
  }
}
