/** The dialog that revokes a key. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { h, said } from './dom.js';
import { RULES, textField } from './fields.js';
import { showForm } from './form.js';
import { keyDialog } from './key-dialog.js';
import { statusOf } from './key-state.js';
import { teamMessageButton } from './team-message.js';
import { routeList } from './routes.js';

export function revokeKey(app, key) {
  const dialog = keyDialog('Revoke key', key);
  const reason = textField('Reason', { rule: RULES.reason, pointer: '/reason', hint: 'Kept in the history, such as “leaked in a public repository”.' });
  showForm(dialog, {
    content: [whatStops(app, key), reason.element],
    fields: () => [reason], label: 'Revoke', busyLabel: 'Revoking…', danger: true,
    send: () => revoke(key, reason.value),
    done: (revoked) => {
      app.keys.put(revoked);
      dialog.close();
      announce('Revoked ', h('strong', {}, said(key.name)), '. Apps using it are refused from now on. ', teamMessageButton('revoked', revoked));
    },
  });
}

/** Revokes; doing it again changes nothing. */
export function revoke(key, reason) {
  return call('POST', path('keys', key.key_id, 'revoke'), { body: reason ? { reason } : {} });
}

function whatStops(app, key) {
  if (statusOf(key) === 'expired') {
    return h('p', {}, 'This key has expired already, so no app can use it. A revoked key stays in the list until someone deletes it. You cannot undo this.');
  }
  const api = app.dataApis.find(key.data_api_id);
  const others = app.keys.things.filter((each) => each.data_api_id === key.data_api_id && each !== key && statusOf(each) === 'active');
  const isSuspended = statusOf(key) === 'suspended';
  const last = app.keys.complete && !isSuspended && !others.some((each) => each.key_id !== key.key_id);
  return [
    h('p', {}, isSuspended ? 'This key is suspended, so no app can use it. Revoked, it cannot be resumed. '
      : [said(key.data_api_id, { class: 'mono' }), ' will refuse apps that use this key, starting with their next request. '],
    h('strong', {}, 'This cannot be undone.')),
    api && !isSuspended ? h('div', { class: 'stops' }, h('p', {}, 'Routes that stop working'),
      routeList(api.routes)) : null,
    last ? h('p', { class: 'notice' }, `This is the last active key for ${key.data_api_id}. No app can call it until you create another.`) : null,
  ];
}
