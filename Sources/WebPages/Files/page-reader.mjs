// Tells the consult server which page is read, where agents may invite whoever reads it: without a
// word on the page, and only as long as it is looked at. Knows no page itself.

const retryMilliseconds = 30_000;
// An invitation does not stand for long.
const retryInvitedMilliseconds = 1_000;
// Neither this code nor this page is wanted there, or another window goes on: trying again is of
// no use.
const finalCodes = new Set([1002, 1003, 1007, 1008, 1009, 4400, 4408, 4409]);

/**
 * A connection of somebody who reads. The listener has three methods: `invited(message)`,
 * `uninvited()`, when an invitation no longer stands, and `lost()`, when the connection is.
 */
export class PageReader {
  #address;
  #page;
  #listener;
  #socket;
  #timer;
  /** The session of who is invited, and `until` when, as `Date.now()` has it. */
  #invitee;

  /**
   * @param page its `code` and `issuer`
   * @param invitee what an earlier page knew of an invitation: `session` and `until`
   */
  constructor(server, page, listener, invitee) {
    this.#address = `${server.replace(/\/+$/, '')}/customer`;
    this.#page = page;
    this.#listener = listener;
    this.#invitee = invitee;
    this.#connect();
  }

  /** What the next page has to know of an invitation that stands; undefined if none does. */
  get invitee() { return this.#invitee?.until > Date.now() ? this.#invitee : undefined; }

  /** Another page is read now. */
  move(page) {
    if (page.code === this.#page.code) return;
    this.#page = page;
    this.#say('moved', {code: page.code});
  }

  dismiss(invitation) { this.#say('dismiss', {invitation}); }

  /** Nothing is read here any more. */
  stop() { this.release()?.close(); }

  /** Gives up the socket, for whoever asks over it; undefined when none is open. */
  release() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return undefined;
    socket.onopen = socket.onmessage = socket.onclose = null;
    if (socket.readyState === WebSocket.OPEN) return socket;
    socket.close();
    return undefined;
  }

  #connect() {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.onopen = () => {
      this.#say('read', {...this.#page, session: this.invitee?.session});
    };
    socket.onmessage = ({data}) => this.#hear(JSON.parse(data));
    socket.onclose = ({code}) => this.#lose(code);
  }

  #say(type, keys) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify({type, ...keys}));
  }

  #hear(message) {
    if (message.type === 'invited') {
      this.#invitee = {session: message.session, until: Date.now() + 1_000 * message.seconds};
      this.#listener.invited(message);
    }
    if (message.type === 'invitation-ended') {
      this.#invitee = undefined;
      this.#listener.uninvited();
    }
    // Nobody is invited there.
    if (message.type === 'refused' && message.of === 'read') this.stop();
  }

  #lose(code) {
    this.#socket = undefined;
    this.#listener.lost();
    if (finalCodes.has(code)) return;
    // Not all at once when a server comes back.
    const shortest = this.invitee ? retryInvitedMilliseconds : retryMilliseconds;
    const pause = shortest * (1 + Math.random());
    this.#timer = setTimeout(() => this.#connect(), pause);
  }
}
