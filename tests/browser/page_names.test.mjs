// The search page with attributes of any name, addresses that ask for anything, and a browser that keeps nothing.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { assertAccessible, assertFits, forbidStorage, launch, newPage, picture } from './support/browser.mjs';
import { passOn, sendJson, startServer } from './support/site.mjs';
import { startTelusur } from './support/telusur.mjs';

// Names of what every object has, and of what the page itself says or calls.
const NAMES = ['score', 'hits', 'constructor', 'toString', '__proto__', 'search', 'kinds'];
const GENRES = ['cerita', 'sejarah'];
const BOOKS = Array.from({ length: 45 }, (_, i) => ({
  id: i,
  title: `Buku ${i}`,
  // Twelve years, of which the last are the most frequent.
  year: i < 24 ? 1990 + (i % 12) : 2000 + (i % 2),
  published: '2024-01-31',
  ...Object.fromEntries(NAMES.map((name) => [name, GENRES[i % 2]])),
}));
const SETTINGS = {
  searchableAttributes: ['*'], displayedAttributes: ['*'], filterableAttributes: [...NAMES, 'year', 'published'], sortableAttributes: ['score', 'constructor'],
};

let telusur, front, browser, answer;

before(async () => {
  telusur = await startTelusur({ books: { documents: BOOKS, settings: SETTINGS } });
  front = await startServer((...request) => answer(...request));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await front?.stop();
  await telusur?.stop();
});
beforeEach(() => {
  answer = (incoming, body, outgoing) => passOn(telusur.origin, incoming, body, outgoing);
});

async function settled(page) {
  await page.locator('#hits[aria-busy="false"] > li, #message:not([hidden])').first().waitFor();
}

async function open(t, path, options = {}) {
  const page = await newPage(t, browser, options);
  await page.goto(front.origin + path);
  await settled(page);
  return page;
}

/** Answers to searches for hits with `value`, and to anything else as it should. */
function answering(value) {
  const direct = answer;
  return (incoming, body, outgoing) => {
    if (incoming.url.endsWith('/search') && body.includes('hitsPerPage')) sendJson(outgoing, 200, value(JSON.parse(body)));
    else direct(incoming, body, outgoing);
  };
}

const count = (page, number, what = 'hasil') => page.locator('#status').filter({ hasText: new RegExp(`^${number} ${what}`) }).waitFor();

test('attributes are called what their owner calls them, whatever else has that name', async (t) => {
  const page = await open(t, '/?index=books&q=cerita');
  assert.deepEqual((await page.locator('legend').allTextContents()).sort(), [...NAMES, 'year'].sort());
  assert.deepEqual(await page.locator('#sort option').allTextContents(), ['Paling sesuai', 'score, turun', 'score, naik', 'constructor, turun', 'constructor, naik']);
  await page.locator('details.why summary').first().click();
  await page.locator('.reasons li').first().waitFor();
  const reasons = (await page.locator('.reasons li').allTextContents()).join('\n');
  for (const name of NAMES) assert.ok(reasons.includes(name), `${name} in ${reasons}`);
  assert.ok(!reasons.includes('=>') && !reasons.includes('native code'), reasons);
  await page.locator('#q').fill('');
  await count(page, BOOKS.length);
  await page.locator('input[name="constructor"][value="sejarah"]').check();
  await count(page, BOOKS.filter((book) => book.score === 'sejarah').length);
  assert.deepEqual(page.troubles, []);
});

test('of many numbers the most frequent can be ticked', async (t) => {
  const page = await open(t, '/?index=books');
  const years = await page.locator('input[name="year"]').evaluateAll((boxes) => boxes.map((box) => box.value));
  assert.equal(years.length, 10);
  assert.deepEqual(years.slice(0, 2).sort(), ['2000', '2001']);
});

