// The search page at /, as a visitor uses it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { assertAccessible, assertFits, launch, newPage, picture } from './support/browser.mjs';
import { ATTACKS, SECTIONS } from './support/documents.mjs';
import { passOn, sendJson, startServer } from './support/site.mjs';
import { ARTICLES, startTelusur } from './support/telusur.mjs';

let telusur, front, browser, answer;

before(async () => {
  telusur = await startTelusur({ articles: ARTICLES, attacks: ATTACKS, sections: SECTIONS });
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

/** The page, once it has shown an answer or a message. */
async function open(t, path = '/?index=articles', options = {}) {
  const page = await newPage(t, browser, options);
  await page.goto(front.origin + path);
  await settled(page);
  return page;
}

async function settled(page) {
  await page.locator('#hits[aria-busy="false"] > li, #message:not([hidden])').first().waitFor();
}

/** Does something that asks the server, and waits for what the page makes of the answer. */
async function asking(page, action) {
  const answered = page.waitForResponse((response) => response.url().endsWith('/search') && response.request().postData().includes('hitsPerPage'));
  await action();
  await answered;
  await page.locator('#hits[aria-busy="false"]').waitFor({ state: 'attached' });
}

const total = async (page) => parseInt(/(\d+) hasil/.exec(await page.locator('#status').textContent())[1], 10);

test('what is typed stands in the address and is found again from there', async (t) => {
  const page = await open(t);
  await asking(page, () => page.locator('#q').fill('rendang'));
  await page.locator('article mark').first().waitFor();
  assert.equal(new URL(page.url()).search, '?q=rendang&index=articles');
  const found = await page.locator('h2').allTextContents();
  assert.ok(found.join().includes('Rendang'));
  assert.match(await page.locator('#status').textContent(), /hasil · \d+ md$/);
  assert.equal(await page.title(), 'rendang – telusur');
  const again = await open(t, new URL(page.url()).search.replace('?', '/?'));
  assert.deepEqual(await again.locator('h2').allTextContents(), found);
  assert.deepEqual(page.troubles, []);
});

test('facets: within one attribute either value will do, between attributes both must hold', async (t) => {
  const page = await open(t);
  const all = await total(page);
  const box = (name) => page.getByRole('checkbox', { name });
  await asking(page, () => box(/^Inggris/).check());
  const english = await total(page);
  assert.ok(english < all);
  assert.ok(await box(/^Indonesia/).isVisible(), 'the other language can be added');
  await asking(page, () => box(/^Indonesia/).check());
  assert.ok((await total(page)) > english);
  await asking(page, () => box(/^Indonesia/).uncheck());
  await asking(page, () => page.locator('input[name="tags"]').first().check());
  assert.ok((await total(page)) < english);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'tags');
  const address = new URL(page.url()).searchParams;
  assert.deepEqual(address.getAll('f.lang'), ['en']);
  assert.equal(address.getAll('f.tags').length, 1);
  await asking(page, () => page.goBack());
  assert.equal(await page.locator('input[name="tags"]:checked').count(), 0);
  await asking(page, () => page.getByRole('button', { name: 'Hapus saringan' }).click());
  assert.equal(await total(page), all);
});

test('order and pages', async (t) => {
  const page = await open(t);
  await asking(page, () => page.getByLabel('Urutan').selectOption('published:desc'));
  const dates = await page.locator('time').allTextContents();
  assert.ok(dates[0].includes('2026'), dates[0]);
  const first = await page.locator('h2').allTextContents();
  await asking(page, () => page.getByRole('link', { name: 'Berikutnya' }).click());
  assert.match(await page.locator('#page-of').textContent(), /^Halaman 2 dari \d+$/);
  const second = await page.locator('h2').allTextContents();
  assert.equal(first.filter((title) => second.includes(title)).length, 0);
  assert.equal(new URL(page.url()).searchParams.get('page'), '2');
  await asking(page, () => page.locator('#q').fill('rendang'));
  assert.equal(new URL(page.url()).searchParams.get('page'), null);
});

test('a misspelled word, and no hit', async (t) => {
  const page = await open(t, '/?index=articles&q=belajr+backend');
  await asking(page, () => page.getByRole('link', { name: 'belajar backend' }).click());
  assert.equal(await page.locator('#q').inputValue(), 'belajar backend');
  assert.ok(await page.locator('#meant').isHidden());
  await asking(page, () => page.locator('#q').fill('zzqqxxyy'));
  assert.match(await page.locator('#message').textContent(), /Tidak ada hasil untuk “zzqqxxyy”/);
});

test('why a document is where it is: by word, kind and attribute, asked for when the panel opens', async (t) => {
  const page = await open(t, '/?index=articles&q=belajar+backend');
  assert.equal(front.seen.filter(({ body }) => body.includes('showRankingScoreDetails')).length, 0);
  const why = page.locator('details.why').first();
  await why.locator('summary').click();
  await why.locator('li').first().waitFor();
  const shares = (await why.locator('.share').allTextContents()).map((share) => parseFloat(share.replace(',', '.')));
  assert.ok(shares.length >= 2 && shares.every((share, i) => i === 0 || share <= shares[i - 1]), shares.join());
  const whole = parseFloat(/Nilainya ([\d,]+)%/.exec(await why.textContent())[1].replace(',', '.'));
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - whole) < 0.1 * shares.length, `${shares} and ${whole}`);
  assert.match((await why.locator('li').allTextContents()).join('\n'), /backend persis .*di Judul/);
  await asking(page, () => page.getByLabel('Urutan').selectOption('published:desc'));
  await why.locator('summary').click();
  await why.getByText('urutan yang dipilih (Tanggal, turun)').waitFor();
  await asking(page, () => page.locator('#q').fill(''));
  answer = (incoming, _, outgoing) => sendJson(outgoing, 503, {});
  await why.locator('summary').click();
  await why.getByText('Server sedang sibuk.').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('another index is searched by what it has', async (t) => {
  const page = await open(t, '/?index=sections');
  assert.deepEqual(await page.locator('#index option').allTextContents(), ['articles', 'attacks', 'sections']);
  await asking(page, () => page.locator('#index').selectOption('articles'));
  assert.ok((await page.locator('fieldset').count()) > 0);
  assert.equal(new URL(page.url()).searchParams.get('index'), 'articles');
});

test('documents of other kinds: sections with what is above them, attributes of any name, and long ones as snippets', async (t) => {
  const page = await open(t, '/?index=sections');
  const answered = page.waitForResponse((response) => response.url().endsWith('/search') && response.request().postData().includes('hitsPerPage'));
  await asking(page, () => page.locator('#q').fill('panjang pelayan'));
  const section = page.locator('article').filter({ hasText: 'Mengatur pelayan' });
  assert.equal(await section.locator('.meta').first().textContent(), 'Panduan › Pemasangan');
  const long = page.locator('article').filter({ hasText: 'Dokumen panjang' });
  assert.equal(await long.locator('dt').filter({ hasText: 'genre' }).locator('+ dd').textContent(), 'uji coba');
  assert.ok((await long.locator('dt').filter({ hasText: 'text' }).locator('+ dd').textContent()).length < 1000);
  const bytes = (await (await answered).body()).length;
  assert.ok(bytes < 8000, `${bytes} bytes`);
  assert.deepEqual(page.troubles, []);
});

test('a key that the server asks for is kept for this tab', async (t) => {
  const direct = answer;
  answer = (incoming, body, outgoing) => {
    const isFile = ['/', '/page.js', '/page.css'].includes(new URL(incoming.url, 'http://front').pathname);
    if (isFile || incoming.headers.authorization === 'Bearer rahasia') direct(incoming, body, outgoing);
    else sendJson(outgoing, incoming.headers.authorization ? 403 : 401, { message: 'no', code: 'invalid_api_key' });
  };
  const page = await open(t);
  assert.equal(await page.locator('#message').textContent(), 'Server ini meminta kunci.');
  await assertAccessible(page, 'the question for a key');
  await page.getByLabel('Kunci').fill('salah');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.getByText('Kunci itu tidak diterima.').waitFor();
  await page.getByLabel('Kunci').fill('tak terkirim €');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.waitForFunction(() => sessionStorage.getItem('telusur-key')?.includes('€') && !document.querySelector('#hits[aria-busy="true"]'));
  assert.equal(await page.locator('#message').textContent(), 'Kunci itu tidak diterima.');
  await page.getByLabel('Kunci').fill('rahasia');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.locator('article').first().waitFor();
  assert.ok(await page.locator('#unlock').isHidden());
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test('a server that fails is told, and searching goes on', async (t) => {
  const page = await open(t);
  const direct = answer;
  for (const [status, body, words, headers] of [
    [429, {}, 'Terlalu banyak permintaan. Coba lagi dalam 7 detik.', { 'Retry-After': '7' }], [429, {}, 'Coba lagi nanti.', { 'Retry-After': '99999999' }],
    [503, 'x', 'Server sedang sibuk.'], [200, 'x', 'tidak dapat dibaca'], [400, { message: 'salah' }, 'salah'],
  ]) {
    answer = (incoming, _, outgoing) => sendJson(outgoing, status, body, headers);
    await page.locator('#q').fill(`apa ${status}`);
    await page.locator('#message.failure').filter({ hasText: words }).waitFor();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await assertAccessible(page, `${words} ${colorScheme}`);
    }
    answer = direct;
    await asking(page, () => page.locator('#q').fill('rendang'));
    assert.ok(await page.locator('#message').isHidden());
  }
});

test('nothing of a document, query or address is run', async (t) => {
  const page = await open(t, `/?index=attacks&q=${encodeURIComponent('serangan')}&f.tags=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
  assert.ok(await page.locator('#message').isVisible());
  await page.goto(`${front.origin}/?index=attacks&q=serangan`);
  await settled(page);
  assert.equal(await page.locator('article').count(), ATTACKS.length);
  const links = await page.locator('h2 a').evaluateAll((nodes) => nodes.map((node) => node.protocol));
  assert.deepEqual([...new Set(links)], ['http:']);
  assert.equal(await page.locator('main').locator('img, script, svg').count(), 0);
  assert.equal(await page.evaluate(() => window.attacked), undefined);
  assert.deepEqual(page.troubles, []);
});

test('it fits a phone and a desk, light and dark, and axe-core has nothing against it', async (t) => {
  for (const { name, ...options } of [
    { name: 'phone-light', viewport: { width: 320, height: 640 }, colorScheme: 'light', hasTouch: true, isMobile: true },
    { name: 'phone-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark', hasTouch: true, isMobile: true },
    { name: 'desk-light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    { name: 'desk-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'en-GB' },
  ]) {
    const page = await open(t, '/?index=articles&q=belajar+backend', options);
    await page.locator('details.why summary').first().click();
    if (options.isMobile) await page.locator('#filters summary').click();
    await assertFits(page, '#q', 'article', '#facets');
    await assertAccessible(page, name);
    if (options.isMobile) await page.locator('#filters summary').click();
    await picture(page, `page-${name}`);
  }
});
