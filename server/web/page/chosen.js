// What the hits are filtered by, each with a way out: also what no checkbox shows, since an address may ask for anything.

import { make } from '../common/nodes.js';
import { fieldName, valueName } from './texts.js';

function chip(field, value, drop, { texts, language }) {
  const words = `${fieldName(texts, field)}: ${valueName(field, value, language)}`;
  const cross = make('span', '', '×');
  cross.setAttribute('aria-hidden', 'true');
  const button = make('button', 'chip', make('span', 'value', words), cross);
  button.type = 'button';
  button.setAttribute('aria-label', texts.drop(words));
  button.addEventListener('click', () => drop(field, value));
  return make('li', '', button);
}

/** Calls `drop(field, value)` when a chip is pressed. Tells whether there is any. */
export function showChosen(place, filters, drop, speech) {
  const chips = [...filters].flatMap(([field, values]) => [...values].map((value) => chip(field, value, drop, speech)));
  place.replaceChildren(...chips);
  return chips.length > 0;
}
