// The search page: asks this server's own API and shows what it answers.

import { interfaceLanguage } from '../common/language.js';
import { make, plain } from '../common/nodes.js';
import { ask } from '../common/request.js';
import { addressOf, readAddress } from './address.js';
import { card } from './card.js';
import { showFacets } from './facets.js';
import { abilities, explainHit, find } from './search.js';
import { showSettings } from './settings.js';
import { PAGE_TEXTS, failureWords } from './texts.js';
import { whyPanel } from './why.js';

const PAUSE_MS = 120;
const KEY_NAME = 'telusur-key';

const language = interfaceLanguage(navigator.language, null);
const texts = PAGE_TEXTS[language];
const element = (id) => document.getElementById(id);
const input = element('q');
const picker = element('index');
const sorter = element('sort');

let wanted = readAddress(location.search);
let able = { index: null, facets: [], sorts: [] };
let newest = null; // the AbortController of the search under way
let timer = 0;

const isSettings = () => wanted.view === 'settings';
const key = () => sessionStorage.getItem(KEY_NAME) ?? '';

function say(words, isFailure = false) {
  element('message').hidden = !words;
  element('message').classList.toggle('failure', isFailure);
  element('message').textContent = words;
}

function showFailure(failure) {
  element('hits').replaceChildren();
  element('status').textContent = '';
  element('pages').hidden = element('meant').hidden = element('settings').hidden = true;
  const isDenied = failure.kind === 'denied';
  askForKey(isDenied);
  const denied = isSettings() ? texts.keyOfAdmin : key() ? texts.denied : texts.keyAsked;
  say(isDenied ? denied : failureWords(texts, failure), true);
}

/** Which index there is has to be told together with a key that may not list them. */
function askForKey(asks) {
  element('unlock').hidden = !asks;
  element('index-name').value = wanted.index;
}

function showMeant(corrected) {
  const words = plain(corrected).trim();
  element('meant').hidden = !words || words === wanted.q.trim();
  const link = make('a', '', words);
  link.href = addressOf({ ...wanted, q: words, page: 1 });
  element('meant').replaceChildren(`${texts.meant} `, link);
}

function showPages(page, pages) {
  element('pages').hidden = pages < 2;
  element('page-of').textContent = texts.pageOf(page, pages);
  for (const [id, other] of [['previous', page - 1], ['next', page + 1]]) {
    const link = element(id);
    link.hidden = other < 1 || other > pages;
    link.href = addressOf({ ...wanted, page: other });
  }
}

/** The panel of the hit at `place`, which asks what the page asked. */
function why(place) {
  const asked = wanted;
  const explain = () => explainHit(asked, place, key()).catch((failure) => { throw new Error(failureWords(texts, failure)); });
  return whyPanel(explain, asked.sort && sorter.selectedOptions[0]?.text, { texts, language });
}

function show(answer) {
  const total = answer.totalHits ?? 0;
  askForKey(false);
  element('hits').replaceChildren(...answer.hits.map((hit, place) => card(hit, why(place), texts, language)));
  element('status').textContent = texts.hits(total, answer.totalHitsExact !== false, answer.processingTimeMs ?? 0);
  showMeant(answer.correctedQuery);
  showPages(wanted.page, answer.totalPages ?? 0);
  element('filters').hidden = !showFacets(element('facets'), able.facets, answer.facetDistribution, wanted.filters, choose, { texts, language });
  element('reset').hidden = wanted.filters.size === 0;
  const isEmpty = answer.hits.length === 0;
  say(isEmpty ? (wanted.q.trim() ? texts.none(wanted.q.trim()) : texts.empty) : '');
}

async function search() {
  clearTimeout(timer);
  if (able.index !== wanted.index) {
    await openIndex();
    return;
  }
  showView();
  newest?.abort();
  const mine = new AbortController();
  newest = mine;
  element('hits').setAttribute('aria-busy', 'true');
  try {
    const answer = await find(wanted, able.facets, { key: key(), controller: mine });
    // Only the newest request may change the page, however late an older answer comes.
    if (newest === mine) show(answer);
  } catch (failure) {
    if (newest === mine) showFailure(failure);
  } finally {
    if (newest === mine) element('hits').setAttribute('aria-busy', 'false');
  }
}

/** Takes a change into the address. Typing replaces the entry of the history, a choice makes one. */
function remember(changes, historyMethod = 'pushState') {
  wanted = { ...wanted, page: 1, view: 'search', ...changes };
  history[historyMethod](null, '', addressOf(wanted));
  document.title = wanted.q ? `${wanted.q} – telusur` : 'telusur';
}

