// What every version of the client does with the server, by its own methods.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { documents, filters, settings } from './support/library.mjs';
import { MASTER_KEY, load, startTelusur } from './support/telusur.mjs';

const PATIENCE = { timeout: 60_000, timeOutMs: 60_000 }; // the second is 0.30's name; the machine may be busy

/** Waits for what a write returned, in the way of each version: the ended task. */
async function ended(client, write) {
  const { taskUid } = await write;
  const task = client.waitForTask ? await client.waitForTask(taskUid, PATIENCE) : await client.tasks.waitForTask(taskUid, PATIENCE);
  assert.equal(task.uid, taskUid);
  return task;
}

async function done(client, write) {
  const task = await ended(client, write);
  assert.equal(task.status, 'succeeded', JSON.stringify(task.error));
  return task;
}

/** The code of the error that a promise ends in; 0.30 has it on the error itself. */
async function codeOf(promise) {
  const error = await promise.then(() => assert.fail('no error'), (reason) => reason);
  return error.cause?.code ?? error.code;
}

/** A tenant token, in the way of each version. */
async function tokenBy(name, client, key, searchRules) {
  if (name === 'meilisearch-0.30') return client.generateTenantToken(key.uid, searchRules, { apiKey: key.key });
  const { generateTenantToken } = await load(`${name}/token`);
  return generateTenantToken({ apiKey: key.key, apiKeyUid: key.uid, searchRules });
}

