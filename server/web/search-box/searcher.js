// When to ask the server, and which of its answers counts.

import { Failure } from '../common/request.js';

const TYPING_PAUSE_MS = 120;
const ANSWERS_KEPT = 30;

/** Whatever else goes wrong is told like an answer that makes no sense. */
const asFailure = (error) => (error instanceof Failure ? error : new Failure('garbage', { message: error.message }));

/**
 * Asks with `find(query, controller)` and tells `report` {phase, query, answer, failure}; phase is loading, done or
 * failed. A request is cancelled by the next one, and an answer that comes all the same is dropped by its number: only
 * the newest is ever reported. When the server is silent, an earlier answer to the same query is reported with the failure;
 * an answer that cannot be reported is a failure itself.
 */
export class Searcher {
  #find;
  #report;
  #newest = 0;
  #controller = null;
  #timer = 0;
  #answers = new Map();

  constructor(find, report) {
    this.#find = find;
    this.#report = report;
  }

  /** Asks when no key was pressed for a moment. */
  soon(query) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(query), TYPING_PAUSE_MS);
  }

  async now(query) {
    this.cancel();
    const mine = this.#newest;
    this.#controller = new AbortController();
    this.#report({ phase: 'loading', query });
    let outcome;
    try {
      const answer = await this.#find(query, this.#controller);
      outcome = { phase: 'done', query, answer };
    } catch (error) {
      const failure = asFailure(error);
      const answer = failure.isSilence ? this.#answers.get(query) : undefined;
      outcome = { phase: answer ? 'done' : 'failed', query, answer, failure };
    }
    if (mine !== this.#newest) return;
    try {
      this.#report(outcome);
      if (outcome.answer) this.#keep(query, outcome.answer);
    } catch (error) {
      this.#report({ phase: 'failed', query, failure: asFailure(error) });
    }
  }

  /** Forgets what is under way: nothing more is reported of it. */
  cancel() {
    clearTimeout(this.#timer);
    this.#newest += 1;
    this.#controller?.abort();
    this.#controller = null;
  }

  /** Forgets earlier answers too, which another server or index gave. */
  reset() {
    this.cancel();
    this.#answers.clear();
  }

  #keep(query, answer) {
    this.#answers.delete(query);
    this.#answers.set(query, answer);
    if (this.#answers.size > ANSWERS_KEPT) this.#answers.delete(this.#answers.keys().next().value);
  }
}
