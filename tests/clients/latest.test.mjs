// What only the newer client has, and every field and route of its types: acted on, or refused by name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documents, settings } from './support/library.mjs';
import { MASTER_KEY, load, startTelusur } from './support/telusur.mjs';

const { Meilisearch } = await load('meilisearch-0.62');
const { generateTenantToken } = await load('meilisearch-0.62/token');
let telusur, client, index;

async function done(write) {
  const task = await write.waitTask({ timeout: 60_000 }); // the machine may be busy
  assert.equal(task.status, 'succeeded', JSON.stringify(task.error));
  return task;
}

const errorOf = (promise) => promise.then(() => assert.fail('no error'), (error) => error.cause ?? assert.fail(error));

before(async () => {
  telusur = await startTelusur();
  client = new Meilisearch({ host: telusur.origin, apiKey: MASTER_KEY });
  index = client.index('library');
  await done(index.updateSettings(settings));
  await done(index.addDocuments(documents.slice(0, 1_000), { primaryKey: 'id' }));
});
after(() => telusur.stop());

test('documents come as NDJSON and CSV, too, and are fetched and deleted by filter', async () => {
  const shelf = client.index('shelf');
  await done(shelf.updateFilterableAttributes(['n']));
  await done(shelf.updateSortableAttributes(['n']));
  await done(shelf.addDocumentsFromString('{"id":1,"n":1}\n{"id":2,"n":2}\n', 'application/x-ndjson', { primaryKey: 'id' }));
  await done(shelf.addDocumentsFromString('id:number;n:number;t\n3;3;"a;b"\n', 'text/csv', { csvDelimiter: ';' }));
  await done(shelf.updateDocumentsFromString('{"id":1,"t":"x"}', 'application/x-ndjson'));
  assert.deepEqual(await shelf.getDocument(3), { id: 3, n: 3, t: 'a;b' });
  assert.deepEqual(await shelf.getDocument(1), { id: 1, n: 1, t: 'x' });
  const page = await shelf.getDocuments({ filter: 'n >= 2', sort: ['n:desc'], fields: ['id'], limit: 5, offset: 0 });
  assert.deepEqual(page, { results: [{ id: 3 }, { id: 2 }], offset: 0, limit: 5, total: 2 });
  assert.deepEqual((await shelf.getDocuments({ ids: ['2', '1'] })).results.map((d) => d.id).sort(), [1, 2]);
  const deleted = await done(shelf.deleteDocuments({ filter: 'n >= 2' }));
  assert.equal(deleted.details.deletedDocuments, 2);
  for (const task of shelf.addDocumentsInBatches([{ id: 5 }, { id: 6 }, { id: 7 }], 2)) await done(task);
  assert.equal((await shelf.getDocuments()).total, 4);
  assert.equal((await errorOf(shelf.getDocuments({ filter: 'unknown = 1' }))).code, 'invalid_document_filter');
  assert.equal((await errorOf(shelf.deleteDocuments({ filter: '' }))).code, 'invalid_document_filter');
  assert.equal((await errorOf(shelf.addDocumentsFromString('{', 'application/json'))).code, 'malformed_payload');
});

test('several searches at once, also by a tenant token', async () => {
  const { results } = await client.multiSearch({
    queries: [
      { indexUid: 'library', q: 'musik', filter: 'price < 5', limit: 3 },
      { indexUid: 'library', q: '', facets: ['tags'], page: 1, hitsPerPage: 2 },
    ],
  });
  assert.deepEqual(results.map((result) => [result.indexUid, result.hits.length]), [['library', 3], ['library', 2]]);
  assert.equal(results[1].totalHits, 1_000);
  assert.equal((await errorOf(client.multiSearch({ queries: [{ indexUid: 'nowhere' }] }))).code, 'index_not_found');
  const key = await client.createKey({ actions: ['search'], indexes: ['*'], expiresAt: null });
  const token = await generateTenantToken({ apiKey: key.key, apiKeyUid: key.uid, searchRules: { library: { filter: 'price = 7' } } });
  const tenant = new Meilisearch({ host: telusur.origin, apiKey: token });
  const mine = await tenant.multiSearch({ queries: [{ indexUid: 'library', q: '', page: 1 }] });
  assert.equal(mine.results[0].totalHits, 10);
  assert.equal((await errorOf(tenant.multiSearch({ queries: [{ indexUid: 'shelf', q: '' }] }))).code, 'invalid_api_key');
});

