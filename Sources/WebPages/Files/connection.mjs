// A client of the consult server, customer's or agent's: docs/protocol.md in full. Knows no page,
// so that it runs wherever there is a WebSocket.

import {Dialogue} from './dialogue.mjs';
import {readFrame} from './frames.mjs';

const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 8_000;
const openWithinMilliseconds = 10_000;
// How long a first message is tried when there is no session yet.
const patienceSeconds = 15;
const mostEarlyFrames = 256;

// Close codes after which coming back is of no use.
const finalCodes = new Set([1000, 1002, 1003, 1007, 1009, 4400, 4401, 4409, 4422, 4429]);

/**
 * A session at the consult server, over as many sockets as it takes.
 *
 * The listener has three methods: `stood(standing, code)` when the connection changes
 * (`connecting`, `open`, `lost`, `over`), `heard(message, dialogue, entry)` for each control
 * message, `read(dialogue, entry)` for each message of a dialogue and, without an entry, when
 * something of ours was acknowledged. After any of them `saved()` may have changed.
 */
export class ConsultConnection {
  session;
  resumeSeconds = patienceSeconds;
  standing = 'connecting';
  /** Dialogues that this session is in, by their numbers. */
  dialogues = new Map();
  #address;
  #isAgent;
  #first;
  #listener;
  #makeSocket;
  #socket;
  #timer;
  #pause = firstPauseMilliseconds;
  #lostAt;
  // Frames of a dialogue that overtook the news of it.
  #early = [];

  /**
   * @param options `server`: its address, `role`: `customer` or `agent`, `first`: the first message
   *   where there is no session yet, `saved`: what `saved()` gave, `listener`, and `makeSocket`
   *   for a WebSocket of another make
   */
  constructor({server, role, first, saved, listener, makeSocket}) {
    this.#address = `${server.replace(/\/+$/, '')}/${role}`;
    this.#isAgent = role === 'agent';
    this.#first = first;
    this.#listener = listener;
    this.#makeSocket = makeSocket ?? (address => new WebSocket(address));
    if (saved) this.#restore(saved);
  }

  /** A customer's one dialogue. */
  get dialogue() { return [...this.dialogues.values()].at(-1); }

  /** Connects, and again whenever the connection is lost, until it is over. */
  open() {
    this.#lostAt = Date.now();
    this.#connect();
  }

  /** Sends a control message; whether there was a connection to send it over. */
  say(type, keys = {}) {
    if (this.standing !== 'open') return false;
    this.#socket.send(JSON.stringify({type, ...keys}));
    return true;
  }

  /** Tries again at once, where a pause is under way. */
  hurry() {
    if (this.standing !== 'lost') return;
    this.#pause = firstPauseMilliseconds;
    this.#connect();
  }

