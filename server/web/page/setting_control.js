// One setting of an index as a control of a form, by the kind of its value; whatever settings a server has are shown so.

import { make } from '../common/nodes.js';

const CHOICES = new Map([['prefixSearch', ['indexingTime', 'disabled']]]);
// Objects whose names are the owner's own.
const FREE = new Set(['synonyms', 'sortFacetValuesBy']);

const isTexts = (value) => Array.isArray(value) && value.every((one) => typeof one === 'string');
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const linesOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

function field(tag, value, read, attributes = {}) {
  const node = make(tag, '');
  Object.assign(node, attributes);
  node.value = value;
  return { node, read: () => read(node.value) };
}

function area(value, read) {
  const lines = Math.min(Math.max(value.split('\n').length, 2), 12);
  return field('textarea', value, read, { rows: lines, spellcheck: false, autocapitalize: 'none' });
}

function checkbox(value) {
  const node = make('input', '');
  node.type = 'checkbox';
  node.checked = value;
  return { node, read: () => node.checked };
}

function choice(value, values) {
  const node = make('select', '');
  node.append(...values.map((one) => new Option(one, one)));
  node.value = value;
  return { node, read: () => node.value };
}

/** A line a word: `ponsel: handphone, hp`. */
function synonyms(value) {
  const text = Object.entries(value).map(([word, others]) => `${word}: ${others.join(', ')}`).join('\n');
  return area(text, (typed) =>
    Object.fromEntries(linesOf(typed).map((line) => {
      const [word, others] = line.split(/:(.*)/s);
      if (!others?.trim()) throw new SyntaxError(line);
      return [word.trim(), others.split(',').map((other) => other.trim()).filter(Boolean)];
    })));
}

/** Nothing is null; what is not JSON is a text. */
function loose(text) {
  try {
    return text.trim() ? JSON.parse(text) : null;
  } catch {
    return text.trim();
  }
}

const isLines = (value) => Object.entries(value).every(([word, others]) => isTexts(others) && !/[:\n]/.test(word) && !others.some((other) => /[,\n]/.test(other)));

function single(name, value) {
  if (typeof value === 'boolean') return checkbox(value);
  if (CHOICES.get(name)?.includes(value)) return choice(value, CHOICES.get(name));
  if (typeof value === 'number') return field('input', value, (text) => (text === '' ? null : Number(text)), { type: 'number', step: 'any' });
  if (isTexts(value) && name !== 'curations') return area(value.join('\n'), linesOf);
  if (name === 'synonyms' && isObject(value) && isLines(value)) return synonyms(value);
  if (value === null || typeof value === 'string') return field('input', value ?? '', loose, { type: 'text', spellcheck: false });
  return area(JSON.stringify(value, null, 2), (text) => JSON.parse(text));
}

/**
 * {node, read} for the setting `name`; `read()` tells the value as it stands in the form and throws a SyntaxError, having
 * marked the field, where it is none. Objects are groups of their members. `path` makes the names of fields unique.
 */
export function settingControl(name, value, texts, path = name) {
  const [label, help] = Object.hasOwn(texts.settings, name) ? texts.settings[name] : [name];
  const note = make('small', 'help', ...(help ? [help, ' '] : []), ...(label === name ? [] : [make('code', '', name)]));
  if (isObject(value) && Object.keys(value).length > 0 && !FREE.has(name)) {
    const members = Object.entries(value).map(([member, one]) => [member, settingControl(member, one, texts, `${path}.${member}`)]);
    const node = make('fieldset', 'setting', make('legend', '', label), note, ...members.map(([, control]) => control.node));
    return { node, read: () => Object.fromEntries(members.map(([member, control]) => [member, control.read()])) };
  }
  const { node, read } = single(name, value);
  node.id = `setting-${path}`;
  node.name = path;
  note.id = `${node.id}-help`;
  if (note.hasChildNodes()) node.setAttribute('aria-describedby', note.id);
  const title = make('label', '', label);
  title.htmlFor = node.id;
  const isCheck = node.type === 'checkbox';
  const row = make('div', isCheck ? 'setting check' : 'setting', ...(isCheck ? [node, title] : [title, node]), note);
  const readMarked = () => {
    node.removeAttribute('aria-invalid');
    try {
      return read();
    } catch (error) {
      node.setAttribute('aria-invalid', 'true');
      node.closest('details')?.setAttribute('open', '');
      node.focus();
      throw new SyntaxError(label, { cause: error });
    }
  };
  return { node: row, read: readMarked };
}
