/** A dialog about one key; focus goes back to that key's row, or to the row that took its place. */

import { Dialog } from './dialog.js';

export function keyDialog(title, key, options = {}) {
  const at = rows().findIndex((row) => row.dataset.id === key.key_id);
  return new Dialog(title, {
    about: key.name,
    focusAfter: () => document.querySelector(`[data-id="${key.key_id}"] :is([aria-haspopup], .key-actions button)`)
      ?? (at < 0 ? null : (rows()[at] ?? rows().at(-1))?.querySelector('[aria-haspopup]')),
    ...options,
  });
}

const rows = () => [...document.querySelectorAll('tbody tr[data-id]')];
