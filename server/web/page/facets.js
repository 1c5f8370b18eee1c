// The checkboxes of the attributes by which one can filter.

import { make } from '../common/nodes.js';
import { fieldName, valueName } from './texts.js';

const VALUES_SHOWN = 10;

/** [value, count] of the most frequent values, and of those that are chosen however rare. */
function valuesOf(counts, chosen) {
  // An answer's objects put values that look like numbers first and in their order, whatever the server's order was.
  const all = [...counts].sort(([, a], [, b]) => b - a);
  const shown = all.slice(0, VALUES_SHOWN).concat(all.slice(VALUES_SHOWN).filter(([value]) => chosen.has(value)));
  const missing = [...chosen].filter((value) => !counts.has(value)).map((value) => [value, 0]);
  return [...shown, ...missing];
}

/** Calls `choose(field, value, on)` when a box is ticked or not. */
function facet(field, counts, chosen, choose, { texts, language }) {
  const boxes = valuesOf(counts, chosen).map(([value, count]) => {
    const box = make('input', '');
    box.type = 'checkbox';
    box.name = field;
    box.value = value;
    box.checked = chosen.has(value);
    box.addEventListener('change', () => choose(field, value, box.checked));
    const name = make('span', 'value', valueName(field, value, language));
    return make('label', '', box, name, make('span', 'count', new Intl.NumberFormat(language).format(count)));
  });
  return make('fieldset', '', make('legend', '', fieldName(texts, field)), ...boxes);
}

/** Shows those of `fields` that have `counts`, a Map by field of Maps by value, or are filtered by. Tells whether there is any. */
export function showFacets(place, fields, counts, filters, choose, speech) {
  // The box that was just ticked keeps the focus.
  const { name, value } = place.contains(document.activeElement) ? document.activeElement : {};
  const none = new Map();
  const shown = fields.filter((field) => counts.get(field)?.size > 0 || filters.get(field)?.size > 0);
  place.replaceChildren(...shown.map((field) => facet(field, counts.get(field) ?? none, filters.get(field) ?? new Set(), choose, speech)));
  if (name) [...place.querySelectorAll('input')].find((box) => box.name === name && box.value === value)?.focus();
  return shown.length > 0;
}
