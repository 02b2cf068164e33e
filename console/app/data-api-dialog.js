/** A dialog about one data API; focus goes back to its row, or to the list if the row is gone. */

import { Dialog } from './dialog.js';

export function dataApiDialog(title, api, options = {}) {
  return new Dialog(title, {
    about: api.data_api_id,
    focusAfter: () => document.querySelector(`[data-id="${api.data_api_id}"] [aria-haspopup]`),
    ...options,
  });
}
