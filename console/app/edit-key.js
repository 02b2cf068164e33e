/** A key's settings and end. */

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
  const end = momentField('Ends at', {
    value: Date.parse(key.expires_at), latest, pointer: '/expires_at',
    hint: `Any moment still ahead, up to ${exact(latest)}. An earlier end is fine.`,
  });
  const fixed = h('p', { class: 'notice' }, live ? null
    : ['Its end can no longer be changed: it was ', statusOf(key), ' ', at(key.revoked_at ?? key.expires_at, full), '.']);

  showForm(dialog, {
    content: [...settings.elements, live ? end.element : fixed, restrictions.element],
    fields: () => [...settings.fields, ...(live ? [end] : []), ...restrictions.fields],
    label: 'Save', busyLabel: 'Saving…',
    send: () => call('PATCH', path('keys', key.key_id), { body: changes() }),
    done: (edited) => {
      app.keys.put(edited);
      dialog.close();
      announce(h('strong', {}, said(edited.name)), ' is saved.');
    },
  });

  /** Only what was changed; the minute of an untouched end would lose its seconds. */
  function changes() {
    const body = { ...settings.changes, ...restrictions.changes };
    if (live && end.value !== localInput(Date.parse(key.expires_at))) body.expires_at = rfc3339(end.moment);
    return body;
  }
}
