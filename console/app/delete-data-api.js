/** A data API that no app needs any more. */

import { Problem, call, path } from './api.js';
import { announce } from './announce.js';
import { dataApiDialog } from './data-api-dialog.js';
import { counted, h, said } from './dom.js';
import { showForm } from './form.js';
import { isLive } from './key-state.js';

export function deleteDataApi(app, api) {
  const dialog = dataApiDialog('Delete data API', api);
  const live = app.keys.things.filter((key) => key.data_api_id === api.data_api_id && isLive(key));
  if (live.length) {
    return dialog.show([
      h('p', {}, `Revoke its ${counted(live.length, 'active or suspended key')} first.`),
    ], [
      h('button', { type: 'button', onclick: () => dialog.close() }, 'Close'),
      h('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => { dialog.close(); location.hash = `#/keys?data_api=${api.data_api_id}`; } }, 'Show its keys'),
    ]);
  }
  return showForm(dialog, {
    content: h('p', {}, 'Its keys stop working. The history is kept. ', h('strong', {}, 'This cannot be undone.')),
    label: 'Delete', busyLabel: 'Deleting…', danger: true,
    send: async (tries) => {
      try {
        await call('DELETE', path('data-apis', api.data_api_id));
      } catch (error) {
        if (!(tries > 1 && error instanceof Problem && error.status === 404)) throw error;
      }
    },
    done: () => {
      app.dataApis.remove(api.data_api_id);
      dialog.close();
      announce('Deleted ', h('strong', {}, said(api.data_api_id)), '.');
    },
  }).focus();
}
