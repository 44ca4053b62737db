// How the widget looks: a button, and a panel with the question, the place in line, the dialogue
// and the end. It stands in a shadow tree, so that neither it nor the page styles the other.

import {addToLog, element, sendOnEnter, setText} from './elements.mjs';
import {textsOfPage} from './widget-texts.mjs';

const longestQuestion = 2_000;
const longestMessage = 4_000;

/**
 * The panel. It calls `ask`, `write`, `leave`, `again`, `keep`, `accept` and `decline` of its
 * actions.
 */
export class WidgetPanel {
  #texts = textsOfPage();
  #actions;
  #host;
  #parts;
  /** `ask`, `waiting`, `dialogue` or `ended`. */
  #view = 'ask';
  #standing = 'open';
  #isOpen = false;
  #position;
  #newMessages = 0;
  /** What the status says beside the connection. */
  #news = '';
  #pending = new Map();
  #isStyled = false;
  #isOffered = false;

  constructor(script, actions) {
    this.#actions = actions;
    this.#host = element('div', {
      role: 'complementary', 'aria-label': this.#texts.title, lang: this.#texts.language,
      id: 'consult-widget', hidden: true,
    });
    this.#parts = this.#build(new URL('widget.css', script));
    document.body.append(this.#host);
    this.#show();
  }

  /** Whether there is anything to ask about. */
  set isOffered(isOffered) {
    this.#isOffered = isOffered;
    this.#host.hidden = !(this.#isStyled && isOffered);
  }

  /** What a later page has to know to look like this one. */
  get state() {
    return {isOpen: this.#isOpen, position: this.#position, view: this.#view};
  }

  /** Whether an element of the page is the widget. */
  holds(target) { return target === this.#host; }

  /** An agent invites the reader: it is said and shown, and the focus stays where it is. */
  showInvitation(name) {
    this.#parts.invite.hidden = false;
    setText(this.#parts.invited, this.#texts.invited(name));
  }

  hideInvitation() {
    const hadFocus = this.#parts.invite.contains(this.#host.shadowRoot.activeElement);
    this.#parts.invite.hidden = true;
    setText(this.#parts.invited, '');
    if (hadFocus) this.#parts.button.focus();
  }

  restore({question, isOpen, position, view}) {
    setText(this.#parts.asked, question);
    this.#view = view;
    if (view === 'waiting' && position) this.showWaiting({position});
    this.#isOpen = isOpen;
    this.#show();
  }

  /** @param question empty where an invitation was accepted without one */
  showQuestion(question) {
    setText(this.#parts.asked, question);
    this.#position = undefined;
    this.#isOpen = true;
    this.#turnTo('waiting', '');
    // The form that had the focus is gone.
    this.#parts.title.focus();
  }

  showStanding(standing) {
    this.#standing = standing;
    this.#show();
  }

  showWaiting({position, expected_wait_seconds: seconds}) {
    const {position: place, wait} = this.#texts;
    this.#position = position;
    const lines = [place(position)];
    if (seconds !== undefined) lines.push(wait(Math.max(1, Math.round(seconds / 60))));
    this.#turnTo('waiting', lines.join(' '));
  }

  /** The customer is given to somebody else, or comes back to the queue. */
  showStepBack() {
    this.#position = undefined;
    this.#turnTo('waiting', this.#texts.connecting);
  }

  showDialogue(dialogue) {
    // Until here it is kept: what could not be asked is asked again without being written again.
    this.#parts.question.value = '';
    this.showLog(dialogue);
    this.#turnTo('dialogue', '');
    this.showParties(dialogue);
  }

  showParties(dialogue) {
    const others = dialogue.present.filter(({party}) => party !== dialogue.party);
    this.#news = this.#texts.talkingWith(others.map(({name}) => name).join(', '));
    this.#show();
  }

  showLog(dialogue) {
    const asked = this.#parts.asked.textContent;
    const question = asked && element('p', {class: 'event'}, `${this.#texts.asked}: ${asked}`);
    this.#parts.log.replaceChildren(...[question].filter(Boolean));
    this.#pending.clear();
    for (const entry of dialogue.log) this.#append(dialogue, entry);
    if (this.#view === 'dialogue') this.showParties(dialogue);
  }

  /** Adds an entry to the log; who has the panel closed is told beside it. */
  add(dialogue, entry) {
    this.#append(dialogue, entry);
    const isOwn = entry.party === dialogue.party;
    if (this.#isOpen || isOwn || entry.kind !== 'text') return;
    this.#newMessages += 1;
    setText(this.#parts.aside, this.#texts.newFrom(entry.name, entry.text));
    this.#show();
  }

  showDelivered(dialogue) {
    for (const [entry, mark] of this.#pending) {
      if (!dialogue.isDelivered(entry)) continue;
      mark.remove();
      this.#pending.delete(entry);
    }
  }

  /** @param how `reason` as the server gave it, or `fault`: the code of the closed connection */
  showEnd({reason, fault}) {
    const {ended, faults} = this.#texts;
    // A session that is no more: whatever happened, it is over.
    const code = fault === 1000 ? 4401 : fault;
    this.#turnTo('ended', reason ? ended[reason] ?? ended.agent : faults[code] ?? faults.other);
  }

  #turnTo(view, news) {
    const hadFocus = this.#host.shadowRoot.activeElement;
    this.#view = view;
    this.#news = news;
    this.#show();
    // The focus stays where it is, unless that place is gone.
    if (hadFocus && !hadFocus.checkVisibility()) this.#parts.title.focus();
  }

  #append(dialogue, entry) {
    const isOwn = entry.party === dialogue.party && entry.kind === 'text';
    const name = isOwn ? this.#texts.you : entry.name || this.#texts.customer;
    if (entry.kind !== 'text') {
      const text = this.#texts[entry.kind](name);
      return addToLog(this.#parts.log, element('p', {class: 'event'}, text));
    }
    const time = new Date(entry.at).toLocaleTimeString(
      this.#texts.language, {hour: '2-digit', minute: '2-digit'});
    const foot = element('span', {class: 'time'}, time);
    if (!dialogue.isDelivered(entry)) {
      const mark = element('span', {class: 'pending', 'aria-hidden': true},
        ` · ${this.#texts.pending}`);
      this.#pending.set(entry, mark);
      foot.append(mark);
    }
    addToLog(this.#parts.log, element('div', {class: isOwn ? 'entry own' : 'entry'},
      element('span', {class: 'who'}, name),
      element('p', {class: 'text'}, entry.text), foot));
  }

  #toggle(isOpen) {
    this.#isOpen = isOpen;
    if (isOpen) this.#newMessages = 0;
    this.#show();
    if (isOpen) {
      const {log} = this.#parts;
      log.scrollTop = log.scrollHeight;
      const field = {ask: this.#parts.question, dialogue: this.#parts.message}[this.#view];
      (field ?? this.#parts.title).focus();
    } else {
      this.#parts.button.focus();
    }
    this.#actions.keep();
  }

  #again() {
    this.#actions.again();
    this.#parts.log.replaceChildren();
    this.#standing = 'open';
    this.#turnTo('ask', '');
    this.#parts.question.focus();
  }

  /** Brings everything in line with what is known. */
  #show() {
    const {panel, button, status, title, leave, aside, asked, askedTitle} = this.#parts;
    const texts = this.#texts;
    panel.hidden = !this.#isOpen;
    panel.dataset.view = this.#view;
    const isLost = this.#standing === 'lost' || this.#standing === 'connecting';
    const trouble = this.#view === 'waiting' && !this.#position ? texts.connecting : texts.lost;
    panel.dataset.standing = isLost && this.#view !== 'ended' ? 'lost' : 'open';
    const text = panel.dataset.standing === 'lost' ? trouble : this.#news;
    setText(status, text);
    if (!this.#isOpen && this.#view === 'waiting') setText(aside, text);
    const isUnderWay = this.#view === 'waiting' || this.#view === 'dialogue';
    setText(title, isUnderWay ? texts.talking : texts.title);
    leave.hidden = !isUnderWay;
    askedTitle.hidden = asked.hidden = asked.textContent === '';
    setText(leave, this.#view === 'waiting' ? texts.giveUp : texts.end);
    button.setAttribute('aria-expanded', this.#isOpen);
    setText(button, this.#buttonText());
    button.classList.toggle('news', this.#newMessages > 0);
  }

  #buttonText() {
    const {ask, waitingShort, talking, newMessages} = this.#texts;
    if (this.#newMessages > 0) return newMessages(this.#newMessages);
    if (this.#view === 'waiting' && this.#position) return waitingShort(this.#position);
    return this.#view === 'dialogue' || this.#view === 'waiting' ? talking : ask;
  }

  #build(stylesheet) {
    const texts = this.#texts;
    const parts = {
      status: element('p', {class: 'status', role: 'status'}),
      aside: element('p', {class: 'unseen', role: 'status'}),
      title: element('h2', {id: 'title', tabindex: -1}),
      askedTitle: element('h3', {}, texts.asked),
      asked: element('p', {class: 'text'}),
      invited: element('p', {role: 'status'}),
      log: element('div', {class: 'log', role: 'log', tabindex: 0, 'aria-label': texts.log}),
      leave: element('button', {type: 'button', click: () => this.#actions.leave()}),
      button: element('button', {
        type: 'button', class: 'ask', 'aria-controls': 'panel', 'aria-expanded': false,
        click: () => this.#toggle(!this.#isOpen),
      }),
    };
    parts.invite = element('div', {class: 'invite', hidden: true}, element('div', {class: 'row'},
      element('button', {type: 'button', class: 'main', click: () => this.#actions.accept()},
        texts.accept),
      element('button', {type: 'button', click: () => this.#actions.decline()}, texts.decline)));
    parts.question = this.#field('question', texts.question, 4, longestQuestion);
    parts.message = this.#field('message', texts.message, 1, longestMessage);
    parts.panel = element('section', {
      id: 'panel', role: 'dialog', 'aria-labelledby': 'title', hidden: true,
      keydown: event => { if (event.key === 'Escape') this.#toggle(false); },
    }, this.#head(parts), parts.status, ...this.#views(parts));
    const link = element('link', {
      rel: 'stylesheet', href: stylesheet, load: () => this.#becomeStyled(),
    });
    this.#host.attachShadow({mode: 'open'})
      .append(link, parts.panel, element('div', {class: 'invitation'}, parts.invited, parts.invite),
        parts.button, parts.aside);
    return parts;
  }

  #becomeStyled() {
    this.#isStyled = true;
    this.isOffered = this.#isOffered;
    this.#parts.log.scrollTop = this.#parts.log.scrollHeight;
  }

  #head({title, leave}) {
    return element('header', {}, title, leave, element('button', {
      type: 'button', class: 'minimise', 'aria-label': this.#texts.minimise,
      click: () => this.#toggle(false),
    }));
  }

  #views({question, askedTitle, asked, log, message}) {
    const texts = this.#texts;
    return [
      this.#form('in-ask', question, texts.question, text => this.#actions.ask(text),
        element('p', {}, texts.invitation)),
      element('div', {class: 'in-waiting'},
        askedTitle, asked, element('p', {}, texts.keepReading)),
      log,
      this.#form('in-dialogue', message, texts.message, text => this.#write(text)),
      element('div', {class: 'in-ended'}, element('button', {
        type: 'button', class: 'main', click: () => this.#again(),
      }, texts.again)),
    ];
  }

  #write(text) {
    if (this.#actions.write(text)) this.#parts.message.value = '';
    else setText(this.#parts.status, this.#texts.full);
  }

  #field(id, placeholder, rows, maxlength) {
    const field = element('textarea', {
      id, rows, maxlength, required: true, placeholder: rows === 1 && placeholder,
    });
    sendOnEnter(field);
    return field;
  }

  #form(className, field, label, send, ...before) {
    const submit = event => {
      event.preventDefault();
      if (field.value.trim()) send(field.value.trim());
    };
    return element('form', {class: className, submit}, ...before,
      element('label', {for: field.id, class: field.rows === 1 && 'unseen'}, label), field,
      element('button', {class: 'main'}, this.#texts.send));
  }
}
