// The way from one page of hits to the others.

import { LAST_PAGE } from './address.js';

/**
 * Shows in `nav` which page of how many this is, and links to others: `hrefOf(page)` is their address. `isFull` tells that the
 * page has as many hits as one can have: where totals are estimates, there may then be more than they say.
 */
export function showPages(nav, { page, answer, isFull }, hrefOf, texts) {
  const isExact = answer.totalHitsExact !== false;
  const told = Math.min(Number.isFinite(answer.totalPages) ? answer.totalPages : 0, LAST_PAGE);
  const hasNext = page < LAST_PAGE && (page < told || (!isExact && isFull));
  const isBeyond = page > 1 && answer.hits.length === 0;
  const ways = new Map([
    ['first', page > 2 || isBeyond ? 1 : 0],
    ['previous', isBeyond ? Math.min(page - 1, told) : page - 1],
    ['next', hasNext ? page + 1 : 0],
  ]);
  for (const [rel, other] of ways) {
    const link = nav.querySelector(`#${rel}`);
    link.hidden = other < 1;
    link.href = hrefOf(Math.max(other, 1));
  }
  nav.querySelector('#page-of').textContent = isBeyond ? '' : texts.pageOf(page, Math.max(page, told), isExact);
  nav.hidden = page === 1 && !hasNext;
}
