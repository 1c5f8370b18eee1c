// The settings view of the search page, and keys, on a server with a master key.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { assertAccessible, assertFits, launch, newPage, picture } from './support/browser.mjs';
import { startTelusur } from './support/telusur.mjs';

const MASTER = 'kunci-induk-untuk-uji-coba';
const BOOKS = {
  documents: [
    { id: 1, title: 'Telepon genggam', genre: 'teknologi', shelf: 'A', published: '2024-01-31', year: 2001 },
    { id: 2, title: 'Kebun kota', genre: 'berkebun', shelf: 'A', published: '2024-01-31', year: 2009 },
  ],
  settings: { searchableAttributes: ['title'], displayedAttributes: ['*'], filterableAttributes: ['genre', 'shelf', 'published'] },
};

let telusur, browser, keys;

const api = async (path, key = MASTER) => (await fetch(telusur.origin + path, { headers: { Authorization: `Bearer ${key}` } })).json();

async function makeKey(actions, indexes) {
  const headers = { Authorization: `Bearer ${MASTER}`, 'Content-Type': 'application/json' };
  const response = await fetch(`${telusur.origin}/keys`, { method: 'POST', headers, body: JSON.stringify({ actions, indexes, expiresAt: null }) });
  return (await response.json()).key;
}

before(async () => {
  telusur = await startTelusur({ books: BOOKS, films: BOOKS }, ['--master-key', MASTER]);
  const list = (await api('/keys')).results;
  const keyFor = (action) => list.find(({ actions }) => actions.includes(action)).key;
  keys = {
    search: keyFor('search'), admin: keyFor('*'),
    other: await makeKey(['search'], ['films']),
    reader: await makeKey(['search', 'indexes.get', 'settings.get'], ['*']),
  };
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await telusur?.stop();
});

/** The page, which has asked for a key and got one. */
async function open(t, path, key, options) {
  const page = await newPage(t, browser, options);
  await page.goto(telusur.origin + path);
  await page.locator('#unlock').waitFor();
  await page.getByLabel('Kunci').fill(key);
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  return page;
}

const said = (page, words) => page.locator('.said').filter({ hasText: words }).waitFor();

test('with an admin key settings are read, changed and kept', async (t) => {
  const page = await open(t, '/?index=books', keys.admin);
  await page.locator('article').first().waitFor();
  assert.deepEqual(await page.locator('legend').allTextContents(), ['shelf'], 'a date is no checkbox, nor what one document has');
  await page.getByRole('link', { name: 'Setelan indeks' }).click();
  await page.getByRole('heading', { name: 'Setelan indeks books' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('view'), 'settings');
  assert.equal(await page.locator('#settings .meta').textContent(), '2 dokumen');
  assert.equal(await page.getByLabel('Yang dicari').inputValue(), 'title');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await said(page, 'Tidak ada yang berubah.');
  await page.getByLabel('Yang dapat disaring').fill('genre\n year \n\n');
  await page.getByLabel('Sinonim').fill('ponsel: telepon genggam, hp');
  await page.getByLabel('Dua huruf salah').fill('8');
  await page.getByLabel('Ejaan lama').check();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await said(page, 'Tersimpan.');
  const stored = await api('/indexes/books/settings');
  assert.deepEqual(stored.filterableAttributes, ['genre', 'year']);
  assert.deepEqual(stored.synonyms, { ponsel: ['telepon genggam', 'hp'] });
  assert.equal(stored.typoTolerance.minWordSizeForTypos.twoTypos, 8);
  assert.equal(stored.oldSpelling, true);
  await page.reload();
  await page.getByLabel('Sinonim').waitFor();
  assert.equal(await page.getByLabel('Sinonim').inputValue(), 'ponsel: telepon genggam, hp');
  await page.locator('#q').fill('ponsel');
  await page.locator('article').filter({ hasText: 'Telepon genggam' }).waitFor();
  assert.ok(await page.locator('#settings').isHidden());
  assert.deepEqual(page.troubles, []);
});

test('a value that is none is named, and nothing is lost', async (t) => {
  const page = await open(t, '/?index=books&view=settings', keys.admin);
  await page.getByLabel('Sinonim').fill('tanpa titik dua');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await said(page, 'Isi “Sinonim” tidak dapat dibaca.');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'synonyms');
  await assertAccessible(page, 'a value that is none');
  await page.getByLabel('Sinonim').fill('');
  await page.getByText('Setelan lainnya').click();
  await page.getByLabel('sortFacetValuesBy').fill('{');
  await page.getByText('Setelan lainnya').click();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await said(page, 'Isi “sortFacetValuesBy” tidak dapat dibaca.');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'faceting.sortFacetValuesBy');
  await page.reload();
  await page.getByLabel('Bahasa').fill('jv');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await said(page, /Server menolak: .*jv/);
  assert.notDeepEqual((await api('/indexes/books/settings')).languages, ['jv']);
});

