// The agent console: signing in, the agent's state, offers, readers, and a tab for each dialogue.

import {ConsultConnection} from './connection.mjs';
import {DialogueTabs} from './console-tabs.mjs';
import {Offers} from './console-offers.mjs';
import {Readers} from './console-readers.mjs';
import {RequestForm} from './console-request.mjs';
import {texts} from './console-texts.mjs';
import {setText, store, stored} from './elements.mjs';
import {offerLanguages, translatePage} from './languages.mjs';

const storageKey = 'consult-console';
const newsMilliseconds = 8_000;
const byID = id => document.getElementById(id);

/** The console of one agent. */
class AgentConsole {
  #connection;
  #newsTimer;
  /** What `signed-in` said: name, location, dialogues at once. */
  #facts;
  #offers = new Offers(byID('offers'), (type, offer) => this.#say(type, {offer}));
  #readers = new Readers(byID('readers'), reader => this.#say('invite', {reader}));
  #request = new RequestForm(byID('request'), code => this.#say('whom', {code}));
  #tabs = new DialogueTabs(byID('tabs'), byID('nobody'), {
    wrote: () => this.#save(),
    end: dialogue => this.#say('end', {dialogue}),
    wrappedUp: dialogue => this.#say('wrapped-up', {dialogue}),
    help: tab => this.#askForHelp(tab),
    transfer: tab => this.#transfer(tab),
    handOver: (tab, party) => this.#say('transfer', {dialogue: tab.number, party}),
    said: text => this.#announce(text),
  });

  constructor() {
    translatePage(texts);
    offerLanguages(byID('language'), texts.language, () => this.#save());
    byID('reason').value = texts.break;
    byID('sign-in').querySelector('form').addEventListener('submit', event => {
      event.preventDefault();
      this.#signIn(byID('agent').value.trim(), byID('token').value);
    });
    byID('available').addEventListener('click', () => {
      this.#say('state', {state: 'available'});
    });
    byID('state').addEventListener('submit', event => {
      event.preventDefault();
      const reason = byID('reason').value.trim() || texts.break;
      this.#say('state', {state: 'away', reason});
    });
    byID('ask-colleague').addEventListener('click', () => this.#askForHelp());
    byID('readers-list').addEventListener('toggle', () => this.#watchReaders());
    addEventListener('pagehide', () => { this.#save(); this.#connection?.suspend(); });
    addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
    addEventListener('online', () => this.#connection?.hurry());
    this.#begin();
  }

  /** With what the address bar says, else with the session that was left, else by hand. */
  #begin() {
    const given = new URLSearchParams(location.hash.slice(1));
    // A token belongs neither into the history nor into a picture of the screen.
    if (location.hash) history.replaceState(null, '', location.pathname + location.search);
    const saved = stored(storageKey);
    if (given.has('agent') && given.has('token')) {
      this.#signIn(given.get('agent'), given.get('token'));
    } else if (saved?.connection) {
      this.#facts = saved.facts;
      this.#connect({saved: saved.connection});
      for (const dialogue of this.#connection.dialogues.values()) this.#tabs.open(dialogue, {});
      this.#tabs.drafts = saved.drafts ?? {};
      this.#showDesk();
    } else {
      this.#showSignIn('');
    }
  }

  #signIn(agent, proof) {
    this.#connection?.suspend();
    // A token has a point in it, an agent's secret has none.
    const kind = proof.includes('.') ? 'token' : 'secret';
    this.#connect({first: {type: 'sign-in', agent, [kind]: proof}});
  }

  #connect(start) {
    const server = document.documentElement.dataset.consultServer;
    this.#connection = new ConsultConnection({server, role: 'agent', listener: this, ...start});
    this.#connection.open();
  }

  // What the connection says.

  stood(standing, code) {
    const words = {connecting: texts.connecting, lost: texts.lost};
    setText(byID('standing'), words[standing] ?? '');
    if (standing !== 'open') this.#readers.clear();
    if (standing !== 'over') return;
    store(storageKey);
    this.#offers.clear();
    this.#tabs.endAll();
    this.#showSignIn(texts.closed[code] ?? texts.closed.other);
  }

  heard(message, dialogue, entry) {
    const answers = {
      'signed-in': () => { this.#facts = message; this.#showDesk(); },
      'resumed': () => { this.#offers.clear(); this.#showDesk(); },
      'state': () => this.#showState(message),
      'offer': () => { this.#offers.add(message); this.#request.know(message); },
      'offer-ended': () => this.#offers.remove(message.offer, message.reason),
      'connected': () => { this.#tabs.open(dialogue, message); this.#request.know(message); },
      'moved': () => { this.#tabs.move(message); this.#request.know(message); },
      'joined': () => this.#tabs.add(dialogue, entry),
      'taken-over': () => {
        this.#tabs.takeOver(dialogue, message, entry);
        this.#request.know(message);
      },
      'left': () => this.#tabs.add(dialogue, entry),
      'ended': () => this.#tabs.end(message),
      'wrap-up': () => this.#tabs.wrapUp(message),
      'reading': () => this.#showReaders(message),
      'invitation-ended': () => this.#announce(texts.invitations[message.reason]),
      'suggestions': () => this.#request.suggest(message),
      'refused': () => this.#showRefusal(message),
    };
    answers[message.type]?.();
    this.#save();
  }

  read(dialogue, entry) {
    if (entry) this.#tabs.add(dialogue, entry); else this.#tabs.showDelivered(dialogue);
    this.#save();
  }

  #askForHelp(tab) {
    this.#request.open('help', tab?.code, (code, question) => {
      this.#say('help', {dialogue: tab?.number, code, question});
    });
  }

  #transfer(tab) {
    this.#request.open('transfer', tab.code, code => {
      this.#say('transfer', {dialogue: tab.number, code});
    });
  }

  /** Readers are asked for as long as their list is open. */
  #watchReaders() {
    if (this.#facts?.invites) this.#connection.say('readers', {show: byID('readers-list').open});
    if (!byID('readers-list').open) this.#readers.clear();
  }

  #showReaders(message) {
    if (!byID('readers-list').open) return;
    this.#readers.show(message);
    for (const reader of message.readers) this.#request.know(reader);
  }

  /** Of a code that is not complete yet, nobody needs to hear that it is none. */
  #showRefusal({of, reason}) {
    if (of !== 'whom') this.#announce(texts.refusals[reason] ?? `${of}: ${reason}`);
  }

  #say(type, keys) {
    if (!this.#connection.say(type, keys)) this.#announce(texts.unconnected);
  }

  #showSignIn(news) {
    byID('desk').hidden = true;
    byID('sign-in').querySelector('form').append(byID('language-part'));
    byID('sign-in').hidden = false;
    setText(byID('sign-in-news'), news);
  }

  #showDesk() {
    byID('sign-in').hidden = true;
    byID('desk').hidden = false;
    byID('desk').querySelector('header').append(byID('language-part'));
    byID('token').value = '';
    const {agent, location: place, chats} = this.#facts;
    setText(byID('who'), texts.who(agent, place, chats));
    this.#readers.isOffered = Boolean(this.#facts.invites);
    this.#watchReaders();
  }

  #showState({state, reason}) {
    const shown = byID('state-shown');
    shown.dataset.state = state;
    const words = texts.states[state] ?? state;
    setText(shown, state === 'away' && reason ? `${words}: ${reason}` : words);
    byID('available').setAttribute('aria-pressed', state !== 'away' && state !== 'offline');
    byID('away').setAttribute('aria-pressed', state === 'away');
  }

  /** Shows a line for a while, and has it read out. */
  #announce(text) {
    setText(byID('news'), text);
    clearTimeout(this.#newsTimer);
    this.#newsTimer = setTimeout(() => setText(byID('news'), ''), newsMilliseconds);
  }

  #save() {
    const connection = this.#connection?.saved();
    const drafts = this.#tabs.drafts;
    store(storageKey, connection && {connection, facts: this.#facts, drafts});
  }
}

new AgentConsole();