for (const name of ['meilisearch-0.62', 'meilisearch-0.57', 'meilisearch-0.50', 'meilisearch-0.30']) {
  describe(name, () => {
    let telusur, Client, client, index;
    const clientWith = (apiKey) => new Client({ host: telusur.origin, apiKey });

    before(async () => {
      telusur = await startTelusur();
      const exports = await load(name);
      Client = exports.Meilisearch ?? exports.MeiliSearch; // the older ones have the second name alone
      client = clientWith(MASTER_KEY);
      index = client.index('library');
      await done(client, client.createIndex('library', { primaryKey: 'id' }));
      await done(client, index.updateSettings(settings));
      const tasks = await Promise.all(await index.addDocumentsInBatches(documents, 2_500));
      assert.equal(tasks.length, 4);
      for (const task of tasks) {
        const { details } = await done(client, task);
        assert.deepEqual(details, { receivedDocuments: 2_500, indexedDocuments: 2_500 });
      }
    });
    after(() => telusur.stop());

    test('server and index say what they are', async () => {
      assert.equal(await client.isHealthy(), true);
      assert.deepEqual(await client.health(), { status: 'available' });
      assert.deepEqual(Object.keys(await client.getVersion()).sort(), ['commitDate', 'commitSha', 'pkgVersion']);
      const stats = await client.getStats();
      assert.equal(stats.indexes.library.numberOfDocuments, 10_000);
      assert.ok(stats.databaseSize > 0);
      const own = await index.getStats();
      assert.equal(own.numberOfDocuments, 10_000);
      assert.equal(own.fieldDistribution.title, 10_000);
      assert.equal(own.isIndexing, false);
      assert.equal(await index.fetchPrimaryKey(), 'id');
      assert.equal((await index.fetchInfo()).primaryKey, 'id');
      const { results, total } = await client.getRawIndexes({ limit: 5 });
      assert.equal(total, 1);
      assert.equal(results[0].uid, 'library');
      assert.ok(Date.parse(results[0].createdAt) <= Date.parse(results[0].updatedAt));
    });

    test('documents are read, replaced, merged and deleted', async () => {
      assert.deepEqual(await index.getDocument(17), documents[17]);
      assert.deepEqual(await index.getDocument(17, { fields: ['id', 'price'] }), { id: 17, price: 17 });
      const page = await index.getDocuments({ offset: 10, limit: 3, fields: ['id'] });
      // Batches that are sent at once may arrive in any order, and so do the documents stand.
      assert.deepEqual([page.offset, page.limit, page.total], [10, 3, 10_000]);
      assert.equal(new Set(page.results.map((document) => document.id)).size, 3);
      assert.deepEqual(Object.keys(page.results[0]), ['id']);
      const other = client.index('shelf');
      await done(client, other.addDocuments([{ id: 1, a: 1, b: 2 }, { id: 2 }, { id: 3 }, { id: 4 }], { primaryKey: 'id' }));
      await done(client, other.updateDocuments([{ id: 1, b: 3 }]));
      assert.deepEqual(await other.getDocument(1), { id: 1, a: 1, b: 3 });
      await done(client, other.addDocuments([{ id: 1, b: 4 }]));
      assert.deepEqual(await other.getDocument(1), { id: 1, b: 4 });
      assert.equal((await done(client, other.deleteDocument(2))).details.deletedDocuments, 1);
      assert.equal((await done(client, other.deleteDocuments([3, 99]))).details.deletedDocuments, 1);
      assert.equal(await codeOf(other.getDocument(3)), 'document_not_found');
      await done(client, other.deleteAllDocuments());
      assert.equal((await other.getDocuments()).total, 0);
      await done(client, other.delete());
      assert.equal(await codeOf(other.getStats()), 'index_not_found');
    });

    test('filters of every form pass the documents that they should', async () => {
      for (const [filter, passes] of filters) {
        const { totalHits } = await index.search('', { filter, page: 1, hitsPerPage: 1 });
        assert.equal(totalHits, documents.filter(passes).length, JSON.stringify(filter));
      }
    });

    test('answers come by offset and by page, sorted, with facets and marks', async () => {
      const all = await index.search('sejarah', { limit: 5, offset: 2, attributesToRetrieve: ['id', 'title'] });
      assert.deepEqual([all.limit, all.offset, all.query, all.hits.length], [5, 2, 'sejarah', 5]);
      assert.ok(all.estimatedTotalHits >= 1_250);
      assert.deepEqual(Object.keys(all.hits[0]), ['id', 'title']);
      const third = await index.search('sejarah', { page: 3, hitsPerPage: 100, filter: 'tags = sejarah' });
      assert.deepEqual([third.page, third.hitsPerPage, third.totalHits, third.totalPages], [3, 100, 1_250, 13]);
      assert.equal('estimatedTotalHits' in third, false);
      const sorted = await index.search('', { sort: ['price:desc', 'year:asc'], limit: 50 });
      const order = sorted.hits.map((hit) => hit.year);
      assert.ok(sorted.hits.every((hit) => hit.price === 99));
      assert.deepEqual(order, [...order].sort((a, b) => a - b));
      const counted = await index.search('', { facets: ['tags', 'year'], filter: 'price = 6', limit: 0 });
      const cheap = documents.filter((d) => d.price === 6);
      assert.equal(counted.facetDistribution.tags.pilihan, cheap.filter((d) => d.tags.includes('pilihan')).length);
      assert.deepEqual(counted.facetStats.year, {
        min: Math.min(...cheap.map((d) => d.year)),
        max: Math.max(...cheap.map((d) => d.year)),
      });
      const marked = await index.search('pertanian', {
        limit: 1,
        attributesToHighlight: ['*'],
        highlightPreTag: '[',
        highlightPostTag: ']',
        attributesToCrop: ['body'],
        cropLength: 4,
        cropMarker: '~',
        showMatchesPosition: true,
      });
      const [hit] = marked.hits;
      assert.match(hit._formatted.title, /^Buku \[pertanian\] /);
      assert.match(hit._formatted.body, /\[pertanian\].*~$/);
      assert.ok(hit._formatted.body.split(' ').length <= 4);
      assert.equal(hit._formatted.id, String(hit.id));
      const { start, length } = hit._matchesPosition.title[0];
      assert.equal(Buffer.from(hit.title).subarray(start, start + length).toString(), 'pertanian');
      const phrase = await index.search('"sejarah Medan"', { hitsPerPage: 1, matchingStrategy: 'all' });
      assert.ok(phrase.hits.every((found) => found.title.includes('sejarah Medan')));
      assert.ok((await index.search('dapur')).hits[0].tags.includes('masakan'));
      assert.equal((await index.searchGet('musik', { limit: 2, filter: 'price = 4', facets: ['tags'] })).hits.length, 2);
    });

    test('settings are read, changed, reset, as a whole and one by one', async () => {
      await done(client, client.createIndex('tuned'));
      const tuned = client.index('tuned');
      const original = await tuned.getSettings();
      const wanted = {
        searchableAttributes: ['title'],
        displayedAttributes: ['title', 'id'],
        filterableAttributes: ['a'],
        sortableAttributes: ['b'],
        synonyms: { a: ['b'] },
        typoTolerance: { enabled: false },
      };
      await done(client, tuned.updateSettings(wanted));
      const changed = await tuned.getSettings();
      for (const field of ['searchableAttributes', 'displayedAttributes', 'filterableAttributes', 'sortableAttributes', 'synonyms']) {
        assert.deepEqual(changed[field], wanted[field], field);
      }
      assert.equal(changed.typoTolerance.enabled, false);
      await done(client, tuned.resetSynonyms());
      assert.deepEqual(await tuned.getSynonyms(), {});
      await done(client, tuned.updateSynonyms({ c: ['d'] }));
      assert.deepEqual(await tuned.getSynonyms(), { c: ['d'] });
      await done(client, tuned.updateFilterableAttributes(['x']));
      assert.deepEqual(await tuned.getFilterableAttributes(), ['x']);
      await done(client, tuned.updateTypoTolerance({ enabled: true, minWordSizeForTypos: { oneTypo: 4 } }));
      assert.equal((await tuned.getTypoTolerance()).minWordSizeForTypos.oneTypo, 4);
      await done(client, tuned.resetSettings());
      assert.deepEqual(await tuned.getSettings(), original);
      assert.equal(await codeOf(tuned.updateSettings({ sortableAttributes: 5 })), 'invalid_settings_sortable_attributes');
    });

    test('tasks are listed, canceled and deleted', async () => {
      const list = client.tasks ? (query) => client.tasks.getTasks(query) : (query) => client.getTasks(query);
      const cancel = client.tasks ? (query) => client.tasks.cancelTasks(query) : (query) => client.cancelTasks(query);
      const remove = client.tasks ? (query) => client.tasks.deleteTasks(query) : (query) => client.deleteTasks(query);
      const additions = await list({ types: ['documentAdditionOrUpdate'], statuses: ['succeeded'], indexUids: ['library'], limit: 3 });
      assert.deepEqual([additions.results.length, additions.total, additions.limit], [3, 4, 3]);
      const [newest] = additions.results;
      assert.equal(additions.from, newest.uid);
      assert.ok(additions.next < newest.uid);
      assert.match(newest.duration, /^PT[0-9.]+S$/);
      assert.deepEqual([newest.indexUid, newest.error, newest.canceledBy], ['library', null, null]);
      const since = await list({ afterEnqueuedAt: new Date(Date.now() + 60_000).toISOString() });
      assert.equal(since.total, 0);
      const canceled = await done(client, cancel({ statuses: ['enqueued'] }));
      assert.equal(canceled.details.canceledTasks, 0);
      const removed = await done(client, remove({ uids: [newest.uid] }));
      assert.deepEqual([removed.type, removed.details.deletedTasks], ['taskDeletion', 1]);
      assert.equal(await codeOf(client.tasks ? client.tasks.getTask(newest.uid) : client.getTask(newest.uid)), 'task_not_found');
      const failed = await ended(client, client.index('shelf').addDocuments([{ id: 'a b' }], { primaryKey: 'id' }));
      assert.deepEqual([failed.status, failed.error.code, failed.error.type], ['failed', 'invalid_document_id', 'invalid_request']);
      assert.match(failed.error.message, /a b/);
    });

    test('keys are made, changed and deleted, and allow what they say', async () => {
      const made = await client.createKey({
        name: 'for tests',
        description: 'of the clients',
        actions: ['search'],
        indexes: ['library'],
        expiresAt: new Date(Date.now() + 3_600_000),
      });
      assert.deepEqual(made.actions, ['search']);
      assert.equal((await client.getKey(made.uid)).key, made.key);
      assert.equal((await client.updateKey(made.uid, { name: 'renamed' })).name, 'renamed');
      assert.ok((await client.getKeys({ limit: 100 })).results.some((key) => key.uid === made.uid));
      const reader = clientWith(made.key);
      assert.ok((await reader.index('library').search('musik')).hits.length > 0);
      assert.equal(await codeOf(reader.index('library').addDocuments([{ id: 1 }])), 'invalid_api_key');
      assert.equal(await codeOf(reader.index('tuned').search('')), 'invalid_api_key');
      assert.equal(await codeOf(reader.getKeys()), 'invalid_api_key');
      const token = await tokenBy(name, client, made, { library: { filter: 'price = 7' } });
      const mine = clientWith(token).index('library');
      assert.equal((await mine.search('', { page: 1 })).totalHits, 100);
      assert.equal((await mine.search('', { page: 1, filter: 'price = 8' })).totalHits, 0);
      assert.equal(await codeOf(clientWith(await tokenBy(name, client, made, ['tuned'])).index('library').search('')), 'invalid_api_key');
      await client.deleteKey(made.uid);
      assert.equal(await codeOf(client.getKey(made.uid)), 'api_key_not_found');
      assert.equal(await codeOf(mine.search('')), 'invalid_api_key');
      assert.equal(await codeOf(clientWith(undefined).index('library').search('')), 'missing_authorization_header');
    });

    test('two indexes change places', async () => {
      await done(client, client.index('blue').addDocuments([{ id: 1, colour: 'blue' }], { primaryKey: 'id' }));
      await done(client, client.index('red').addDocuments([{ id: 1, colour: 'red' }], { primaryKey: 'id' }));
      await done(client, client.swapIndexes([{ indexes: ['blue', 'red'] }]));
      assert.equal((await client.index('blue').getDocument(1)).colour, 'red');
      assert.equal((await client.index('red').getDocument(1)).colour, 'blue');
      const failed = await ended(client, client.swapIndexes([{ indexes: ['blue', 'nowhere'] }]));
      assert.deepEqual([failed.status, failed.error.code], ['failed', 'index_not_found']);
    });

    test('errors have the codes that clients know', async () => {
      const searches = [
        [{ limit: -1 }, 'invalid_search_limit'],
        [{ offset: 'x' }, 'invalid_search_offset'],
        [{ filter: 'unknown = 1' }, 'invalid_search_filter'],
        [{ filter: 'price = ' }, 'invalid_search_filter'],
        [{ sort: ['title:asc'] }, 'invalid_search_sort'],
        [{ facets: ['title'] }, 'invalid_search_facets'],
        [{ matchingStrategy: 'any' }, 'invalid_search_matching_strategy'],
        [{ attributesToCrop: 5 }, 'invalid_search_attributes_to_crop'],
        [{ nonsense: 1 }, 'bad_request'],
      ];
      for (const [request, code] of searches) assert.equal(await codeOf(index.search('', request)), code, JSON.stringify(request));
      assert.equal(await codeOf(client.index('nowhere').search('')), 'index_not_found');
      assert.equal(await codeOf(client.createIndex('not allowed!')), 'invalid_index_uid');
      assert.equal((await ended(client, client.createIndex('library'))).error.code, 'index_already_exists');
      assert.equal((await ended(client, client.index('nowhere').delete())).error.code, 'index_not_found');
      assert.equal((await ended(client, index.update({ primaryKey: 'title' }))).error.code, 'index_primary_key_already_exists');
    });
  });
}
