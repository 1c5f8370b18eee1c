// What is asked for, as it stands in the address of the page: ?q=…&index=…&sort=…&page=…&f.tags=…&f.tags=…, or ?view=settings&index=…

// Nobody turns so many pages.
export const LAST_PAGE = 1000;

/** {q, index, sort, page, view, filters}, where view is search or settings, and filters has a Set of values for each attribute that is filtered by. */
export function readAddress(query) {
  const parameters = new URLSearchParams(query);
  const filters = new Map();
  for (const [name, value] of parameters) {
    if (!name.startsWith('f.')) continue;
    const field = name.slice(2);
    filters.set(field, (filters.get(field) ?? new Set()).add(value));
  }
  const page = parseInt(parameters.get('page'), 10);
  return {
    q: parameters.get('q') ?? '', index: parameters.get('index') ?? '', sort: parameters.get('sort') ?? '',
    page: page >= 1 ? Math.min(page, LAST_PAGE) : 1, view: parameters.get('view') === 'settings' ? 'settings' : 'search', filters,
  };
}

export function addressOf({ q, index, sort, page, view, filters }) {
  const parameters = new URLSearchParams();
  if (view === 'settings') parameters.set('view', view);
  if (q) parameters.set('q', q);
  if (index) parameters.set('index', index);
  if (sort) parameters.set('sort', sort);
  if (page > 1) parameters.set('page', page);
  for (const [field, values] of filters) {
    for (const value of values) parameters.append(`f.${field}`, value);
  }
  const query = parameters.toString();
  return query ? `?${query}` : '/';
}
