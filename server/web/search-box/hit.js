// What is asked about documents, and how one of them looks in the list.

import { MARK, MARK_END, languageOf, make, marked, plain, safeUrl } from '../common/nodes.js';

const LEVELS = [0, 1, 2, 3, 4, 5, 6].map((level) => `hierarchy_lvl${level}`);
const TEXTS_OF_DOCUMENTS = ['body', 'content', 'description'];
const NAMES_OF_DOCUMENTS = ['title', 'name'];
const SNIPPET_WORDS = 24;

export const DEFAULT_FIELDS = [...NAMES_OF_DOCUMENTS, ...LEVELS, ...TEXTS_OF_DOCUMENTS];

/** The search request; long texts are never fetched, only snippets of them. */
export function searchRequest(query, { limit, fields, filter }) {
  const long = fields.filter((field) => field === 'body' || field === 'content');
  const request = {
    q: query,
    limit,
    attributesToRetrieve: [...new Set(['id', 'url', 'anchor', 'lang', ...fields])].filter((field) => !long.includes(field)),
    attributesToHighlight: fields,
    attributesToCrop: TEXTS_OF_DOCUMENTS.filter((field) => fields.includes(field)).map((field) => `${field}:${SNIPPET_WORDS}`),
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

function crumbs(levels) {
  return levels.flatMap((level, i) => (i === 0 ? marked(level) : [make('span', 'separator', ' › '), ...marked(level)]));
}

/** The option of the list for one document. */
export function hitOption(hit, fields, untitled) {
  const shown = hit._formatted !== null && typeof hit._formatted === 'object' ? hit._formatted : hit;
  const levels = LEVELS.filter((field) => fields.includes(field)).map((field) => plain(shown[field])).filter(Boolean);
  const name = NAMES_OF_DOCUMENTS.filter((field) => fields.includes(field)).map((field) => plain(shown[field])).find(Boolean);
  const title = name || levels.pop() || plain(hit.id) || untitled;
  const url = safeUrl(hit.url, hit.anchor);
  const option = make(url ? 'a' : 'div', 'option hit');
  if (url) option.href = url;
  if (languageOf(hit)) option.lang = languageOf(hit);
  if (levels.length > 0) option.append(line('crumbs', crumbs(levels)));
  option.append(line('title', marked(title)));
  const snippet = snippetOf(shown, fields);
  if (snippet) option.append(line('snippet', marked(snippet)));
  const more = fields.filter((field) => !DEFAULT_FIELDS.includes(field)).map((field) => plain(shown[field])).filter(Boolean);
  if (more.length > 0) option.append(line('meta', marked(more.join(' · '))));
  return option;
}
