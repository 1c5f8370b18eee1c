// <telusur-search> as a visitor uses it, with a server of the sample articles.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { assertAccessible, assertFits, launch, newPage, picture } from './support/browser.mjs';
import { ATTACKS, SECTIONS } from './support/documents.mjs';
import { STRICT_POLICY, passOn, startServer, startSite } from './support/site.mjs';
import { ARTICLES, startTelusur } from './support/telusur.mjs';

let telusur, site, browser;

before(async () => {
  telusur = await startTelusur({ articles: ARTICLES, attacks: ATTACKS, sections: SECTIONS });
  site = await startSite(telusur);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await telusur?.stop();
});
beforeEach(() => site.reset());

const html = (attributes, around = '', lang = 'id', direction = 'ltr') => `<!doctype html><html lang="${lang}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Situs</title>
<script type="module" src="/search-box.js"></script></head><body><header><h1>Situs</h1>
<telusur-search ${attributes}></telusur-search></header><main><p>Isi halaman.</p>${around}</main></body></html>`;

/** The site's page with a search box of these attributes. */
async function open(t, { attributes = 'index="articles"', around, lang, direction, path = '/page', ...options } = {}) {
  const page = await newPage(t, browser, options);
  site.html = html(attributes, around, lang, direction);
  await page.goto(site.origin + path);
  await page.evaluate(() => customElements.whenDefined('telusur-search').then(() => true));
  const box = {
    page,
    input: page.getByRole('combobox'),
    options: page.getByRole('option'),
    panel: page.locator('telusur-search .panel'),
    spoken: page.locator('telusur-search .spoken'),
    async type(words) {
      await this.input.fill(words);
      await this.options.or(page.locator('.message')).first().waitFor();
    },
    calm: () => assert.deepEqual(page.troubles, []),
  };
  return box;
}

test('it is small, and needs nothing from anywhere else', async (t) => {
  const script = await (await fetch(`${telusur.origin}/search-box.js`)).text();
  const size = gzipSync(script, { level: 6 }).length;
  assert.ok(size < 15000, `${size} bytes`);
  t.diagnostic(`search-box.js: ${script.length} bytes, ${size} gzipped`);
  const { page } = await open(t);
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.getByRole('combobox').fill('backend');
  await page.getByRole('option').first().waitFor();
  assert.deepEqual([...hosts], [site.origin]);
});

