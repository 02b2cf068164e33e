/** The way to the history of a key or a data API that is no longer listed. */

import { Dialog } from './dialog.js';
import { h } from './dom.js';
import { codeField } from './fields.js';
import { showForm } from './form.js';
import { withoutSecrets } from './pasted.js';
import { dataApiAddress, keyAddress } from './router.js';

export const KEY_ID = /^[0-9A-Za-z]{16}$/;
export const DATA_API_ID = /^[a-z][a-z0-9-]{1,62}$/;

const DELETED = {
  keys: { word: 'key', address: keyAddress, form: KEY_ID, hint: 'The 16 characters after the prefix, as in the logs. You can paste a whole key.', words: 'Enter 16 letters and digits.' },
  'data-apis': { word: 'data API', address: dataApiAddress, form: DATA_API_ID, hint: 'Its former ID, such as orders.', words: 'Use lower-case letters, digits and hyphens.' },
};

/** The button that asks for the ID of a deleted key or data API, of the kind as the API's paths name it. */
export function deletedHistoryButton(kind) {
  return h('p', { class: 'foot' }, h('button', { type: 'button', class: 'link', onclick: () => askForId(kind) }, `Find a deleted ${DELETED[kind].word}`));
}

function askForId(kind) {
  const { word, address, ...id } = DELETED[kind];
  const dialog = new Dialog(`Find a deleted ${word}`);
  const field = codeField('ID', id);
  field.control.addEventListener('input', () => { field.control.value = withoutSecrets(field.control.value, []); });
  showForm(dialog, {
    content: [h('p', {}, `Deleted ${word}s keep their history.`), field.element],
    fields: () => [field], label: 'Show', busyLabel: 'Showing…', send: async () => field.value,
    done: (value) => { dialog.close(); location.hash = address(value); },
  });
}
