// <telusur-search> with a server that answers badly or not at all: it says so in the page's language, and the page lives on.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { assertAccessible, launch, newPage } from './support/browser.mjs';
import { sendJson, startSite } from './support/site.mjs';
import { ARTICLES, startTelusur } from './support/telusur.mjs';

let telusur, site, browser;

before(async () => {
  telusur = await startTelusur({ articles: ARTICLES });
  site = await startSite(telusur);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await telusur?.stop();
});
beforeEach(() => site.reset());

async function open(t, lang, attributes = 'index="articles"', prepare = () => {}) {
  const page = await newPage(t, browser);
  await page.addInitScript(prepare);
  site.html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Situs</title>
    <script type="module" src="/search-box.js"></script></head><body><main><h1>Situs</h1>
    <telusur-search ${attributes}></telusur-search></main></body></html>`;
  await page.goto(`${site.origin}/page`);
  await page.evaluate(() => customElements.whenDefined('telusur-search').then(() => true));
  return { page, input: page.getByRole('combobox'), message: page.locator('.message.failure') };
}

const answers = (status, body, headers) => (incoming, _, outgoing) => sendJson(outgoing, status, body, headers);

const CASES = [
  // The first, since an earlier answer to the same query would be shown.
  { name: 'a closed connection', answer: (incoming, _, outgoing) => outgoing.destroy(), id: 'Server pencarian tidak dapat dihubungi.', en: 'The search server cannot be reached.' },
  {
    name: '401', answer: answers(401, { message: 'no key', code: 'missing_authorization_header' }),
    id: 'Pencarian ditolak: kotak pencarian ini belum diberi kunci.', en: 'The search was refused: this search box has no key.',
  },
  { name: '403', answer: answers(403, '<h1>Forbidden</h1>'), id: 'Server pencarian menolak pencarian ini.', en: 'The search server refused this search.', owner: 'HTTP 403' },
  { name: '404', answer: answers(404, { message: 'no index' }), id: 'Indeks pencarian tidak ditemukan.', en: 'The search index was not found.' },
  {
    name: '429 with Retry-After', answer: answers(429, { message: 'slow down' }, { 'Retry-After': '7', 'Access-Control-Expose-Headers': 'Retry-After' }),
    id: 'Terlalu banyak pencarian. Coba lagi dalam 7 detik.', en: 'Too many searches. Try again in 7 seconds.',
  },
  {
    name: '429 for years', answer: answers(429, { message: 'slow down' }, { 'Retry-After': '99999999', 'Access-Control-Expose-Headers': 'Retry-After' }),
    id: 'Server sedang sibuk. Coba lagi nanti.', en: 'The server is busy. Try again later.',
  },
  { name: '503', answer: answers(503, 'busy', { 'Retry-After': 'soon' }), id: 'Server sedang sibuk. Coba lagi sebentar lagi.', en: 'The server is busy. Try again in a moment.' },
  { name: '500', answer: answers(500, { message: 'oh no' }), id: 'Terjadi kesalahan di server pencarian.', en: 'Something went wrong in the search server.' },
  { name: '400', answer: answers(400, { message: 'bad <b>filter</b>' }), id: 'Server pencarian menolak pencarian ini.', en: 'The search server refused this search.', owner: 'bad <b>filter</b>' },
  { name: 'HTML for JSON', answer: answers(200, '<html>ini bukan JSON'), id: 'Jawaban server pencarian tidak dapat dibaca.', en: 'The answer of the search server cannot be read.' },
  { name: 'JSON of another kind', answer: answers(200, '[1, 2]'), id: 'Jawaban server pencarian tidak dapat dibaca.', en: 'The answer of the search server cannot be read.' },
  { name: 'hits that are none', answer: answers(200, { hits: [null, 'x'] }), id: 'Jawaban server pencarian tidak dapat dibaca.', en: 'The answer of the search server cannot be read.' },
  { name: 'null', answer: answers(200, 'null'), id: 'Jawaban server pencarian tidak dapat dibaca.', en: 'The answer of the search server cannot be read.' },
];

test('each failure is told in both languages, can be tried again, and goes away', async (t) => {
  for (const lang of ['id', 'en']) {
    const { page, input, message } = await open(t, lang);
    const warnings = [];
    page.on('console', (said) => {
      if (said.type() === 'warning') warnings.push(said.text());
    });
    for (const { name, answer, owner, ...texts } of CASES) {
      await t.test(`${name}, ${lang}`, async () => {
        site.answer = answer;
        await input.fill('backend');
        await message.waitFor();
        assert.equal(await message.textContent(), texts[lang]);
        assert.equal(await page.locator('.spoken').textContent(), texts[lang]);
        site.reset();
        await page.getByRole('button', { name: lang === 'id' ? 'Coba lagi' : 'Try again' }).click();
        await page.locator('.hit').first().waitFor();
        assert.equal(await message.count(), 0);
        await input.fill('');
        if (owner) assert.equal(warnings.at(-1), `telusur-search: ${owner}`);
        assert.deepEqual(page.troubles, []);
      });
    }
    site.answer = CASES[1].answer;
    await input.fill('backend');
    await message.waitFor();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await assertAccessible(page, `a failure, ${lang}, ${colorScheme}`);
    }
  }
});

test('a server that says nothing is given up', async (t) => {
  const { page, input, message } = await open(t, 'id');
  let asked;
  const arrived = new Promise((resolve) => { asked = resolve; });
  site.answer = () => asked();
  await page.clock.install();
  await input.fill('backend');
  await input.press('Enter');
  await arrived;
  await page.locator('.status').filter({ hasText: 'Mencari…' }).waitFor();
  await page.clock.fastForward(10001);
  await message.waitFor();
  assert.equal(await message.textContent(), 'Server pencarian tidak menjawab.');
});

test('offline: what was found before is shown again, anything else waits for the connection', async (t) => {
  const { page, input, message } = await open(t, 'id');
  await input.fill('backend');
  await page.locator('.hit').first().waitFor();
  await input.fill('');
  await page.context().setOffline(true);
  await input.fill('backend');
  await page.locator('.hit').first().waitFor();
  assert.equal(await page.locator('.message').textContent(), 'Tidak tersambung: ini hasil dari pencarian sebelumnya.');
  await input.fill('rendang');
  await message.waitFor();
  assert.equal(await message.textContent(), 'Anda sedang luring. Pencarian dilanjutkan begitu sambungan kembali.');
  await page.context().setOffline(false);
  await page.locator('.hit').first().waitFor();
  assert.equal(await message.count(), 0);
});

test('odd documents are shown as far as they make sense', async (t) => {
  const { page, input } = await open(t, 'id');
  const hits = [{}, { title: null, url: 7, lang: '"><', tags: { a: 1 } }, { title: ['a', 'b'], body: 'x'.repeat(10000000) }, { title: '\uE001\uE000\uE000a\uE001', _formatted: 'x' }];
  site.answer = answers(200, { hits, estimatedTotalHits: 'many', correctedQuery: { a: 1 } });
  await input.fill('apa');
  await page.locator('.hit').first().waitFor();
  assert.equal(await page.locator('.hit').count(), hits.length);
  assert.deepEqual((await page.locator('.title').allTextContents()).slice(0, 3), ['Tanpa judul', 'Tanpa judul', 'a, b']);
  assert.ok((await page.locator('.snippet').first().textContent()).length < 1000);
  assert.deepEqual(page.troubles, []);
});

test('lists within lists of any depth hold nobody up', async (t) => {
  const { page, input } = await open(t, 'id');
  const deep = '['.repeat(20000) + ']'.repeat(20000);
  site.answer = answers(200, `{"hits": [{"title": ${deep}, "id": "dalam"}, {"title": ["a", ["b", ["c"]]]}], "totalHits": ${deep}}`);
  await input.fill('apa');
  await page.locator('.hit').first().waitFor();
  assert.deepEqual(await page.locator('.title').allTextContents(), ['dalam', 'a, b, c']);
  assert.equal(await page.locator('.status').textContent(), '2 hasil');
  assert.deepEqual(page.troubles, []);
});

test('whatever fails while an answer is shown is told, and searching goes on', async (t) => {
  // As a page does whose own scripts have changed what the box relies on.
  const { page, input, message } = await open(t, 'id', undefined, () => {
    Intl.WorkingFormat = Intl.NumberFormat;
    Intl.NumberFormat = () => { throw new RangeError('tidak bisa'); };
  });
  await input.fill('backend');
  await message.waitFor();
  assert.equal(await message.textContent(), 'Jawaban server pencarian tidak dapat dibaca.');
  assert.equal(await page.locator('.panel').getAttribute('aria-busy'), 'false');
  await page.evaluate(() => { Intl.NumberFormat = Intl.WorkingFormat; });
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.locator('.hit').first().waitFor();
  assert.deepEqual(page.troubles, []);
});

test('no more documents are drawn than were asked for', async (t) => {
  const { page, input } = await open(t, 'id', 'index="articles" hits="3"');
  site.answer = answers(200, { hits: Array.from({ length: 20000 }, (_, i) => ({ id: i, title: `Judul ${i}` })), totalHits: 20000 });
  await input.fill('apa');
  await page.locator('.hit').first().waitFor();
  assert.equal(await page.locator('.hit').count(), 3);
  assert.equal(await page.locator('.status').textContent(), '20.000 hasil');
});

test('a box without an index says so, and attributes may come later', async (t) => {
  const { page, input, message } = await open(t, 'en', 'hits="NaN" recent="-1" fields=",," server=""');
  await input.fill('backend');
  await message.waitFor();
  assert.equal(await message.textContent(), 'This search box has no “index” attribute yet.');
  await page.evaluate(() => document.querySelector('telusur-search').setAttribute('index', 'articles'));
  await input.press('Enter');
  await page.locator('.hit').first().waitFor();
  await page.evaluate(() => document.querySelector('telusur-search').setAttribute('language', 'id'));
  assert.equal(await input.getAttribute('aria-label'), 'Cari di situs ini');
});

test('an address or a key that no browser can send is a mistake in the page, of which its owner reads more in the console', async (t) => {
  for (const [lang, attributes, words, detail] of [
    ['id', 'server="ftp://x"', 'Kotak pencarian ini salah diatur: atribut “server” atau “key” tidak dapat dipakai.', 'ftp://x/indexes/articles/search is no web address'],
    ['en', 'key="kunci€"', 'This search box is set up wrongly: its “server” or “key” attribute cannot be used.', ''],
  ]) {
    const { page, input, message } = await open(t, lang, `index="articles" ${attributes}`);
    await input.fill('backend');
    await message.waitFor();
    assert.equal(await message.textContent(), words);
    assert.equal(page.troubles.length, 1);
    const told = 'console: telusur-search: the attribute server or key cannot be used: ';
    assert.ok(page.troubles[0].startsWith(told + detail) && page.troubles[0].length > told.length, page.troubles[0]);
  }
});

test('a wrong key is told from one that may not search this index', async (t) => {
  for (const [lang, wrong, limited] of [
    ['id', 'Pencarian ditolak: kuncinya tidak diterima.', 'Pencarian ditolak: kuncinya tidak boleh mencari di indeks ini.'],
    ['en', 'The search was refused: the key is not accepted.', 'The search was refused: the key may not search this index.'],
  ]) {
    const { page, input, message } = await open(t, lang, 'index="articles" key="rahasia"');
    const denial = { message: 'no', code: 'invalid_api_key' };
    site.answer = answers(403, denial);
    await input.fill('backend');
    await message.waitFor();
    assert.equal(await message.textContent(), wrong);
    site.answer = (incoming, _, outgoing) =>
      (incoming.url === '/multi-search' ? sendJson(outgoing, 200, { results: [] }) : sendJson(outgoing, 403, denial));
    await input.fill('rendang');
    await message.filter({ hasText: limited }).waitFor();
    assert.deepEqual(page.troubles, []);
  }
});
