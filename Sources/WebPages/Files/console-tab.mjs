// One dialogue in the console: the question, the customer's page, what is said, and the wrap-up.

import {addressOf} from './console-pages.mjs';
import {addToLog, element, sendOnEnter, setText} from './elements.mjs';
import {texts} from './console-texts.mjs';

const longestMessage = 4_000;
const longestTitle = 40;
let lastID = 0;

/** A tab's handle and panel. */
export class DialogueTab {
  handle;
  panel;
  isOver = false;
  #dialogue;
  #actions;
  #facts = {};
  #parts;
  #pending = new Map();
  #unread = 0;
  #timer;

  constructor(dialogue, actions) {
    this.#dialogue = dialogue;
    this.#actions = actions;
    const id = `dialogue-${++lastID}`;
    this.#parts = this.#makeParts(id);
    this.handle = element('button', {
      type: 'button', role: 'tab', id: `${id}-tab`, 'aria-controls': id,
      click: () => actions.show(this),
    }, this.#parts.name, this.#parts.count);
    this.panel = element('section', {
      role: 'tabpanel', id, 'aria-labelledby': `${id}-tab`,
    }, this.#about(), this.#page(), this.#talk(id));
    for (const entry of dialogue.log) this.add(entry);
  }

  get number() { return this.#dialogue.number; }

  /** The code of the page that is shown. */
  get code() { return this.#facts.code; }

  /** What is being written. */
  get draft() { return this.#parts.field.value; }
  set draft(text) { this.#parts.field.value = text; }

  get title() { return this.#parts.name.textContent; }

  get unread() { return this.#unread; }
  set unread(count) {
    this.#unread = count;
    this.#parts.count.hidden = count === 0;
    setText(this.#parts.count, count === 0 ? '' : texts.unread(count));
  }

  set isShown(isShown) {
    this.handle.setAttribute('aria-selected', isShown);
    this.handle.tabIndex = isShown ? 0 : -1;
    this.panel.hidden = !isShown;
    if (isShown) this.unread = 0;
  }

  /** What the dialogue is about; keys that are absent stay as they were. */
  describe(dialogue, facts) {
    this.#dialogue = dialogue;
    this.#facts = {...this.#facts, ...facts};
    const {kind, from = '', question = '', language = '', document: number = ''} = this.#facts;
    const other = dialogue.present.find(({party}) => party !== dialogue.party);
    const who = kind === 'help' ? from : other?.name;
    const shortQuestion = question.slice(0, longestTitle);
    setText(this.#parts.name, [who, shortQuestion].filter(Boolean).join(': ') || texts.customer);
    setText(this.#parts.question, question);
    this.#showFacts({
      language, document: number, code: this.#facts.code, from,
      waited: this.#facts.waited_seconds === undefined
        ? undefined : texts.seconds(Math.round(this.#facts.waited_seconds)),
    });
    this.#showRoles();
    if (facts.code) this.showPage(facts);
  }

  /**
   * Shows a page of an information server: a path there, both from the server's own dictionaries.
   */
  showPage({page, server, code}) {
    this.#facts.code = code ?? this.#facts.code;
    const address = addressOf(page, server);
    setText(this.#parts.pageName, address ? texts.reads(page) : texts.noPage);
    if (!address || this.#parts.frame.src === address) return;
    this.#parts.frame.src = address;
    if (this.#parts.code) setText(this.#parts.code, this.#facts.code);
  }

  /** What can be done depends on who answers, and on whether somebody helps. */
  #showRoles() {
    const {help, transfer, handOver, end} = this.#parts;
    const {party, present} = this.#dialogue;
    const helper = this.#helper;
    const isHelper = helper?.party === party;
    help.hidden = transfer.hidden = isHelper || !party;
    // A question between agents has no customer to hand over.
    const hasCustomer = present.some(({role}) => role === 'customer');
    handOver.hidden = isHelper || !helper || !hasCustomer;
    setText(handOver, texts.handOver(helper?.name ?? ''));
    setText(end, isHelper ? texts.leave : texts.end);
  }

  get #helper() { return this.#dialogue.present.find(({role}) => role === 'helper'); }

  add(entry) {
    if (entry.kind !== 'text') {
      this.#showRoles();
      const text = texts[entry.kind](entry.name || texts.customer);
      return addToLog(this.#parts.log, element('p', {class: 'event'}, text));
    }
    const isOwn = entry.party === this.#dialogue.party;
    const time = element('span', {class: 'time'}, new Date(entry.at).toLocaleTimeString(
      texts.language === 'en' ? 'en-GB' : texts.language, {hour: '2-digit', minute: '2-digit'}));
    if (!this.#dialogue.isDelivered(entry)) {
      const mark = element('span', {class: 'pending', 'aria-hidden': true}, ` · ${texts.pending}`);
      this.#pending.set(entry, mark);
      time.append(mark);
    }
    const className = isOwn ? 'entry own' : `entry ${entry.role === 'helper' ? 'helper' : ''}`;
    addToLog(this.#parts.log, element('div', {class: className},
      element('span', {class: 'who-wrote'}, isOwn ? texts.you : entry.name || texts.customer),
      element('p', {class: 'text', dir: 'auto'}, entry.text), time));
  }

  showDelivered() {
    for (const [entry, mark] of this.#pending) {
      if (!this.#dialogue.isDelivered(entry)) continue;
      mark.remove();
      this.#pending.delete(entry);
    }
  }

  end(reason) {
    if (this.isOver) return;
    this.isOver = true;
    const {form, end, help, transfer, handOver, close, news} = this.#parts;
    const focused = document.activeElement;
    for (const part of [form, end, help, transfer, handOver]) part.hidden = true;
    close.hidden = false;
    setText(news, texts.ended[reason] ?? texts.ended.agent);
    // Whoever wrote or ended here would be nowhere.
    if (this.panel.contains(focused) && !focused.checkVisibility()) close.focus();
  }

  /** The time for notes begins; it may be ended before. */
  wrapUp(seconds) {
    this.end('agent');
    const until = Date.now() + 1_000 * seconds;
    clearInterval(this.#timer);
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1_000);
      setText(this.#parts.left, left > 0 ? texts.wrapUpLeft(left) : '');
      if (left <= 0) this.#finishWrapUp();
    };
    setText(this.#parts.close, texts.wrapUpDone);
    this.#timer = setInterval(tick, 500);
    tick();
  }

  scrollToEnd() { this.#parts.log.scrollTop = this.#parts.log.scrollHeight; }

  remove() {
    clearInterval(this.#timer);
    this.handle.remove();
    this.panel.remove();
  }

  #finishWrapUp() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    setText(this.#parts.close, texts.close);
  }

  #closeSelf() {
    if (this.#timer !== undefined) this.#actions.wrappedUp(this.number);
    this.#actions.close(this);
  }

  #showFacts(facts) {
    const made = Object.entries(facts).filter(([, value]) => value).map(([name, value]) => {
      const shown = element('dd', {}, value);
      if (name === 'code') this.#parts.code = shown;
      return element('div', {}, element('dt', {}, texts.facts[name]), shown);
    });
    this.#parts.facts.replaceChildren(...made);
  }

  #makeParts(id) {
    const button = (text, click, more = {}) =>
      element('button', {type: 'button', click, ...more}, text);
    return {
      name: element('span'),
      count: element('span', {class: 'count', hidden: true}),
      question: element('h3', {class: 'question'}),
      facts: element('dl', {class: 'facts'}),
      news: element('span', {role: 'status'}),
      left: element('span', {'aria-hidden': true}),
      help: button(texts.help, () => this.#actions.help(this)),
      transfer: button(texts.transfer, () => this.#actions.transfer(this)),
      handOver: button('', () => this.#actions.handOver(this, this.#helper?.party)),
      end: button(texts.end, () => this.#actions.end(this.number)),
      close: button(texts.close, () => this.#closeSelf(), {hidden: true, class: 'main'}),
      pageName: element('p', {role: 'status'}),
      // No script of the page runs here and nothing of it reaches this page.
      frame: element('iframe', {
        title: texts.customersPage, sandbox: '', referrerpolicy: 'no-referrer',
      }),
      log: element('div', {
        class: 'log', role: 'log', tabindex: 0, 'aria-label': texts.log, id: `${id}-log`,
      }),
    };
  }

  #about() {
    const {question, facts, help, transfer, handOver, end, close, news, left} = this.#parts;
    return element('div', {class: 'about'}, question, facts,
      element('div', {class: 'row'}, help, transfer, handOver, end, close),
      element('p', {class: 'wrap-up'}, news, left));
  }

  #page() {
    return element('div', {class: 'page'}, this.#parts.pageName, this.#parts.frame);
  }

  #talk(id) {
    const field = element('textarea', {
      id: `${id}-message`, rows: 1, maxlength: longestMessage, placeholder: texts.message,
    });
    sendOnEnter(field);
    const form = element('form', {submit: event => this.#submit(event, field)},
      element('label', {class: 'unseen', for: field.id}, texts.message), field,
      element('button', {class: 'main'}, texts.send));
    Object.assign(this.#parts, {form, field});
    return element('div', {class: 'talk'}, this.#parts.log, form);
  }

  #submit(event, field) {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const entry = this.#dialogue.write(text);
    if (!entry) return this.#actions.said(texts.full);
    field.value = '';
    this.add(entry);
    this.#actions.wrote();
  }
}
