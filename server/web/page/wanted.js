// What is asked for, in step with the address and the history of the tab.

import { addressOf, readAddress } from './address.js';

let current = readAddress(location.search);

/** See address.js. */
export const wanted = () => current;

/** Takes over what the address says now. */
export function readAgain() {
  current = readAddress(location.search);
}

/** Changes what is asked for where the address leaves it open, or names an order that is not there: it stays as it was written. */
export function settle(changes) {
  current = { ...current, ...changes };
}

/** Takes a change into the address. Typing replaces the entry of the history, a choice makes one. */
export function remember(changes, historyMethod = 'pushState') {
  const before = addressOf(readAddress(location.search));
  current = { ...current, page: 1, view: 'search', ...changes };
  const now = addressOf(current);
  // To choose again what is chosen already leads nowhere: it must not cut off the way forward.
  history[now === before ? 'replaceState' : historyMethod](null, '', now);
  document.title = current.q ? `${current.q} – telusur` : 'telusur';
}