  /** Lets go of the socket and of the timers; the session goes on wherever it is resumed. */
  suspend() {
    const socket = this.#socket;
    this.#socket = undefined;
    clearTimeout(this.#timer);
    socket?.close();
    this.standing = 'over';
  }

  /** Does without the session from now on. */
  giveUp() {
    this.suspend();
    this.session = undefined;
  }

  /** What a later page needs to go on; undefined when there is nothing to go on with. */
  saved() {
    if (!this.session) return undefined;
    return {
      session: this.session, resumeSeconds: this.resumeSeconds,
      dialogues: [...this.dialogues.values()].map(dialogue => dialogue.saved()),
    };
  }

  #restore(saved) {
    this.session = saved.session;
    this.resumeSeconds = saved.resumeSeconds;
    for (const one of saved.dialogues) {
      const dialogue = Dialogue.restored(one, this.#isAgent, this.#transmit);
      this.dialogues.set(dialogue.number, dialogue);
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#early = [];
    for (const dialogue of this.dialogues.values()) dialogue.isJoined = false;
    this.#stand('connecting');
    const socket = this.#makeSocket(this.#address);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    // Some networks swallow the request to connect.
    this.#timer = setTimeout(() => socket.close(), openWithinMilliseconds);
    // What an old socket still has to say is of no interest.
    const ifPresent = action => event => { if (socket === this.#socket) action(event); };
    socket.onopen = ifPresent(() => this.#greet());
    socket.onmessage = ifPresent(event => this.#take(event.data));
    socket.onclose = ifPresent(event => this.#lose(event.code));
  }

  #greet() {
    clearTimeout(this.#timer);
    const first = this.session ? {type: 'resume', session: this.session} : this.#first;
    this.#socket.send(JSON.stringify(first));
  }

  #lose(code) {
    clearTimeout(this.#timer);
    this.#socket = undefined;
    if (this.standing === 'open') this.#lostAt = Date.now();
    const isFinal = finalCodes.has(code) || (code === 1013 && !this.session);
    const left = this.#lostAt + 1_000 * this.resumeSeconds - Date.now();
    if (isFinal || left <= 0) {
      this.session = undefined;
      return this.#stand('over', code);
    }
    // Not all at once when a server comes back.
    const spread = this.#pause * (1 + Math.random() / 4);
    const pause = Math.min(spread, longestPauseMilliseconds, left);
    this.#pause = Math.min(2 * this.#pause, longestPauseMilliseconds);
    this.#timer = setTimeout(() => this.#connect(), pause);
    this.#stand('lost', code);
  }

  #stand(standing, code) {
    this.standing = standing;
    this.#listener.stood(standing, code);
  }

  #take(data) {
    if (typeof data !== 'string') return this.#takeFrame(data);
    const message = JSON.parse(data);
    if (['welcome', 'signed-in', 'resumed'].includes(message.type)) this.#settle(message);
    const [dialogue, entry] = this.#follow(message);
    this.#listener.heard(message, dialogue, entry);
    if (message.type === 'connected') this.#takeEarly(dialogue);
  }

  /** The session holds: in this socket from now on. */
  #settle(message) {
    this.session = message.session ?? this.session;
    this.resumeSeconds = message.resume_seconds ?? this.resumeSeconds;
    this.#pause = firstPauseMilliseconds;
    // Whoever waits is in no dialogue any more, whatever the last one was.
    if (message.type === 'resumed' && message.state === 'waiting') this.#endAll();
    this.#stand('open');
    if (this.#isAgent) this.#endAllBut(message.dialogues);
  }

  /** What a control message does to a dialogue: which one, and its entry. */
  #follow(message) {
    if (message.type === 'connected') return [this.#enter(message), undefined];
    const known = this.#isAgent ? this.dialogues.get(message.dialogue) : this.dialogue;
    // A customer may give up, or be told that all is over, without having been in a dialogue.
    if (message.type === 'ended' && !this.#isAgent) this.session = undefined;
    if (!known || known.isOver) return [known, undefined];
    switch (message.type) {
    case 'joined': return [known, known.join(message)];
    case 'taken-over': return [known, known.takeOver(message.party)];
    case 'left': return [known, this.#part(known, message.party)];
    case 'resend': known.resendTo(message.party); break;
    case 'ended': this.#finish(known); break;
    }
    return [known, undefined];
  }

  /** A dialogue begins, or goes on after the connection was lost. */
  #enter(message) {
    const known = this.dialogues.get(message.dialogue);
    const goesOn = message.again && known && !known.isOver && known.party === message.party;
    const dialogue = goesOn ? known : this.#begin(message);
    if (!goesOn && message.again) dialogue.forget();
    dialogue.meet(message.parties ?? []);
    dialogue.enter(message.again);
    return dialogue;
  }

  #begin(message) {
    const dialogue = new Dialogue(message, this.#isAgent, this.#transmit);
    if (!this.#isAgent) {
      const earlier = this.dialogue;
      this.#endAll();
      this.dialogues.clear();
      if (earlier) dialogue.follow(earlier);
    }
    this.dialogues.set(dialogue.number, dialogue);
    return dialogue;
  }

  #part(dialogue, party) {
    const entry = dialogue.leave(party);
    // Given away, or the agent is lost: the next dialogue is another one.
    if (!this.#isAgent && dialogue.isAlone) dialogue.end();
    return entry;
  }

  #finish(dialogue) {
    dialogue.end();
    if (this.#isAgent) this.dialogues.delete(dialogue.number);
  }

  #endAll() {
    for (const dialogue of this.dialogues.values()) dialogue.end();
  }

  /** An agent who comes back is told which dialogues go on; the others ended meanwhile. */
  #endAllBut(numbers) {
    for (const dialogue of [...this.dialogues.values()]) {
      if (numbers.includes(dialogue.number)) continue;
      this.#finish(dialogue);
      const message = {type: 'ended', dialogue: dialogue.number, reason: 'meanwhile'};
      this.#listener.heard(message, dialogue);
    }
  }

  #takeFrame(buffer) {
    const frame = readFrame(buffer, this.#isAgent);
    if (!frame) return;
    const dialogue = this.#isAgent ? this.dialogues.get(frame.dialogue) : this.dialogue;
    if (dialogue?.isJoined && !dialogue.isOver) {
      this.#listener.read(dialogue, dialogue.receive(frame));
    } else if (this.#early.length < mostEarlyFrames) {
      this.#early.push(frame);
    }
  }

  /** Takes what overtook the news of its dialogue. */
  #takeEarly(dialogue) {
    const isOf = frame => !this.#isAgent || frame.dialogue === dialogue.number;
    const frames = this.#early.filter(isOf);
    this.#early = this.#early.filter(frame => !isOf(frame));
    for (const frame of frames) this.#listener.read(dialogue, dialogue.receive(frame));
  }

  #transmit = bytes => {
    if (this.standing === 'open') this.#socket.send(bytes);
  };
}
