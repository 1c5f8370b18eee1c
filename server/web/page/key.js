// The key of this tab. Where the browser forbids storage it lasts as long as the page.

const NAME = 'telusur-key';

function storedKey() {
  try {
    return sessionStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

let held = storedKey();

export const heldKey = () => held;

/** From now on this is the key; '' is none. */
export function holdKey(key) {
  held = key;
  try {
    if (key) sessionStorage.setItem(NAME, key);
    else sessionStorage.removeItem(NAME);
  } catch {
    // It is held in `held` alone.
  }
}
