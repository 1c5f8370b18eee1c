// The visible line of the search box: input, icon, button.

import { make } from '../common/nodes.js';

const SVG = 'http://www.w3.org/2000/svg';

function icon() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('part', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const glass = document.createElementNS(SVG, 'path');
  glass.setAttribute('d', 'M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15.5 15.5l5 5');
  svg.append(glass);
  return svg;
}

/** {box, input, clear, key}: a combobox of the listbox with the id `list`. */
export function makeField() {
  const input = make('input', 'input');
  const attributes = {
    type: 'search', role: 'combobox', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', enterkeyhint: 'search',
    maxlength: '1000', 'aria-autocomplete': 'list', 'aria-controls': 'list', 'aria-expanded': 'false', 'aria-haspopup': 'listbox',
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const clear = make('button', 'clear', '×');
  clear.type = 'button';
  clear.hidden = true;
  const key = make('kbd', 'key', '/');
  key.setAttribute('aria-hidden', 'true');
  return { box: make('div', 'box', icon(), input, clear, key), input, clear, key };
}
