// The example pages with widgets that were made for another server, unmodified, against this one: from another origin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, newPage, picture } from './support/browser.mjs';
import { exampleIndex, startExamples } from './support/examples.mjs';
import { startTelusur } from './support/telusur.mjs';

let telusur, site, browser;

before(async () => {
  telusur = await startTelusur({ books: exampleIndex('books'), docs: exampleIndex('docs') });
  site = await startExamples(telusur);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await telusur?.stop();
});

const BOOKS = exampleIndex('books').documents;
const titles = (books) => books.map(({ title }) => title);
const sorted = (list) => [...list].sort();

/** The page of InstantSearch, once it has shown hits. */
async function open(t, options) {
  const page = await newPage(t, browser, options);
  await page.goto(`${site.origin}/instantsearch.html`);
  await page.locator('.ais-Hits-item').first().waitFor();
  return {
    page,
    found: () => page.locator('.ais-Hits-item h3').allTextContents(),
    /** Waits until the statistics tell so many hits: that is when the widgets have the answer. */
    count: (number) => page.locator('.ais-Stats-text').filter({ hasText: new RegExp(`^${number} results? `) }).waitFor(),
    facet: (name) => page.locator('.ais-RefinementList-item').filter({ hasText: name }).getByRole('checkbox'),
  };
}

test('InstantSearch: searchBox, hits, highlight, snippet, stats', async (t) => {
  const { page, found, count } = await open(t);
  await count(BOOKS.length);
  await page.locator('#searchbox input').fill('kereta');
  await page.locator('.ais-Hits-item').filter({ hasText: 'Kereta Malam' }).waitFor();
  assert.equal((await found())[0], 'Kereta Malam');
  assert.ok((await found()).includes('Night Trains'), 'the word of the other language');
  assert.equal(await page.locator('h3 mark').first().textContent(), 'Kereta');
  assert.ok((await page.locator('.ais-Snippet mark').count()) > 0);
  await page.locator('#searchbox button[type=reset]').click();
  await count(BOOKS.length);
  await page.locator('#searchbox input').fill('zzqqxxyy');
  await count('No');
  assert.deepEqual(page.troubles, []);
});

test('InstantSearch: refinementList is disjunctive within itself, current and cleared refinements', async (t) => {
  const { page, found, count, facet } = await open(t);
  const withTopic = (...topics) => BOOKS.filter((book) => book.topics.some((topic) => topics.includes(topic)));
  await facet('teknologi').click();
  await count(withTopic('teknologi').length);
  assert.deepEqual(sorted(await found()), sorted(titles(withTopic('teknologi'))));
  await facet('keluarga').click();
  await count(withTopic('teknologi', 'keluarga').length);
  assert.equal(await page.locator('.ais-CurrentRefinements-category').count(), 2);
  await page.locator('.ais-RefinementList-item').filter({ hasText: /^id/ }).getByRole('checkbox').click();
  await count(withTopic('teknologi', 'keluarga').filter(({ lang }) => lang === 'id').length);
  await page.locator('.ais-ClearRefinements-button').click();
  await count(BOOKS.length);
  assert.deepEqual(page.troubles, []);
});

test('InstantSearch: values of a facet are searched', async (t) => {
  const { page } = await open(t);
  await page.getByPlaceholder('Find a topic').fill('sej');
  await page.locator('#topics .ais-RefinementList-item').filter({ hasText: 'sejarah' }).waitFor();
  await page.locator('#topics .ais-RefinementList-item').filter({ hasText: 'teknologi' }).waitFor({ state: 'detached' });
  assert.deepEqual(page.troubles, []);
});

test('InstantSearch: sortBy, pagination, rangeInput, and all of it in the address', async (t) => {
  const { page, found, count } = await open(t);
  const newest = titles([...BOOKS].sort((a, b) => b.year - a.year));
  await page.locator('.ais-SortBy-select').selectOption({ label: 'Newest first' });
  await page.locator('.ais-Hits-item').first().filter({ hasText: newest[0] }).waitFor();
  assert.equal((await found())[1], newest[1]);
  assert.equal(await page.locator('.ais-Pagination-item--page').count(), 4);
  await page.locator('.ais-Pagination-link').filter({ hasText: /^4$/ }).click();
  await page.locator('.ais-Hits-item').last().filter({ hasText: newest.at(-1) }).waitFor();
  assert.equal(await page.locator('.ais-RangeInput-input--min').getAttribute('min'), '2007');
  assert.equal(await page.locator('.ais-RangeInput-input--max').getAttribute('max'), '2024');
  await page.locator('.ais-RangeInput-input--min').fill('2020');
  await page.locator('.ais-RangeInput-input--max').fill('2022');
  await page.locator('.ais-RangeInput-submit').click();
  const between = BOOKS.filter(({ year }) => year >= 2020 && year <= 2022);
  await count(between.length);
  assert.deepEqual(sorted(await found()), sorted(titles(between)));
  await page.waitForURL(/sortBy.*range/);
  await page.reload();
  await count(between.length);
  assert.deepEqual(page.troubles, []);
});

test('InstantSearch: what is typed and what is stored is never run', async (t) => {
  const { page, count } = await open(t);
  await page.locator('#searchbox input').fill('"><img src=x onerror="window.attacked=true"> AND ( -');
  await count('No');
  assert.equal(await page.evaluate(() => window.attacked), undefined);
  assert.deepEqual(page.troubles, []);
});

test('InstantSearch on a phone and a desk', async (t) => {
  for (const [name, width, height] of [['phone', 320, 640], ['desk', 1440, 900]]) {
    const { page } = await open(t, { viewport: { width, height } });
    await page.locator('#searchbox input').fill('server');
    await page.locator('h3 mark').first().waitFor();
    await picture(page, `instantsearch-${name}`);
  }
});

test('meilisearch-docsearch: sections of a handbook, with the keyboard', async (t) => {
  const page = await newPage(t, browser);
  await page.goto(`${site.origin}/docsearch.html`);
  await page.locator('#docsearch button').waitFor();
  await page.keyboard.press('/');
  const field = page.locator('.docsearch-modal-search-input');
  await field.fill('cadangan');
  const hit = page.locator('a[href$="#jadwal-cadangan"]');
  await hit.waitFor();
  assert.match(await hit.textContent(), /Jadwal cadangan/);
  assert.equal(await hit.locator('.docsearch-modal-search-hits-item--highlight').last().textContent(), 'Cadangan');
  await picture(page, 'docsearch');
  await field.fill('zzqqxxyy');
  await hit.waitFor({ state: 'detached' });
  await field.fill('restore backup');
  await page.locator('a[href$="#restore"]').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${site.origin}/reference/commands.html#restore`);
  assert.deepEqual(page.troubles, []);
});
