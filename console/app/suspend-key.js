/** The dialogs that suspend and resume a key. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { h, said } from './dom.js';
import { RULES, textField } from './fields.js';
import { showForm } from './form.js';
import { keyDialog } from './key-dialog.js';
import { teamMessageButton } from './team-message.js';

export function suspendKey(app, key) {
  const dialog = keyDialog('Suspend key', key);
  const reason = textField('Reason', { rule: RULES.reason, pointer: '/reason', hint: 'Kept in the history, such as “no longer paid for”.' });
  showForm(dialog, {
    content: [
      h('p', {}, said(key.data_api_id, { class: 'mono' }), ' will refuse apps that use this key, starting with their next request, until you resume the key. ',
        'Its expiration does not move. If the key leaked, revoke it instead.'),
      reason.element,
    ],
    fields: () => [reason], label: 'Suspend', busyLabel: 'Suspending…', danger: true,
    send: () => call('POST', path('keys', key.key_id, 'suspend'), { body: reason.value ? { reason: reason.value } : {} }),
    done: (suspended) => {
      app.keys.put(suspended);
      dialog.close();
      announce('Suspended ', h('strong', {}, said(key.name)), '. Apps using it are refused from now on. ', teamMessageButton('suspended', suspended));
    },
  });
}

export function resumeKey(app, key) {
  const dialog = keyDialog('Resume key', key);
  showForm(dialog, {
    content: [h('p', {}, 'Apps can use this key again, starting with their next request.')],
    fields: () => [], label: 'Resume', busyLabel: 'Resuming…',
    send: () => call('POST', path('keys', key.key_id, 'resume'), { body: {} }),
    done: (resumed) => {
      app.keys.put(resumed);
      dialog.close();
      announce('Resumed ', h('strong', {}, said(key.name)), '. ', teamMessageButton('resumed', resumed));
    },
  });
}
