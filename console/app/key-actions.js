/** What can be done with a key in its present state. */

import { deleteKey } from './delete-key.js';
import { editKey } from './edit-key.js';
import { extendKey } from './extend-key.js';
import { canDelete, canRevoke, isLive, statusOf } from './key-state.js';
import { revokeKey } from './revoke-key.js';
import { rotateKey } from './rotate-key.js';
import { keyAddress } from './router.js';
import { resumeKey, suspendKey } from './suspend-key.js';

/** The entries of a key's menu; only those that the API would not refuse. */
export function keyActions(app, key) {
  const live = isLive(key);
  const suspended = statusOf(key) === 'suspended';
  return [
    live && { icon: 'extend', label: 'Extend', act: () => extendKey(app, key) },
    { icon: 'edit', label: 'Edit', act: () => editKey(app, key) },
    live && { icon: 'rotate', label: 'Rotate', act: () => rotateKey(app, key) },
    { icon: 'history', label: 'Details', page: true, act: () => { location.hash = keyAddress(key.key_id); } },
    live && !suspended && { icon: 'suspended', label: 'Suspend', act: () => suspendKey(app, key) },
    suspended && { icon: 'active', label: 'Resume', act: () => resumeKey(app, key) },
    canRevoke(key) && { icon: 'revoked', label: 'Revoke', danger: true, act: () => revokeKey(app, key) },
    canDelete(key) && { icon: 'trash', label: 'Delete', danger: true, act: () => deleteKey(app, key) },
  ].filter((entry) => entry && (app.manages(key.domain) || entry.page));
}