test('several searches make one list, and documents are found that are like one', async () => {
  const { hits, estimatedTotalHits, facetsByIndex } = await client.multiSearch({
    federation: { limit: 4, offset: 1, facetsByIndex: { library: ['tags'] }, mergeFacets: null },
    queries: [{ indexUid: 'library', q: 'sejarah', federationOptions: { weight: 2 } }],
  });
  assert.equal(hits.length, 4);
  assert.equal(hits[0]._federation.indexUid, 'library');
  assert.ok(hits[0]._federation.weightedRankingScore > hits[3]._federation.weightedRankingScore - 1e-9);
  assert.equal(facetsByIndex.library.distribution.tags.sejarah, estimatedTotalHits);
  const paged = client.multiSearch({ federation: {}, queries: [{ indexUid: 'library', limit: 1 }] });
  assert.equal((await errorOf(paged)).code, 'invalid_multi_search_query_pagination');
  const similar = await index.searchSimilarDocuments({ id: 8, limit: 3, embedder: 'default', filter: 'price > 10', attributesToRetrieve: ['id', 'tags'] });
  assert.equal(similar.hits.length, 3);
  for (const hit of similar.hits) assert.ok(hit.tags.includes('sejarah') && hit.id !== 8, JSON.stringify(hit));
  assert.equal((await errorOf(index.searchSimilarDocuments({ id: 77_777 }))).code, 'not_found_similar_id');
});

test('one hit of each value, by the request or the settings', async () => {
  const years = (answer) => answer.hits.map((hit) => hit.year);
  const asked = years(await index.search('buku', { distinct: 'year', limit: 100 }));
  assert.equal(asked.length, 45);
  assert.equal(new Set(asked).size, 45);
  await done(index.updateDistinctAttribute('year'));
  assert.equal(years(await index.search('buku', { limit: 100 })).length, 45);
  assert.equal(await index.getDistinctAttribute(), 'year');
  await done(index.resetDistinctAttribute());
  assert.equal(years(await index.search('buku', { limit: 100 })).length, 100);
});

test('values of facets are found', async () => {
  const found = await index.searchForFacetValues({ facetName: 'tags', facetQuery: 'per', filter: 'price < 50' });
  assert.deepEqual(found.facetHits.map((hit) => hit.value).sort(), ['perjalanan', 'pertanian']);
  assert.equal(found.facetQuery, 'per');
  assert.equal((await errorOf(index.searchForFacetValues({ facetName: 'title' }))).code, 'invalid_facet_search_facet_name');
  assert.equal((await errorOf(index.searchForFacetValues({}))).code, 'missing_facet_search_facet_name');
});

// Each field of the type SearchParams, with a value that does something.
const FIELDS = {
  q: 'sejarah',
  offset: 1,
  limit: 2,
  filter: 'price > 1',
  sort: ['price:asc'],
  facets: ['tags'],
  attributesToRetrieve: ['id'],
  attributesToHighlight: ['title'],
  highlightPreTag: '<b>',
  highlightPostTag: '</b>',
  attributesToCrop: ['body:5'],
  cropLength: 5,
  cropMarker: '…',
  showMatchesPosition: true,
  matchingStrategy: 'all',
  hitsPerPage: 2,
  page: 1,
  showRankingScore: true,
  showRankingScoreDetails: true,
  rankingScoreThreshold: 0.1,
  attributesToSearchOn: ['title'],
  distinct: 'year',
  locales: ['ind'],
  retrieveVectors: true,
  vector: [0.5],
  hybrid: { embedder: 'x' },
  media: { x: {} },
  showPerformanceDetails: true,
  personalize: { userContext: 'x' },
};
const NEVER = ['retrieveVectors', 'vector', 'hybrid', 'media', 'showPerformanceDetails', 'personalize'];

