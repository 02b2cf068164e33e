/** Elements made from data. Text only ever becomes a text node, so no text can become markup. */

const AS_PROPERTY = new Set(['value', 'checked', 'disabled', 'hidden', 'indeterminate', 'open', 'selected']);

/** An element: its attributes, listeners (`onclick: fn`) and children; null and false are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (AS_PROPERTY.has(name)) element[name] = value;
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...kept(children));
  return element;
}

/** Puts children in the place of all that an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...kept(children));
  return element;
}

/** A text of someone's own, kept apart from the direction and order of the text around it. */
export function said(text, attributes = {}) {
  return h('bdi', attributes, text);
}

/** Names the page after its main heading. */
export function titlePage() {
  const heading = document.querySelector('h1')?.textContent;
  document.title = heading ? `${heading} · Latchkey` : 'Latchkey';
}

/** Draws an element again. What has the focus in it keeps it, or else the same control in its place, or the view. */
export function keepFocus(element, draw) {
  const controls = () => [...element.querySelectorAll('a, button, input, summary')];
  const had = element.contains(document.activeElement) ? document.activeElement : null;
  const at = controls().indexOf(had);
  draw();
  if (!had || document.activeElement === had) return;
  const same = had.dataset.act && element.querySelector(`[data-act="${had.dataset.act}"]`);
  const there = controls()[at]?.textContent === had.textContent ? controls()[at] : null;
  const next = had.isConnected ? had : same || there || document.getElementById('main');
  next.focus({ preventScroll: true });
}

let count = 0;

/** An id that nothing else on the page has. */
export function freshId(word) {
  count += 1;
  return `${word}-${count}`;
}

/** `1 key`, `2 keys`. */
export function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function kept(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
