// What the page asks the server.

import { MARK, MARK_END } from '../common/nodes.js';
import { ask, askForHits, maySearch } from '../common/request.js';
import { LEVELS, NAMES } from '../common/titles.js';

export const PAGE_SIZE = 10;
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

/** The uids of all indexes; null where the key may search, but not list them. */
export async function indexUids({ key, controller }) {
  try {
    const { results = [] } = await ask('/indexes?limit=1000', { key, controller });
    return results.map(({ uid }) => uid);
  } catch (failure) {
    if (failure.kind === 'denied' && (await maySearch('', key, controller))) return null;
    throw failure;
  }
}

/** The attributes of an index by which to filter and to sort, as its answers tell them. */
export async function abilities(index, { key, controller }) {
  const [all, sortable] = await Promise.all([
    askForHits(searchUrl(index), { key, controller, body: { q: '', limit: 0, facets: ['*'] } }),
    // A refusal names the attributes that may be sorted by; a key for searches may not read the settings.
    ask(searchUrl(index), { key, controller, body: { q: '', limit: 0, sort: ['?:asc'] } }).catch((failure) => failure.message),
  ]);
  const shared = ([, counts]) => [...counts.values()].some((count) => count > 1);
  const isTopic = ([, counts]) => ![...counts.keys()].every((value) => DATE_OR_ADDRESS.test(value));
  const facets = [...countsOf(all)].filter(shared).filter(isTopic).map(([field]) => field);
  const named = /sortable are: (.+)$/.exec(sortable)?.[1] ?? '';
  return { facets, sorts: named.split(', ').filter((field) => /^[\w.-]+$/.test(field)) };
}

// By attribute and value; attributes may be called as anything that every object has.
function countsOf({ facetDistribution }) {
  const counted = (counts) => new Map(Object.entries(counts ?? {}).filter(([, count]) => Number.isFinite(count)));
  return new Map(Object.entries(facetDistribution ?? {}).map(([field, counts]) => [field, counted(counts)]));
}

/**
 * {answer, counts} to `wanted` (see address.js). The values of an attribute that is filtered by are counted as if it were not,
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
  const [answer, ...others] = await Promise.all([askForHits(searchUrl(index), { ...common, body }), ...counted]);
  return { answer, counts: new Map([answer, ...others].flatMap((one) => [...countsOf(one)])) };
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
