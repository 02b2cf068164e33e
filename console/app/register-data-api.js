/** A data API, with its first key. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { REPAIRED, readAgain } from './create-key.js';
import { DATA_API_ID } from './deleted-history.js';
import { Dialog } from './dialog.js';
import { h, said } from './dom.js';
import { RULES, codeField, proseField, textField } from './fields.js';
import { showForm } from './form.js';
import { Intent, withSecret } from './intent.js';
import { routesField } from './routes.js';
import { showSecret } from './secret.js';
import { validityField } from './validity-field.js';

const LOST_REGISTRATION = 'No clear answer came, so it is not known whether it was registered. Trying again is safe: there will be one, with one key, and you will see it.';

export function registerDataApi(app) {
  let made = null;
  const dialog = new Dialog('Register a data API', {
    wide: true,
    focusAfter: () => document.querySelector('[data-new]'),
    onclose: () => made && announce('Data API ', h('strong', {}, said(made.data_api_id)), ' is registered.'),
  });
  const id = codeField('Id', {
    pointer: '/data_api_id', hint: 'Such as orders. It never changes.', form: DATA_API_ID,
    words: 'A lower-case letter, then 1 to 62 lower-case letters, digits or hyphens.',
  });
  const domain = textField('Domain', { required: true, rule: RULES.name, pointer: '/domain', hint: 'Whose data it is, such as sales.' });
  const dataset = textField('Dataset', { required: true, rule: RULES.name, pointer: '/dataset', hint: 'What it serves, such as orders.' });
  const description = proseField('Description', { rule: RULES.description, pointer: '/description' });
  const routes = routesField();
  const keyName = textField('Name of its first key', { value: 'automatic', required: true, rule: RULES.name, pointer: '/key/name' });
  const validity = validityField(app.config, '/key');
  const intent = new Intent();

  showForm(dialog, {
    content: [
      h('div', { class: 'columns' }, id.element, domain.element, dataset.element), description.element, routes.element,
      h('fieldset', { class: 'group' }, h('legend', {}, 'Its first key'),
        h('p', { class: 'hint' }, 'It is made with the data API and shown once, when that is done.'), keyName.element, validity.element),
    ],
    fields: () => [id, domain, dataset, description, ...routes.fields, keyName, ...validity.fields],
    label: 'Register', busyLabel: 'Registering…', lost: LOST_REGISTRATION,
    blame: { 'data-api-exists': id }, giveUp: () => readAgain(app.dataApis, app.keys),
    send: async () => {
      const body = {
        data_api_id: id.value, domain: domain.value, dataset: dataset.value, ...(description.value && { description: description.value }),
        routes: routes.value, key: { name: keyName.value, ...validity.body },
      };
      const answer = await call('POST', path('data-apis'), { body, intent: intent.idFor(body) });
      app.dataApis.put(answer.data_api);
      return { ...(await withSecret(answer.key)), warnings: answer.warnings ?? answer.data_api.warnings ?? [], dataApi: answer.data_api };
    },
    done: ({ key, repaired, warnings, dataApi }) => {
      made = dataApi;
      app.keys.put(key);
      showSecret(dialog, 'Its first key', key, [...(repaired ? [REPAIRED] : []), ...warnings]);
    },
  });
  id.control.focus();
}