test('a key that may only search searches the index that is named, and sees no settings', async (t) => {
  const page = await open(t, '/', keys.search);
  await page.getByText('Sebutkan indeks').waitFor();
  await page.locator('#index-name').fill('books');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.locator('article').first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get('index'), 'books');
  await page.getByRole('link', { name: 'Setelan indeks' }).click();
  await page.getByText('hanya dapat dilihat dan diubah dengan kunci admin').waitFor();
  assert.ok(await page.locator('#settings').isHidden());
  await assertAccessible(page, 'the question for an admin key');
  await page.getByLabel('Kunci').fill(keys.admin);
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.getByRole('heading', { name: 'Setelan indeks books' }).waitFor();
  assert.ok(await page.locator('#unlock').isHidden());
  assert.deepEqual(page.troubles, []);
});

test('a wrong key is called wrong, and one that may only search is not', async (t) => {
  for (const path of ['/', '/?index=books', '/?index=books&view=settings']) {
    const page = await open(t, path, 'kunci-yang-salah');
    await page.getByText('Kunci itu tidak diterima.').waitFor();
  }
  const page = await open(t, '/?index=books', keys.other);
  await page.getByText('Kunci itu tidak boleh mencari di indeks ini.').waitFor();
  await page.locator('#index-name').fill('films');
  await page.getByRole('button', { name: 'Pakai kunci' }).click();
  await page.locator('article').first().waitFor();
  assert.deepEqual(page.troubles, []);
});

test('a key that reads settings and may not change them is told so when it saves', async (t) => {
  const page = await open(t, '/?index=books&view=settings', keys.reader);
  await page.getByLabel('Sinonim').fill('buku: kitab');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await said(page, 'hanya dapat dilihat dan diubah dengan kunci admin');
});

test('a key can be forgotten, and with it goes what it let see', async (t) => {
  const page = await open(t, '/?index=books&view=settings', keys.admin);
  await page.getByRole('heading', { name: 'Setelan indeks books' }).waitFor();
  await assertAccessible(page, 'the button to forget the key');
  const forget = page.getByRole('button', { name: 'Lupakan kunci' });
  await forget.click();
  await page.locator('#unlock').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'key');
  assert.ok(await forget.isHidden());
  assert.equal(await page.locator('#settings *, #hits *, #facets *, #index *').count(), 0);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await page.reload();
  await page.locator('#unlock').waitFor();
  assert.deepEqual(page.troubles, []);
});

test('the settings on a phone and a desk, light and dark, with nothing for axe-core to say', async (t) => {
  for (const { name, ...options } of [
    { name: 'phone-light', viewport: { width: 320, height: 640 }, colorScheme: 'light', hasTouch: true, isMobile: true },
    { name: 'desk-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  ]) {
    const page = await open(t, '/?index=books&view=settings', keys.admin, options);
    await page.getByText('Setelan lainnya').click();
    await assertFits(page, '#settings', '#settings textarea');
    await assertAccessible(page, name);
    await page.evaluate(() => window.scrollTo(0, 0));
    await picture(page, `settings-${name}`);
  }
});
