// What opens below the field: a message, a list of options of which one can be active, and a line of status.

import { make } from '../common/nodes.js';

const EDGE_PX = 8;

export class Panel {
  #input;
  #list = make('div', 'list');
  #head = make('div', 'head');
  #foot = make('p', 'status');
  #active = -1;

  constructor(input) {
    this.#input = input;
    this.node = make('div', 'panel', this.#head, this.#list, this.#foot);
    this.node.hidden = true;
    this.#list.id = 'list';
    this.#list.setAttribute('role', 'listbox');
    // Choosing with the pointer leaves the focus, and on a phone the keyboard, where it was.
    this.node.addEventListener('mousedown', (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.node.hidden;
  }

  get options() {
    return [...this.#list.children];
  }

  get active() {
    return this.options[this.#active] ?? null;
  }

  set busy(busy) {
    this.node.setAttribute('aria-busy', String(busy));
  }

  /** Shows nodes above the list, the options, their name, and a line below. With nothing at all it closes. */
  show({ head = [], options = [], label = '', status = '' }) {
    this.#active = -1;
    this.#head.replaceChildren(...head);
    this.#foot.textContent = status;
    this.#foot.hidden = !status;
    for (const [i, option] of options.entries()) {
      option.id = `option-${i}`;
      option.tabIndex = -1;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
    }
    this.#list.replaceChildren(...options);
    this.#list.hidden = options.length === 0;
    this.#list.setAttribute('aria-label', label);
    if (head.length + options.length > 0 || status) this.open();
    else this.close();
    this.#tell();
  }

  open() {
    this.node.hidden = false;
    this.#keepInView();
    this.#tell();
  }

  close() {
    this.activate(-1);
    this.node.hidden = true;
    this.#tell();
  }

  /** Makes the option `step` further the active one; between the last and the first none is. */
  move(step) {
    const count = this.options.length;
    if (count > 0) this.activate(((this.#active + 1 + step + count + 1) % (count + 1)) - 1);
  }

  activate(index) {
    this.active?.setAttribute('aria-selected', 'false');
    this.#active = index;
    this.active?.setAttribute('aria-selected', 'true');
    this.active?.scrollIntoView({ block: 'nearest' });
    this.#tell();
  }

  #tell() {
    this.#input.setAttribute('aria-expanded', String(this.isOpen && !this.#list.hidden));
    if (this.active) this.#input.setAttribute('aria-activedescendant', this.active.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  /** A field near the edge of the window has a panel that is wider than itself. */
  #keepInView() {
    this.node.style.translate = '';
    const { left, right } = this.node.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const shift = right > width - EDGE_PX ? Math.max(width - EDGE_PX - right, EDGE_PX - left) : Math.max(EDGE_PX - left, 0);
    if (shift !== 0) this.node.style.translate = `${shift}px`;
  }
}
