// What the page asks the server.

import { MARK, MARK_END } from '../common/nodes.js';
import { ask, askForHits } from '../common/request.js';
import { LEVELS, NAMES } from '../common/titles.js';

const PAGE_SIZE = 10;
// What is fetched as it is. All else comes as snippets, however long it is; of a text that is searched but not displayed,
// only when it is named.
const WHOLE = ['id', ...NAMES, ...LEVELS, 'tags', 'url', 'anchor', 'lang', 'author', 'published'];
const SNIPPETS = ['*:30', 'description:60', 'body:30', 'content:30'];

// Nobody chooses these from a list of checkboxes.
const DATE_OR_ADDRESS = /^(\d{4}-\d{2}-\d{2}|https?:|\/)/;

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** One of the values of each attribute must be there; `except` is left out. */
function filterOf(filters, except = '') {
  return [...filters]
    .filter(([field, values]) => field !== except && values.size > 0)
    .map(([field, values]) => [...values].map((value) => `${quoted(field)} = ${quoted(value)}`));
}

const searchUrl = (index) => `/indexes/${encodeURIComponent(index)}/search`;

/** The attributes of an index by which to filter and to sort, as its answers tell them. */
export async function abilities(index, key) {
  const [all, sortable] = await Promise.all([
    askForHits(searchUrl(index), { key, body: { q: '', limit: 0, facets: ['*'] } }),
    // A refusal names the attributes that may be sorted by; a key for searches may not read the settings.
    ask(searchUrl(index), { key, body: { q: '', limit: 0, sort: ['?:asc'] } }).catch((failure) => failure.message),
  ]);
  const shared = ([, counts]) => Object.values(counts).some((count) => count > 1);
  const isTopic = ([, counts]) => !Object.keys(counts).every((value) => DATE_OR_ADDRESS.test(value));
  const facets = Object.entries(all.facetDistribution ?? {}).filter(shared).filter(isTopic).map(([field]) => field);
  const named = /sortable are: (.+)$/.exec(sortable)?.[1] ?? '';
  return { facets, sorts: named.split(', ').filter((field) => /^[\w.-]+$/.test(field)) };
}

/**
 * The answer to `wanted` (see address.js). The values of an attribute that is filtered by are counted as if it were not,
 * so that one can add another of them.
 */
export async function find(wanted, facets, { key, controller }) {
  const { q, index, sort, page, filters } = wanted;
  const common = { key, controller };
  const body = {
    q, page, hitsPerPage: PAGE_SIZE, facets, filter: filterOf(filters),
    attributesToRetrieve: WHOLE, attributesToHighlight: ['*'], attributesToCrop: SNIPPETS, highlightPreTag: MARK, highlightPostTag: MARK_END,
  };
  if (sort) body.sort = [sort];
  const filtered = facets.filter((field) => filters.get(field)?.size > 0);
  const counted = filtered.map((field) =>
    askForHits(searchUrl(index), { ...common, body: { q, limit: 0, facets: [field], filter: filterOf(filters, field) } }));
  const [answer, ...counts] = await Promise.all([askForHits(searchUrl(index), { ...common, body }), ...counted]);
  const distribution = Object.assign({}, answer.facetDistribution, ...counts.map((count) => count.facetDistribution));
  return { ...answer, facetDistribution: distribution };
}

/** The hit at `place` of the page that is wanted, with what its score is made of. */
export async function explainHit({ q, index, sort, page, filters }, place, key) {
  const body = {
    q, offset: (page - 1) * PAGE_SIZE + place, limit: 1, filter: filterOf(filters), attributesToRetrieve: ['id'],
    showRankingScore: true, showRankingScoreDetails: true,
  };
  if (sort) body.sort = [sort];
  const { hits } = await askForHits(searchUrl(index), { key, body });
  return hits[0] ?? {};
}
