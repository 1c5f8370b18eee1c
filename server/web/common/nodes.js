// What a server says becomes nodes of the page here: nothing of it is ever read as HTML, and only web addresses are linked.

// Two characters that no text uses mark the matches in an answer.
export const MARK = '\uE000';
export const MARK_END = '\uE001';

// More of one field is not shown, whatever the server sends.
const LONGEST_TEXT = 600;
// Nor what lies deeper in lists of lists.
const DEEPEST_LIST = 8;

/** An element with classes or, in a shadow tree, parts of the same names. */
export function make(tag, names, ...children) {
  const node = document.createElement(tag);
  if (names) {
    node.className = names;
    node.setAttribute('part', names);
  }
  node.append(...children);
  return node;
}

const plainOne = (value) => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '');

/** The value of a field as text; of a list its texts, of an object nothing. */
export function plain(value) {
  return Array.isArray(value) ? value.flat(DEEPEST_LIST).map(plainOne).filter(Boolean).join(', ') : plainOne(value);
}

/** A text whose matches are marked, as nodes. */
export function marked(value) {
  const whole = plain(value);
  // A cut may not leave half of a character.
  const text = whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '')}…` : whole;
  return text.split(MARK).flatMap((piece, i) => {
    if (i === 0) return piece ? [piece] : [];
    const [match, ...rest] = piece.split(MARK_END);
    return [make('mark', 'mark', match), rest.join('')];
  });
}

/** The address when it leads to a web page; nothing for javascript:, data: and their kind. */
export function safeUrl(value, anchor = '') {
  if (typeof value !== 'string' || value === '') return null;
  try {
    const url = new URL(value, document.baseURI);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    if (typeof anchor === 'string' && anchor && !url.hash) url.hash = anchor;
    return url.href;
  } catch {
    return null;
  }
}

/** The code of a document's language where it may stand in a lang attribute. */
export function languageOf(hit) {
  return typeof hit.lang === 'string' && /^[a-z]{2,3}$/.test(hit.lang) ? hit.lang : '';
}
