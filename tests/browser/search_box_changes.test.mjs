// <telusur-search> while answers are on their way: what closes it, what changes it, and what is chosen from it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { forbidStorage, launch, newPage } from './support/browser.mjs';
import { passOn, startSite } from './support/site.mjs';
import { ARTICLES, startTelusur } from './support/telusur.mjs';

const DISHES = [{ id: 1, title: 'Rendang dan backend', lang: 'id' }, { id: 2, title: 'Soto dan backend', lang: 'id' }, { id: 3, title: 'Pie and backend', lang: 'en' }];

let telusur, site, browser;

before(async () => {
  const settings = { searchableAttributes: ['*'], displayedAttributes: ['*'], filterableAttributes: ['lang'] };
  telusur = await startTelusur({ articles: ARTICLES, dishes: { documents: DISHES, settings } });
  site = await startSite(telusur);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await telusur?.stop();
});
beforeEach(() => site.reset());

async function open(t, { attributes = 'index="dishes"', prepare } = {}) {
  const page = await newPage(t, browser);
  await prepare?.(page);
  site.html = `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Situs</title>
    <script type="module" src="/search-box.js"></script></head><body><main><h1>Situs</h1>
    <telusur-search ${attributes}></telusur-search><button>Lain</button></main></body></html>`;
  await page.goto(`${site.origin}/page`);
  await page.evaluate(() => customElements.whenDefined('telusur-search').then(() => true));
  const titles = page.locator('.hit .title');
  return {
    page, titles,
    input: page.getByRole('combobox'),
    panel: page.locator('telusur-search .panel'),
    set: (name, value) => page.evaluate(([attribute, text]) => document.querySelector('telusur-search').setAttribute(attribute, text), [name, value]),
    shows: (...wanted) => page.waitForFunction((expected) => {
      const shown = [...document.querySelector('telusur-search').shadowRoot.querySelectorAll('.hit .title')].map((node) => node.textContent);
      return JSON.stringify(shown.sort()) === expected;
    }, JSON.stringify(wanted.sort())),
  };
}

/** Holds searches for `query` back until `release`, and tells when one has come. */
function hold(query) {
  const held = [];
  let came;
  const arrived = new Promise((resolve) => { came = resolve; });
  site.answer = (incoming, body, outgoing) => {
    const pass = () => passOn(telusur.origin, incoming, body, outgoing);
    if (JSON.parse(body).q !== query) {
      pass();
      return;
    }
    held.push(pass);
    came();
  };
  return { arrived, release: () => held.forEach((pass) => pass()) };
}

const countSearches = () => site.seen.filter(({ path, method }) => method === 'POST' && path.endsWith('/search')).length;

test('a late answer never opens what Esc or Tab has closed', async (t) => {
  for (const keys of [['Escape'], ['Tab', 'Tab']]) {
    const { page, input, panel } = await open(t);
    // A fetch that nothing can cancel, and that answers when it is told to.
    await page.evaluate(() => {
      const answer = JSON.stringify({ hits: [{ id: 1, title: 'terlambat' }], estimatedTotalHits: 1 });
      window.asked = new Promise((told) => {
        window.fetch = () => new Promise((answered) => {
          window.late = () => answered({ ok: true, status: 200, text: async () => answer });
          told();
        });
      });
    });
    await input.fill('backend');
    await page.evaluate(() => window.asked);
    await panel.waitFor();
    for (const key of keys) await page.keyboard.press(key);
    await panel.waitFor({ state: 'hidden' });
    await page.evaluate(() => {
      window.late();
      return new Promise((resolve) => { setTimeout(() => requestAnimationFrame(resolve)); });
    });
    assert.ok(await panel.isHidden(), keys.join());
    assert.equal(await input.getAttribute('aria-expanded'), 'false');
    assert.equal(await panel.getAttribute('aria-busy'), 'false');
  }
});

test('what was closed while it waited searches anew when it opens', async (t) => {
  const held = hold('backend');
  const { page, input, panel, titles } = await open(t);
  await input.fill('backend');
  await held.arrived;
  await page.getByRole('button', { name: 'Lain' }).focus();
  await panel.waitFor({ state: 'hidden' });
  site.reset();
  held.release();
  await input.focus();
  await titles.first().waitFor();
  assert.deepEqual(page.troubles, []);
});

