/** One key as a row of the table. */

import { h, said } from './dom.js';
import { icon } from './icons.js';
import { keyActions } from './key-actions.js';
import { endsSoon, inGrace, isUnused, statusOf } from './key-state.js';
import { menuButton } from './menu.js';
import { keyAddress } from './router.js';
import { statusMark } from './status-mark.js';
import { UNUSED_DAYS, ago, at } from './times.js';

/** The row. `onselect` hears the checkbox and its event; it is null for those who may only look. */
export function keyRow(app, key, selection, onselect) {
  const status = statusOf(key);
  return h('tr', { role: 'row', 'data-id': key.key_id, class: `is-${status}` },
    selection && h('td', { role: 'cell', class: 'select' }, app.manages(key.domain) ? checkbox(key, selection, onselect) : null),
    h('th', { role: 'rowheader', scope: 'row', class: 'main' },
      h('a', { class: 'name', href: keyAddress(key.key_id) }, said(key.name)),
      h('span', { class: 'sub clip', title: key.description }, h('code', { class: 'mono' }, key.hint, '…'), key.description ? [' ', said(key.description)] : null)),
    cell('Data API', h('span', { class: 'mono' }, key.data_api_id)),
    cell('Owner', key.owner ? said(key.owner) : h('span', { class: 'sub' }, '–')),
    cell('Status', statusMark(status), inGrace(key) ? grace(key) : null),
    cell('Expires', expiry(key, status)),
    cell('Last used', use(key)),
    cell('Created', ago(key.created_at), h('span', { class: 'sub clip' }, 'by ', said(key.created_by))),
    h('td', { role: 'cell', class: 'actions' }, menuButton(`Actions for ${key.name}`, () => keyActions(app, key))));
}

/** What time changes in the row of a key, besides distances. */
export function keyLook(key) {
  return [statusOf(key), endsSoon(key), inGrace(key), isUnused(key)].join(' ');
}

/** Two secrets of the key work. */
function grace(key) {
  return h('span', { class: 'sub' }, 'old secret expires ', ago(key.previous_secret_until));
}

function expiry(key, status) {
  if (status === 'revoked') return [h('span', {}, 'revoked ', ago(key.revoked_at)), h('span', { class: 'sub' }, at(key.revoked_at))];
  return [
    h('span', { class: 'expiry' }, ago(key.expires_at), endsSoon(key) ? h('span', { class: 'tag soon' }, icon('soon'), 'Expires soon') : null),
    h('span', { class: 'sub' }, at(key.expires_at)),
  ];
}

function use(key) {
  if (!key.usage) return h('span', { class: 'sub' }, '–');
  return [
    key.usage.last_used_at ? ago(key.usage.last_used_at) : h('span', {}, 'never'),
    isUnused(key) ? h('span', { class: 'sub' }, `unused for ${UNUSED_DAYS} days`) : null,
  ];
}

function checkbox(key, selection, onselect) {
  const box = h('input', { type: 'checkbox', checked: selection.has(key.key_id), 'aria-label': `Select ${key.name}` });
  box.addEventListener('click', (event) => onselect(key.key_id, box.checked, event.shiftKey));
  return h('label', { class: 'hit' }, box);
}

function cell(label, ...content) {
  return h('td', { role: 'cell', 'data-label': label }, content);
}
