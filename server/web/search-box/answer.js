// What the panel shows of an answer, and what it shows before there is one.

import { make, plain } from '../common/nodes.js';
import { totalOf } from '../common/request.js';
import { hitOption } from './hit.js';

export function actionButton(action, words) {
  const button = make('button', action, words);
  button.type = 'button';
  button.dataset.action = action;
  return button;
}

/** An option that asks for `query`. */
function queryOption(names, query, ...children) {
  const option = make('div', `option ${names}`, ...children);
  option.dataset.query = query;
  return option;
}

function corrections(answer, query, texts) {
  const words = plain(answer.correctedQuery).trim();
  if (!words || words === query.trim()) return [];
  return [queryOption('meant', words, `${texts.meant} `, make('b', 'correction', words))];
}

/**
 * {content, spoken, choices}: what the panel shows, what is said of it, and by option the hit that it stands for, with its
 * position and the query that found it.
 */
export function answerView({ query, answer, failure }, fields, texts) {
  const found = answer.hits.map((hit) => hitOption(hit, fields, texts.untitled));
  const choices = new Map(found.map((option, position) => [option, { hit: answer.hits[position], position, query: query.trim() }]));
  const count = found.length > 0 ? texts.count(totalOf(answer), answer.totalHitsExact !== false) : '';
  const none = texts.none(query.trim());
  const head = failure ? [make('p', 'message', texts.stale)] : [];
  if (found.length === 0) head.push(make('p', 'message none', none), make('p', 'message advice', texts.advice));
  const content = { head, options: [...corrections(answer, query, texts), ...found], label: texts.results, status: count };
  return { content, spoken: found.length > 0 ? `${count}. ${texts.hint}` : `${none} ${texts.advice}`, choices };
}

/** The searches of before, as the panel shows them; nothing where there are none. */
export function recentView(queries, texts) {
  if (queries.length === 0) return {};
  const head = make('p', 'heading', make('span', '', texts.recent), actionButton('forget', texts.forget));
  return { head: [head], options: queries.map((query) => queryOption('past', query, query)), label: texts.recent };
}
