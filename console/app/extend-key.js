/** The dialog that extends a key. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { counted, fill, h, said } from './dom.js';
import { showForm } from './form.js';
import { Intent } from './intent.js';
import { keyDialog } from './key-dialog.js';
import { teamMessageButton } from './team-message.js';
import { DAY, at, exact, full, now, relative } from './times.js';
import { daysField, usual } from './validity-field.js';

export function extendKey(app, key) {
  const dialog = keyDialog('Extend key', key);
  const end = Date.parse(key.expires_at);
  const most = app.config.max_validity_days;
  const room = Math.floor((now() + most * DAY - end) / DAY);
  const present = h('p', {}, 'It expires ', at(end, full), `, ${relative(key.expires_at)}.`);
  if (room < 1) {
    return dialog.show([
      present,
      h('p', { class: 'notice' }, `This key already has the maximum of ${most} days. You can extend it from `,
        at(end - (most - 1) * DAY, full), '.'),
    ], [h('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
  }
  const preview = h('output', { class: 'preview' });
  const tell = (days) => fill(preview, days ? ['New expiration: ', h('strong', {}, at(end + days * DAY, full)), `, ${relative(end + days * DAY)}.`] : null);
  const days = daysField('Days to add', {
    value: Math.min(30, room), most: room, presets: usual(room), pointer: '/validity_days', onchange: tell,
    hint: `Up to ${counted(room, 'day')}: a key can expire ${most} days from now at the latest.`,
    tooMany: `At most ${counted(room, 'day')}, until ${exact(end + room * DAY)}.`,
  });
  tell(days.days);
  const intent = new Intent();
  return showForm(dialog, {
    content: [present, days.element, preview], fields: () => [days], label: 'Extend', busyLabel: 'Extending…',
    send: () => {
      const body = { validity_days: days.days };
      return call('POST', path('keys', key.key_id, 'extend'), { body, intent: intent.idFor(body) });
    },
    done: (extended) => {
      app.keys.put(extended);
      dialog.close();
      announce('Extended ', h('strong', {}, said(key.name)), ' to ', at(extended.expires_at), '. ', teamMessageButton('extended', extended));
    },
  });
}