test('every filter of the address can be seen and taken away, also one that no box has', async (t) => {
  const page = await open(t, '/?index=books&f.score=cerita&f.published=2024-01-31&f.published=1999-01-01');
  const chips = page.locator('#chosen button');
  assert.deepEqual((await chips.locator('.value').allTextContents()).sort(), ['Tanggal: 1999-01-01', 'Tanggal: 2024-01-31', 'score: cerita']);
  await assertAccessible(page, 'filters as chips');
  await page.getByRole('button', { name: 'Buang saringan Tanggal: 2024-01-31' }).click();
  await page.getByText('Tidak ada dokumen dengan saringan ini.').waitFor();
  assert.ok(await chips.first().evaluate((chip) => chip === document.activeElement));
  await page.getByRole('button', { name: 'Buang saringan Tanggal: 1999-01-01' }).click();
  await count(page, BOOKS.filter(({ score }) => score === 'cerita').length);
  assert.deepEqual(new URL(page.url()).searchParams.getAll('f.published'), []);
  await page.getByRole('button', { name: 'Hapus saringan' }).click();
  await count(page, BOOKS.length);
  assert.ok(await page.locator('#filtered').isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), 'status');
  assert.deepEqual(page.troubles, []);
});

test('a filter that the server refuses does not hold anybody', async (t) => {
  const page = await open(t, '/?index=books&f.title=Buku+1');
  await page.locator('#message.failure').filter({ hasText: 'title' }).waitFor();
  await page.getByRole('button', { name: 'Buang saringan Judul: Buku 1' }).click();
  await count(page, BOOKS.length);
  assert.ok(await page.locator('#message').isHidden());
});

test('chips fit a phone', async (t) => {
  const page = await open(t, `/?index=books&f.score=cerita&f.hits=cerita&f.search=${'panjang'.repeat(30)}`, { viewport: { width: 320, height: 640 } });
  await assertFits(page, '#chosen button');
  await picture(page, 'page-chips');
});

