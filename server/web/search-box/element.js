// <telusur-search server="https://search.example" index="articles" key="…" language="id|en|auto" placeholder="…" hits="6"
//   fields="title,body" filters="lang = id" recent="5" theme="light|dark|auto" no-shortcut></telusur-search>
// Where the server is left out, it is the place that this file came from.

import { interfaceLanguage } from '../common/language.js';
import { make } from '../common/nodes.js';
import { Failure, askForHits, maySearch } from '../common/request.js';
import { actionButton, answerView, recentView } from './answer.js';
import { makeField } from './field.js';
import { DEFAULT_FIELDS, searchRequest } from './hit.js';
import { listenForKeys, stopListening } from './keys.js';
import { Panel } from './panel.js';
import { RecentSearches } from './recent.js';
import { Searcher } from './searcher.js';
import { dress } from './style.js';
import { TEXTS, failureText } from './texts.js';

const HOME = new URL('.', import.meta.url).href;

/** Visitors cannot mend a page: its owner finds in the console what the server or the browser says of a failure. */
function tellOwner({ kind, message }) {
  if (kind === 'unfit') console.error(`telusur-search: the attribute server or key cannot be used: ${message}`);
  else if (message !== kind) console.warn(`telusur-search: ${message}`);
}

class TelusurSearch extends HTMLElement {
  static observedAttributes = ['server', 'index', 'key', 'language', 'placeholder', 'hits', 'fields', 'filters', 'recent'];

  #field = makeField();
  #panel = new Panel(this.#field.input);
  #spoken = make('div', 'spoken');
  #searcher = new Searcher((query, controller) => this.#find(query, controller), (state) => this.#render(state));
  #language = 'id';
  #state = null;
  #choices = new Map(); // by option that is shown, what it stands for, whatever has been typed since

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    dress(root);
    this.#spoken.setAttribute('role', 'status');
    root.append(this.#field.box, this.#panel.node, this.#spoken);
    const { input, clear } = this.#field;
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('focus', () => this.#reopen());
    input.addEventListener('click', () => this.#reopen());
    input.addEventListener('keydown', (event) => this.#pressed(event));
    clear.addEventListener('click', () => this.#empty());
    root.addEventListener('focusout', (event) => {
      if (!root.contains(event.relatedTarget)) this.#close();
    });
    this.#panel.node.addEventListener('click', (event) => this.#clicked(event));
  }

  connectedCallback() {
    this.#translate();
    listenForKeys(this);
    window.addEventListener('online', this.#backOnline);
  }

  disconnectedCallback() {
    stopListening(this);
    window.removeEventListener('online', this.#backOnline);
    this.#close();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    this.#translate();
    if (name !== 'placeholder') this.#refresh();
  }

  get #texts() {
    return TEXTS[this.#language];
  }

  get #server() {
    return (this.getAttribute('server') || HOME).replace(/\/+$/, '');
  }

  get #index() {
    return this.getAttribute('index') ?? '';
  }

  get #fields() {
    const named = (this.getAttribute('fields') ?? '').split(',').map((field) => field.trim()).filter(Boolean);
    return named.length > 0 ? named : DEFAULT_FIELDS;
  }

  get #recent() {
    return new RecentSearches(`telusur-recent:${this.#server}/${this.#index}`, this.#number('recent', 5, 0, 20));
  }

  get #query() {
    return this.#field.input.value.trim();
  }

  #number(name, normal, least, most) {
    const value = parseInt(this.getAttribute(name), 10);
    return Number.isNaN(value) ? normal : Math.min(Math.max(value, least), most);
  }

  #backOnline = () => {
    if (this.#panel.isOpen && this.#query && this.#state?.failure) this.#searcher.now(this.#query);
  };

  #translate() {
    this.#language = interfaceLanguage(this.getAttribute('language'), this);
    const { input, clear } = this.#field;
    // The texts are in this language, whatever the page around says.
    this.#field.box.lang = this.#panel.node.lang = this.#spoken.lang = this.#language;
    input.placeholder = this.getAttribute('placeholder') ?? this.#texts.placeholder;
    input.setAttribute('aria-label', this.getAttribute('aria-label') ?? this.#texts.label);
    clear.setAttribute('aria-label', this.#texts.clear);
  }

  async #find(query, controller) {
    const server = this.#server;
    const key = this.getAttribute('key') ?? '';
    const request = { limit: this.#number('hits', 6, 1, 50), fields: this.#fields, filter: this.getAttribute('filters') };
    try {
      return await askForHits(`${server}/indexes/${encodeURIComponent(this.#index)}/search`, { key, body: searchRequest(query, request), controller });
    } catch (failure) {
      if (failure.kind === 'denied' && (await maySearch(server, key, controller))) throw new Failure('limited');
      throw failure;
    }
  }

  #typed() {
    const { input, clear, key } = this.#field;
    clear.hidden = input.value === '';
    key.hidden = input.value !== '';
    this.#panel.activate(-1);
    if (!this.#index) this.#showMessage(this.#texts.unnamed);
    else if (this.#query) this.#searcher.soon(input.value);
    else this.#showRecent();
  }

  #search() {
    if (this.#index && this.#query) this.#searcher.now(this.#field.input.value);
  }

  #reopen() {
    if (this.#panel.isOpen) return;
    if (!this.#query) this.#showRecent();
    else if (this.#state?.phase === 'done' && this.#state.query === this.#field.input.value) this.#panel.open();
    else this.#search();
  }

  /** What is shown was found by attributes that hold no longer. */
  #refresh() {
    this.#searcher.reset();
    this.#state = null;
    if (!this.#panel.isOpen) return;
    if (!this.#index) {
      this.#showMessage(this.#texts.unnamed);
    } else if (this.#query) {
      this.#panel.show({ status: this.#texts.loading });
      this.#searcher.soon(this.#field.input.value); // other attributes may follow
    } else {
      this.#showRecent();
    }
  }

  /** Nothing that comes later opens the panel again. */
  #close() {
    this.#searcher.cancel();
    this.#panel.busy = false;
    this.#panel.close();
  }

  #empty() {
    this.#field.input.value = '';
    this.#typed();
    this.#field.input.focus();
  }

  #ask(query) {
    this.#field.input.value = query;
    this.#typed();
    this.#search();
  }

  #render(state) {
    this.#state = state;
    this.#panel.busy = state.phase === 'loading';
    if (state.phase === 'failed') this.#showFailure(state.failure);
    else if (state.phase === 'done') this.#showAnswer(state);
    else if (!this.#panel.isOpen || this.#panel.options.length === 0) this.#panel.show({ status: this.#texts.loading });
  }

  #showAnswer(state) {
    const { content, spoken, choices } = answerView(state, this.#fields, this.#texts);
    this.#choices = choices;
    this.#panel.show(content);
    this.#say(spoken);
  }

  #showRecent() {
    this.#searcher.cancel();
    this.#panel.busy = false;
    this.#state = null;
    this.#say('');
    this.#panel.show(recentView(this.#recent.list(), this.#texts));
  }

  #showFailure(failure) {
    tellOwner(failure);
    this.#showMessage(failureText(this.#texts, failure), actionButton('retry', this.#texts.retry));
  }

