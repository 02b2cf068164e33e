/** What operators set on keys and data APIs. Each setting is declared once; forms, search, facts and history follow. */

import { said } from './dom.js';
import { proseField, textField } from './fields.js';

/** Of keys, in the order in which forms show them. `max` counts code points, `bytes` UTF-8; both are the API's. */
export const KEY_SETTINGS = [
  { name: 'name', label: 'Name', max: 128, bytes: 512, required: true, hint: 'Who or what uses it, such as billing-app.' },
  { name: 'description', label: 'Description', max: 1024, bytes: 1024, prose: true },
  { name: 'owner', label: 'Owner', max: 128, bytes: 512, hint: 'A team rather than a person, such as analytics.' },
];

/** Of data APIs, besides their routes. A `fixed` one never changes. */
export const DATA_API_SETTINGS = [
  { name: 'dataset', label: 'Dataset', max: 128, bytes: 512, required: true, fixed: true, hint: 'What it serves, such as orders.' },
  { name: 'description', label: 'Description', max: 1024, bytes: 1024, prose: true },
  { name: 'owner', label: 'Owner', max: 128, bytes: 512, hint: 'A team rather than a person, such as analytics.' },
];

/** The words for settings, by name. */
export const SETTING_LABELS = Object.fromEntries([...KEY_SETTINGS, ...DATA_API_SETTINGS].map(({ name, label }) => [name, label]));

/**
 * Fields for settings. `values` are the present ones, `parent` is the JSON Pointer of the object that holds them, and `labels`
 * replace labels by name.
 */
export function settingFields(settings, { values = {}, parent = '', labels = {} } = {}) {
  const pairs = settings.map((setting) => [setting, input(setting, values[setting.name] ?? '', parent, labels[setting.name])]);
  const fields = pairs.map(([, field]) => field);
  return {
    fields,
    elements: fields.map((field) => field.element),
    /** The settings that have a value, for a request that creates. */
    get body() {
      return Object.fromEntries(pairs.filter(([, field]) => field.value).map(([{ name }, field]) => [name, field.value]));
    },
    /** The settings that differ from the present ones, for a JSON Merge Patch; null clears one. */
    get changes() {
      return Object.fromEntries(pairs.filter(([{ name }, field]) => field.value !== (values[name] ?? ''))
        .map(([{ name }, field]) => [name, field.value || null]));
    },
  };
}

/** What a search for words looks through. */
export function settingTexts(settings, thing) {
  return settings.map(({ name }) => thing[name]);
}

/** The settings that have a value as facts, without those that a view shows elsewhere. */
export function settingFacts(settings, thing, elsewhere) {
  return settings.filter(({ name }) => !elsewhere.includes(name)).map(({ name, label }) => [label, thing[name] && said(thing[name])]);
}

function input({ name, label, max, bytes, required, prose, hint }, value, parent, otherLabel) {
  const field = prose ? proseField : textField;
  return field(otherLabel ?? label, { value, rule: { max, bytes }, required, hint, pointer: `${parent}/${name}` });
}
