// One party's side of a dialogue: numbers, acknowledgements, what is kept and what is dropped;
// docs/protocol.md, section 1. Knows no socket and no page.

import {againBytes, bytesOfText, frame, headBytes, namingFrame} from './frames.mjs';

const mostKept = 256;
const acknowledgeEvery = 16;
// The protocol allows a second.
const acknowledgeWithinMilliseconds = 400;
// The server, as it says how far this side had written.
const recalls = 255;
// What a page keeps of a long dialogue when it is left for another.
const mostEntriesSaved = 400;

/**
 * A dialogue. Its log has entries of four kinds, in the order in which they came: `text` (with
 * `text`), `joined`, `taken-over` and `left`; each with `party`, `name`, `role` and `at`.
 */
export class Dialogue {
  log = [];
  isOver = false;
  /** Whether the present connection is in it; what is written before is sent then. */
  isJoined = false;
  #people = new Map();
  #present = new Set();
  #written = 0;
  #kept = [];
  #acknowledged = new Map();
  #received = new Map();
  #unanswered = new Map();
  // This party has written before, and nothing is known of it here.
  #isForgetful = false;
  // What is to be written once it is known behind which number.
  #withheld = [];
  #transmit;
  #isAgent;
  #timer;

  /**
   * @param facts `dialogue`, `party` and `parties` as `connected` gave them
   * @param transmit takes the bytes of a frame
   */
  constructor(facts, isAgent, transmit) {
    this.number = facts.dialogue;
    this.party = facts.party;
    this.#isAgent = isAgent;
    this.#transmit = transmit;
    this.meet(facts.parties ?? []);
  }

  /** Whether one more message can be kept until it is acknowledged. */
  get canWrite() {
    return !this.isOver && !this.#isForgetful && this.#kept.length < mostKept;
  }

