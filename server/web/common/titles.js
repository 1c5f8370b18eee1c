// What a document is called, and where in a larger whole it stands.

import { plain } from './nodes.js';

export const LEVELS = [0, 1, 2, 3, 4, 5, 6].map((level) => `hierarchy_lvl${level}`);
export const NAMES = ['title', 'name'];

/** The attributes of a hit as they are shown: with matches marked, and cut. */
export const shownOf = (hit) => (hit._formatted !== null && typeof hit._formatted === 'object' ? hit._formatted : hit);

/**
 * {title, crumbs} of what is shown of `hit`, of `fields` alone: its title or name, else the deepest of its levels, with those
 * above it as crumbs; else its id, else `untitled`.
 */
export function titleOf(hit, shown, fields, untitled) {
  const texts = (names) => names.filter((name) => fields.includes(name)).map((name) => plain(shown[name])).filter(Boolean);
  const crumbs = texts(LEVELS);
  const title = texts(NAMES)[0] || crumbs.pop() || plain(hit.id) || untitled;
  return { title, crumbs };
}
