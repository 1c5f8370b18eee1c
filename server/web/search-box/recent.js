// The last searches of this person, kept in this browser alone.

/** Remembers at most `limit` queries under `name`. Where storage is forbidden or full it remembers nothing. */
export class RecentSearches {
  constructor(name, limit) {
    this.name = name;
    this.limit = limit;
  }

  list() {
    try {
      const stored = JSON.parse(localStorage.getItem(this.name) ?? '[]');
      return stored.filter((query) => typeof query === 'string' && query).slice(0, this.limit);
    } catch {
      return [];
    }
  }

  add(query) {
    const words = query.trim().slice(0, 200);
    if (!words || this.limit === 0) return;
    const others = this.list().filter((other) => other.toLowerCase() !== words.toLowerCase());
    try {
      localStorage.setItem(this.name, JSON.stringify([words, ...others].slice(0, this.limit)));
    } catch {
      // Searching goes on without a memory.
    }
  }

  clear() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // As above.
    }
  }
}
