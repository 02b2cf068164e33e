/** One key as a row of the table. */

import { h, said } from './dom.js';
import { icon } from './icons.js';
import { menuButton } from './menu.js';
import { keyActions } from './key-actions.js';
import { showKey } from './key-history.js';
import { endsSoon, statusOf } from './key-state.js';
import { statusMark } from './status-mark.js';
import { ago, at } from './times.js';

/** The row. `selection` is null for those who may only look. */
export function keyRow(app, key, selection) {
  const status = statusOf(key);
  const name = h('button', { type: 'button', class: 'link name', onclick: () => showKey(app, key) }, said(key.name));
  return h('tr', { role: 'row', 'data-id': key.key_id, class: `is-${status}` },
    selection && h('td', { role: 'cell', class: 'select' }, app.manages(key.domain) ? checkbox(key, selection) : null),
    h('th', { role: 'rowheader', scope: 'row', class: 'main' }, name, key.description ? said(key.description, { class: 'sub clip' }) : null),
    cell('Key', h('code', { class: 'mono' }, key.hint, '…')),
    cell('Data API', h('span', { class: 'mono' }, key.data_api_id)),
    cell('Status', statusMark(status)),
    cell('Expires', expiry(key, status)),
    cell('Created', ago(key.created_at), h('span', { class: 'sub clip' }, 'by ', said(key.created_by))),
    h('td', { role: 'cell', class: 'actions' }, menuButton(`Actions for ${key.name}`, () => keyActions(app, key))));
}

function expiry(key, status) {
  if (status === 'revoked') return [h('span', {}, 'revoked ', ago(key.revoked_at)), h('span', { class: 'sub' }, at(key.revoked_at))];
  return [
    h('span', { class: 'expiry' }, ago(key.expires_at), endsSoon(key) ? h('span', { class: 'tag soon' }, icon('soon'), 'Expires soon') : null),
    h('span', { class: 'sub' }, at(key.expires_at)),
  ];
}

function checkbox(key, selection) {
  return h('label', { class: 'hit' }, h('input', {
    type: 'checkbox', checked: selection.has(key.key_id), 'aria-label': `Select ${key.name}`,
    onchange: (event) => selection.set(key.key_id, event.target.checked),
  }));
}

function cell(label, ...content) {
  return h('td', { role: 'cell', 'data-label': label }, content);
}
