// The form by which an agent asks a colleague, or gives a customer away: a code says to whom.

import {element} from './elements.mjs';
import {texts} from './console-texts.mjs';

/** The form. It offers the codes that this console has seen, and says who could answer. */
export class RequestForm {
  #form;
  #done;
  #whom;
  #asked;
  #known = new Set();

  /** @param whom takes the code of a page, and is to ask the server who could answer it */
  constructor(form, whom) {
    this.#form = form;
    this.#whom = whom;
    this.#part('cancel').addEventListener('click', () => form.close());
    this.#part('code').addEventListener('input', () => this.#askWhom());
    form.querySelector('form').addEventListener('submit', () => {
      this.#done(this.#part('code').value.trim(), this.#part('question').value.trim());
    });
  }

  /** Keeps a page's code for later. */
  know({code, page}) {
    if (!code || this.#known.has(code)) return;
    this.#known.add(code);
    document.getElementById('codes')
      .append(element('option', {value: code}, page ?? code));
  }

  /** @param done takes code and question once they are sent */
  open(kind, code, done) {
    const {title, about, send} = texts.requests[kind];
    this.#done = done;
    this.#part('title').textContent = title;
    this.#part('about').textContent = about;
    this.#part('send').textContent = send;
    this.#part('code').value = code ?? '';
    const question = this.#part('question');
    question.value = '';
    question.required = kind === 'help';
    this.#part('question-part').hidden = kind !== 'help';
    this.#asked = undefined;
    this.#askWhom();
    this.#form.showModal();
    (kind === 'help' && code ? question : this.#part('code')).focus();
  }

  /** Says who could answer, as long as that is still the page in question. */
  suggest({code, agents}) {
    if (code !== this.#asked) return;
    const place = this.#part('colleagues');
    place.hidden = false;
    const shown = agents.length === 0
      ? element('p', {class: 'faint'}, texts.noColleague)
      : element('ul', {}, ...agents.map(agent => this.#colleague(agent)));
    place.replaceChildren(element('h3', {}, texts.colleagues), shown);
  }

  #colleague({name, location: place, languages, score, state, free}) {
    const facts = [
      texts.states[state] ?? state, free > 0 && texts.free(free), place, languages.join(' '),
      texts.match(Math.round(100 * score)),
    ];
    return element('li', {'data-state': free > 0 ? 'available' : state},
      element('span', {class: 'name'}, name),
      element('span', {class: 'faint'}, facts.filter(Boolean).join(' · ')));
  }

  /** Asks for suggestions as soon as a code may be complete. */
  #askWhom() {
    const code = this.#part('code').value.trim().toLowerCase();
    if (code === this.#asked) return;
    this.#asked = code;
    this.#part('colleagues').hidden = true;
    if (/^c1-.{20,}$/.test(code)) this.#whom(code);
  }

  #part(name) { return document.getElementById(`request-${name}`); }
}
