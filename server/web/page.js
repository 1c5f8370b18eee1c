// The search page: asks this server's own API and shows what it answers, as plain text nodes only.

const TEXTS = {
  id: {
    search: 'Cari', index: 'Indeks', more: 'Tampilkan lagi', placeholder: 'Cari artikel…',
    hits: (total, exact, ms) => `${exact ? '' : 'sekitar '}${number(total)} hasil · ${number(ms)} md`,
    none: (q) => `Tidak ada hasil untuk “${q}”. Coba kata yang lain atau lebih sedikit kata.`,
    empty: 'Indeks ini belum berisi dokumen.',
    noIndex: 'Belum ada indeks. Buat satu dengan: telusur-indexer build --data DIR --index UID BERKAS…',
    unreachable: 'Server tidak dapat dihubungi. Periksa sambungan lalu coba lagi.',
    untitled: 'Tanpa judul',
  },
  en: {
    search: 'Search', index: 'Index', more: 'Show more', placeholder: 'Search articles…',
    hits: (total, exact, ms) => `${exact ? '' : 'about '}${number(total)} ${total === 1 ? 'hit' : 'hits'} · ${number(ms)} ms`,
    none: (q) => `Nothing found for “${q}”. Try other words, or fewer.`,
    empty: 'This index holds no documents yet.',
    noIndex: 'There is no index yet. Make one with: telusur-indexer build --data DIR --index UID FILE…',
    unreachable: 'The server cannot be reached. Check the connection and try again.',
    untitled: 'Untitled',
  },
};

const language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'id';
const text = TEXTS[language];
const number = (value) => new Intl.NumberFormat(language).format(value);

const PAGE_SIZE = 10;
const TYPING_PAUSE_MS = 120;
// Two characters that no text uses mark the matches, so that no answer is ever read as HTML.
const MARK = '\uE000';
const MARK_END = '\uE001';

const element = (id) => document.getElementById(id);
const form = element('search');
const input = element('q');
const picker = element('index');
const hits = element('hits');
const more = element('more');
const status = element('status');
const message = element('message');

let pending = null; // the AbortController of the request under way
let timer = 0;

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** Text with its matches marked, as nodes. */
function marked(value) {
  const words = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return words.split(MARK).flatMap((piece, i) => {
    if (i === 0) return [piece];
    const [match, ...rest] = piece.split(MARK_END);
    return [make('mark', '', match), rest.join('')];
  });
}

/** The address when it leads to a web page; nothing for javascript: and its kind. */
function safeUrl(value) {
  if (typeof value !== 'string' || value === '') return null;
  try {
    const url = new URL(value, location.href);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

function dateOf(value) {
  const date = new Date(value);
  if (typeof value !== 'string' || Number.isNaN(date.getTime())) return null;
  return make('time', '', new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(date));
}

function languageName(code) {
  if (typeof code !== 'string' || code === '') return null;
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code);
  } catch {
    return code;
  }
}

function metaLine(hit) {
  const parts = [hit.author, dateOf(hit.published), languageName(hit.lang)].filter(Boolean);
  return make('p', 'meta', ...parts.flatMap((part, i) => (i === 0 ? [part] : [' · ', part])));
}

function card(hit) {
  const formatted = hit._formatted ?? hit;
  const title = make('h2', '');
  const words = marked(formatted.title || formatted.name || formatted.id || text.untitled);
  const url = safeUrl(hit.url);
  if (url) {
    const link = make('a', '', ...words);
    link.href = url;
    title.append(link);
  } else {
    title.append(...words);
  }
  const article = make('article', '', title);
  if (/^[a-z]{2}$/.test(hit.lang ?? '')) article.lang = hit.lang;
  const snippet = [formatted.body, formatted.description].filter((value) => typeof value === 'string' && value !== '');
  // The text itself where it matches, else what the article says about itself.
  const best = snippet.find((value) => value.includes(MARK)) ?? formatted.description ?? snippet[0];
  if (best) article.append(make('p', '', ...marked(best)));
  const meta = metaLine(hit);
  if (meta.childNodes.length > 0) article.append(meta);
  if (Array.isArray(hit.tags) && hit.tags.length > 0) {
    article.append(make('ul', 'tags', ...hit.tags.map((tag) => make('li', '', String(tag)))));
  }
  return make('li', '', article);
}

function show(content, failure = false) {
  message.hidden = !content;
  message.classList.toggle('failure', failure);
  message.textContent = content;
}

/** The JSON of an answer. Throws an Error whose message can be shown. */
async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error(text.unreachable);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.message ?? `HTTP ${response.status}`);
  return body;
}

function render(answer, offset) {
  const total = answer.totalHits ?? answer.estimatedTotalHits ?? 0;
  const cards = answer.hits.map(card);
  if (offset === 0) hits.replaceChildren(...cards);
  else hits.append(...cards);
  status.textContent = text.hits(total, answer.totalHitsExact === true, answer.processingTimeMs);
  more.hidden = answer.hits.length < PAGE_SIZE || hits.children.length >= total;
  const nothing = hits.children.length === 0;
  show(nothing ? (input.value.trim() ? text.none(input.value.trim()) : text.empty) : '');
}

async function search(offset = 0) {
  clearTimeout(timer);
  pending?.abort();
  if (!picker.value) return;
  const mine = new AbortController();
  pending = mine;
  hits.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask(`/indexes/${encodeURIComponent(picker.value)}/search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      signal: mine.signal,
      body: JSON.stringify({
        q: input.value, offset, limit: PAGE_SIZE,
        attributesToHighlight: ['title', 'description', 'body'], attributesToCrop: ['body:30'],
        highlightPreTag: MARK, highlightPostTag: MARK_END,
      }),
    });
    // Only the newest request may change the page, however late an older answer comes.
    if (pending === mine) render(answer, offset);
  } catch (error) {
    if (pending !== mine || error.name === 'AbortError') return;
    hits.replaceChildren();
    more.hidden = true;
    status.textContent = '';
    show(error.message, true);
  } finally {
    if (pending === mine) hits.setAttribute('aria-busy', 'false');
  }
}

function remember() {
  const parameters = new URLSearchParams();
  if (input.value) parameters.set('q', input.value);
  if (picker.selectedIndex > 0) parameters.set('index', picker.value);
  const query = parameters.toString();
  history.replaceState(null, '', query ? `?${query}` : location.pathname);
  document.title = input.value ? `${input.value} – telusur` : 'telusur';
}

function typed() {
  clearTimeout(timer);
  more.hidden = true; // what it would add to belongs to the query before
  timer = setTimeout(() => { remember(); search(); }, TYPING_PAUSE_MS);
}

function translate() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];
  input.placeholder = text.placeholder;
}

async function start() {
  translate();
  const parameters = new URLSearchParams(location.search);
  if (!input.value) input.value = parameters.get('q') ?? '';
  try {
    const indexes = await ask('/indexes?limit=1000');
    for (const { uid } of indexes.results) {
      const wanted = uid === parameters.get('index');
      picker.add(new Option(uid, uid, wanted, wanted));
    }
  } catch (error) {
    show(error.message, true);
    return;
  }
  picker.parentElement.hidden = picker.options.length < 2;
  if (picker.options.length === 0) show(text.noIndex);
  else { remember(); search(); }
}

input.addEventListener('input', typed);
picker.addEventListener('change', () => { remember(); search(); });
form.addEventListener('submit', (event) => { event.preventDefault(); remember(); search(); });
more.addEventListener('click', () => search(hits.children.length));
start();
