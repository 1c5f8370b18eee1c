// Why a document stands where it does: what each word gave to its score, asked for when somebody opens the panel.

import { make, plain } from '../common/nodes.js';
import { fieldName, kindName } from './texts.js';

const percent = (language, share) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** The contributions of all kinds, the greatest first, as [{kind, word, terms, attributes, score}]. */
function contributions(details) {
  const kinds = Object.entries(details ?? {});
  const all = kinds.flatMap(([kind, { contributions: list }]) => (Array.isArray(list) ? list.map((one) => ({ ...one, kind })) : []));
  return all.filter(({ score }) => Number.isFinite(score)).sort((a, b) => b.score - a.score);
}

function line({ kind, word, terms, attributes, score }, highest, { texts, language }) {
  const share = percent(language, score);
  const bar = make('meter', '');
  bar.max = highest;
  bar.value = score;
  bar.setAttribute('aria-label', share);
  const fields = Array.isArray(attributes) ? attributes.map((field) => fieldName(texts, field)).join(', ') : '';
  const where = [plain(terms), fields && texts.within(fields)].filter(Boolean).join(' ');
  const head = make('p', '', make('b', '', plain(word)), ` ${kindName(texts, kind)} `, make('span', 'share', share));
  return make('li', '', head, bar, make('p', 'meta', where));
}

function explained(hit, sort, speech) {
  const { texts, language } = speech;
  const parts = contributions(hit._rankingScoreDetails);
  const score = Number.isFinite(hit._rankingScore) && parts.length > 0 ? texts.score(percent(language, hit._rankingScore)) : texts.unscored;
  const first = sort ? [make('p', '', texts.sorted(sort))] : [];
  return [...first, make('p', '', score), make('ul', 'reasons', ...parts.map((part) => line(part, parts[0].score, speech)))];
}

/**
 * The panel, closed. `explain()` gives the hit with its score and what that is made of, or rejects with what to say;
 * `sort` names the order that comes before the score, or is ''.
 */
export function whyPanel(explain, sort, speech) {
  const { texts, language } = speech;
  const place = make('div', '', texts.loading);
  place.setAttribute('role', 'status');
  const panel = make('details', 'why', make('summary', '', texts.why), place);
  panel.lang = language;
  let isAsked = false;
  panel.addEventListener('toggle', async () => {
    if (!panel.open || isAsked) return;
    isAsked = true;
    try {
      place.replaceChildren(...explained(await explain(), sort, speech));
    } catch (failure) {
      isAsked = false;
      place.replaceChildren(failure.message);
    }
  });
  return panel;
}
