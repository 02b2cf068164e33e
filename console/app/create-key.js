/** The dialog behind + : a new key in three steps, pick, Create, Copy. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { Dialog } from './dialog.js';
import { h, said } from './dom.js';
import { selectField } from './fields.js';
import { showForm } from './form.js';
import { Intent, withSecret } from './intent.js';
import { KEY_RESTRICTIONS, restrictionFields } from './restrictions.js';
import { showSecret } from './secret.js';
import { KEY_SETTINGS, settingFields } from './settings.js';
import { validityField } from './validity-field.js';

const LOST_CREATION = 'No clear answer came, so it is not known whether the key was made. Trying again is safe: there will be one key, and you will see it.';

/** Said above a secret when the answer that first held it was lost. */
export const REPAIRED = 'The first answer was lost on its way. The key was made once, and was given a fresh secret so that you have it in hand.';

/** Reads lists again after someone has closed a dialog without knowing what came of it. */
export function readAgain(...listings) {
  for (const listing of listings) listing.load();
  announce('The list shows what happened. Rotate a key to get a secret for it.');
}

export function createKey(app, dataApiId) {
  const apis = app.dataApis.things.filter((each) => app.manages(each.domain)).map((each) => each.data_api_id).sort();
  let made = null;
  const dialog = new Dialog('New key', {
    focusAfter: () => document.querySelector('[data-new]'),
    onclose: () => made && announce('Key ', h('strong', {}, said(made.name)), ' is ready.'),
  });
  const dataApi = selectField('Data API', apis.length === 1 ? apis.map(pair) : [['', 'Choose a data API…'], ...apis.map(pair)], {
    value: dataApiId ?? (apis.length === 1 ? apis[0] : ''), pointer: '/data_api_id', check: (id) => (id ? null : 'Choose the data API that the key shall open.'),
  });
  const settings = settingFields(KEY_SETTINGS);
  const restrictions = restrictionFields(KEY_RESTRICTIONS);
  const validity = validityField(app.config);
  const intent = new Intent();

  showForm(dialog, {
    content: [dataApi.element, ...settings.elements, validity.element, restrictions.element],
    fields: () => [dataApi, ...settings.fields, ...validity.fields, ...restrictions.fields],
    label: 'Create', busyLabel: 'Creating…', lost: LOST_CREATION, giveUp: () => readAgain(app.keys),
    send: async () => {
      const body = { data_api_id: dataApi.value, ...settings.body, ...validity.body, ...restrictions.body };
      const answer = await call('POST', path('keys'), { body, intent: intent.idFor(body) });
      app.keys.put(answer);
      return withSecret(answer);
    },
    done: ({ key, repaired }) => {
      made = key;
      app.keys.put(key);
      showSecret(dialog, 'Your new key', key, repaired ? [REPAIRED] : []);
    },
  });
  (dataApi.value ? settings.fields[0] : dataApi).control.focus();
}

const pair = (id) => [id, id];
