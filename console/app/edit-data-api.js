/** A data API's description and routes. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { dataApiDialog } from './data-api-dialog.js';
import { h, said } from './dom.js';
import { RULES, proseField } from './fields.js';
import { showForm } from './form.js';
import { routesField } from './routes.js';

export function editDataApi(app, api) {
  const dialog = dataApiDialog('Edit data API', api, { wide: true });
  const description = proseField('Description', { value: api.description ?? '', rule: RULES.description, pointer: '/description' });
  const routes = routesField(api.routes);
  showForm(dialog, {
    content: [
      description.element, routes.element,
      h('p', { class: 'notice' }, 'A changed route takes effect for every key of this data API within a minute or so.'),
    ],
    fields: () => [description, ...routes.fields],
    label: 'Save', busyLabel: 'Saving…',
    send: () => call('PATCH', path('data-apis', api.data_api_id), { body: { description: description.value || null, routes: routes.value } }),
    done: (answer) => {
      const edited = answer.data_api ?? answer;
      app.dataApis.put(edited);
      dialog.close();
      announce(h('strong', {}, said(api.data_api_id)), ' is saved. ', (answer.warnings ?? []).join(' '));
    },
  });
}
