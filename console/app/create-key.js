/** The dialog that creates a key. */

import { call, path } from './api.js';
import { announce } from './announce.js';
import { deliverAgain } from './deliver-again.js';
import { deliveryField, withDelivery } from './deliver-to.js';
import { Dialog } from './dialog.js';
import { fill, h, said } from './dom.js';
import { selectField } from './fields.js';
import { showForm } from './form.js';
import { Intent, withSecret } from './intent.js';
import { KEY_RESTRICTIONS, restrictionFields } from './restrictions.js';
import { showSecret } from './secret.js';
import { KEY_SETTINGS, settingFields } from './settings.js';
import { validityField } from './validity-field.js';

const LOST_CREATION = 'The server didn’t respond, so the key may or may not exist. Try again: you’ll get exactly one.';

/** Said above a secret when the answer that first held it was lost. */
export const REPAIRED = 'The first response got lost. The key was created once; this is a fresh secret for it.';

/** Reads lists again after someone has closed a dialog without knowing what came of it. */
export function readAgain(...listings) {
  for (const listing of listings) listing.load();
  announce('The list shows what happened. Rotate a key to get a secret for it.');
}

export function createKey(app, dataApiId) {
  let made = null;
  const open = new AbortController();
  const dialog = new Dialog('New key', {
    focusAfter: () => document.querySelector('[data-new]'),
    onclose: () => {
      open.abort();
      if (made) announce('Created ', h('strong', {}, said(made.name)), '.');
    },
  });
  const dataApi = selectField('Data API', [], { pointer: '/data_api_id', check: (id) => (id ? null : hasNone ? 'Register a data API first. Its first key comes with it.' : 'Choose a data API.') });
  let offered;
  let hasNone = false;
  const offer = () => {
    const ids = app.dataApis.things.filter((each) => app.manages(each.domain)).map((each) => each.data_api_id).sort();
    hasNone = app.dataApis.complete && ids.length === 0;
    if (`${ids} ${hasNone}` === offered) return;
    offered = `${ids} ${hasNone}`;
    const chosen = [dataApi.value, dataApiId, ids.length === 1 ? ids[0] : ''].find((id) => ids.includes(id)) ?? '';
    fill(dataApi.control, (ids.length === 1 ? ids : ['', ...ids]).map((id) => h('option', { value: id }, id || (hasNone ? 'No data API yet' : 'Choose a data API…'))));
    dataApi.control.value = chosen;
  };
  offer();
  app.dataApis.addEventListener('change', offer, { signal: open.signal });
  const settings = settingFields(KEY_SETTINGS);
  const restrictions = restrictionFields(KEY_RESTRICTIONS);
  const validity = validityField(app.config);
  const delivery = deliveryField();
  const intent = new Intent();
  const giveUp = () => readAgain(app.keys);

  showForm(dialog, {
    content: [dataApi.element, ...settings.elements, validity.element, delivery.element, restrictions.element],
    fields: () => [dataApi, ...settings.fields, ...validity.fields, delivery.field, ...restrictions.fields],
    label: 'Create', busyLabel: 'Creating…', isLong: true, lost: LOST_CREATION, giveUp,
    send: async () => {
      const body = { data_api_id: dataApi.value, ...settings.body, ...validity.body, ...restrictions.body, ...delivery.body };
      const answer = await withDelivery(() => call('POST', path('keys'), { body, intent: intent.idFor(body) }));
      app.keys.put(answer);
      return withSecret(answer);
    },
    done: ({ key, repaired }) => {
      made = key;
      const show = (shown) => {
        app.keys.put(shown);
        showSecret(dialog, 'Your new key', shown, repaired ? [REPAIRED] : [], app.dataApis.find(shown.data_api_id));
      };
      if (key.undelivered) deliverAgain(dialog, key, { hours: 0, done: show, giveUp });
      else show(key);
    },
  });
  (dataApi.value ? settings.fields[0] : dataApi).control.focus();
}
