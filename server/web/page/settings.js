// The settings of an index: read, changed and saved through the API, by a key that may do so.

import { make, plain } from '../common/nodes.js';
import { ask } from '../common/request.js';
import { settingControl } from './setting_control.js';
import { failureWords } from './texts.js';

const POLL_MS = 300;
// These come first, in this order; all others follow under a heading of their own.
const COMMON = [
  'searchableAttributes', 'displayedAttributes', 'filterableAttributes', 'sortableAttributes', 'languages', 'synonyms', 'typoTolerance',
  'prefixSearch', 'oldSpelling',
];

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Waits for the end of a task, and tells what went wrong in it, or ''. */
async function troubleOf(taskUid, key, controller) {
  for (;;) {
    const task = await ask(`/tasks/${taskUid}`, { key, controller });
    if (task.status === 'succeeded') return '';
    if (task.status === 'failed' || task.status === 'canceled') return plain(task.error?.message) || task.status;
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
    if (controller.signal.aborted) return '';
  }
}

/** Why settings that could be read were not saved. */
function troubleWords(error, texts) {
  if (error instanceof SyntaxError) return texts.unreadable(error.message);
  return error.isDenial ? texts.keyOfAdmin : failureWords(texts, error);
}

/** Shows the settings of `index` in `place`, a form, and saves them when it is sent. Throws a Failure. */
export async function showSettings(place, { index, key, texts, controller }) {
  const path = `/indexes/${encodeURIComponent(index)}`;
  const [stored, stats] = await Promise.all([
    ask(`${path}/settings`, { key, controller }),
    ask(`${path}/stats`, { key, controller }).catch(() => ({})),
  ]);
  const names = Object.keys(stored);
  const controls = new Map(names.map((name) => [name, settingControl(name, stored[name], texts)]));
  const nodes = (wanted) => wanted.map((name) => controls.get(name).node);
  const common = COMMON.filter((name) => controls.has(name));
  const others = names.filter((name) => !common.includes(name));
  const count = Number.isFinite(stats.numberOfDocuments) ? [make('p', 'meta', texts.documents(stats.numberOfDocuments))] : [];
  const save = make('button', '', texts.save);
  save.type = 'submit';
  const said = make('p', 'said');
  said.setAttribute('role', 'status');
  const more = make('details', '', make('summary', '', texts.moreSettings), ...nodes(others));
  place.replaceChildren(make('h2', '', texts.settingsOf(index)), ...count, ...nodes(common), more, make('div', 'bar', save, said));

  const say = (words, isFailure = false) => {
    said.textContent = words;
    said.classList.toggle('failure', isFailure);
  };
  const send = async () => {
    const changed = names.map((name) => [name, controls.get(name).read()]).filter(([name, value]) => !same(value, stored[name]));
    if (changed.length === 0) {
      say(texts.unchanged);
      return;
    }
    say(texts.saving);
    const { taskUid } = await ask(`${path}/settings`, { method: 'PATCH', key, body: Object.fromEntries(changed), controller });
    const trouble = await troubleOf(taskUid, key, controller);
    if (trouble) say(texts.refused(trouble), true);
    else {
      for (const [name, value] of changed) stored[name] = value;
      say(texts.saved);
    }
  };
  place.onsubmit = async (event) => {
    event.preventDefault();
    save.disabled = true;
    try {
      await send();
    } catch (error) {
      if (controller.signal.aborted) return;
      say(troubleWords(error, texts), true);
    } finally {
      save.disabled = false;
    }
  };
}
