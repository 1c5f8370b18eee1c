// A browser, pages in it that report what goes wrong, and checks that many tests make.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { MODULES, SCREENSHOTS } from './telusur.mjs';

const require = createRequire(join(MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.TELUSUR_CHROMIUM || '/usr/bin/chromium',
    args: ['--disable-dev-shm-usage', '--disable-gpu', '--lang=id', ...(root ? ['--no-sandbox'] : [])],
  });
}

/** A page whose script errors, violated policies, dialogs and console errors (but failed requests) are in `page.troubles`. */
export async function newPage(t, browser, options = {}) {
  const context = await browser.newContext({ locale: 'id-ID', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20000); // Machines that run many tests at once are slow.
  page.troubles = [];
  const note = (what) => page.troubles.push(what);
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) note(`console: ${message.text()}`);
  });
  await page.exposeFunction('noteTrouble', note);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => window.noteTrouble(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  t.after(() => context.close());
  return page;
}

/** The page's storage throws, as in a browser that blocks cookies. */
export async function forbidStorage(page) {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  });
}

/** Nothing of axe-core's rules is violated by the page as it stands. */
export async function assertAccessible(page, what) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.flat().join(' ')} (${node.failureSummary})`).join('; ')}`);
  });
  assert.deepEqual(violations, [], what);
}

/** Nothing is wider than the window, and the named elements are inside it. */
export async function assertFits(page, ...selectors) {
  const { width, scrolled } = await page.evaluate(() => ({ width: window.innerWidth, scrolled: document.documentElement.scrollWidth }));
  assert.ok(scrolled <= width, `the page is ${scrolled} px wide in a window of ${width} px`);
  for (const selector of selectors) {
    const box = await page.locator(selector).first().boundingBox();
    assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width, `${selector} at ${JSON.stringify(box)} in ${width} px`);
  }
}

/** Keeps a picture for people to look at. */
export async function picture(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
