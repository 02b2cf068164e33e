/** The dialog that edits a key. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { h, said } from './dom.js';
import { showForm } from './form.js';
import { keyDialog } from './key-dialog.js';
import { isLive, statusOf } from './key-state.js';
import { KEY_RESTRICTIONS, restrictionFields } from './restrictions.js';
import { KEY_SETTINGS, settingFields } from './settings.js';
import { DAY, at, exact, full, localInput, now, rfc3339 } from './times.js';
import { momentField } from './validity-field.js';

export function editKey(app, key) {
  const dialog = keyDialog('Edit key', key);
  const live = isLive(key);
  const latest = now() + app.config.max_validity_days * DAY;
  const settings = settingFields(KEY_SETTINGS, { values: key });
  const restrictions = restrictionFields(KEY_RESTRICTIONS, key);
  const end = momentField('Expires', {
    value: Date.parse(key.expires_at), latest, pointer: '/expires_at',
    hint: `Until ${exact(latest)} at the latest. You can also shorten it.`,
  });
  const fixed = h('p', { class: 'notice' }, live ? null
    : ['The expiration can no longer be changed: the key was ', statusOf(key), ' ', at(key.revoked_at ?? key.expires_at, full), '.']);

  showForm(dialog, {
    content: [...settings.elements, live ? end.element : fixed, restrictions.element],
    fields: () => [...settings.fields, ...(live ? [end] : []), ...restrictions.fields],
    label: 'Save', busyLabel: 'Saving…',
    send: () => call('PATCH', path('keys', key.key_id), { body: changes() }),
    done: (edited) => {
      app.keys.put(edited);
      dialog.close();
      announce('Saved ', h('strong', {}, said(edited.name)), '.');
    },
  });

  /** Only what was changed; an untouched expiration would lose its seconds. */
  function changes() {
    const body = { ...settings.changes, ...restrictions.changes };
    if (live && end.value !== localInput(Date.parse(key.expires_at))) body.expires_at = rfc3339(end.moment);
    return body;
  }
}
