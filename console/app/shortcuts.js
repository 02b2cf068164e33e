/** Keyboard shortcuts. Those of a single character can be turned off (WCAG 2.1.4). */

import { createKey } from './create-key.js';
import { Dialog, topmostDialog } from './dialog.js';
import { h } from './dom.js';
import { placeOf } from './router.js';
import { registerDataApi } from './register-data-api.js';

const OFF = 'latchkey.shortcuts-off';

const SHORTCUTS = [
  ['/', 'Search the list, or keys where there is none'], ['n', 'Create a key; in the list of data APIs, a data API'],
  ['?', 'List the shortcuts'], ['Ctrl K or ⌘K', 'Find anything'], ['Esc', 'Close a dialog'],
];

/** Listens for shortcuts; `find` opens the search for anything. */
export function followShortcuts(app, find) {
  const acts = { '/': toSearch, n: () => create(app), '?': showShortcuts };
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || topmostDialog()) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      find();
    } else if (acts[event.key] && !isTyping(event) && !localStorage.getItem(OFF)) {
      event.preventDefault();
      acts[event.key]();
    }
  }, { signal: app.left });
}

/** Lists the shortcuts, and turns those of a single character on and off. */
export function showShortcuts() {
  const dialog = new Dialog('Keyboard shortcuts');
  const on = h('input', { type: 'checkbox', checked: !localStorage.getItem(OFF), onchange: () => {
    if (on.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, '1');
  } });
  dialog.show([
    h('dl', { class: 'facts' }, SHORTCUTS.map(([key, words]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, words)))),
    h('label', { class: 'check' }, on, 'Use shortcuts of a single character'),
  ], [h('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
}

function isTyping(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
    || Boolean(event.target.closest('[role=menu]'));
}

function toSearch() {
  const here = document.querySelector('[data-search]');
  if (here) return here.focus();
  location.hash = '#/keys';
  return addEventListener('hashchange', () => document.querySelector('[data-search]')?.focus(), { once: true });
}

function create(app) {
  if (!app.mayManage) return;
  const { name, id } = placeOf(location.hash);
  if (name === 'data-apis') registerDataApi(app);
  else createKey(app, name === 'data-api' ? id : undefined);
}
