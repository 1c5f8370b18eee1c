// Everything that the search page says, in both languages.

const number = (language, value, options) => new Intl.NumberFormat(language, options).format(value);

export const PAGE_TEXTS = {
  id: {
    search: 'Cari', index: 'Indeks', placeholder: 'Cari artikel…', sort: 'Urutan', byScore: 'Paling sesuai', filter: 'Saring',
    reset: 'Hapus saringan', previous: 'Sebelumnya', next: 'Berikutnya', pages: 'Halaman hasil', untitled: 'Tanpa judul',
    meant: 'Maksud Anda:', why: 'Mengapa di urutan ini?', key: 'Kunci', keyAsked: 'Server ini meminta kunci.', useKey: 'Pakai kunci',
    lang: 'Bahasa', tags: 'Topik', published: 'Tanggal', author: 'Penulis', title: 'Judul', headings: 'Subjudul',
    description: 'Ringkasan', body: 'Isi',
    hits: (total, exact, ms) => `${exact ? '' : 'Sekitar '}${number('id', total)} hasil · ${number('id', ms)} md`,
    pageOf: (page, pages) => `Halaman ${number('id', page)} dari ${number('id', pages)}`,
    ascending: (field) => `${field}, naik`,
    descending: (field) => `${field}, turun`,
    score: (value) => `Nilai ${number('id', value, { style: 'percent', maximumFractionDigits: 1 })} dari nilai tertinggi yang mungkin.`,
    none: (q) => `Tidak ada hasil untuk “${q}”. Coba kata yang lain, lebih sedikit kata, atau lebih sedikit saringan.`,
    empty: 'Tidak ada dokumen di sini.',
    noIndex: 'Belum ada indeks. Buat satu dengan: telusur-indexer build --data DIR --index UID BERKAS…',
    offline: 'Anda sedang luring.', unreachable: 'Server tidak dapat dihubungi. Periksa sambungan lalu coba lagi.',
    timeout: 'Server tidak menjawab.', denied: 'Kunci itu tidak diterima.', missing: 'Indeks itu tidak ada.',
    busy: 'Server sedang sibuk. Coba lagi sebentar lagi.', broken: 'Terjadi kesalahan di server.', garbage: 'Jawaban server tidak dapat dibaca.',
  },
  en: {
    search: 'Search', index: 'Index', placeholder: 'Search articles…', sort: 'Order', byScore: 'Best match', filter: 'Filter',
    reset: 'Clear filters', previous: 'Previous', next: 'Next', pages: 'Pages of results', untitled: 'Untitled',
    meant: 'Did you mean:', why: 'Why is it here?', key: 'Key', keyAsked: 'This server asks for a key.', useKey: 'Use key',
    lang: 'Language', tags: 'Topic', published: 'Date', author: 'Author', title: 'Title', headings: 'Headings',
    description: 'Summary', body: 'Text',
    hits: (total, exact, ms) => `${exact ? '' : 'About '}${number('en', total)} ${total === 1 ? 'hit' : 'hits'} · ${number('en', ms)} ms`,
    pageOf: (page, pages) => `Page ${number('en', page)} of ${number('en', pages)}`,
    ascending: (field) => `${field}, ascending`,
    descending: (field) => `${field}, descending`,
    score: (value) => `A score of ${number('en', value, { style: 'percent', maximumFractionDigits: 1 })} of the highest possible one.`,
    none: (q) => `Nothing found for “${q}”. Try other words, fewer of them, or fewer filters.`,
    empty: 'There are no documents here.',
    noIndex: 'There is no index yet. Make one with: telusur-indexer build --data DIR --index UID FILE…',
    offline: 'You are offline.', unreachable: 'The server cannot be reached. Check the connection and try again.',
    timeout: 'The server does not answer.', denied: 'That key was not accepted.', missing: 'There is no such index.',
    busy: 'The server is busy. Try again in a moment.', broken: 'Something went wrong in the server.', garbage: 'The answer of the server cannot be read.',
  },
};

/** The name of a language in the language `inLanguage`. */
export function languageName(code, inLanguage) {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code);
  } catch {
    return code;
  }
}
