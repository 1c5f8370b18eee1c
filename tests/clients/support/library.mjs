// 10,000 documents of a library's catalogue, the settings of their index, and what the tests expect of both.
const TOPICS = ['sejarah', 'masakan', 'pertanian', 'komputer', 'musik', 'kesehatan', 'perjalanan', 'bahasa'];
const PLACES = ['Jakarta', 'Bandung', 'Surabaya', 'Medan', 'Makassar'];
const AUTHORS = ['Siti Rahma', "D'Arcy Wong", 'Budi "Bo" Santoso'];

/** The documents; every number from 0 to 9,999 once. */
export const documents = Array.from({ length: 10_000 }, (_, n) => ({
  id: n,
  title: `Buku ${TOPICS[n % 8]} ${PLACES[n % 5]} jilid ${n}`,
  body: `Catatan lengkap tentang ${TOPICS[n % 8]} di ${PLACES[n % 5]} yang ditulis ulang untuk pembaca muda.`,
  tags: n % 3 === 0 ? [TOPICS[n % 8], 'pilihan'] : [TOPICS[n % 8]],
  price: n % 100,
  year: 1980 + (n % 45),
  author: { name: AUTHORS[n % 3] },
  ...(n % 4 === 0 ? { note: null } : n % 4 === 1 ? { note: '' } : n % 4 === 2 ? { note: `rak ${n % 7}` } : {}),
}));

export const settings = {
  searchableAttributes: ['title', 'body', 'tags'],
  displayedAttributes: ['*'],
  filterableAttributes: ['id', 'tags', 'price', 'year', 'author.name', 'note'],
  sortableAttributes: ['price', 'year'],
  synonyms: { dapur: ['masakan'] },
};

/** Filters in every form of the grammar, with the documents that pass. */
export const filters = [
  ['price = 7', (d) => d.price === 7],
  ['price != 7', (d) => d.price !== 7],
  ['price > 90', (d) => d.price > 90],
  ['price >= 90', (d) => d.price >= 90],
  ['price < 3', (d) => d.price < 3],
  ['price <= 3', (d) => d.price <= 3],
  ['price 5 TO 10', (d) => d.price >= 5 && d.price <= 10],
  ['tags = pilihan', (d) => d.tags.includes('pilihan')],
  ['tags IN [musik, bahasa]', (d) => d.tags.includes('musik') || d.tags.includes('bahasa')],
  ['tags NOT IN [musik, "bahasa"]', (d) => !d.tags.includes('musik') && !d.tags.includes('bahasa')],
  ['note EXISTS', (d) => 'note' in d],
  ['note NOT EXISTS', (d) => !('note' in d)],
  ['NOT note EXISTS', (d) => !('note' in d)],
  ['note IS NULL', (d) => d.note === null],
  ['note IS NOT NULL', (d) => d.note !== null],
  ['note IS EMPTY', (d) => d.note === ''],
  ['note IS NOT EMPTY', (d) => d.note !== ''],
  ['note CONTAINS "ak 3"', (d) => d.note?.includes('ak 3') ?? false],
  ['note NOT CONTAINS "ak 3"', (d) => !(d.note?.includes('ak 3') ?? false)],
  ['note STARTS WITH "rak 2"', (d) => d.note?.startsWith('rak 2') ?? false],
  ['author.name = "Siti Rahma"', (d) => d.author.name === 'Siti Rahma'],
  [`author.name = 'D\\'Arcy Wong'`, (d) => d.author.name === "D'Arcy Wong"],
  ['author.name = "Budi \\"Bo\\" Santoso"', (d) => d.author.name.startsWith('Budi')],
  ['NOT price < 98 AND (year = 2000 OR year = 2001)', (d) => d.price >= 98 && [2000, 2001].includes(d.year)],
  ['price = 1 OR price = 2 AND year > 2020', (d) => d.price === 1 || (d.price === 2 && d.year > 2020)],
  [['price = 7'], (d) => d.price === 7],
  [['price >= 10', 'price < 20'], (d) => d.price >= 10 && d.price < 20],
  [['price >= 50', ['tags = musik', 'tags = bahasa']], (d) => d.price >= 50 && ['musik', 'bahasa'].includes(d.tags[0])],
  [['"year">=2020', ['"tags"="musik"', '"tags"="bahasa"']], (d) => d.year >= 2020 && ['musik', 'bahasa'].includes(d.tags[0])],
];
