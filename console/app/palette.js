/** The search for anything: views, actions, keys and data APIs. A pasted key opens the page of the key. */

import { createKey } from './create-key.js';
import { Dialog, topmostDialog } from './dialog.js';
import { fill, freshId, h, said } from './dom.js';
import { icon } from './icons.js';
import { KeyFilter } from './key-filter.js';
import { NO_FILTER } from './key-query.js';
import { idsIn, withoutSecrets } from './pasted.js';
import { registerDataApi } from './register-data-api.js';
import { dataApiAddress, keyAddress, withQuery } from './router.js';
import { showShortcuts } from './shortcuts.js';

const MOST_OF_A_KIND = 6;

/** Opens the search, unless a dialog is open. */
export function openPalette(app) {
  if (topmostDialog()) return;
  const open = new AbortController();
  const dialog = new Dialog('Find anything', { onclose: () => open.abort() });
  const listId = freshId('found');
  const input = h('input', {
    type: 'search', id: freshId('find'), autocomplete: 'off', spellcheck: 'false', role: 'combobox',
    'aria-expanded': 'true', 'aria-controls': listId, 'aria-autocomplete': 'list',
  });
  const list = h('ul', { id: listId, role: 'listbox', 'aria-label': 'Found', class: 'found' });
  const filter = new KeyFilter();
  let entries = [];
  let at = 0;

  function draw() {
    const text = withoutSecrets(input.value, app.keys.things);
    if (text !== input.value) input.value = text;
    entries = found(app, text, filter);
    at = 0;
    fill(list, entries.length ? entries.map((entry, place) => h('li', {
      id: `${listId}-${place}`, role: 'option', onclick: () => choose(entry), 'aria-selected': String(place === at),
    }, icon(entry.icon), h('span', {}, entry.words), entry.sub ? h('span', { class: 'sub' }, entry.sub) : null))
      : h('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, app.keys.settled ? 'Nothing found' : 'Nothing found so far. Keys are loading.'));
    mark();
  }

  function mark() {
    entries.forEach((entry, place) => list.children[place].setAttribute('aria-selected', String(place === at)));
    if (entries.length) input.setAttribute('aria-activedescendant', `${listId}-${at}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function choose(entry) {
    dialog.close();
    entry.act();
  }

  input.addEventListener('input', draw);
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !entries.length) return;
    event.preventDefault();
    at = (at + step + entries.length) % entries.length;
    mark();
  });
  dialog.onsubmit = () => entries[at] && choose(entries[at]);
  dialog.show([h('div', { class: 'field' }, h('label', { for: input.id }, 'Search, or paste a key or a log line'), input), list],
    [h('button', { type: 'button', onclick: () => dialog.close() }, 'Close')]);
  app.keys.addEventListener('change', () => entries.length || draw(), { signal: open.signal });
  draw();
}

function found(app, text, filter) {
  const ids = idsIn(text.trim());
  const keys = text.trim() ? filter.apply(app.keys, { ...NO_FILTER, search: text, order: 'name', descending: false }).keys.filter((key) => !ids.includes(key.key_id)) : [];
  const words = text.trim().toLowerCase();
  const apis = words ? app.dataApis.things.filter((api) => [api.data_api_id, api.domain, api.dataset, api.owner].some((each) => each?.toLowerCase().includes(words))) : [];
  return [
    ...(text.trim() ? ids : []).map((id) => ({ icon: 'key', words: ['Key ', h('code', { class: 'mono' }, id)], sub: app.keys.find(id)?.name, act: () => go(keyAddress(id)) })),
    ...keys.slice(0, MOST_OF_A_KIND).map((key) => ({ icon: 'key', words: said(key.name), sub: key.data_api_id, act: () => go(keyAddress(key.key_id)) })),
    ...apis.slice(0, MOST_OF_A_KIND).map((api) => ({ icon: 'data', words: api.data_api_id, sub: api.domain, act: () => go(dataApiAddress(api.data_api_id)) })),
    ...commands(app).filter((each) => each.words.toLowerCase().includes(words)),
    ...(keys.length > MOST_OF_A_KIND ? [{ icon: 'search', words: `Show all ${keys.length.toLocaleString('en')} keys`, act: () => go(withQuery('#/keys', { q: text.trim() })) }] : []),
  ];
}

function commands(app) {
  return [
    { icon: 'next', words: 'Go to Overview', act: () => go('#/') },
    { icon: 'next', words: 'Go to Keys', act: () => go('#/keys') },
    { icon: 'next', words: 'Go to Data APIs', act: () => go('#/data-apis') },
    { icon: 'next', words: 'Go to Activity', act: () => go('#/activity') },
    app.mayManage && { icon: 'plus', words: 'New key', act: () => createKey(app) },
    app.mayManage && { icon: 'plus', words: 'New data API', act: () => registerDataApi(app) },
    { icon: 'soon', words: 'Keys that expire within 30 days', act: () => go('#/keys?show=expires-30&sort=expires') },
    { icon: 'eye', words: 'Keys unused for 90 days', act: () => go('#/keys?show=unused') },
    { icon: 'edit', words: 'Keyboard shortcuts', act: () => showShortcuts() },
  ].filter(Boolean);
}

function go(address) {
  location.hash = address;
}
