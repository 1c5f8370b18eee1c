// One document of the answer, and why it stands where it does.

import { MARK, MARK_END, languageOf, make, marked, plain, safeUrl } from '../common/nodes.js';
import { TEXT_FIELDS } from './search.js';
import { languageName } from './texts.js';

function dateOf(value, language) {
  const date = new Date(value);
  if (typeof value !== 'string' || Number.isNaN(date.getTime())) return null;
  return make('time', '', new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(date));
}

function metaLine(hit, language) {
  const parts = [plain(hit.author), dateOf(hit.published, language), languageOf(hit) && languageName(hit.lang, language)].filter(Boolean);
  return make('p', 'meta', ...parts.flatMap((part, i) => (i === 0 ? [part] : [' · ', part])));
}

/** The different words of a field that match. */
function matches(value) {
  const words = plain(value).split(MARK).slice(1).map((piece) => piece.split(MARK_END)[0]);
  return [...new Set(words.map((word) => word.toLowerCase()))];
}

function reasons(hit, shown, texts) {
  const fields = TEXT_FIELDS.map((field) => [texts[field], matches(shown[field])]).filter(([, words]) => words.length > 0);
  const list = make('dl', 'reasons', ...fields.flatMap(([name, words]) => [make('dt', '', name), make('dd', '', words.join(', '))]));
  const score = Number.isFinite(hit._rankingScore) ? [make('p', '', texts.score(hit._rankingScore))] : [];
  return make('details', 'why', make('summary', '', texts.why), ...score, ...(fields.length > 0 ? [list] : []));
}

export function card(hit, texts, language) {
  const shown = hit._formatted ?? hit;
  const words = marked(plain(shown.title) || plain(shown.name) || plain(hit.id) || texts.untitled);
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
  if (languageOf(hit)) article.lang = hit.lang;
  const snippets = [shown.body, shown.content, shown.description].map(plain).filter(Boolean);
  // The text itself where it matches, else what the article says about itself.
  const snippet = snippets.find((text) => text.includes(MARK)) ?? snippets.at(-1);
  if (snippet) article.append(make('p', '', ...marked(snippet)));
  const meta = metaLine(hit, language);
  if (meta.childNodes.length > 0) article.append(meta);
  const tags = Array.isArray(shown.tags) ? shown.tags.map((tag) => make('li', '', ...marked(tag))) : [];
  if (tags.length > 0) article.append(make('ul', 'tags', ...tags));
  const why = reasons(hit, shown, texts);
  why.lang = language;
  article.append(why);
  return make('li', '', article);
}
