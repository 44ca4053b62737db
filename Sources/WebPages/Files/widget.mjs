// The customer's side of a consultation: what is asked, where it stands, and when it goes on in
// another page. How it looks is the panel's.

import {ConsultConnection} from './connection.mjs';
import {stored, store} from './elements.mjs';
import {codeAt} from './page-code.mjs';
import {PageReader} from './page-reader.mjs';
import {WidgetPanel} from './widget-panel.mjs';

const storageKey = 'consult-session';
// Who has declined once is not seen by agents any more, as long as the window is there.
const declinedKey = 'consult-declined';
// What leads to the invitation on the next page.
const inviteeKey = 'consult-invitee';

/** The widget of a page. It shows itself as soon as there is a code, or a session under way. */
export class Widget {
  #server;
  #panel;
  #connection;
  /**
   * What is kept with the connection: the question, the code last told, what the panel shows, and
   * the consult server, for the next page may name another.
   */
  #kept;
  // Whether agents may see that the page is read, and who tells them.
  #invites;
  #reader;
  /** The number of the invitation that stands. */
  #invitation;
  // Where the customer last pointed or typed: a page may have codes for its parts.
  #place;
  #isMoving = false;

  constructor(server, script, invites = false) {
    this.#server = server;
    this.#invites = invites;
    this.#panel = new WidgetPanel(script, {
      ask: question => this.#ask(question),
      write: text => this.#write(text),
      leave: () => this.#leave(),
      again: () => this.#forget(),
      keep: () => this.#save(),
      accept: () => this.#ask(''),
      decline: () => this.#decline(),
    });
    this.#watch();
    this.#goOn();
  }

  #watch() {
    const remember = event => {
      if (event.target instanceof Element && !this.#panel.holds(event.target)) {
        this.#place = event.target;
      }
    };
    document.addEventListener('pointerdown', remember);
    document.addEventListener('focusin', remember);
    // A browser may keep a page that was left, and show it again as it was.
    addEventListener('pagehide', () => this.#suspend());
    addEventListener('pageshow', event => { if (event.persisted) this.#goOn(); });
    addEventListener('online', () => this.#connection?.hurry());
    document.addEventListener('visibilitychange', () => this.#readOrNot());
    const watcher = new MutationObserver(() => this.#lookAtPage());
    watcher.observe(document.documentElement, {
      subtree: true, childList: true, attributes: true,
      attributeFilter: ['data-consult-code', 'content'],
    });
  }

  /** Takes up what the last page left, if it left something. */
  #goOn() {
    const saved = stored(storageKey);
    this.#kept = saved?.kept;
    if (saved) {
      this.#panel.restore(this.#kept);
      this.#connect({saved: saved.connection});
      if (this.#connection.dialogue) this.#panel.showLog(this.#connection.dialogue);
    }
    this.#lookAtPage();
  }

  #lookAtPage() {
    const hasCode = Boolean(codeAt() ?? document.querySelector('[data-consult-code]'));
    this.#panel.isOffered = hasCode || Boolean(this.#connection);
    this.#tellMove();
    this.#readOrNot();
  }

  /** Agents see a page that is looked at, and of which nothing is asked. */
  #readOrNot() {
    const page = codeAt();
    const isRead = this.#invites && page && !this.#connection && !stored(declinedKey)
      && (document.visibilityState === 'visible' || this.#invitation !== undefined);
    if (!isRead) this.#stopReading();
    else if (this.#reader) this.#reader.move(page);
    else this.#reader = new PageReader(this.#server, page, this, stored(inviteeKey));
  }

  #stopReading() {
    this.#reader?.stop();
    this.#reader = undefined;
    this.lost();
  }

  // What the reader's connection says.

  invited({invitation, name}) {
    this.#invitation = invitation;
    store(inviteeKey, this.#reader.invitee);
    this.#panel.showInvitation(name);
  }

  uninvited() {
    store(inviteeKey);
    this.lost();
  }

  /** Without a connection no invitation can be accepted; it may stand on the next one. */
  lost() {
    if (this.#invitation === undefined) return;
    this.#invitation = undefined;
    this.#panel.hideInvitation();
  }

  #decline() {
    this.#reader?.dismiss(this.#invitation);
    store(declinedKey, true);
    store(inviteeKey);
    this.#stopReading();
  }

  /** The server is told of the page that is read now, if it knows another. */
  #tellMove() {
    const code = codeAt()?.code;
    if (!this.#connection?.session || !code || code === this.#kept.pageCode) return;
    if (!this.#connection.say('moved', {code})) return;
    this.#kept.pageCode = code;
    this.#save();
  }

  #ask(question) {
    const first = document.querySelector('[data-consult-code]');
    const at = codeAt(this.#place?.isConnected ? this.#place : undefined) ?? codeAt(first);
    if (!at) return;
    const server = this.#server;
    this.#kept = {question, server, pageCode: codeAt()?.code ?? at.code, isOpen: true};
    this.#panel.showQuestion(question);
    const asked = {...at, question, invitation: this.#invitation};
    // An invitation is accepted over the very connection that it came to.
    const socket = this.#reader?.release();
    this.#stopReading();
    store(inviteeKey);
    this.#connect({first: {type: 'ask', ...asked}}, socket);
  }

  /** @param socket one that is open already, to begin with */
  #connect(start, socket) {
    let ready = socket;
    const makeSocket = address => {
      const made = ready ?? new WebSocket(address);
      ready = undefined;
      return made;
    };
    const server = this.#kept.server ?? this.#server;
    this.#connection = new ConsultConnection({
      server, role: 'customer', listener: this, makeSocket, ...start,
    });
    this.#connection.open();
    // It will not say again that it is open.
    socket?.onopen(new Event('open'));
  }

  #write(text) {
    const dialogue = this.#connection?.dialogue;
    const entry = dialogue?.write(text);
    if (!entry) return false;
    this.#panel.add(dialogue, entry);
    this.#save();
    return true;
  }

  #leave() {
    if (this.#connection.say('leave')) return;
    // Without a connection the server finds out by itself.
    this.#connection.giveUp();
    this.#end({reason: 'customer'});
    this.#save();
  }

  // What the connection says.

  stood(standing, code) {
    this.#panel.showStanding(standing);
    if (standing === 'over' && !this.#kept.ended) this.#end({fault: code});
    if (standing === 'over') this.#save();
  }

  heard(message, dialogue, entry) {
    if (message.type === 'waiting') this.#panel.showWaiting(message);
    if (message.type === 'connected') this.#panel.showDialogue(dialogue);
    if (entry) this.#panel.add(dialogue, entry);
    if (['joined', 'taken-over', 'left'].includes(message.type)) this.#panel.showParties(dialogue);
    if (message.type === 'left' && dialogue?.isOver) this.#panel.showStepBack();
    if (message.type === 'ended') this.#end({reason: message.reason});
    if (['welcome', 'resumed'].includes(message.type)) this.#tellMove();
    this.#save();
  }

  read(dialogue, entry) {
    if (entry) this.#panel.add(dialogue, entry); else this.#panel.showDelivered(dialogue);
    this.#save();
  }

  #end(how) {
    this.#kept.ended = how;
    this.#panel.showEnd(how);
  }

  /** Ready for another question. */
  #forget() {
    this.#connection?.suspend();
    this.#connection = undefined;
    this.#kept = undefined;
    store(storageKey);
    this.#readOrNot();
  }

  #suspend() {
    this.#stopReading();
    if (!this.#connection) return;
    this.#save();
    this.#connection.suspend();
  }

  #save() {
    const connection = this.#connection?.saved();
    const kept = {...this.#kept, ...this.#panel.state};
    store(storageKey, connection && {connection, kept});
  }
}
