/* Overflow: a request that waits at its own location is posted to another one as a message.

   REQUESTS customers wait at home, where a chat of the one agent ends, and post themselves to the inbox
   of the other shard: a ring of INBOX messages with many writers and one reader. Its worker, who
   owns that shard and its one agent, drains the inbox and parks when it is empty. A posted request
   stays in its line at home: its state word decides who gets it. A full inbox refuses, and the
   request waits on at home. */

#ifndef REQUESTS
#define REQUESTS 3
#endif
#ifndef INBOX
#define INBOX 2
#endif
#define WAITING 1
#define SERVED 3

byte states[REQUESTS];
/* A cell is `lap, request` in one word; laps begin at 1. */
byte lapOf[INBOX], messageOf[INBOX], head, tail;
/* The worker is about to sleep or asleep; somebody woke it. */
bit parked, woken;
/* Home's agent has room: his state word. */
bit room;

/* For checks: whose story is over, who was accepted by the inbox, which shard's agent is taken. */
bit ended[REQUESTS], posted[REQUESTS], served[2];

#define LAP(p) ((p) / INBOX + 1)
#define CAS(word, expected, desired) \
  d_step { if :: word == (expected) -> word = (desired); done = 1 :: else -> done = 0 fi }

/* Gives a waiting request to the agent of a shard, if nobody else did. */
inline take(r, shard) {
  d_step {
    if
    :: states[r] == WAITING ->
       states[r] = SERVED;
       assert(!ended[r] && !served[shard]);
       ended[r] = 1; served[shard] = 1; done = 1
    :: else -> done = 0
    fi
  }
}

/* Posts request r; the cell before the tail, as in a waiting line. `done` if it was accepted. */
inline post(r) {
  do
  :: at = tail;
     seen = lapOf[at % INBOX];
     if
     :: seen == LAP(at) -> CAS(tail, at, at + 1)
     :: seen == LAP(at) - 1 ->
        first = head;
        if
        :: at >= first + INBOX -> done = 0; break
        :: else ->
           d_step {
             if
             :: lapOf[at % INBOX] == seen ->
                lapOf[at % INBOX] = LAP(at);
                messageOf[at % INBOX] = r;
                posted[r] = 1;
                done = 1
             :: else -> done = 0
             fi
           }
           if :: done -> CAS(tail, at, at + 1); done = 1; break :: else fi
        fi
     :: else
     fi
  od
}

proctype Customer(byte r) {
  byte at, seen, first;
  bit done;
  /* Customers are alike: they come in the order of their numbers. */
  d_step { (r == 0 || states[r - 1] != 0) -> states[r] = WAITING }
  /* The look at home. */
  d_step { done = room; room = 0 }
  if
  :: done ->
     take(r, 0);
     assert(done)
  :: else ->
     post(r);
#ifndef MUT_POST_WITHOUT_WAKE
     if
     :: done ->
        /* Whoever takes the mark down wakes the worker. */
        CAS(parked, 1, 0);
        if :: done -> woken = 1 :: else fi
     :: else
     fi
#endif
  fi;
  atomic { at = 0; seen = 0; first = 0; done = 0 }
}

/* Home's agent has room, and looks. */
proctype Release() {
  byte r;
  bit done;
  room = 1;
  do
  :: r == REQUESTS -> break
  :: else ->
     d_step { done = states[r] == WAITING }
     if
     :: !done -> r++
     :: else ->
        d_step { done = room; room = 0 }
        if
        :: !done -> break
        :: else ->
           take(r, 0);
           if :: done -> break :: else -> room = 1; r = 0 fi
        fi
     fi
  od;
  atomic { r = 0; done = 0 }
}

/* The other shard's worker: its agent has room, and his alone to give. */
proctype Worker() {
  byte at, r;
  bit done;
  do
  :: atomic { done = lapOf[at % INBOX] == LAP(at) }
     if
     :: done ->
        /* A message: read, then the cell is given back. */
#ifdef MUT_HEAD_BEFORE_MESSAGE
        head = at + 1;
        r = messageOf[at % INBOX];
#else
        r = messageOf[at % INBOX];
        head = at + 1;
#endif
        at++;
        if
        :: served[1]
        :: else ->
#ifdef MUT_MESSAGE_UNVALIDATED
           d_step { states[r] = SERVED; assert(!ended[r]); ended[r] = 1; served[1] = 1 }
#else
           take(r, 1)
#endif
        fi
     :: else ->
        /* Empty: parked, then it looks again before it sleeps. */
        parked = 1;
#ifndef MUT_PARK_WITHOUT_LOOK
        atomic { done = lapOf[at % INBOX] == LAP(at) }
        if
        :: done -> CAS(parked, 1, 0); if :: !done -> goto sleep :: else fi
        :: else -> goto sleep
        fi;
        goto awake;
#endif
sleep:
end:
        atomic { woken -> woken = 0 }
awake:
        skip
     fi
  od
}

init {
  byte i;
  atomic {
    do :: i < REQUESTS -> run Customer(i); i++ :: else -> break od;
    run Release();
    run Worker()
  }
  timeout;
  atomic {
    /* No message lies unread; nobody waits beside an agent who has room and might know of him. */
    assert(lapOf[head % INBOX] != LAP(head) && head == tail);
    i = 0;
    do
    :: i < REQUESTS ->
       assert(ended[i] == (states[i] == SERVED));
       assert(ended[i] || (!room && (!posted[i] || served[1])));
       i++
    :: else -> break
    od
  }
}
