// Which identification code applies to a place of a page, as `PageCodes` finds it in the page's
// source: the nearest element's, else that of body or html, else the meta element's. A header's
// code is not seen here.

const codePattern = /^c1-[a-z]{2,3}-\d{8}-\d{3}-\d{4}-[0-9a-z]$/i;

/**
 * The code at an element, undefined where there is none.
 * @param place an element; the page as a whole where it is left out
 * @returns `code` and `issuer`, which is empty where the page names none
 */
export function codeAt(place = document.body) {
  for (let at = carrier(place); at; at = carrier(at.parentElement)) {
    const code = goodCode(at.dataset.consultCode);
    if (code) return {code, issuer: issuerAt(at)};
  }
  for (const meta of document.querySelectorAll('meta[name="consult-code" i]')) {
    const code = goodCode(meta.content);
    if (code) return {code, issuer: meta.dataset.consultIssuer?.trim() ?? issuerAt(document.body)};
  }
  return undefined;
}

const carrier = place => place?.closest('[data-consult-code]');

function issuerAt(place) {
  const named = place.closest('[data-consult-issuer]')?.dataset.consultIssuer
    ?? document.querySelector('meta[name="consult-issuer" i]')?.content;
  return named?.trim() ?? '';
}

/** The code, if it has the form of one and its check character is right. */
function goodCode(text) {
  const code = text?.trim().toLowerCase() ?? '';
  if (!codePattern.test(code)) return undefined;
  return code.at(-1) === checkCharacter(code.slice(0, -1)) ? code : undefined;
}

/** ISO/IEC 7064 MOD 37,36; hyphens do not count. */
function checkCharacter(text) {
  let product = 36;
  for (const character of text.replaceAll('-', '')) {
    const sum = (product + parseInt(character, 36)) % 36;
    product = (sum || 36) * 2 % 37;
  }
  return ((37 - product) % 36).toString(36);
}