test('a page beyond the last one is the last one', async (t) => {
  const page = await open(t, '/?index=books&page=900');
  assert.equal(await page.locator('#page-of').textContent(), 'Halaman 5 dari 5');
  assert.equal(await page.locator('article').count(), 5);
  assert.equal(new URL(page.url()).searchParams.get('page'), '5');
  assert.ok(await page.getByRole('link', { name: 'Berikutnya' }).isHidden());
  await page.getByRole('link', { name: 'Halaman pertama' }).click();
  await page.getByText('Halaman 1 dari 5').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('page'), null);
  await page.goto(`${front.origin}/?index=books&page=900&q=zzqqxxyy`);
  await page.getByText('Tidak ada hasil untuk “zzqqxxyy”').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('an index that is not there is named, with the one that is taken, and the address then tells that one', async (t) => {
  const page = await open(t, '/?index=tiada&q=cerita&f.score=cerita&page=2');
  const { length } = BOOKS.filter(({ score }) => score === 'cerita');
  await count(page, length);
  const message = page.locator('#message');
  assert.equal(await message.textContent(), 'Tidak ada indeks “tiada”. Yang dipakai sekarang ialah indeks “books”.');
  assert.equal(new URL(page.url()).search, '?q=cerita&index=books&page=2&f.score=cerita');
  await page.locator('#q').fill('');
  await message.waitFor({ state: 'hidden' });
  await page.goto(`${front.origin}/?index=tiada&view=settings`);
  await page.getByRole('heading', { name: 'Setelan indeks books' }).waitFor();
  await message.filter({ hasText: 'Tidak ada indeks “tiada”.' }).waitFor();
  assert.equal(new URL(page.url()).search, '?view=settings&index=books');
  await page.goto(`${front.origin}/?index=tiada&f.title=Buku+1`);
  await message.filter({ hasText: /^Tidak ada indeks “tiada”.* Server menolak: / }).waitFor();
  const english = await open(t, '/?index=tiada', { locale: 'en-GB' });
  assert.equal(await english.locator('#message').textContent(), 'There is no index “tiada”. The index “books” is used instead.');
  await english.goto(front.origin);
  await count(english, BOOKS.length, 'hits');
  assert.ok(await english.locator('#message').isHidden());
  assert.deepEqual([...page.troubles, ...english.troubles], []);
});

test('numbers of an answer that are none are not shown', async (t) => {
  answer = answering(() => ({ hits: BOOKS.slice(0, 20), totalHits: {}, totalPages: 'x', processingTimeMs: 'x', facetDistribution: { year: { 2000: 'x', 2001: 3 } } }));
  const page = await open(t, '/?index=books');
  assert.equal(await page.locator('#status').textContent(), '10 hasil');
  assert.equal(await page.locator('article').count(), 10, 'no more than were asked for');
  assert.deepEqual(await page.locator('#facets .count').allTextContents(), ['3']);
  assert.deepEqual(page.troubles, []);
});

/** Answers whose totals are estimates: `pages` are told, and `full` have hits. */
const estimating = (pages, full) => answering(({ page }) => (
  { hits: page <= full ? BOOKS.slice(0, 10) : [], page, totalPages: pages, totalHits: pages * 10, totalHitsExact: false, facetDistribution: {} }));

test('where totals are estimates, there are more pages than they say while pages are full, and a way back from where there are fewer', async (t) => {
  answer = estimating(2, 3);
  const page = await open(t, '/?index=books&page=2');
  assert.equal(await page.locator('#page-of').textContent(), 'Halaman 2 dari sekitar 2');
  await page.getByRole('link', { name: 'Berikutnya' }).click();
  await page.getByText('Halaman 3 dari sekitar 3').waitFor();
  answer = estimating(9, 3);
  await page.goto(`${front.origin}/?index=books&page=7`);
  await page.getByText('Tidak ada hasil di halaman ini.').waitFor();
  await page.getByRole('link', { name: 'Halaman pertama' }).click();
  await page.getByText('Halaman 1 dari sekitar 9').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('what is typed while an answer is awaited is never mixed up with it', async (t) => {
  const page = await open(t, '/?index=books');
  const direct = answer;
  const held = [];
  answer = (...request) => held.push(request);
  const asking = page.waitForRequest((request) => request.postData()?.includes('"q":"cerita"'));
  await page.locator('#q').fill('cerita');
  const asked = await asking;
  const ended = page.waitForEvent('requestfailed', (request) => request === asked);
  await page.clock.install();
  await page.locator('#q').fill('sejarah');
  await ended;
  assert.ok(await page.locator('#message').isHidden(), 'what is given up is no failure');
  answer = direct;
  for (const request of held) direct(...request);
  await page.clock.runFor(1000);
  await page.locator('mark').filter({ hasText: 'sejarah' }).first().waitFor();
  assert.deepEqual(page.troubles, []);
});

test('a refusal, or choosing again what is chosen, leaves the way forward open', async (t) => {
  const page = await open(t, '/?index=books');
  await page.locator('#sort').selectOption('score:desc');
  await page.waitForURL(/sort=/);
  await settled(page);
  const direct = answer;
  answer = (incoming, body, outgoing) => {
    if (incoming.url.startsWith('/indexes')) sendJson(outgoing, 401, { message: 'no', code: 'missing_authorization_header' });
    else direct(incoming, body, outgoing);
  };
  await page.goBack();
  await page.getByText('Server ini meminta kunci.').waitFor();
  answer = direct;
  await page.getByLabel('Kunci').fill('apa saja');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.locator('article').first().waitFor();
  await page.locator('a.brand').evaluate(() => document.querySelector('#sort').dispatchEvent(new Event('change')));
  await settled(page);
  await page.goForward();
  await page.waitForURL(/sort=score/);
  await page.waitForFunction(() => document.querySelector('#sort').value === 'score:desc');
});

test('typing over the settings leaves a way back to them', async (t) => {
  const page = await newPage(t, browser);
  await page.goto(`${front.origin}/?index=books&view=settings`);
  await page.getByRole('heading', { name: 'Setelan indeks books' }).waitFor();
  await page.locator('#q').fill('cerita');
  await page.locator('article').first().waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Setelan indeks books' }).waitFor();
});

test('where storage is forbidden, the page searches all the same, and a key lasts as long as the page', async (t) => {
  const direct = answer;
  answer = (incoming, body, outgoing) => {
    const isFile = !/^\/(indexes|multi-search)/.test(incoming.url);
    if (isFile || incoming.headers.authorization === 'Bearer rahasia') direct(incoming, body, outgoing);
    else sendJson(outgoing, 401, { message: 'no', code: 'missing_authorization_header' });
  };
  const page = await newPage(t, browser);
  await forbidStorage(page);
  await page.goto(`${front.origin}/?index=books`);
  await page.getByLabel('Kunci').fill('rahasia');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.locator('article').first().waitFor();
  await page.locator('#q').fill('cerita');
  await page.locator('article mark').first().waitFor();
  await page.getByRole('button', { name: 'Lupakan kunci' }).click();
  await page.getByText('Server ini meminta kunci.').waitFor();
  assert.deepEqual(page.troubles, []);
});
