// Everything that the search page says, in both languages.

const number = (language, value) => new Intl.NumberFormat(language).format(value);

export const PAGE_TEXTS = {
  id: {
    search: 'Cari', index: 'Indeks', placeholder: 'Cari artikel…', sort: 'Urutan', byScore: 'Paling sesuai', filter: 'Saring',
    reset: 'Hapus saringan', drop: (filter) => `Buang saringan ${filter}`, first: 'Halaman pertama', previous: 'Sebelumnya', next: 'Berikutnya', pages: 'Halaman hasil', untitled: 'Tanpa judul',
    meant: 'Maksud Anda:', why: 'Mengapa di urutan ini?', key: 'Kunci', useKey: 'Pakai kunci', forgetKey: 'Lupakan kunci',
    fields: {
      lang: 'Bahasa', tags: 'Topik', published: 'Tanggal', author: 'Penulis', title: 'Judul', headings: 'Subjudul',
      description: 'Ringkasan', body: 'Isi',
    },
    hits: (total, exact) => `${exact ? '' : 'Sekitar '}${number('id', total)} hasil`,
    took: (ms) => `${number('id', ms)} md`,
    pageOf: (page, pages, exact) => `Halaman ${number('id', page)} dari ${exact ? '' : 'sekitar '}${number('id', pages)}`,
    ascending: (field) => `${field}, naik`,
    descending: (field) => `${field}, turun`,
    score: (share) => `Nilainya ${share} dari nilai tertinggi yang mungkin. Yang menyumbang:`,
    unscored: 'Pencarian ini tidak punya kata yang dapat dinilai: semua dokumen bernilai sama.',
    sorted: (order) => `Yang pertama menentukan ialah urutan yang dipilih (${order}); nilai menentukan di antara yang sama.`,
    loading: 'Menghitung…', within: (fields) => `di ${fields}`,
    kinds: {
      exact: 'persis', stem: 'sebagai bentuk kata', phrase: 'berdekatan', title: 'pada judul', synonym: 'sebagai sinonim',
      translation: 'sebagai terjemahan', completion: 'sebagai awal kata', correction: 'setelah ejaannya diperbaiki', other: 'dengan cara lain',
    },
    none: (q) => `Tidak ada hasil untuk “${q}”. Coba kata yang lain, lebih sedikit kata, atau lebih sedikit saringan.`,
    empty: 'Tidak ada dokumen di sini.', filteredOut: 'Tidak ada dokumen dengan saringan ini.', emptyPage: 'Tidak ada hasil di halaman ini.',
    keyOfAdmin: 'Setelan hanya dapat dilihat dan diubah dengan kunci admin.',
    noSuchIndex: (name, other) => `Tidak ada indeks “${name}”. Yang dipakai sekarang ialah indeks “${other}”.`,
    nameIndex: 'Kunci ini tidak boleh melihat daftar indeks. Sebutkan indeks yang mau dicari.',
    settingsLink: 'Setelan indeks', searchLink: 'Kembali ke pencarian', settingsOf: (index) => `Setelan indeks ${index}`, moreSettings: 'Setelan lainnya',
    documents: (count) => `${number('id', count)} dokumen`, save: 'Simpan', saving: 'Menyimpan…', saved: 'Tersimpan.', unchanged: 'Tidak ada yang berubah.',
    unreadable: (name) => `Isi “${name}” tidak dapat dibaca.`,
    refused: (reason) => `Server menolak: ${reason}`,
    settings: {
      searchableAttributes: ['Yang dicari', 'Atribut yang kata-katanya dapat dicari, yang terpenting di atas; satu per baris, * untuk semuanya.'],
      displayedAttributes: ['Yang ditampilkan', 'Atribut yang boleh dilihat di jawaban; satu per baris, * untuk semuanya.'],
      filterableAttributes: ['Yang dapat disaring', 'Atribut untuk saringan dan kotak centang; satu per baris.'],
      sortableAttributes: ['Yang dapat diurutkan', 'Satu per baris.'],
      languages: ['Bahasa', 'id dan en; satu per baris.'],
      synonyms: ['Sinonim', 'Satu kata per baris, lalu titik dua dan sinonimnya: ponsel: handphone, hp'],
      typoTolerance: ['Salah ketik', 'Seberapa panjang kata yang boleh salah satu atau dua huruf.'],
      prefixSearch: ['Cari sambil mengetik', 'indexingTime: kata terakhir boleh belum selesai.'],
      oldSpelling: ['Ejaan lama', 'tjinta menemukan cinta.'],
      enabled: ['Aktif'], oneTypo: ['Satu huruf salah, mulai dari panjang'], twoTypos: ['Dua huruf salah, mulai dari panjang'],
    },
    keyless: 'Server ini meminta kunci.', noIndex: 'Belum ada indeks. Buat satu dengan: telusur-indexer build --data DIR --index UID BERKAS…',
    offline: 'Anda sedang luring.', unreachable: 'Server tidak dapat dihubungi. Periksa sambungan lalu coba lagi.',
    timeout: 'Server tidak menjawab.', denied: 'Kunci itu tidak diterima.',
    limited: 'Kunci itu tidak boleh mencari di indeks ini.', missing: 'Indeks itu tidak ada.',
    busy: (seconds) =>
      seconds > 0 ? `Terlalu banyak permintaan. Coba lagi dalam ${number('id', seconds)} detik.` : 'Server sedang sibuk. Coba lagi sebentar lagi.',
    later: 'Server sedang sibuk. Coba lagi nanti.', broken: 'Terjadi kesalahan di server.', garbage: 'Jawaban server tidak dapat dibaca.',
  },
  en: {
    search: 'Search', index: 'Index', placeholder: 'Search articles…', sort: 'Order', byScore: 'Best match', filter: 'Filter',
    reset: 'Clear filters', drop: (filter) => `Remove filter ${filter}`, first: 'First page', previous: 'Previous', next: 'Next', pages: 'Pages of results', untitled: 'Untitled',
    meant: 'Did you mean:', why: 'Why is it here?', key: 'Key', useKey: 'Use key', forgetKey: 'Forget the key',
    fields: {
      lang: 'Language', tags: 'Topic', published: 'Date', author: 'Author', title: 'Title', headings: 'Headings',
      description: 'Summary', body: 'Text',
    },
    hits: (total, exact) => `${exact ? '' : 'About '}${number('en', total)} ${total === 1 ? 'hit' : 'hits'}`,
    took: (ms) => `${number('en', ms)} ms`,
    pageOf: (page, pages, exact) => `Page ${number('en', page)} of ${exact ? '' : 'about '}${number('en', pages)}`,
    ascending: (field) => `${field}, ascending`,
    descending: (field) => `${field}, descending`,
    score: (share) => `Its score is ${share} of the highest possible one. What gave it:`,
    unscored: 'This search has no words to rank by: all documents have the same score.',
    sorted: (order) => `The chosen order (${order}) decides first; the score decides among equals.`,
    loading: 'Working it out…', within: (fields) => `in ${fields}`,
    kinds: {
      exact: 'exactly', stem: 'in a form of the word', phrase: 'near each other', title: 'in the title', synonym: 'by a synonym',
      translation: 'by a translation', completion: 'as the beginning of a word', correction: 'with the spelling corrected', other: 'in another way',
    },
    none: (q) => `Nothing found for “${q}”. Try other words, fewer of them, or fewer filters.`,
    empty: 'There are no documents here.', filteredOut: 'There are no documents with these filters.', emptyPage: 'There is nothing on this page.',
    keyOfAdmin: 'Settings can be seen and changed with an admin key only.',
    noSuchIndex: (name, other) => `There is no index “${name}”. The index “${other}” is used instead.`,
    nameIndex: 'This key may not see the list of indexes. Name the one to search.',
    settingsLink: 'Settings of the index', searchLink: 'Back to the search', settingsOf: (index) => `Settings of the index ${index}`, moreSettings: 'More settings',
    documents: (count) => `${number('en', count)} ${count === 1 ? 'document' : 'documents'}`, save: 'Save', saving: 'Saving…', saved: 'Saved.', unchanged: 'Nothing has changed.',
    unreadable: (name) => `What stands in “${name}” cannot be read.`,
    refused: (reason) => `The server refused it: ${reason}`,
    settings: {
      searchableAttributes: ['Searched', 'Attributes whose words are found, the most important first; one a line, * for all of them.'],
      displayedAttributes: ['Shown', 'Attributes that answers may show; one a line, * for all of them.'],
      filterableAttributes: ['Filtered by', 'Attributes for filters and checkboxes; one a line.'],
      sortableAttributes: ['Sorted by', 'One a line.'],
      languages: ['Languages', 'id and en; one a line.'],
      synonyms: ['Synonyms', 'A word a line, then a colon and its synonyms: phone: handset, mobile'],
      typoTolerance: ['Typing errors', 'How long a word must be for one or two wrong letters.'],
      prefixSearch: ['Search as you type', 'indexingTime: the last word may be unfinished.'],
      oldSpelling: ['Old Indonesian spelling', 'tjinta finds cinta.'],
      enabled: ['On'], oneTypo: ['One wrong letter, from this length on'], twoTypos: ['Two wrong letters, from this length on'],
    },
    keyless: 'This server asks for a key.', noIndex: 'There is no index yet. Make one with: telusur-indexer build --data DIR --index UID FILE…',
    offline: 'You are offline.', unreachable: 'The server cannot be reached. Check the connection and try again.',
    timeout: 'The server does not answer.', denied: 'That key was not accepted.',
    limited: 'That key may not search this index.', missing: 'There is no such index.',
    busy: (seconds) =>
      seconds > 0 ? `Too many requests. Try again in ${number('en', seconds)} ${seconds === 1 ? 'second' : 'seconds'}.` : 'The server is busy. Try again in a moment.',
    later: 'The server is busy. Try again later.', broken: 'Something went wrong in the server.', garbage: 'The answer of the server cannot be read.',
  },
};

/** What to say about a Failure; an answer on which anything else fails makes no sense. */
export function failureWords(texts, failure) {
  if (failure.kind === 'busy') return texts.busy(failure.seconds);
  return failure.kind === 'refused' ? texts.refused(failure.message) : texts[failure.kind ?? 'garbage'];
}

// Attributes are called as their owner likes, and so may be called as what every object has.
const ownName = (names, name) => (Object.hasOwn(names, name) ? names[name] : name);

export const fieldName = (texts, field) => ownName(texts.fields, field);

/** What a contribution to a score is called. */
export const kindName = (texts, kind) => ownName(texts.kinds, kind);

/** The name of a language in the language `inLanguage`. */
export function languageName(code, inLanguage) {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code);
  } catch {
    return code;
  }
}

/** A value of the attribute `field` as people read it. */
export const valueName = (field, value, inLanguage) => (field === 'lang' ? languageName(value, inLanguage) : value);
