// Offers: who asks what about which page, and how long there is to accept.

import {addressOf} from './console-pages.mjs';
import {element, setText} from './elements.mjs';
import {texts} from './console-texts.mjs';

const ticksMilliseconds = 250;

/** The offers of an agent, each a card with a countdown. */
export class Offers {
  #place;
  #answer;
  #cards = new Map();

  /** @param answer takes `accept` or `decline`, and the offer's number */
  constructor(place, answer) {
    this.#place = place;
    this.#answer = answer;
  }

  /** Shows an offer; the focus stays where it is. */
  add(offer) {
    this.remove(offer.offer);
    const until = Date.now() + 1_000 * offer.expires_seconds;
    const time = element('span', {class: 'left-time', 'aria-hidden': true});
    const bar = element('progress', {max: offer.expires_seconds, 'aria-hidden': true});
    const tick = () => {
      const left = Math.max(0, (until - Date.now()) / 1_000);
      setText(time, texts.seconds(Math.ceil(left)));
      bar.value = left;
    };
    tick();
    const timer = setInterval(tick, ticksMilliseconds);
    const card = this.#card(offer, time, bar);
    this.#cards.set(offer.offer, {card, timer});
    this.#place.append(card);
    document.title = texts.offerTitle;
  }

  /** An offer is no more, accepted or not. */
  remove(number) {
    const known = this.#cards.get(number);
    if (!known) return;
    clearInterval(known.timer);
    known.card.remove();
    this.#cards.delete(number);
    if (this.#cards.size === 0) document.title = texts.title;
  }

  clear() {
    for (const number of [...this.#cards.keys()]) this.remove(number);
  }

  #card(offer, time, bar) {
    const isHelp = offer.kind === 'help';
    const waited = Math.round(offer.waited_seconds ?? 0);
    const place = offer.position === undefined ? [] : [texts.place(offer.position)];
    const answer = type => () => {
      this.#answer(type, offer.offer);
      this.remove(offer.offer);
    };
    return element('article', {class: 'offer'},
      element('h2', {}, isHelp ? texts.colleagueAsks(offer.from) : texts.customerAsks),
      element('p', {class: 'question'}, offer.question),
      element('p', {class: 'faint'}, [
        texts.offerFacts(offer.language, offer.document, waited, offer.from), ...place,
      ].join(' · ')),
      element('p', {class: 'faint page-name'}, texts.offerPage(shownAddress(offer))),
      element('div', {class: 'row'}, time,
        element('button', {type: 'button', class: 'main', click: answer('accept')},
          texts.accept),
        element('button', {type: 'button', click: answer('decline')}, texts.decline)),
      bar);
  }
}

/** Information server and path, as people read it; the code where no page is known. */
function shownAddress({page, server, code}) {
  const address = addressOf(page, server);
  return address?.replace(/^https?:\/\//, '') ?? code;
}
