// The search page: asks this server's own API and shows what it answers.

import { interfaceLanguage } from '../common/language.js';
import { make, plain } from '../common/nodes.js';
import { maySearch, totalOf } from '../common/request.js';
import { addressOf, readAddress } from './address.js';
import { card } from './card.js';
import { showChosen } from './chosen.js';
import { showFacets } from './facets.js';
import { heldKey, holdKey } from './key.js';
import { showPages } from './pages.js';
import { PAGE_SIZE, abilities, explainHit, find, indexUids } from './search.js';
import { showSettings } from './settings.js';
import { PAGE_TEXTS, failureWords, fieldName } from './texts.js';
import { endTurn, isNewest, takeTurn } from './turns.js';
import { readAgain, remember, settle, wanted } from './wanted.js';
import { whyPanel } from './why.js';

const PAUSE_MS = 120;
const UNKNOWN = { index: null, facets: [], sorts: [] };

const language = interfaceLanguage(navigator.language, null);
const texts = PAGE_TEXTS[language];
const element = (id) => document.getElementById(id);
const input = element('q');
const picker = element('index');
const sorter = element('sort');

let able = UNKNOWN;
let started = ''; // '' until it is known how to come by an index: listed, or named by those who may only search it
let notice = ''; // goes before the next message, or stands for it
let timer = 0;

const isSettings = () => wanted().view === 'settings';

function run(steps) {
  clearTimeout(timer);
  return takeTurn(steps, showFailure, (isBusy) => element('hits').setAttribute('aria-busy', String(isBusy)));
}

function say(words, isFailure = false) {
  const all = [notice, words].filter(Boolean).join(' ');
  notice = '';
  element('message').hidden = !all;
  element('message').classList.toggle('failure', isFailure);
  element('message').textContent = all;
}

async function denialWords(mine) {
  const key = heldKey();
  if (key && started !== 'listed' && !(await maySearch('', key, mine))) return texts.denied;
  if (isSettings()) return texts.keyOfAdmin;
  return key ? texts.limited : texts.keyless;
}

async function showFailure(failure, mine) {
  const words = failure.isDenial ? await denialWords(mine) : failureWords(texts, failure);
  if (!isNewest(mine)) return;
  element('hits').replaceChildren();
  element('status').textContent = '';
  for (const id of ['pages', 'meant', 'settings']) element(id).hidden = true;
  askForKey(failure.isDenial);
  say(words, true);
}

/** Which index there is has to be told together with a key that may not list them. */
function askForKey(asks) {
  element('unlock').hidden = !asks;
  element('key').required = !heldKey();
  element('index-name').value = wanted().index;
}

function showMeant(corrected) {
  const words = plain(corrected).trim();
  element('meant').hidden = !words || words === wanted().q.trim();
  const link = make('a', '', words);
  link.href = addressOf({ ...wanted(), q: words, page: 1 });
  element('meant').replaceChildren(`${texts.meant} `, link);
}

/** The panel of the hit at `place`, which asks what the page asked. */
function why(place) {
  const asked = wanted();
  const explain = () => explainHit(asked, place, heldKey()).catch((failure) => { throw new Error(failureWords(texts, failure)); });
  return whyPanel(explain, asked.sort && sorter.selectedOptions[0]?.text, { texts, language });
}

function noneWords() {
  if (wanted().page > 1) return texts.emptyPage;
  if (wanted().q.trim()) return texts.none(wanted().q.trim());
  return wanted().filters.size > 0 ? texts.filteredOut : texts.empty;
}

function statusWords(answer) {
  const ms = answer.processingTimeMs;
  const found = texts.hits(totalOf(answer), answer.totalHitsExact !== false);
  return Number.isFinite(ms) ? `${found} · ${texts.took(ms)}` : found;
}

function show({ answer, counts }) {
  const { hits } = answer;
  askForKey(false);
  element('hits').replaceChildren(...hits.map((hit, place) => card(hit, why(place), texts, language)));
  element('status').textContent = statusWords(answer);
  showMeant(answer.correctedQuery);
  const hrefOf = (page) => addressOf({ ...wanted(), page });
  showPages(element('pages'), { page: wanted().page, answer, isFull: hits.length === PAGE_SIZE }, hrefOf, texts);
  element('filters').hidden = !showFacets(element('facets'), able.facets, counts, wanted().filters, choose, { texts, language });
  say(hits.length === 0 ? noneWords() : '');
}

async function search(mine) {
  if (!started) {
    await start(mine);
    return;
  }
  if (able.index !== wanted().index) {
    await openIndex(mine);
    return;
  }
  showView();
  const ways = { key: heldKey(), controller: mine };
  let found = await find(wanted(), able.facets, ways);
  const { hits, totalPages } = found.answer;
  if (isNewest(mine) && hits.length === 0 && totalPages < wanted().page) {
    // An address may name any page: the last one is as near as it gets.
    remember({ page: Math.max(totalPages, 1) }, 'replaceState');
    found = await find(wanted(), able.facets, ways);
  }
  if (isNewest(mine)) show(found);
}

function change(changes) {
  remember(changes);
  run(search);
}

