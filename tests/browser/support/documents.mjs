// Documents that try to run something, and ones that are too big.

const RUN = 'window.attacked = true';

export const ATTACKS = [
  { id: 'title', title: `serangan <img src=x onerror="${RUN}">`, url: '/aman', body: `serangan <script>${RUN}</script>`, tags: [`<b onclick="${RUN}">`] },
  { id: 'script-url', title: 'serangan tautan', url: `javascript:${RUN}`, body: 'serangan', tags: ['"><svg onload=alert(1)>'] },
  { id: 'hidden-url', title: 'serangan tautan kedua', url: ` jAvA\tscript:${RUN}`, body: 'serangan' },
  { id: 'data-url', title: 'serangan tautan ketiga', url: `data:text/html,<script>${RUN}</script>`, body: 'serangan' },
  { id: 'anchor', title: 'serangan jangkar', url: '/bagian', anchor: `"><img src=x onerror="${RUN}">`, body: 'serangan' },
  { id: 'crumbs', hierarchy_lvl0: `<svg onload="${RUN}">`, hierarchy_lvl1: 'serangan remah', url: '/remah', content: 'serangan' },
];

export const SECTIONS = [
  {
    id: 'sections', hierarchy_lvl0: 'Panduan', hierarchy_lvl1: 'Pemasangan', hierarchy_lvl2: 'Mengatur pelayan',
    content: 'Pelayan diatur dengan berkas.', url: 'https://docs.example/pasang', anchor: 'mengatur',
  },
  { id: 'long', title: 'Dokumen panjang', url: '/panjang', text: 'teks panjang '.repeat(100000), genre: 'uji coba' },
  { id: 'huge', title: 'Dokumen raksasa', url: '/raksasa', body: `awal ${'panjang sekali '.repeat(700000)} akhir` },
];
