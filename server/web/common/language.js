// The language in which we speak to the person, Indonesian or English.

function known(code) {
  const primary = String(code ?? '').toLowerCase().split(/[-_]/)[0];
  return primary === 'id' || primary === 'in' ? 'id' : primary === 'en' ? 'en' : '';
}

/** `wanted` (id, en, or auto) decides, else the language of the page around `node`, else those of the browser. */
export function interfaceLanguage(wanted, node) {
  const around = node?.closest('[lang]')?.lang ?? document.documentElement.lang;
  return known(wanted) || known(around) || navigator.languages.map(known).find(Boolean) || 'id';
}