function typed() {
  remember({ q: input.value }, isSettings() ? 'pushState' : 'replaceState');
  endTurn();
  clearTimeout(timer);
  timer = setTimeout(() => run(search), PAUSE_MS);
}

function choose(field, value, isOn) {
  const filters = new Map(wanted().filters);
  const values = new Set(filters.get(field));
  if (isOn) values.add(value);
  else values.delete(value);
  if (values.size > 0) filters.set(field, values);
  else filters.delete(field);
  change({ filters });
}

function drop(field, value) {
  choose(field, value, false);
  (element('chosen').querySelector('button') ?? element('status')).focus();
}

function fillSorter() {
  const options = able.sorts.flatMap((field) => [
    new Option(texts.descending(fieldName(texts, field)), `${field}:desc`), new Option(texts.ascending(fieldName(texts, field)), `${field}:asc`),
  ]);
  sorter.replaceChildren(new Option(texts.byScore, ''), ...options);
  if (!options.some((option) => option.value === wanted().sort)) settle({ sort: '' });
  sorter.value = wanted().sort;
  sorter.parentElement.hidden = options.length === 0;
}

async function openSettings(mine) {
  document.title = `${texts.settingsOf(wanted().index)} – telusur`;
  await showSettings(element('settings'), { index: wanted().index, key: heldKey(), texts, controller: mine });
  if (!isNewest(mine)) return;
  askForKey(false);
  say('');
  element('settings').hidden = false;
}

/** Shows what belongs to the view that is wanted, and the way to the other one. */
function showView() {
  element('answer').hidden = isSettings();
  element('settings').hidden = true;
  if (isSettings()) element('filters').hidden = true;
  element('filtered').hidden = !showChosen(element('chosen'), wanted().filters, drop, { texts, language });
  element('forget').hidden = !heldKey();
  const other = element('other-view');
  other.textContent = isSettings() ? texts.searchLink : texts.settingsLink;
  other.href = addressOf({ ...wanted(), view: isSettings() ? 'search' : 'settings' });
}

/** Learns what the index that is wanted can do, and asks it. */
async function openIndex(mine) {
  picker.value = wanted().index;
  showView();
  if (isSettings()) {
    await openSettings(mine);
    return;
  }
  const { index } = wanted();
  const learned = await abilities(index, { key: heldKey(), controller: mine });
  if (!isNewest(mine)) return;
  able = { index, ...learned };
  fillSorter();
  await search(mine);
}

async function openNamed(mine) {
  picker.parentElement.hidden = true;
  if (wanted().index) {
    await openIndex(mine);
    return;
  }
  askForKey(true);
  say(texts.nameIndex, true);
}

/** Takes `uid` where the address names no index, or one that is not there. */
function takeInstead(uid) {
  const { index, page, view } = wanted();
  if (!index) {
    settle({ index: uid });
    return;
  }
  notice = texts.noSuchIndex(index, uid);
  remember({ index: uid, page, view }, 'replaceState');
}

async function start(mine) {
  input.value = wanted().q;
  started = '';
  showView();
  const uids = await indexUids({ key: heldKey(), controller: mine });
  if (!isNewest(mine)) return;
  started = uids === null ? 'named' : 'listed';
  if (uids === null) {
    await openNamed(mine);
    return;
  }
  picker.replaceChildren(...uids.map((uid) => new Option(uid, uid)));
  picker.parentElement.hidden = uids.length < 2;
  askForKey(false);
  if (uids.length === 0) {
    say(texts.noIndex);
    return;
  }
  if (!uids.includes(wanted().index)) takeInstead(uids[0]);
  await openIndex(mine);
}

/** With the key goes what it let see. */
async function forget() {
  holdKey('');
  able = UNKNOWN;
  for (const id of ['hits', 'settings', 'facets', 'index']) element(id).replaceChildren();
  for (const id of ['pages', 'meant', 'filters']) element(id).hidden = true;
  picker.parentElement.hidden = true;
  element('status').textContent = '';
  say('');
  await run(start);
  if (!element('unlock').hidden) element('key').focus();
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
  remember({ index: picker.value, filters: new Map(), sort: '', view: wanted().view });
  run(openIndex);
});
element('reset').addEventListener('click', () => {
  change({ filters: new Map() });
  element('status').focus();
});
element('search').addEventListener('submit', (event) => {
  event.preventDefault();
  run(search);
});
element('unlock').addEventListener('submit', (event) => {
  event.preventDefault();
  const typedKey = element('key').value.trim();
  if (typedKey) holdKey(typedKey);
  element('key').value = '';
  const index = element('index-name').value.trim();
  if (index) remember({ index, page: wanted().page, view: wanted().view }, 'replaceState');
  run(start);
});
element('forget').addEventListener('click', forget);
element('other-view').addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  remember({ page: wanted().page, view: isSettings() ? 'search' : 'settings' });
  run(openIndex);
  window.scrollTo(0, 0);
});
for (const id of ['first', 'previous', 'next', 'meant']) {
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
  readAgain();
  run(start);
});
// On a phone the filters would stand before every hit.
element('filters').open = matchMedia('(min-width: 50rem)').matches;
translate();
run(start);
