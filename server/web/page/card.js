// One document of the answer.

import { MARK, languageOf, make, marked, plain, safeUrl } from '../common/nodes.js';
import { LEVELS, NAMES, shownOf, titleOf } from '../common/titles.js';
import { languageName } from './texts.js';

const MOST_OTHERS = 6;
const SHOWN = [...NAMES, ...LEVELS];
const KNOWN = new Set([...SHOWN, 'id', 'url', 'anchor', 'lang', 'tags', 'author', 'published', 'headings', 'body', 'content', 'description']);

function dateOf(value, language) {
  const date = new Date(value);
  if (typeof value !== 'string' || Number.isNaN(date.getTime())) return null;
  return make('time', '', new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(date));
}

function metaLine(hit, language) {
  const parts = [plain(hit.author), dateOf(hit.published, language), languageOf(hit) && languageName(hit.lang, language)].filter(Boolean);
  return make('p', 'meta', ...parts.flatMap((part, i) => (i === 0 ? [part] : [' · ', part])));
}

/** Attributes that this page knows nothing of, as a list of names and values. */
function otherLines(shown) {
  const others = Object.entries(shown).filter(([name]) => !KNOWN.has(name)).map(([name, value]) => [name, plain(value)]);
  const told = others.filter(([, text]) => text).slice(0, MOST_OTHERS);
  return told.flatMap(([name, text]) => [make('dt', '', name), make('dd', '', ...marked(text))]);
}

/** `why` is the panel about the place of the document. */
export function card(hit, why, texts, language) {
  const shown = shownOf(hit);
  const { title: name, crumbs } = titleOf(hit, shown, SHOWN, texts.untitled);
  const words = marked(name);
  const url = safeUrl(hit.url, hit.anchor);
  const title = make('h2', '');
  if (url) {
    const link = make('a', '', ...words);
    link.href = url;
    title.append(link);
  } else {
    title.append(...words);
  }
  const article = make('article', '', title);
  if (crumbs.length > 0) article.prepend(make('p', 'meta', ...marked(crumbs.join(' › '))));
  if (languageOf(hit)) article.lang = hit.lang;
  const snippets = [shown.body, shown.content, shown.description].map(plain).filter(Boolean);
  // The text itself where it matches, else what the article says about itself.
  const snippet = snippets.find((text) => text.includes(MARK)) ?? snippets.at(-1);
  if (snippet) article.append(make('p', '', ...marked(snippet)));
  const meta = metaLine(hit, language);
  if (meta.childNodes.length > 0) article.append(meta);
  const others = otherLines(shown);
  if (others.length > 0) article.append(make('dl', 'others', ...others));
  const tags = Array.isArray(shown.tags) ? shown.tags.map((tag) => make('li', '', ...marked(tag))) : [];
  if (tags.length > 0) article.append(make('ul', 'tags', ...tags));
  article.append(why);
  return make('li', '', article);
}
