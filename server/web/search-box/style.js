// How the search box looks. Every colour and size can be set from outside by a custom property, every piece by its part.

const DARK = `
  --surface: var(--telusur-surface, #1d2023);
  --ink: var(--telusur-ink, #e8e9ea);
  --muted: var(--telusur-muted, #a6acb4);
  --line: var(--telusur-line, #6b727b);
  --accent: var(--telusur-accent, #5cc8a1);
  --active: var(--telusur-active, #2b3532);
  --mark: var(--telusur-mark, #5a4a12);
  --danger: var(--telusur-danger, #ff9b8f);
  color-scheme: dark;`;

const CSS = `
:host {
  --surface: var(--telusur-surface, #ffffff);
  --ink: var(--telusur-ink, #1c1d1f);
  --muted: var(--telusur-muted, #5a5e65);
  --line: var(--telusur-line, #85898f);
  --accent: var(--telusur-accent, #0b6e4f);
  --active: var(--telusur-active, #e8f3ee);
  --mark: var(--telusur-mark, #ffeaa0);
  --danger: var(--telusur-danger, #a3261b);
  --radius: var(--telusur-radius, 0.5rem);
  color-scheme: light;
  position: relative;
  display: block;
  min-inline-size: 0;
  color: var(--ink);
  font: 1rem/1.5 var(--telusur-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  text-align: start;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) {${DARK}} }
:host([theme="dark"]) {${DARK}}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }

.box { position: relative; display: flex; align-items: center; }
.icon {
  position: absolute;
  inset-inline-start: 0.75rem;
  inline-size: 1.1rem;
  block-size: 1.1rem;
  fill: none;
  stroke: var(--muted);
  stroke-width: 2;
  pointer-events: none;
}
.input {
  inline-size: 100%;
  min-block-size: 2.75rem;
  margin: 0;
  padding-block: 0.5rem;
  padding-inline: 2.5rem 2.9rem;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
  color: inherit;
  font: inherit;
  font-size: max(1rem, 16px);
  appearance: none;
}
.input::placeholder { color: var(--muted); opacity: 1; }
.input::-webkit-search-cancel-button { display: none; }
.key {
  position: absolute;
  inset-inline-end: 0.75rem;
  padding-inline: 0.45rem;
  border: 1px solid var(--line);
  border-radius: 0.25rem;
  color: var(--muted);
  font: inherit;
  font-size: 0.8rem;
  pointer-events: none;
}
.clear {
  position: absolute;
  inset-inline-end: 0.1rem;
  inline-size: 2.5rem;
  block-size: 2.5rem;
  font-size: 1.3rem;
  line-height: 1;
}
button {
  padding: 0.35rem 0.6rem;
  border: 0;
  border-radius: var(--radius);
  background: none;
  color: var(--accent);
  font: inherit;
  cursor: pointer;
}
button:hover { text-decoration: underline; }
.input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.panel {
  position: absolute;
  z-index: var(--telusur-layer, 1000);
  inset-block-start: calc(100% + 0.4rem);
  inset-inline-start: 0;
  inline-size: max(100%, min(32rem, 100vw - 1rem));
  max-block-size: min(36rem, 75vh);
  max-block-size: min(36rem, 75dvh);
  overflow: auto;
  overscroll-behavior: contain;
  padding: 0.4rem;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
  box-shadow: 0 0.6rem 2rem rgb(0 0 0 / 0.22);
  overflow-wrap: anywhere;
}
.list { transition: opacity 0.15s; }
.panel[aria-busy="true"] .list { opacity: 0.55; }
.option {
  display: block;
  padding: 0.5rem 0.65rem;
  border-radius: calc(var(--radius) - 0.1rem);
  color: inherit;
  text-decoration: none;
  cursor: pointer;
}
div.hit { cursor: default; }
.option:hover { background: var(--active); }
.option[aria-selected="true"] { background: var(--active); outline: 2px solid var(--accent); outline-offset: -2px; }
.crumbs, .title, .snippet, .meta { display: block; }
.crumbs, .meta { color: var(--muted); font-size: 0.8rem; }
.title { font-weight: 600; line-height: 1.35; }
.hit[href] .title, .meant b { color: var(--accent); }
.snippet { color: var(--muted); font-size: 0.9rem; }
.snippet, .title {
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
}
.mark { border-radius: 0.15rem; background: var(--mark); color: var(--ink); }
.meant b { text-decoration: underline; }
.message, .status { margin: 0; padding: 0.4rem 0.65rem; }
.message.failure { color: var(--danger); }
.status, .heading { color: var(--muted); font-size: 0.85rem; }
.heading { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; margin: 0; padding-inline-start: 0.65rem; }
.spoken {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (hover: none) { .key { display: none; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; scroll-behavior: auto !important; } }
@media (forced-colors: active) { .option[aria-selected="true"] { outline-color: Highlight; } }
`;

/** Makes it the style of a shadow tree. A constructed sheet, since a strict Content-Security-Policy forbids inline ones. */
export function dress(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
}
