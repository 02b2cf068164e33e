/** A button that opens a menu of actions, as the WAI-ARIA practices describe it. */

import { freshId, h } from './dom.js';
import { icon } from './icons.js';

/** The button. `items` is asked each time it opens: `{ icon, label, act, danger }`. */
export function menuButton(label, items) {
  const button = h('button', {
    type: 'button', class: 'quiet square', 'aria-label': label, 'aria-haspopup': 'menu', 'aria-expanded': 'false',
  }, icon('more'));
  button.addEventListener('click', () => openMenu(button, items(), 0));
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    openMenu(button, items(), event.key === 'ArrowUp' ? -1 : 0);
  });
  return button;
}

function openMenu(button, items, at) {
  if (button.getAttribute('aria-expanded') === 'true') return;
  const id = freshId('menu');
  const main = document.getElementById('main');
  const entries = items.map((item) => h('button', {
    type: 'button', role: 'menuitem', tabindex: '-1', class: item.danger ? 'danger-word' : null,
    onclick: () => { close(); item.act(); },
  }, icon(item.icon), item.label));
  const menu = h('div', { id, role: 'menu', class: 'menu', popover: 'auto', 'aria-label': button.getAttribute('aria-label') }, entries);
  const row = button.closest('[data-id]')?.dataset.id;
  /** The table may have been drawn anew beneath the open menu. */
  const home = () => (button.isConnected ? button : document.querySelector(`[data-id="${row}"] [aria-haspopup]`) ?? main);
  const close = () => { menu.hidePopover(); home().focus(); };
  const dismiss = (event) => { if (event.target !== menu) menu.hidePopover(); };

  menu.addEventListener('beforetoggle', (event) => button.setAttribute('aria-expanded', String(event.newState === 'open')));
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'open') return;
    menu.remove();
    removeEventListener('scroll', dismiss, true);
    removeEventListener('resize', dismiss);
  });
  menu.addEventListener('keydown', (event) => {
    const here = entries.indexOf(document.activeElement);
    const to = {
      ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1,
    }[event.key] ?? startingWith(entries, event.key, here);
    if (event.key === 'Tab') return close();
    if (event.key === 'Escape') { event.preventDefault(); return close(); }
    if (to === null) return undefined;
    event.preventDefault();
    return entries.at(to % entries.length).focus();
  });
  main.append(menu);
  menu.showPopover();
  putBeside(menu, button.getBoundingClientRect());
  entries.at(at).focus();
  requestAnimationFrame(() => {
    addEventListener('scroll', dismiss, true);
    addEventListener('resize', dismiss);
  });
}

function startingWith(entries, key, here) {
  if (key.length !== 1 || key === ' ') return null;
  const order = [...entries.keys()].map((step) => (here + 1 + step) % entries.length);
  return order.find((each) => entries[each].textContent.toLowerCase().startsWith(key.toLowerCase())) ?? null;
}

function putBeside(menu, box) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + 4 + height <= innerHeight;
  menu.style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? box.bottom + 4 : box.top - 4 - height)}px`;
}