  #showMessage(words, ...buttons) {
    this.#panel.show({ head: [make('p', 'message failure', words), ...buttons] });
    this.#say(words);
  }

  #say(words) {
    this.#spoken.textContent = words;
  }

  #clicked(event) {
    const chosen = event.target.closest('button, .option');
    if (!chosen) return;
    if (chosen.dataset.action === 'forget') {
      this.#recent.clear();
      this.#field.input.focus();
      this.#showRecent();
    } else if (chosen.dataset.action === 'retry') {
      this.#field.input.focus();
      this.#search();
    } else if (chosen.dataset.query) {
      this.#ask(chosen.dataset.query);
    } else {
      this.#follow(chosen, event);
    }
  }

  /** The page may take the click over: telusur-select can be cancelled, and tells the hit, its place and the query. */
  #follow(option, event) {
    const detail = this.#choices.get(option);
    this.#recent.add(this.#query);
    const goesOn = this.dispatchEvent(new CustomEvent('telusur-select', { detail, bubbles: true, composed: true, cancelable: true }));
    if (!goesOn) event.preventDefault();
    if (goesOn && option.href && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.#close();
  }

  #pressed(event) {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.#panel.isOpen) this.#panel.move(event.key === 'ArrowDown' ? 1 : -1);
      else this.#reopen();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.#entered(event);
    } else if (event.key === 'Escape' && (this.#panel.isOpen || this.#field.input.value)) {
      event.preventDefault();
      event.stopPropagation();
      if (this.#panel.isOpen) this.#close();
      else this.#empty();
    }
  }

  #entered({ ctrlKey, metaKey, shiftKey }) {
    const { active } = this.#panel;
    if (active) {
      active.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey }));
    } else {
      this.#recent.add(this.#query);
      this.#search();
    }
  }
}

// A second copy of this file in a page changes nothing.
if (!customElements.get('telusur-search')) customElements.define('telusur-search', TelusurSearch);
