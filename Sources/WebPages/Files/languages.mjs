// The language of the console and the dashboard: chosen by hand and remembered, else the browser's.

import {element} from './elements.mjs';

const storageKey = 'consult-language';
const names = {ko: '한국어', en: 'English', ja: '日本語'};

/** Of some texts by language those of the chosen one; `language` says which. */
export function textsChosen(byLanguage) {
  const language = chosen();
  return {language, ...byLanguage[language]};
}

function chosen() {
  const wanted = [remembered(), ...navigator.languages].map(each => each?.slice(0, 2));
  return wanted.find(each => each in names) ?? 'en';
}

function remembered() {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes texts into the page: `data-text` names that of an element, `data-label` that of its
 * label for screen readers. The page is in that language then, and hidden no longer.
 */
export function translatePage(texts) {
  document.documentElement.lang = texts.language;
  document.title = texts.title;
  for (const place of document.querySelectorAll('[data-text]')) {
    place.textContent = texts[place.dataset.text];
  }
  for (const place of document.querySelectorAll('[data-label]')) {
    place.setAttribute('aria-label', texts[place.dataset.label]);
  }
}

/**
 * Fills a list of languages. Whoever chooses another has the page again in that one.
 * @param before what is to be done before the page is loaded anew
 */
export function offerLanguages(list, language, before = () => {}) {
  list.append(...Object.entries(names).map(([code, name]) =>
    element('option', {value: code, lang: code, selected: code === language}, name)));
  list.addEventListener('change', () => {
    try {
      localStorage.setItem(storageKey, list.value);
    } catch {
      // Without storage the browser's language stays.
    }
    before();
    location.reload();
  });
}