test('what is typed a moment before one leaves does not open it either', async (t) => {
  const { page, input, panel } = await open(t);
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await input.fill('backend');
  await page.getByRole('button', { name: 'Lain' }).focus();
  await page.clock.runFor(5000);
  assert.ok(await panel.isHidden());
  assert.equal(countSearches(), 0);
});

test('an attribute that changes makes an open panel search anew', async (t) => {
  const { page, input, shows, set } = await open(t, { attributes: 'index="dishes" filters="lang = id"' });
  await input.fill('backend');
  await shows('Rendang dan backend', 'Soto dan backend');
  await set('filters', 'lang = en');
  await shows('Pie and backend');
  await page.evaluate(() => document.querySelector('telusur-search').removeAttribute('filters'));
  await shows(...DISHES.map(({ title }) => title));
  await set('hits', '1');
  await page.waitForFunction(() => document.querySelector('telusur-search').shadowRoot.querySelectorAll('.hit').length === 1);
  await set('language', 'en');
  await page.locator('.status').filter({ hasText: '3 results' }).waitFor();
  await set('index', 'articles');
  await page.locator('.hit[href^="https://contoh.example/"]').waitFor();
  await set('index', '');
  await page.locator('.message').filter({ hasText: 'This search box has no “index” attribute yet.' }).waitFor();
  assert.deepEqual(page.troubles, []);
});

test('several attributes that change at once are one search; a placeholder or the same value again is none', async (t) => {
  const { page, input, shows, set } = await open(t);
  await input.fill('backend');
  await shows(...DISHES.map(({ title }) => title));
  const before = countSearches();
  await set('placeholder', 'Cari hidangan');
  await set('index', 'dishes');
  assert.equal(await input.getAttribute('placeholder'), 'Cari hidangan');
  await shows(...DISHES.map(({ title }) => title));
  assert.equal(await page.locator('telusur-search .panel').getAttribute('aria-busy'), 'false');
  await page.evaluate(() => {
    const box = document.querySelector('telusur-search');
    box.setAttribute('filters', 'lang = en');
    box.setAttribute('hits', '3');
    box.setAttribute('fields', 'title');
  });
  await shows('Pie and backend');
  assert.equal(countSearches(), before + 1);
});

test('a changed attribute leaves a closed panel closed, and old answers out of it', async (t) => {
  const { page, input, panel, shows, set } = await open(t);
  await input.fill('backend');
  await shows(...DISHES.map(({ title }) => title));
  await input.press('Escape');
  await set('filters', 'lang = en');
  assert.ok(await panel.isHidden());
  await input.press('ArrowDown');
  await shows('Pie and backend');
  assert.deepEqual(page.troubles, []);
});

test('what is highlighted is what Enter chooses, although a newer search is under way', async (t) => {
  const held = hold('backend rendang');
  const { page, input, titles } = await open(t, { attributes: 'index="dishes" hits="3"' });
  await page.evaluate(() => {
    document.addEventListener('telusur-select', ({ detail: { hit, position, query } }) => { window.chosen = { title: hit.title, position, query }; });
  });
  await input.fill('backend');
  await titles.nth(2).waitFor();
  const shown = await titles.allTextContents();
  await input.fill('backend rendang');
  await held.arrived;
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  await input.press('Enter');
  assert.deepEqual(await page.evaluate(() => window.chosen), { title: shown[1], position: 1, query: 'backend' });
  held.release();
  assert.deepEqual(page.troubles, []);
});

test('a correction above the hits does not shift which hit is chosen', async (t) => {
  const { page, input } = await open(t);
  site.answer = (incoming, body, outgoing) => {
    outgoing.writeHead(200, { 'Content-Type': 'application/json' });
    outgoing.end(JSON.stringify({ hits: DISHES, correctedQuery: 'backend', estimatedTotalHits: 3 }));
  };
  await page.evaluate(() => {
    document.addEventListener('telusur-select', ({ detail: { hit, position } }) => { window.chosen = { id: hit.id, position }; });
  });
  await input.fill('bakcend');
  await page.locator('.meant').waitFor();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await input.press(key);
  assert.deepEqual(await page.evaluate(() => window.chosen), { id: 1, position: 0 });
});

test('where storage is forbidden, it searches and remembers nothing', async (t) => {
  const { page, input, titles, panel } = await open(t, { prepare: forbidStorage });
  await input.fill('backend');
  await titles.first().waitFor();
  await titles.first().click();
  await input.fill('');
  await panel.waitFor({ state: 'hidden' });
  assert.deepEqual(page.troubles, []);
});
