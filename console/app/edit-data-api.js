/** A data API's settings and routes. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { dataApiDialog } from './data-api-dialog.js';
import { h, said } from './dom.js';
import { showForm } from './form.js';
import { DATA_API_RESTRICTIONS, restrictionFields } from './restrictions.js';
import { routesField } from './routes.js';
import { DATA_API_SETTINGS, settingFields } from './settings.js';

export function editDataApi(app, api) {
  const dialog = dataApiDialog('Edit data API', api, { wide: true });
  const settings = settingFields(DATA_API_SETTINGS.filter(({ fixed }) => !fixed), { values: api });
  const routes = routesField(api.routes);
  const restrictions = restrictionFields(DATA_API_RESTRICTIONS, api);
  const before = JSON.stringify(routes.value);
  showForm(dialog, {
    content: [
      ...settings.elements, routes.element, restrictions.element,
      h('p', { class: 'notice' }, 'Route changes reach all its keys within about a minute.'),
    ],
    fields: () => [...settings.fields, ...routes.fields, ...restrictions.fields],
    label: 'Save', busyLabel: 'Saving…',
    send: () => call('PATCH', path('data-apis', api.data_api_id), { body: { ...settings.changes, ...restrictions.changes, ...changedRoutes() } }),
    done: (answer) => {
      const edited = answer.data_api ?? answer;
      app.dataApis.put(edited);
      dialog.close();
      announce('Saved ', h('strong', {}, said(api.data_api_id)), '. ', (answer.warnings ?? []).join(' '));
    },
  });

  /** Only if they were changed: meanwhile someone else may have. */
  function changedRoutes() {
    return JSON.stringify(routes.value) === before ? {} : { routes: routes.value };
  }
}
