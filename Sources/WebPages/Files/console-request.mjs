// The form by which an agent asks a colleague, or gives a customer away: a code says to whom.

import {element} from './elements.mjs';

const words = {
  help: {
    title: 'Ask a colleague', send: 'Ask',
    about: 'Whoever knows this page best is asked to join.',
  },
  transfer: {
    title: 'Give the customer away', send: 'Transfer',
    about: 'The customer goes to the head of the line of this page’s agents.',
  },
};

/** The form. It offers the codes that this console has seen. */
export class RequestForm {
  #form;
  #done;
  #known = new Set();

  constructor(form) {
    this.#form = form;
    this.#part('cancel').addEventListener('click', () => form.close());
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
    const {title, about, send} = words[kind];
    this.#done = done;
    this.#part('title').textContent = title;
    this.#part('about').textContent = about;
    this.#part('send').textContent = send;
    this.#part('code').value = code ?? '';
    const question = this.#part('question');
    question.value = '';
    question.required = kind === 'help';
    this.#part('question-part').hidden = kind !== 'help';
    this.#form.showModal();
    (kind === 'help' && code ? question : this.#part('code')).focus();
  }

  #part(name) { return document.getElementById(`request-${name}`); }
}
