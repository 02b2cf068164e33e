/** All that is known of one key, and what happened to it. */

import { path } from './api.js';
import { h, said } from './dom.js';
import { facts } from './facts.js';
import { historyOf } from './history.js';
import { keyDialog } from './key-dialog.js';
import { statusOf } from './key-state.js';
import { KEY_RESTRICTIONS, restrictionFacts } from './restrictions.js';
import { KEY_SETTINGS, settingFacts } from './settings.js';
import { statusMark } from './status-mark.js';
import { ago, at, full } from './times.js';

export function showKey(app, key) {
  const dialog = keyDialog('Key', key, {
    wide: true,
    focusAfter: () => document.querySelector(`[data-id="${key.key_id}"] .name`),
  });
  const moment = (time) => time && [at(time, full), ', ', ago(time)];
  dialog.show([
    key.description ? h('p', {}, said(key.description)) : null,
    facts([
      ['Status', statusMark(statusOf(key))],
      ['Key id', h('code', { class: 'mono' }, key.key_id)],
      ['Data API', h('span', { class: 'mono' }, key.data_api_id)],
      ...settingFacts(KEY_SETTINGS, key, ['name', 'description']),
      ...restrictionFacts(KEY_RESTRICTIONS, key),
      ['Created', [moment(key.created_at), ' by ', said(key.created_by)]],
      ['Ends', moment(key.expires_at)],
      ['Rotated', moment(key.rotated_at)],
      ['Old secret works until', Date.parse(key.previous_secret_until) > Date.now() ? moment(key.previous_secret_until) : null],
      ['Suspended', key.suspended_at && [moment(key.suspended_at), ' by ', said(key.suspended_by)]],
      ['Reason for the suspension', key.suspend_reason && said(key.suspend_reason)],
      ['Revoked', key.revoked_at && [moment(key.revoked_at), ' by ', said(key.revoked_by)]],
      ['Reason', key.revoke_reason && said(key.revoke_reason)],
    ]),
    historyOf(path('keys', key.key_id, 'events')),
  ], [h('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
}
