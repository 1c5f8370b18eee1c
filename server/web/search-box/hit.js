// What is asked about documents, and how one of them looks in the list.

import { MARK, MARK_END, languageOf, make, marked, plain, safeUrl } from '../common/nodes.js';
import { LEVELS, NAMES, shownOf, titleOf } from '../common/titles.js';

const TEXTS_OF_DOCUMENTS = ['body', 'content', 'description'];
const SNIPPET_WORDS = 24;

export const DEFAULT_FIELDS = [...NAMES, ...LEVELS, ...TEXTS_OF_DOCUMENTS];

/** The search request; texts are never fetched whole, only snippets of them. */
export function searchRequest(query, { limit, fields, filter }) {
  const titles = fields.filter((field) => NAMES.includes(field) || LEVELS.includes(field));
  const request = {
    q: query,
    limit,
    attributesToRetrieve: ['id', 'url', 'anchor', 'lang', ...titles],
    attributesToHighlight: fields,
    attributesToCrop: fields.filter((field) => !titles.includes(field)).map((field) => `${field}:${SNIPPET_WORDS}`),
    highlightPreTag: MARK,
    highlightPostTag: MARK_END,
  };
  if (filter) request.filter = filter;
  return request;
}

function snippetOf(shown, fields) {
  const texts = TEXTS_OF_DOCUMENTS.filter((field) => fields.includes(field)).map((field) => plain(shown[field])).filter(Boolean);
  // The text that matches, else what the document says about itself.
  return texts.find((text) => text.includes(MARK)) ?? texts.at(-1) ?? '';
}

function line(names, nodes) {
  const node = make('span', names, ...nodes);
  node.dir = 'auto';
  return node;
}

const crumb = (text, i) => (i === 0 ? marked(text) : [make('span', 'separator', ' › '), ...marked(text)]);

/** The option of the list for one document. */
export function hitOption(hit, fields, untitled) {
  const shown = shownOf(hit);
  const { title, crumbs } = titleOf(hit, shown, fields, untitled);
  const url = safeUrl(hit.url, hit.anchor);
  const option = make(url ? 'a' : 'div', 'option hit');
  if (url) option.href = url;
  if (languageOf(hit)) option.lang = languageOf(hit);
  if (crumbs.length > 0) option.append(line('crumbs', crumbs.flatMap(crumb)));
  option.append(line('title', marked(title)));
  const snippet = snippetOf(shown, fields);
  if (snippet) option.append(line('snippet', marked(snippet)));
  const more = fields.filter((field) => !DEFAULT_FIELDS.includes(field)).map((field) => plain(shown[field])).filter(Boolean);
  if (more.length > 0) option.append(line('meta', marked(more.join(' · '))));
  return option;
}
