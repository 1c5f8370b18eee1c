// instant-meilisearch, unmodified: the requests that InstantSearch makes, in its own words, and the answers it reads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documents, settings } from './support/library.mjs';
import { MASTER_KEY, load, startTelusur } from './support/telusur.mjs';

const { instantMeiliSearch } = await load('@meilisearch/instant-meilisearch');
const { Meilisearch } = await load('meilisearch-0.62');
let telusur, key, search;

before(async () => {
  telusur = await startTelusur();
  const client = new Meilisearch({ host: telusur.origin, apiKey: MASTER_KEY });
  await client.index('library').updateSettings(settings).waitTask({ timeout: 60_000 });
  await client.index('library').addDocuments(documents.slice(0, 2_000), { primaryKey: 'id' }).waitTask({ timeout: 60_000 });
  key = (await client.createKey({ actions: ['search'], indexes: ['library'], expiresAt: null })).key;
  search = (options) => instantMeiliSearch(telusur.origin, key, options).searchClient;
});
after(() => telusur.stop());

const request = (params, indexName = 'library') => ({
  indexName,
  params: { facets: ['tags', 'price'], highlightPreTag: '__ais-highlight__', highlightPostTag: '__/ais-highlight__', query: '', hitsPerPage: 20, page: 0, ...params },
});

test('a first empty query, and what a person types', async () => {
  const { results } = await search().search([request({ query: '' }), request({ query: 'seja' })]);
  assert.deepEqual(results.map((result) => result.hits.length), [20, 20]);
  const [{ _highlightResult: marked }] = results[1].hits;
  assert.match(marked.title.value, /__ais-highlight__seja(rah)?__\/ais-highlight__/);
  assert.ok(results[0].nbHits >= 1_000);
  assert.equal(results[0].facets.tags.sejarah, 250);
  const { min, max } = results[0].facets_stats.price;
  assert.deepEqual([min, max], [0, 99]);
});

test('pages, by a finite pagination and by loading more', async () => {
  const finite = await search({ finitePagination: true }).search([request({ page: 2, hitsPerPage: 50 })]);
  assert.deepEqual([finite.results[0].page, finite.results[0].nbPages, finite.results[0].nbHits], [2, 40, 2_000]);
  const more = await search().search([request({ page: 1, hitsPerPage: 50 })]);
  assert.equal(more.results[0].hits.length, 50);
  assert.equal(more.results[0].nbPages > 2, true);
});

test('refinements: disjunctive facets, ranges, filters and an order', async () => {
  const params = { facetFilters: [['tags:musik', 'tags:bahasa']], numericFilters: ['price>=50', 'price<=60'] };
  const { results } = await search({ finitePagination: true }).search([request(params, 'library:price:desc')]);
  const wanted = documents.slice(0, 2_000).filter((d) => d.price >= 50 && d.price <= 60 && ['musik', 'bahasa'].includes(d.tags[0]));
  assert.equal(results[0].nbHits, wanted.length);
  const prices = results[0].hits.map((hit) => hit.price);
  assert.deepEqual(prices, [...prices].sort((a, b) => b - a));
  const own = await search({ finitePagination: true }).search([request({ filters: 'year = 1980 AND note IS NULL' })]);
  assert.equal(own.results[0].nbHits, documents.slice(0, 2_000).filter((d) => d.year === 1980 && d.note === null).length);
});

test('values of a facet that a person types into', async () => {
  const [answer] = await search().searchForFacetValues([{ indexName: 'library', params: { facetName: 'tags', facetQuery: 'mus' } }]);
  assert.deepEqual(answer.facetHits.map(({ value, count }) => [value, count]), [['musik', 250]]);
});

test('marks, snippets and the names of attributes', async () => {
  const params = { query: 'pembaca muda', attributesToSnippet: ['body:5'], snippetEllipsisText: '…', attributesToRetrieve: ['title', 'body'] };
  const { results } = await search().search([request(params)]);
  const [hit] = results[0].hits;
  assert.match(hit._snippetResult.body.value, /__ais-highlight__pembaca__\/ais-highlight__/);
  assert.ok(hit._snippetResult.body.value.includes('…'));
  assert.equal('price' in hit, false);
});
