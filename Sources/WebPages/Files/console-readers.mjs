// Who reads pages that the agent may answer, and a button to invite each.

import {element, setText} from './elements.mjs';
import {texts} from './console-texts.mjs';

const ticksMilliseconds = 15_000;

/** The list of readers. It stays hidden where nobody may be invited. */
export class Readers {
  #place;
  #invite;
  /** Rows by the reader's number. */
  #rows = new Map();
  #timer;

  /** @param invite takes the number of a reader */
  constructor(place, invite) {
    this.#place = place;
    this.#invite = invite;
  }

  set isOffered(isOffered) {
    this.#place.hidden = !isOffered;
    clearInterval(this.#timer);
    if (isOffered) this.#timer = setInterval(() => this.#tick(), ticksMilliseconds);
  }

  /** Rows that are there already stay, and so does the focus in them. */
  show({readers, count}) {
    const list = this.#place.querySelector('ul');
    const before = [...this.#rows.keys()];
    const there = new Set(readers.map(({reader}) => reader));
    for (const number of before.filter(one => !there.has(one))) this.#remove(number);
    readers.forEach((facts, index) => {
      const row = this.#rows.get(facts.reader) ?? this.#make(facts.reader);
      this.#rows.set(facts.reader, row);
      this.#fill(row, facts);
      // What stands where it belongs is not moved: a button that is moved loses the focus.
      if (list.children[index] !== row.item) list.insertBefore(row.item, list.children[index]);
    });
    setText(this.#part('count'), texts.readersShown(readers.length, count));
    this.#part('none').hidden = count > 0;
  }

  clear() {
    for (const number of [...this.#rows.keys()]) this.#remove(number);
    setText(this.#part('count'), '');
    this.#part('none').hidden = false;
  }

  #make(reader) {
    const page = element('span', {class: 'page-name'});
    const facts = element('span', {class: 'faint'});
    const button = element('button', {type: 'button', click: () => this.#invite(reader)},
      texts.invite);
    return {page, facts, button, item: element('li', {}, page, facts, button)};
  }

  #fill(row, {code, page, language, document: number, since_seconds: since, invited_by: inviter}) {
    row.since = Date.now() - 1_000 * since;
    row.about = `${language} · ${number}`;
    row.inviter = inviter;
    setText(row.page, page ?? code);
    row.button.setAttribute('aria-label', `${texts.invite}: ${page ?? code}`);
    row.button.hidden = Boolean(inviter);
    this.#tell(row);
  }

  #tell(row) {
    const read = texts.readFor(Math.floor((Date.now() - row.since) / 60_000));
    const words = [row.about, read, row.inviter && texts.invitedBy(row.inviter)];
    setText(row.facts, words.filter(Boolean).join(' · '));
  }

  #tick() {
    for (const row of this.#rows.values()) this.#tell(row);
  }

  #remove(number) {
    const {item} = this.#rows.get(number);
    // Whoever was about to invite somebody who leaves is not thrown to the top of the page.
    if (item.contains(document.activeElement)) this.#place.querySelector('summary').focus();
    item.remove();
    this.#rows.delete(number);
  }

  #part(name) { return document.getElementById(`readers-${name}`); }
}
