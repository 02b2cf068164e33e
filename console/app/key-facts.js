/** All that is known of one key, as facts. */

import { fill, h, said } from './dom.js';
import { facts } from './facts.js';
import { copyable } from './copy.js';
import { inGrace, statusOf } from './key-state.js';
import { KEY_RESTRICTIONS, restrictionFacts } from './restrictions.js';
import { dataApiAddress } from './router.js';
import { KEY_SETTINGS, settingFacts } from './settings.js';
import { ago, at, full } from './times.js';

const moment = (time) => time && [at(time, full), ', ', ago(time)];

/** What a key is and what happened to it. */
export function keyFacts(key) {
  return facts([
    ['Key ID', copyable(key.key_id, 'the key ID')],
    ['Begins with', h('code', { class: 'mono' }, key.hint, '…')],
    ['In Secrets Manager', key.secret_arn && copyable(key.secret_arn, 'the ARN of the secret')],
    ['Data API', h('a', { class: 'mono', href: dataApiAddress(key.data_api_id) }, key.data_api_id)],
    ['Domain', key.domain && said(key.domain)],
    ...settingFacts(KEY_SETTINGS, key, ['name', 'description']),
    ['Expires', moment(key.expires_at)],
    ['Last used', key.usage && (moment(key.usage.last_used_at) ?? ['never since recording began, ', at(key.usage.recorded_since)])],
    ['Created', [moment(key.created_at), ' by ', said(key.created_by)]],
    ['Rotated', moment(key.rotated_at)],
    ['Suspended', key.suspended_at && [moment(key.suspended_at), ' by ', said(key.suspended_by)]],
    ['Reason for the suspension', key.suspend_reason && said(key.suspend_reason)],
    ['Revoked', key.revoked_at && [moment(key.revoked_at), ' by ', said(key.revoked_by)]],
    ['Reason', key.revoke_reason && said(key.revoke_reason)],
  ]);
}

/** What a key is limited to. */
export function keyLimits(key) {
  const limits = restrictionFacts(KEY_RESTRICTIONS, key).filter(([, value]) => value);
  return limits.length ? facts(limits) : h('p', { class: 'sub' }, 'This key has no restrictions.');
}

/** That two secrets of a key work, or nothing if one does. */
export function graceNotice(key) {
  if (!inGrace(key)) return null;
  const used = key.usage?.previous_secret_last_used_at;
  return fill(h('div', { class: 'notice' }), h('p', {}, h('strong', {}, statusOf(key) === 'suspended' ? 'Two secrets work again when you resume the key.' : 'Two secrets work.'), ' The old secret expires ', ago(key.previous_secret_until), ', ',
    at(key.previous_secret_until, full), '. The new secret expires with the key, ', at(key.expires_at, full), '.'),
  key.usage ? h('p', {}, used ? ['The old secret was last used ', ago(used), '.'] : 'No use of the old secret is recorded since the rotation.') : null);
}
