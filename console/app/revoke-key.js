/** The end of a key before its date. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { h, said } from './dom.js';
import { RULES, textField } from './fields.js';
import { showForm } from './form.js';
import { keyDialog } from './key-dialog.js';
import { statusOf } from './key-state.js';
import { routeText } from './routes.js';

export function revokeKey(app, key) {
  const dialog = keyDialog('Revoke key', key);
  const reason = textField('Reason', { rule: RULES.reason, pointer: '/reason', hint: 'Kept in its history, such as “leaked in a public repository”.' });
  showForm(dialog, {
    content: [whatStops(app, key), reason.element],
    fields: () => [reason], label: 'Revoke', busyLabel: 'Revoking…', danger: true,
    send: () => revoke(key, reason.value),
    done: (revoked) => {
      app.keys.put(revoked);
      dialog.close();
      announce(h('strong', {}, said(key.name)), ' is revoked. Its next request is refused.');
    },
  });
}

/** Revokes; doing it again changes nothing. */
export function revoke(key, reason) {
  return call('POST', path('keys', key.key_id, 'revoke'), { body: reason ? { reason } : {} });
}

function whatStops(app, key) {
  if (statusOf(key) === 'expired') {
    return h('p', {}, 'This key has expired already and opens nothing. Revoking it keeps it in the list until someone deletes it, and cannot be undone.');
  }
  const api = app.dataApis.find(key.data_api_id);
  const others = app.keys.things.filter((each) => each.data_api_id === key.data_api_id && each !== key && statusOf(each) === 'active');
  const last = app.keys.complete && !others.some((each) => each.key_id !== key.key_id);
  return [
    h('p', {}, 'Every app that uses this key is refused by ', said(key.data_api_id, { class: 'mono' }), ' from its next request on. ',
      h('strong', {}, 'This cannot be undone.')),
    api ? h('div', { class: 'stops' }, h('p', {}, 'What stops working with it:'),
      h('ul', {}, api.routes.map((route) => h('li', { class: 'mono' }, routeText(route))))) : null,
    last ? h('p', { class: 'notice' }, 'It is the only active key of this data API: no app can reach it until a new key is made.') : null,
  ];
}