  /** Who is there, this side too. */
  get present() { return [...this.#present].map(party => this.person(party)); }

  /** Whether nobody is there but this side. */
  get isAlone() { return this.#present.size <= (this.#present.has(this.party) ? 1 : 0); }

  /** Name and role of a party, gone or not. */
  person(party) { return this.#people.get(party) ?? {party, name: '', role: 'agent'}; }

  /** Whether every other party has a message of the log. */
  isDelivered(entry) {
    const waiting = [...this.#kept, ...this.#withheld];
    return entry.party !== this.party || !waiting.some(message => message.at === entry.at);
  }

  /** Writes a message; its entry, or undefined when it cannot be taken. */
  write(text) {
    if (!this.canWrite) return undefined;
    const entry = this.#note('text', this.party, {text});
    this.#put(text, entry.at);
    return entry;
  }

  /**
   * Goes on where a dialogue broke off whose other side is gone: its log stands before this one's,
   * and what nobody acknowledged there is written once more.
   */
  follow(earlier) {
    this.log.unshift(...earlier.log);
    for (const {text, at} of [...earlier.#kept, ...earlier.#withheld]) this.#put(text, at);
  }

  /** Takes a frame; the entry of a new message, undefined of all others. */
  receive({party, sequence, text, acknowledged, after}) {
    const known = this.#received.get(party) ?? 0;
    if (sequence === 0) {
      if (party === recalls) return this.#recall(acknowledged.sequence);
      if (acknowledged.party !== this.party) return undefined;
      this.#take(acknowledged.sequence, party);
      // What came before is not for who joined later, or who has forgotten it.
      if (after > known) this.#received.set(party, after);
      return undefined;
    }
    // What overtook messages that were lost with a connection comes again behind them.
    if (sequence > known + 1) return undefined;
    this.#received.set(party, Math.max(known, sequence));
    this.#owe(party);
    if (sequence <= known) return undefined;
    return this.#note('text', party, {text});
  }

  /** The parties as `connected` lists them. */
  meet(parties) {
    this.#present = new Set(parties.map(person => person.party));
    // What was had of who is gone counts: a server that was killed before it noted the leaving
    // takes it up again.
    for (const party of [...this.#acknowledged.keys(), ...this.#unanswered.keys()]) {
      if (!this.#present.has(party)) this.#awaitNothing(party);
    }
    parties.forEach(person => this.#know(person));
    this.#others.forEach(party => this.#begin(party));
    this.#drop();
  }

  /** Who joined in another run of the server is another one, of whom nothing was had or heard. */
  #know(person) {
    if (this.person(person.party).run !== person.run) {
      for (const counts of this.#counts) counts.delete(person.party);
    }
    this.#people.set(person.party, person);
  }

  /** What was had of each party, and heard of it. */
  get #counts() { return [this.#received, this.#acknowledged, this.#unanswered]; }

  get #others() { return [...this.#present].filter(party => party !== this.party); }

  /** Whoever is new gets what is still kept for others, and all that comes. */
  #begin(party) {
    const first = this.#kept[0]?.sequence ?? this.#written + 1;
    if (!this.#acknowledged.has(party)) this.#acknowledged.set(party, first - 1);
  }

  /** Somebody joins; the entry. */
  join({party, name, role, run}) {
    this.#know({party, name, role, run});
    this.#present.add(party);
    this.resendTo(party);
    return this.#note('joined', party);
  }

  /** Who had joined to help answers from now on; the entry. */
  takeOver(party) {
    this.#people.set(party, {...this.person(party), role: 'agent'});
    return this.#note('taken-over', party);
  }

  /** Somebody leaves; the entry. */
  leave(party) {
    this.#present.delete(party);
    this.#awaitNothing(party);
    this.#drop();
    return this.#note('left', party);
  }

  /** Who is gone acknowledges nothing any more, and nothing is acknowledged to him. */
  #awaitNothing(party) {
    this.#acknowledged.delete(party);
    this.#unanswered.delete(party);
  }

  /**
   * A party is new or back and gets what it has not acknowledged, and before it from where that
   * goes on. It also learns up to where its own messages came, should it have forgotten.
   */
  resendTo(party) {
    this.#begin(party);
    const after = this.#acknowledged.get(party);
    this.#unanswered.delete(party);
    this.#send(0, againBytes(party, this.#received.get(party) ?? 0, this.party, after));
    for (const {sequence, text} of this.#kept) {
      if (sequence > after) this.#send(sequence, bytesOfText(text));
    }
  }

  /** The session was this party before, in a browser that is not this one: it is told how far. */
  forget() {
    this.#isForgetful = true;
    this.#withheld = this.#kept;
    this.#kept = [];
    this.#written = 0;
  }

  #recall(sequence) {
    if (!this.#isForgetful) return;
    this.#isForgetful = false;
    if (sequence > 0) {
      this.#written = sequence;
      for (const party of this.#others) {
        this.#acknowledged.set(party, sequence);
        this.resendTo(party);
      }
    }
    const withheld = this.#withheld;
    this.#withheld = [];
    for (const {text, at} of withheld) this.#put(text, at);
  }

  /** This side's connection is in the dialogue: anew, or again after it was lost. */
  enter(again) {
    this.isJoined = true;
    if (!this.#isAgent) this.#transmit(namingFrame(this.number));
    if (again) {
      // From where the one goes on who has least, a server that was started anew takes everything.
      const acknowledged = party => this.#acknowledged.get(party);
      this.#others.sort((one, other) => acknowledged(one) - acknowledged(other))
        .forEach(party => this.resendTo(party));
    } else {
      for (const {sequence, text} of this.#kept) this.#send(sequence, bytesOfText(text));
    }
  }

  /** Nothing is written or awaited any more. */
  end() {
    this.isOver = true;
    clearTimeout(this.#timer);
  }

  /** Everything, as JSON can keep it. */
  saved() {
    return {
      dialogue: this.number, party: this.party, isOver: this.isOver,
      people: [...this.#people.values()], present: [...this.#present],
      written: this.#written, kept: this.#kept,
      isForgetful: this.#isForgetful, withheld: this.#withheld,
      acknowledged: [...this.#acknowledged], received: [...this.#received],
      log: this.log.slice(-mostEntriesSaved),
    };
  }

  /** A dialogue that was saved. */
  static restored(saved, isAgent, transmit) {
    const dialogue = new Dialogue(saved, isAgent, transmit);
    dialogue.#restore(saved);
    return dialogue;
  }

  #restore(saved) {
    this.#people = new Map(saved.people.map(person => [person.party, person]));
    this.#present = new Set(saved.present);
    this.#written = saved.written;
    this.#kept = saved.kept;
    this.#isForgetful = saved.isForgetful ?? false;
    this.#withheld = saved.withheld ?? [];
    this.#acknowledged = new Map(saved.acknowledged);
    this.#received = new Map(saved.received);
    this.log = saved.log;
    this.isOver = saved.isOver;
  }

  #note(kind, party, more) {
    // Times are different for all, so that an entry is known by its time.
    const at = Math.max(Date.now(), (this.log.at(-1)?.at ?? 0) + 1);
    const {name, role} = this.person(party);
    const entry = {kind, party, name, role, at, ...more};
    this.log.push(entry);
    return entry;
  }

  /** Numbers a text, keeps and sends it. */
  #put(text, at) {
    this.#written += 1;
    this.#kept.push({sequence: this.#written, text, at});
    this.#send(this.#written, bytesOfText(text));
  }

  #send(sequence, rest) {
    if (!this.isJoined || this.isOver) return;
    const number = this.#isAgent ? this.number : undefined;
    this.#transmit(frame(number, this.party, sequence, rest));
  }

  /** A party has everything of this side up to a number. */
  #take(sequence, party) {
    const known = this.#acknowledged.get(party) ?? 0;
    this.#acknowledged.set(party, Math.max(known, sequence));
    // A side that lost its memory goes on where it was.
    this.#written = Math.max(this.#written, sequence);
    this.#drop();
  }

  /** Forgets what everybody who is there has. */
  #drop() {
    const others = this.#others;
    if (others.length === 0) return;
    const last = Math.min(...others.map(party => this.#acknowledged.get(party) ?? 0));
    this.#kept = this.#kept.filter(message => message.sequence > last);
  }

  #owe(party) {
    const count = (this.#unanswered.get(party) ?? 0) + 1;
    this.#unanswered.set(party, count);
    if (count >= acknowledgeEvery) {
      this.#acknowledge(party);
    } else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#acknowledgeAll(), acknowledgeWithinMilliseconds);
    }
  }

  #acknowledgeAll() {
    this.#timer = undefined;
    for (const party of [...this.#unanswered.keys()]) this.#acknowledge(party);
  }

  #acknowledge(party) {
    this.#unanswered.delete(party);
    this.#send(0, headBytes(party, this.#received.get(party) ?? 0));
  }
}
