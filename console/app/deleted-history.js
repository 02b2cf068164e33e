/** What happened to a key or a data API that is no longer listed. */

import { path } from './api.js';
import { Dialog } from './dialog.js';
import { h, said } from './dom.js';
import { codeField } from './fields.js';
import { showForm } from './form.js';
import { historyOf } from './history.js';

export const KEY_ID = /^[0-9A-Za-z]{16}$/;
export const DATA_API_ID = /^[a-z][a-z0-9-]{1,62}$/;

const DELETED = {
  keys: { word: 'key', form: KEY_ID, hint: 'The 16 characters after the prefix, such as 4Zq8Rw1TnB7xKd2M. Logs and hints have them too.', words: '16 letters and digits.' },
  'data-apis': { word: 'data API', form: DATA_API_ID, hint: 'What it was called, such as orders.', words: 'Lower-case letters, digits and hyphens.' },
};

/** The button that asks for the id of a deleted thing, of the kind as the API's paths name it. */
export function deletedHistoryButton(kind) {
  return h('p', { class: 'foot' }, h('button', { type: 'button', class: 'link', onclick: () => askForId(kind) }, `History of a deleted ${DELETED[kind].word}`));
}

/** Shows the history of what has, or had, that id. */
export function showHistory(kind, id, dialog = new Dialog('History', { wide: true })) {
  dialog.title(`History of a ${DELETED[kind].word}`);
  dialog.onsubmit = () => dialog.close();
  dialog.show([h('p', { class: 'mono' }, said(id)), historyOf(path(kind, id, 'events'))],
    [h('button', { type: 'submit', class: 'primary', autofocus: true }, 'Close')]);
}

function askForId(kind) {
  const { word, ...id } = DELETED[kind];
  const dialog = new Dialog(`History of a deleted ${word}`, { wide: true });
  const field = codeField('Id', id);
  showForm(dialog, {
    content: [h('p', {}, `A deleted ${word} leaves the list; what happened to it stays.`), field.element],
    fields: () => [field], label: 'Show', busyLabel: 'Showing…', send: async () => field.value, done: (value) => showHistory(kind, value, dialog),
  });
}
