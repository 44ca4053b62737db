// Makes and fills elements. Texts become text nodes: nothing that somebody wrote is ever HTML.

/**
 * A new element.
 * @param attributes by name; a function is a listener, `true` an empty attribute (of ARIA the
 *   word), and what is `undefined` or `false` is left out
 * @param children elements and texts
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    // An empty `aria-hidden` hides nothing.
    else if (value === true && !key.startsWith('aria-')) made.setAttribute(key, '');
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Changes a text only where it differs, so that no screen reader says it twice. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** Whether a log stands at its end, so that it shall follow what comes. */
const isAtEnd = log => log.scrollHeight - log.scrollTop - log.clientHeight < 48;

/** Adds to a log; it follows unless somebody has scrolled up to read. */
export function addToLog(log, made) {
  const follows = isAtEnd(log);
  log.append(made);
  if (follows) log.scrollTop = log.scrollHeight;
}

/**
 * Enter sends a form, with Shift it begins a line. While letters of Korean or Japanese are being
 * composed, Enter belongs to the composition.
 */
export function sendOnEnter(field) {
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

/** What sessionStorage has under a key; undefined where there is none, or no storage. */
export function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Puts a value into sessionStorage, or takes it out when it is undefined. */
export function store(key, value) {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage, or without room there, a consultation lasts as long as its page.
  }
}
