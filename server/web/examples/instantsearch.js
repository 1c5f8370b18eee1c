// InstantSearch.js and its adapter as they come from npm; only the address of the server is ours.
import { instantMeiliSearch } from '@meilisearch/instant-meilisearch';

const SERVER = 'http://127.0.0.1:7700';
const KEY = ''; // a key that may only search, where the server has a master key
const INDEX = 'books';

const { instantsearch } = window;
const {
  clearRefinements, configure, currentRefinements, hits, pagination, rangeInput, refinementList, searchBox, sortBy, stats,
} = instantsearch.widgets;
const { searchClient } = instantMeiliSearch(SERVER, KEY, { finitePagination: true });

const search = instantsearch({ indexName: INDEX, searchClient, routing: true });
search.addWidgets([
  configure({ hitsPerPage: 6, attributesToSnippet: ['body:20'] }),
  searchBox({ container: '#searchbox', placeholder: 'Search books…' }),
  sortBy({
    container: '#sort',
    items: [
      { label: 'Best match', value: INDEX },
      { label: 'Newest first', value: `${INDEX}:year:desc` },
      { label: 'Shortest first', value: `${INDEX}:pages:asc` },
    ],
  }),
  clearRefinements({ container: '#clear' }),
  currentRefinements({ container: '#current' }),
  refinementList({ container: '#languages', attribute: 'lang' }),
  refinementList({ container: '#topics', attribute: 'topics', searchable: true, searchablePlaceholder: 'Find a topic' }),
  rangeInput({ container: '#years', attribute: 'year' }),
  stats({ container: '#stats' }),
  hits({
    container: '#hits',
    templates: {
      item: (hit, { html, components }) => html`
        <h3 lang=${hit.lang}>${components.Highlight({ hit, attribute: 'title' })}</h3>
        <p>${hit.author}, ${hit.year}, ${hit.pages} pages</p>
        <p lang=${hit.lang}>${components.Snippet({ hit, attribute: 'body' })}</p>
      `,
    },
  }),
  pagination({ container: '#pages' }),
]);
search.start();
