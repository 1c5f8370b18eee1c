// Everything that the search box says, in both languages.

const number = (language, value) => new Intl.NumberFormat(language).format(value);

export const TEXTS = {
  id: {
    label: 'Cari di situs ini',
    placeholder: 'Cari…',
    clear: 'Kosongkan',
    results: 'Hasil pencarian',
    recent: 'Pencarian terakhir',
    forget: 'Hapus riwayat',
    retry: 'Coba lagi',
    loading: 'Mencari…',
    meant: 'Maksud Anda:',
    untitled: 'Tanpa judul',
    count: (total, exact) => `${exact ? '' : 'Sekitar '}${number('id', total)} hasil`,
    hint: 'Gunakan panah atas dan bawah untuk memilih.',
    none: (query) => `Tidak ada hasil untuk “${query}”.`,
    advice: 'Periksa ejaannya, pakai kata lain yang lebih umum, atau kurangi jumlah katanya.',
    offline: 'Anda sedang luring. Pencarian dilanjutkan begitu sambungan kembali.',
    unreachable: 'Server pencarian tidak dapat dihubungi.',
    timeout: 'Server pencarian tidak menjawab.',
    keyless: 'Pencarian ditolak: kotak pencarian ini belum diberi kunci.',
    denied: 'Pencarian ditolak: kuncinya tidak diterima.',
    limited: 'Pencarian ditolak: kuncinya tidak boleh mencari di indeks ini.',
    missing: 'Indeks pencarian tidak ditemukan.',
    busy: (seconds) =>
      seconds > 0 ? `Terlalu banyak pencarian. Coba lagi dalam ${number('id', seconds)} detik.` : 'Server sedang sibuk. Coba lagi sebentar lagi.',
    broken: 'Terjadi kesalahan di server pencarian.',
    garbage: 'Jawaban server pencarian tidak dapat dibaca.',
    refused: (reason) => `Pencarian ditolak: ${reason}`,
    stale: 'Tidak tersambung: ini hasil dari pencarian sebelumnya.',
    unnamed: 'Kotak pencarian ini belum diberi atribut “index”.',
  },
  en: {
    label: 'Search this site',
    placeholder: 'Search…',
    clear: 'Clear',
    results: 'Search results',
    recent: 'Recent searches',
    forget: 'Clear recent searches',
    retry: 'Try again',
    loading: 'Searching…',
    meant: 'Did you mean:',
    untitled: 'Untitled',
    count: (total, exact) => `${exact ? '' : 'About '}${number('en', total)} ${total === 1 ? 'result' : 'results'}`,
    hint: 'Use the up and down arrows to choose.',
    none: (query) => `No results for “${query}”.`,
    advice: 'Check the spelling, try other or more general words, or fewer of them.',
    offline: 'You are offline. The search goes on when the connection is back.',
    unreachable: 'The search server cannot be reached.',
    timeout: 'The search server does not answer.',
    keyless: 'The search was refused: this search box has no key.',
    denied: 'The search was refused: the key is not accepted.',
    limited: 'The search was refused: the key may not search this index.',
    missing: 'The search index was not found.',
    busy: (seconds) =>
      seconds > 0 ? `Too many searches. Try again in ${number('en', seconds)} ${seconds === 1 ? 'second' : 'seconds'}.` : 'The server is busy. Try again in a moment.',
    broken: 'Something went wrong in the search server.',
    garbage: 'The answer of the search server cannot be read.',
    refused: (reason) => `The search was refused: ${reason}`,
    stale: 'Not connected: these are results of an earlier search.',
    unnamed: 'This search box has no “index” attribute yet.',
  },
};

/** What to say about a Failure. */
export function failureText(texts, failure) {
  if (failure.kind === 'busy') return texts.busy(failure.seconds);
  if (failure.kind === 'refused') return texts.refused(failure.message);
  return texts[failure.kind];
}