test('typing shows documents with what matches marked, under a strict policy', async (t) => {
  const box = await open(t);
  await box.input.pressSequentially('belajar backend');
  // On a slow machine answers to the first letters are shown before.
  await box.page.locator('.title mark', { hasText: /^Backend$/ }).first().waitFor();
  assert.ok((await box.options.count()) <= 6);
  assert.ok((await box.page.locator('.snippet mark').count()) > 0);
  assert.match(await box.options.first().getAttribute('href'), /^https:\/\/contoh\.example\//);
  assert.match(await box.page.locator('.status').textContent(), /^(Sekitar )?\d+ hasil$/);
  assert.match(await box.spoken.textContent(), /hasil\. Gunakan panah/);
  box.calm();
});

test('fewer requests than letters are sent', async (t) => {
  const box = await open(t);
  const last = box.page.waitForRequest((request) => request.postData()?.includes('"q":"pemrograman"'));
  await box.input.pressSequentially('pemrograman');
  await last;
  const searches = site.seen.filter(({ path }) => path.endsWith('/search'));
  assert.ok(searches.length < 'pemrograman'.length / 2, `${searches.length} searches`);
});

test('an answer that comes late never replaces a newer one, and its request is cancelled', async (t) => {
  const held = [];
  site.answer = (incoming, body, outgoing) => {
    const answer = () => passOn(telusur.origin, incoming, body, outgoing);
    if (JSON.parse(body).q === 'rendang') held.push({ answer, outgoing });
    else answer();
  };
  const box = await open(t);
  const cancelled = box.page.waitForEvent('requestfailed');
  await box.input.fill('rendang');
  await box.input.press('Enter');
  await box.page.locator('.panel[aria-busy="true"]').waitFor();
  await box.type('postgresql');
  assert.match((await cancelled).postData(), /rendang/);
  const shown = await box.options.allTextContents();
  for (const { answer } of held) answer();
  assert.ok(held.length > 0);
  await box.page.evaluate(() => new Promise(requestAnimationFrame));
  assert.deepEqual(await box.options.allTextContents(), shown);
  assert.ok(!shown.join().includes('Rendang'));
});

test('a late answer is dropped by its number, even if nothing can cancel it', async (t) => {
  const box = await open(t);
  // A fetch that knows no cancelling, and answers what was asked before only when the new answer has been taken.
  await box.page.evaluate(() => {
    const older = [];
    let asked, done;
    window.asked = new Promise((resolve) => { asked = resolve; });
    window.done = new Promise((resolve) => { done = resolve; });
    window.fetch = (url, { body }) =>
      new Promise((answered) => {
        const { q } = JSON.parse(body);
        const text = JSON.stringify({ hits: [{ id: q, title: `judul ${q}` }], query: q, estimatedTotalHits: 1 });
        const answer = () => answered({ ok: true, status: 200, text: async () => text });
        if (q !== 'baru') {
          older.push(answer);
          asked();
          return;
        }
        answer();
        setTimeout(() => {
          for (const late of older) late();
          setTimeout(done);
        });
      });
  });
  await box.input.fill('lama');
  await box.page.evaluate(() => window.asked);
  await box.input.fill('baru');
  await box.page.evaluate(() => window.done);
  assert.deepEqual(await box.page.locator('.title').allTextContents(), ['judul baru']);
});

test('keyboard: / and Ctrl-K lead to it, arrows choose, Enter follows, Esc closes and empties', async (t) => {
  const box = await open(t, { around: '<textarea aria-label="Catatan"></textarea>' });
  const focused = () => box.page.evaluate(() => document.activeElement.tagName);
  await box.page.keyboard.press('/');
  assert.equal(await focused(), 'TELUSUR-SEARCH');
  assert.equal(await box.input.inputValue(), '');
  const notes = box.page.getByLabel('Catatan');
  await notes.focus();
  await box.page.keyboard.press('/');
  assert.equal(await notes.inputValue(), '/');
  await box.page.keyboard.press('Control+k');
  assert.equal(await focused(), 'TELUSUR-SEARCH');

  await box.type('backend');
  assert.equal(await box.input.getAttribute('aria-expanded'), 'true');
  assert.equal(await box.input.getAttribute('aria-activedescendant'), null);
  const count = await box.options.count();
  await box.input.press('ArrowDown');
  assert.equal(await box.input.getAttribute('aria-activedescendant'), 'option-0');
  assert.equal(await box.options.first().getAttribute('aria-selected'), 'true');
  await box.input.press('ArrowUp');
  assert.equal(await box.input.getAttribute('aria-activedescendant'), null);
  await box.input.press('ArrowUp');
  assert.equal(await box.input.getAttribute('aria-activedescendant'), `option-${count - 1}`);
  await box.input.press('Escape');
  assert.equal(await box.input.getAttribute('aria-expanded'), 'false');
  assert.ok(await box.panel.isHidden());
  assert.equal(await box.input.inputValue(), 'backend');
  await box.input.press('ArrowDown');
  await box.options.first().waitFor();
  await box.input.press('Escape');
  await box.input.press('Escape');
  assert.equal(await box.input.inputValue(), '');

  await box.type('rendang');
  await box.input.press('ArrowDown');
  const target = await box.options.first().getAttribute('href');
  await box.page.route('https://contoh.example/**', (route) => route.fulfill({ body: 'sampai' }));
  await box.input.press('Enter');
  await box.page.waitForURL(target);
});

test('the choice of a hit is told to the page, which may take it over', async (t) => {
  const box = await open(t);
  await box.page.evaluate(() => {
    document.addEventListener('telusur-select', (event) => {
      event.preventDefault();
      window.chosen = { title: event.detail.hit.title, position: event.detail.position, query: event.detail.query };
    });
  });
  await box.type('postgresql');
  const title = await box.page.locator('.title').nth(1).textContent();
  await box.options.nth(1).click();
  assert.deepEqual(await box.page.evaluate(() => window.chosen), { title, position: 1, query: 'postgresql' });
  assert.equal(box.page.url(), `${site.origin}/page`);
});

test('what a screen reader is told', async (t) => {
  const box = await open(t, { attributes: 'index="articles" hits="2"' });
  await box.type('rendang');
  await box.input.press('ArrowDown');
  const tree = await box.page.locator('telusur-search').ariaSnapshot();
  for (const line of [/combobox "Cari di situs ini" \[expanded\].*: rendang/, /button "Kosongkan"/, /listbox "Hasil pencarian"/, /option ".*[Rr]endang.*" \[selected\]/, /status: .*hasil\. Gunakan panah/]) {
    assert.match(tree, line);
  }
  for (const scheme of ['light', 'dark']) {
    await box.page.emulateMedia({ colorScheme: scheme });
    await assertAccessible(box.page, `hits, ${scheme}`);
    await box.input.fill('zzqqxxyy');
    await box.page.locator('.none').waitFor();
    await assertAccessible(box.page, `no hits, ${scheme}`);
    await box.type('rendang');
  }
});

test('a misspelled word is asked about, and the question is a way to the answer', async (t) => {
  const box = await open(t);
  await box.type('belajr backend ');
  const question = box.page.locator('.meant');
  assert.equal(await question.textContent(), 'Maksud Anda: belajar backend');
  await box.input.press('ArrowDown');
  await box.input.press('Enter');
  await question.waitFor({ state: 'detached' });
  assert.equal(await box.input.inputValue(), 'belajar backend');
  assert.ok((await box.options.count()) > 0);
});

test('without a hit there is advice, in the language of the page or of the attribute', async (t) => {
  const indonesian = ['Tidak ada hasil untuk “zzqqxxyy”.', 'Periksa ejaannya, pakai kata lain yang lebih umum, atau kurangi jumlah katanya.'];
  const waited = async (options) => {
    const box = await open(t, options);
    await box.input.fill('zzqqxxyy');
    await box.page.locator('.advice').waitFor();
    return box.page.locator('.message').allTextContents();
  };
  assert.deepEqual(await waited({ lang: 'id' }), indonesian);
  assert.deepEqual(await waited({ lang: 'en-GB', attributes: 'index="articles" language="id"' }), indonesian);
  assert.equal((await waited({ lang: 'en-GB' }))[0], 'No results for “zzqqxxyy”.');
  assert.equal((await waited({ lang: 'fr', locale: 'en-US' }))[0], 'No results for “zzqqxxyy”.');
  assert.equal((await waited({ lang: 'id', attributes: 'index="articles" language="en"' }))[0], 'No results for “zzqqxxyy”.');
});

test('recent searches are offered, used and cleared', async (t) => {
  const box = await open(t);
  await box.input.click();
  assert.ok(await box.panel.isHidden());
  for (const words of ['rendang', 'backend', 'Rendang']) {
    await box.type(words);
    await box.input.press('Enter');
  }
  await box.page.getByRole('button', { name: 'Kosongkan' }).click();
  await box.page.locator('.past').first().waitFor();
  assert.deepEqual(await box.options.allTextContents(), ['Rendang', 'backend']);
  await assertAccessible(box.page, 'recent searches');
  await box.page.reload();
  await box.input.click();
  await box.options.nth(1).click();
  await box.page.locator('.hit').first().waitFor();
  assert.equal(await box.input.inputValue(), 'backend');
  await box.input.fill('');
  await box.page.getByRole('button', { name: 'Hapus riwayat' }).click();
  await box.panel.waitFor({ state: 'hidden' });
  assert.equal(await box.page.evaluate(() => localStorage.length), 0);
});

test('attributes: fields, filters, number, placeholder, server, key; across origins with a preflight', async (t) => {
  const api = await startServer((incoming, body, outgoing) => passOn(telusur.origin, incoming, body, outgoing));
  t.after(() => api.stop());
  site.policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src ${api.origin}`;
  const box = await open(t, {
    attributes: `server="${api.origin}/" key="kunci" index="articles" hits="3" fields="title, author" filters="lang = en" placeholder="Ketik di sini"`,
  });
  assert.equal(await box.input.getAttribute('placeholder'), 'Ketik di sini');
  await box.type('rendang');
  assert.deepEqual(api.seen.map(({ method }) => method).slice(0, 2), ['OPTIONS', 'POST']);
  assert.match(api.seen[0].headers['access-control-request-headers'], /authorization,\s*content-type/);
  assert.equal(api.seen[1].headers.authorization, 'Bearer kunci');
  const request = JSON.parse(api.seen[1].body);
  assert.equal(request.filter, 'lang = en');
  assert.equal(request.limit, 3);
  assert.equal(await box.page.locator('.snippet').count(), 0);
  assert.equal(await box.page.locator('.meta').first().textContent(), 'Ibu Ratna Djalil');
  assert.deepEqual(await box.options.evaluateAll((nodes) => [...new Set(nodes.map((node) => node.lang))]), ['en']);
  box.calm();
});

test('the script itself may come from another origin, which is then the server', async (t) => {
  site.policy = `default-src 'none'; script-src ${telusur.origin}; connect-src ${telusur.origin}; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
  const page = await newPage(t, browser);
  site.html = html('index="articles"').replace('src="/search-box.js"', `src="${telusur.origin}/search-box.js"`);
  await page.goto(`${site.origin}/page`);
  await page.getByRole('combobox').fill('rendang');
  await page.getByRole('option').first().waitFor();
  assert.deepEqual(page.troubles, []);
});

test('sections have breadcrumbs and lead to their anchor', async (t) => {
  const box = await open(t, { attributes: 'index="sections"' });
  await box.type('mengatur pelayan');
  const hit = box.options.first();
  assert.equal(await hit.locator('.crumbs').textContent(), 'Panduan › Pemasangan');
  assert.equal(await hit.locator('.title').textContent(), 'Mengatur pelayan');
  assert.equal(await hit.getAttribute('href'), 'https://docs.example/pasang#mengatur');
  assert.match(await hit.locator('.snippet').textContent(), /Pelayan diatur/);
});

test('a document of 10 MB is a snippet, and little is sent, whatever the long attribute is called', async (t) => {
  for (const [attributes, words, title] of [['', 'raksasa', 'Dokumen raksasa'], ['fields="title,text"', 'panjang', 'Dokumen panjang']]) {
    const box = await open(t, { attributes: `index="sections" ${attributes}` });
    const answered = box.page.waitForResponse((response) => response.url().endsWith('/search') && response.request().method() === 'POST');
    await box.type(words);
    assert.ok((await box.page.locator('.title').allTextContents()).includes(title));
    const bytes = (await (await answered).body()).length;
    assert.ok(bytes < 5000, `${bytes} bytes`);
  }
});

test('nothing in the page moves: not when the script comes, not while one types', async (t) => {
  const page = await newPage(t, browser);
  // What moves inside the open panel has no node here.
  await page.addInitScript(() => {
    window.moved = [];
    const names = ({ sources }) => sources.filter(({ node }) => node).map(({ node }) => node.nodeName);
    new PerformanceObserver((list) => window.moved.push(...list.getEntries().flatMap(names))).observe({ type: 'layout-shift', buffered: true });
  });
  site.policy = `${STRICT_POLICY} 'unsafe-inline'`;
  site.html = html('index="articles"').replace('<script', '<style>telusur-search { display: block; min-height: 2.75rem; }</style><script');
  await page.goto(`${site.origin}/page`);
  for (const words of ['backend', 'belajr backend ', 'zzqqxxyy', '']) {
    await page.getByRole('combobox').fill(words);
    await page.locator(words ? '.option, .none' : 'telusur-search .panel').first().waitFor({ state: words ? 'visible' : 'hidden' });
  }
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  assert.deepEqual(await page.evaluate(() => window.moved), []);
});

test('nothing of a document or query is run', async (t) => {
  const box = await open(t, { attributes: 'index="attacks" hits="20" fields="title,body,tags,hierarchy_lvl0,hierarchy_lvl1,content"' });
  await box.type('serangan');
  assert.equal(await box.options.count(), ATTACKS.length);
  const links = await box.options.evaluateAll((nodes) => nodes.filter((node) => node.href).map((node) => new URL(node.href)).map(({ protocol, pathname }) => protocol + pathname));
  assert.deepEqual(links.sort(), ['http:/aman', 'http:/bagian', 'http:/remah']);
  assert.ok((await box.options.allTextContents()).join().includes('<img src=x onerror="window.attacked = true">'));
  for (const option of await box.options.all()) {
    if (!(await option.getAttribute('href'))) await option.click();
  }
  await box.type('<img src=x onerror="window.attacked = true">');
  await box.input.fill('"><script>window.attacked = true</script> zzqqxxyy');
  await box.page.locator('.none, .hit').first().waitFor();
  assert.deepEqual(await box.page.locator('telusur-search').locator('img, script, svg:not(.icon), iframe').count(), 0);
  assert.equal(await box.page.evaluate(() => window.attacked), undefined);
  box.calm();
});

test('it fits a phone and a desk, light and dark, left to right and right to left', async (t) => {
  const cases = [
    { name: 'phone-light', viewport: { width: 320, height: 568 }, colorScheme: 'light', hasTouch: true, isMobile: true },
    { name: 'phone-dark', viewport: { width: 320, height: 568 }, colorScheme: 'dark', hasTouch: true, isMobile: true },
    { name: 'desk-light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    { name: 'desk-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark', lang: 'en' },
    { name: 'desk-rtl', viewport: { width: 1440, height: 900 }, colorScheme: 'light', direction: 'rtl' },
  ];
  for (const { name, ...options } of cases) {
    const box = await open(t, options);
    const height = await box.page.evaluate(() => document.querySelector('main').getBoundingClientRect().top);
    if (options.hasTouch) await box.input.tap();
    await box.type('belajar backend');
    await box.input.press('ArrowDown');
    await assertFits(box.page, 'telusur-search .panel', 'telusur-search .input');
    assert.equal(await box.page.evaluate(() => document.querySelector('main').getBoundingClientRect().top), height, 'the page below stays where it is');
    const background = await box.panel.evaluate((node) => getComputedStyle(node).backgroundColor);
    assert.equal(background, options.colorScheme === 'dark' ? 'rgb(29, 32, 35)' : 'rgb(255, 255, 255)');
    const icon = await box.page.locator('.icon').boundingBox();
    assert.equal(icon.x > options.viewport.width / 2, options.direction === 'rtl');
    await picture(box.page, `box-${name}`);
  }
});

test('a narrow box at the edge of the window opens a panel inside it', async (t) => {
  const box = await open(t, { attributes: 'index="articles" id="narrow"', viewport: { width: 700, height: 600 } });
  await box.page.evaluate(() => {
    const style = document.querySelector('#narrow').style;
    style.inlineSize = '9rem';
    style.marginInlineStart = 'auto';
  });
  await box.type('backend');
  await assertFits(box.page, 'telusur-search .panel');
});

test('themes: the attribute overrides the system, properties and parts reach inside, motion can be reduced', async (t) => {
  const box = await open(t, { attributes: 'index="articles" theme="light"', colorScheme: 'dark', reducedMotion: 'reduce' });
  await box.page.evaluate(() => document.querySelector('telusur-search').style.setProperty('--telusur-accent', 'rgb(1, 2, 3)'));
  await box.type('backend');
  const style = (selector, property) => box.page.locator(`telusur-search ${selector}`).first().evaluate((node, name) => getComputedStyle(node)[name], property);
  assert.equal(await style('.panel', 'backgroundColor'), 'rgb(255, 255, 255)');
  assert.equal(await style('.hit .title', 'color'), 'rgb(1, 2, 3)');
  assert.equal(await style('.list', 'transitionDuration'), '0s');
  assert.equal(await style('.input', 'outlineStyle'), 'solid');
  for (const part of ['input', 'panel', 'option', 'title', 'snippet', 'status', 'clear']) {
    assert.ok((await box.page.locator(`telusur-search [part~="${part}"]`).count()) > 0, part);
  }
});

test('leaving it closes it; removing and moving it is no problem', async (t) => {
  const box = await open(t, { around: '<button>Lain</button>' });
  await box.type('backend');
  await box.page.getByRole('button', { name: 'Lain' }).focus();
  await box.panel.waitFor({ state: 'hidden' });
  await box.input.focus();
  await box.options.first().waitFor();
  await box.page.evaluate(() => document.querySelector('main').append(document.querySelector('telusur-search')));
  await box.type('rendang');
  await box.page.evaluate(() => document.querySelector('telusur-search').remove());
  await box.page.keyboard.press('/');
  box.calm();
});
