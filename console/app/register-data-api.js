/** A data API, with its first key. */

import { call, get, path } from './api.js';
import { announce } from './announce.js';
import { deliverAgain } from './deliver-again.js';
import { deliveryField, withDelivery } from './deliver-to.js';
import { REPAIRED, readAgain } from './create-key.js';
import { DATA_API_ID } from './deleted-history.js';
import { Dialog } from './dialog.js';
import { h, said } from './dom.js';
import { codeField, selectField } from './fields.js';
import { showForm } from './form.js';
import { Intent, withSecret } from './intent.js';
import { DATA_API_RESTRICTIONS, restrictionFields } from './restrictions.js';
import { routesField } from './routes.js';
import { showSecret } from './secret.js';
import { DATA_API_SETTINGS, KEY_SETTINGS, settingFields } from './settings.js';
import { validityField } from './validity-field.js';

const DOMAIN = /^[a-z0-9][a-z0-9_-]{0,62}$/;

const LOST_REGISTRATION = 'The server didn’t respond, so the data API may or may not exist. Try again: you’ll get exactly one, with one key.';

export function registerDataApi(app) {
  let made = null;
  const dialog = new Dialog('Register a data API', {
    wide: true,
    focusAfter: () => document.querySelector('[data-new]'),
    onclose: () => made && announce('Registered ', h('strong', {}, said(made.data_api_id)), '.'),
  });
  const id = codeField('ID', {
    pointer: '/data_api_id', hint: 'Such as orders. It can’t be changed later.', form: DATA_API_ID,
    words: 'Start with a lower-case letter, then use 1 to 62 lower-case letters, digits or hyphens.',
  });
  const domain = domainField(app.me.manage_domains);
  const settings = settingFields(DATA_API_SETTINGS);
  const [needed, others] = [true, false].map((required) => settings.fields.filter(({ control }) => control.required === required));
  const dataset = settings.fields.find(({ pointer }) => pointer === '/dataset').control;
  const tags = restrictionFields(DATA_API_RESTRICTIONS.filter(({ name }) => name === 'tags'));
  const routes = routesField();
  const keySettings = settingFields(KEY_SETTINGS.filter(({ required }) => required), {
    values: { name: 'first key' }, parent: '/key', labels: { name: 'Key name' },
  });
  const validity = validityField(app.config, '/key');
  const delivery = deliveryField({ prefix: '/key' });
  const intent = new Intent();
  const giveUp = () => readAgain(app.dataApis, app.keys);

  showForm(dialog, {
    content: [
      h('div', { class: 'columns' }, id.element, domain.element), needed.map((each) => each.element), routes.element,
      h('fieldset', { class: 'group' }, h('legend', {}, 'First key'),
        h('p', { class: 'hint' }, 'You’ll see it once, in the next step.'), ...keySettings.elements, validity.element, delivery.element),
      h('fieldset', { class: 'group' }, h('legend', {}, 'About the data API'), others.map((each) => each.element), tags.elements),
    ],
    fields: () => [id, domain, ...needed, ...routes.fields, ...keySettings.fields, ...validity.fields, delivery.field, ...others, ...tags.fields],
    label: 'Register', busyLabel: 'Registering…', isLong: true, lost: LOST_REGISTRATION,
    blame: { 'data-api-exists': id }, giveUp,
    send: async () => {
      const body = {
        data_api_id: id.value, domain: domain.value, ...settings.body, ...tags.body, routes: routes.value,
        key: { ...keySettings.body, ...validity.body, ...delivery.body },
      };
      const answer = await withDelivery(() => call('POST', path('data-apis'), { body, intent: intent.idFor(body) }));
      const registered = answer.undelivered ? { data_api: await get(path('data-apis', id.value)), key: answer } : answer;
      app.dataApis.put(registered.data_api);
      return { ...(await withSecret(registered.key)), warnings: registered.warnings ?? registered.data_api.warnings ?? [], dataApi: registered.data_api };
    },
    done: ({ key, repaired, warnings, dataApi }) => {
      made = dataApi;
      const show = (shown) => {
        app.keys.put(shown);
        showSecret(dialog, `First key for ${dataApi.data_api_id}`, shown, [...(repaired ? [REPAIRED] : []), ...warnings], dataApi);
      };
      if (key.undelivered) deliverAgain(dialog, key, { hours: 0, done: show, giveUp });
      else show(key);
    },
  });

  let suggested = '';
  id.control.addEventListener('input', () => {
    if (dataset.value !== suggested) return;
    dataset.value = suggested = id.value;
    dataset.dispatchEvent(new Event('input'));
  });
  id.control.focus();
}

/** The domain: any, or one of those that the person manages. */
function domainField(managed) {
  const pointer = '/domain';
  if (managed === '*') {
    return codeField('Domain', {
      pointer, hint: 'Such as sales. It can’t be changed later.', form: DOMAIN,
      words: 'Start with a lower-case letter or digit, then use up to 62 lower-case letters, digits, hyphens or underscores.',
    });
  }
  const names = managed.map((name) => [name, name]);
  return selectField('Domain', managed.length === 1 ? names : [['', 'Select a domain…'], ...names], {
    value: managed.length === 1 ? managed[0] : '', pointer, check: (name) => (name ? null : 'Select a domain.'),
  });
}
