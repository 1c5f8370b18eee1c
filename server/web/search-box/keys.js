// The keys that lead to the search box from anywhere in the page.

const boxes = new Set();

function isEditable(node) {
  return node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
}

function leadsToBox(event) {
  if (event.key === '/') return !event.ctrlKey && !event.metaKey && !event.altKey && !isEditable(event.composedPath()[0]);
  return event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function pressed(event) {
  if (event.defaultPrevented || event.isComposing || typeof event.key !== 'string' || !leadsToBox(event)) return;
  // Of several boxes the first in the page that can be seen.
  const visible = [...boxes].filter((box) => box.getClientRects().length > 0 && !box.hasAttribute('no-shortcut'));
  const [first] = visible.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  if (!first) return;
  event.preventDefault();
  first.focus();
}

export function listenForKeys(box) {
  if (boxes.size === 0) document.addEventListener('keydown', pressed);
  boxes.add(box);
}

export function stopListening(box) {
  boxes.delete(box);
  if (boxes.size === 0) document.removeEventListener('keydown', pressed);
}