test('every field of a search is acted on or refused by name', async () => {
  for (const [field, value] of Object.entries(FIELDS)) {
    const answer = await index.search(field === 'q' ? value : 'buku', field === 'q' ? {} : { [field]: value }).catch((error) => error);
    const refused = answer instanceof Error;
    if (NEVER.includes(field)) assert.ok(refused, `${field} does nothing`);
    if (refused) {
      assert.ok(['feature_not_available', 'bad_request'].includes(answer.cause?.code), `${field}: ${answer.cause?.code} ${answer.message}`);
      assert.ok(answer.message.includes(field), `${field}: ${answer.message}`);
    } else {
      assert.ok(answer.hits.length > 0, field);
    }
  }
});

test('the fields of a search do together what they say', async () => {
  const answer = await index.search('buku sejarah', {
    limit: 2,
    offset: 1,
    filter: ['price > 1', ['tags = sejarah', 'tags = musik']],
    sort: ['price:asc'],
    facets: ['tags'],
    attributesToRetrieve: ['id', 'title', 'body'],
    attributesToHighlight: ['title'],
    highlightPreTag: '<b>',
    highlightPostTag: '</b>',
    attributesToCrop: ['body:5'],
    showMatchesPosition: true,
    showRankingScore: true,
    matchingStrategy: 'all',
    rankingScoreThreshold: 0,
  });
  const [hit] = answer.hits;
  assert.match(hit._formatted.title, /<b>Buku<\/b> <b>sejarah<\/b>/);
  assert.ok(hit._formatted.body.split(' ').length <= 5);
  assert.ok(hit._rankingScore > 0 && hit._rankingScore <= 1);
  // Of what is displayed, retrieved or not.
  assert.deepEqual(Object.keys(hit._matchesPosition), ['title', 'body', 'tags']);
  assert.equal(answer.facetDistribution.tags.sejarah, answer.estimatedTotalHits);
});

test('settings one by one: all that the client has', async () => {
  const tuned = client.index('tuned');
  await done(client.createIndex('tuned'));
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(tuned)).filter((name) => /^reset./.test(name) && name !== 'resetSettings');
  const refused = ['resetEmbedders', 'resetForeignKeys'];
  assert.equal(names.length, 21);
  const all = await tuned.getSettings();
  for (const reset of names) {
    const get = tuned[reset.replace('reset', 'get')].bind(tuned);
    if (refused.includes(reset)) {
      assert.equal((await errorOf(get())).code, 'feature_not_available', reset);
      assert.equal((await errorOf(tuned[reset]())).code, 'feature_not_available', reset);
      continue;
    }
    const field = reset.charAt(5).toLowerCase() + reset.slice(6);
    assert.deepEqual(await get(), all[field], reset);
    // What is there can be set again; null resets.
    await done(tuned[reset.replace('reset', 'update')](all[field]));
    await done(tuned[reset]());
    assert.deepEqual(await get(), all[field], reset);
  }
});

test('what this server does not offer is refused by name', async () => {
  const calls = {
    network: () => client.getNetwork(),
    webhooks: () => client.getWebhooks(),
    webhook: () => client.createWebhook({ url: 'http://localhost' }),
    'experimental features': () => client.getExperimentalFeatures(),
    chats: () => client.getChatWorkspaces(),
    'chat settings': () => index.getChat(),
    batches: () => client.batches.getBatches(),
    batch: () => client.batches.getBatch(1),
    compact: () => index.compact(),
    fields: () => index.getFields(),
    edition: () => index.updateDocumentsByFunction({ function: 'x' }),
    'search rules': () => client.getDynamicSearchRules(),
    templates: () => client.renderTemplate({ template: { kind: 'inlineSearch' } }),
    'documents of a task': () => client.tasks.getTaskDocuments(1),
  };
  for (const [name, call] of Object.entries(calls)) {
    assert.equal((await errorOf(call())).code, 'feature_not_available', name);
  }
});

test('a task keeps the metadata that came with it', async () => {
  const task = await done(index.addDocuments([{ id: 5_000 }], { customMetadata: 'import 17' }));
  assert.equal(task.customMetadata, 'import 17');
  assert.equal((await done(index.deleteDocument(5_000, { customMetadata: 'é' }))).customMetadata, 'é');
  assert.equal('customMetadata' in (await client.tasks.getTask(task.uid - 1)), false);
});