function change(changes) {
  remember(changes);
  search();
}

function typed() {
  remember({ q: input.value }, 'replaceState');
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE_MS);
}

function choose(field, value, isOn) {
  const filters = new Map(wanted.filters);
  const values = new Set(filters.get(field));
  if (isOn) values.add(value);
  else values.delete(value);
  if (values.size > 0) filters.set(field, values);
  else filters.delete(field);
  change({ filters });
}

function fillSorter() {
  const options = able.sorts.flatMap((field) => [
    new Option(texts.descending(texts[field] ?? field), `${field}:desc`), new Option(texts.ascending(texts[field] ?? field), `${field}:asc`),
  ]);
  sorter.replaceChildren(new Option(texts.byScore, ''), ...options);
  if (!options.some((option) => option.value === wanted.sort)) wanted.sort = '';
  sorter.value = wanted.sort;
  sorter.parentElement.hidden = options.length === 0;
}

async function openSettings() {
  newest?.abort();
  const mine = new AbortController();
  newest = mine;
  document.title = `${texts.settingsOf(wanted.index)} – telusur`;
  try {
    await showSettings(element('settings'), { index: wanted.index, key: key(), texts, controller: mine });
    if (newest !== mine) return;
    askForKey(false);
    say('');
    element('settings').hidden = false;
  } catch (failure) {
    if (newest === mine) showFailure(failure);
  }
}

/** Shows what belongs to the view that is wanted, and the way to the other one. */
function showView() {
  element('answer').hidden = isSettings();
  element('settings').hidden = true;
  if (isSettings()) element('filters').hidden = true;
  const other = element('other-view');
  other.textContent = isSettings() ? texts.searchLink : texts.settingsLink;
  other.href = addressOf({ ...wanted, view: isSettings() ? 'search' : 'settings' });
}

/** Learns what the index that is wanted can do, and asks it. */
async function openIndex() {
  picker.value = wanted.index;
  showView();
  if (isSettings()) {
    await openSettings();
    return;
  }
  try {
    const { index } = wanted;
    able = { index, ...await abilities(index, key()) };
  } catch (failure) {
    showFailure(failure);
    return;
  }
  fillSorter();
  await search();
}

/** A key that may search need not be one that may list the indexes. */
async function openNamed() {
  picker.parentElement.hidden = true;
  if (wanted.index) {
    await openIndex();
    return;
  }
  askForKey(true);
  element('key').required = false;
  say(texts.nameIndex, true);
}

async function start() {
  input.value = wanted.q;
  let indexes;
  try {
    indexes = (await ask('/indexes?limit=1000', { key: key() })).results ?? [];
  } catch (failure) {
    if (failure.kind === 'denied' && key()) await openNamed();
    else showFailure(failure);
    return;
  }
  picker.replaceChildren(...indexes.map(({ uid }) => new Option(uid, uid)));
  picker.parentElement.hidden = indexes.length < 2;
  askForKey(false);
  if (indexes.length === 0) {
    say(texts.noIndex);
    return;
  }
  if (!indexes.some(({ uid }) => uid === wanted.index)) wanted.index = indexes[0].uid;
  await openIndex();
}

function translate() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
  input.placeholder = texts.placeholder;
  element('pages').setAttribute('aria-label', texts.pages);
}

input.addEventListener('input', typed);
sorter.addEventListener('change', () => change({ sort: sorter.value }));
picker.addEventListener('change', () => {
  remember({ index: picker.value, filters: new Map(), sort: '', view: wanted.view });
  openIndex();
});
element('reset').addEventListener('click', () => change({ filters: new Map() }));
element('search').addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
element('unlock').addEventListener('submit', (event) => {
  event.preventDefault();
  const typedKey = element('key').value.trim();
  if (typedKey) sessionStorage.setItem(KEY_NAME, typedKey);
  element('key').value = '';
  const index = element('index-name').value.trim();
  if (index) remember({ index, page: wanted.page, view: wanted.view }, 'replaceState');
  start();
});
element('other-view').addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  remember({ page: wanted.page, view: isSettings() ? 'search' : 'settings' });
  openIndex();
  window.scrollTo(0, 0);
});
for (const id of ['previous', 'next', 'meant']) {
  element(id).addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { q, page } = readAddress(new URL(link.href).search);
    input.value = q;
    change({ q, page });
    window.scrollTo(0, 0);
  });
}
window.addEventListener('popstate', () => {
  wanted = readAddress(location.search);
  start();
});
// On a phone the filters would stand before every hit.
element('filters').open = matchMedia('(min-width: 50rem)').matches;
translate();
start();
