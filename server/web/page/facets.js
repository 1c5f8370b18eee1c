// The checkboxes of the attributes by which one can filter.

import { make } from '../common/nodes.js';
import { languageName } from './texts.js';

const VALUES_SHOWN = 10;

/** The most frequent values, and those that are chosen however rare. */
function valuesOf(counts, chosen) {
  const all = Object.entries(counts);
  const shown = all.slice(0, VALUES_SHOWN).concat(all.slice(VALUES_SHOWN).filter(([value]) => chosen.has(value)));
  const missing = [...chosen].filter((value) => !(value in counts)).map((value) => [value, 0]);
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
    const name = field === 'lang' ? languageName(value, language) : value;
    return make('label', '', box, make('span', 'value', name), make('span', 'count', new Intl.NumberFormat(language).format(count)));
  });
  return make('fieldset', '', make('legend', '', texts[field] ?? field), ...boxes);
}

export function showFacets(place, fields, distribution, filters, choose, speech) {
  // The box that was just ticked keeps the focus.
  const { name, value } = place.contains(document.activeElement) ? document.activeElement : {};
  const shown = fields.filter((field) => Object.keys(distribution[field] ?? {}).length > 0 || filters.get(field)?.size > 0);
  place.replaceChildren(...shown.map((field) => facet(field, distribution[field] ?? {}, filters.get(field) ?? new Set(), choose, speech)));
  if (name) [...place.querySelectorAll('input')].find((box) => box.name === name && box.value === value)?.focus();
  return shown.length > 0;
}
