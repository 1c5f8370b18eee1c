// The search dialog of meilisearch-docsearch as it comes from npm; only the address of the server is ours.
window.__docsearch_meilisearch__.docsearch({
  container: '#docsearch',
  host: 'http://127.0.0.1:7700',
  apiKey: '', // a key that may only search, where the server has a master key
  indexUid: 'docs',
});
