/** A revoked or expired key, taken out of the list. */

import { Problem, call, path } from './api.js';
import { announce } from './announce.js';
import { h, said } from './dom.js';
import { showForm } from './form.js';
import { keyDialog } from './key-dialog.js';

export function deleteKey(app, key) {
  const dialog = keyDialog('Delete key', key);
  showForm(dialog, {
    content: h('p', {}, 'Removes the key for good. It no longer works, so nothing breaks. Its history is kept.'),
    label: 'Delete', busyLabel: 'Deleting…', danger: true,
    send: (tries) => remove(key, tries),
    done: () => {
      app.keys.remove(key.key_id);
      dialog.close();
      announce('Deleted ', h('strong', {}, said(key.name)), '.');
    },
  }).focus();
}

/** Deletes. If an earlier try may have done so, a key that is gone is what was wanted. */
export async function remove(key, tries) {
  try {
    await call('DELETE', path('keys', key.key_id));
  } catch (error) {
    if (!(tries > 1 && error instanceof Problem && error.status === 404)) throw error;
  }
}
