// Tells the consult server which page is read, where agents may invite whoever reads it: without a
// word on the page, and only as long as it is looked at. Knows no page itself.

const retryMilliseconds = 30_000;
// Neither this code nor this page is wanted there: trying again is of no use.
const finalCodes = new Set([1002, 1003, 1007, 1008, 1009, 4400, 4408]);

/**
 * A connection of somebody who reads. The listener has two methods: `invited(message)` and
 * `uninvited()`, when an invitation no longer stands.
 */
export class PageReader {
  #address;
  #page;
  #listener;
  #socket;
  #timer;

  /** @param page its `code` and `issuer` */
  constructor(server, page, listener) {
    this.#address = `${server.replace(/\/+$/, '')}/customer`;
    this.#page = page;
    this.#listener = listener;
    this.#connect();
  }

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
    socket.onopen = () => this.#say('read', this.#page);
    socket.onmessage = ({data}) => this.#hear(JSON.parse(data));
    socket.onclose = ({code}) => this.#lose(code);
  }

  #say(type, keys) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify({type, ...keys}));
  }

  #hear(message) {
    if (message.type === 'invited') this.#listener.invited(message);
    if (message.type === 'invitation-ended') this.#listener.uninvited();
    // Nobody is invited there.
    if (message.type === 'refused' && message.of === 'read') this.stop();
  }

  #lose(code) {
    this.#socket = undefined;
    this.#listener.uninvited();
    if (finalCodes.has(code)) return;
    // Not all at once when a server comes back.
    const pause = retryMilliseconds * (1 + Math.random());
    this.#timer = setTimeout(() => this.#connect(), pause);
  }
}
