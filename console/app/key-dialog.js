/** A dialog about one key; focus goes back to that key's row, or to the list if the row is gone. */

import { Dialog } from './dialog.js';

export function keyDialog(title, key, options = {}) {
  return new Dialog(title, {
    about: key.name,
    focusAfter: () => document.querySelector(`[data-id="${key.key_id}"] [aria-haspopup]`),
    ...options,
  });
}
