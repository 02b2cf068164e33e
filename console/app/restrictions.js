/** Tags, and what keys are limited to. Each is one line of text in forms; `read` and `write` convert it. */

import { h, said } from './dom.js';
import { textField } from './fields.js';

const RULE = { max: 8192, bytes: 8192 };
const words = (text) => text.split(/[\s,]+/).filter(Boolean);
const joined = (values) => values.join(', ');

const QUOTA = {
  name: 'quota', label: 'Quota', merges: true, hint: 'Requests per UTC day or calendar month, such as 10000 per day.',
  read: (text) => {
    const [, calls, per] = /^([0-9]+) per (day|month)$/.exec(text.trim()) ?? [];
    return calls ? { calls: Number(calls), per } : text;
  },
  write: ({ calls, per }) => `${calls} per ${per}`,
};

/** Texts by name. */
const PAIRS = {
  read: (text) => Object.fromEntries(text.split(';').map((each) => each.trim()).filter(Boolean).map((each) => {
    const at = each.indexOf('=');
    return at < 0 ? [each, ''] : [each.slice(0, at).trim(), each.slice(at + 1).trim()];
  })),
  write: (texts) => Object.entries(texts).map(([name, value]) => `${name}=${value}`).join('; '),
};

const TAGS = { name: 'tags', label: 'Tags', merges: true, hint: 'To group keys and data APIs by, such as team=finance; stage=test.', ...PAIRS };

/** Of keys, in the order in which forms show them. `merges` marks what a JSON Merge Patch changes by member. */
export const KEY_RESTRICTIONS = [
  TAGS,
  { name: 'networks', label: 'Networks', read: words, write: joined, hint: 'From where requests are allowed, such as 192.0.2.0/24, 2001:db8::/32. Empty: from everywhere.' },
  { name: 'methods', label: 'Methods', read: (text) => words(text.toUpperCase()), write: joined, hint: 'Such as GET, HEAD, OPTIONS for a key that only reads. Empty: all.' },
  {
    name: 'claims', label: 'Claims', merges: true, hint: 'Texts that the data API receives, such as region=eu; team=sales.',
    ...PAIRS,
  },
  QUOTA,
];

/** Of data APIs. */
export const DATA_API_RESTRICTIONS = [
  TAGS,
  { name: 'required_claims', label: 'Required claims', read: words, write: joined, hint: 'Names of claims that each key must have, such as region.' },
  { ...QUOTA, label: 'Quota of each key', hint: 'For keys without a quota of their own, such as 10000 per day.' },
];

const ALL = [...KEY_RESTRICTIONS, ...DATA_API_RESTRICTIONS];

/** The labels, by name. */
export const RESTRICTION_LABELS = { ...Object.fromEntries(ALL.map(({ name, label }) => [name, label])), quota: 'Quota' };

/** A restriction's value as text; null if it is none. */
export function restrictionText(name, value) {
  return ALL.find((each) => each.name === name)?.write(value) ?? null;
}

/** Fields for restrictions. `values` are the present ones. */
export function restrictionFields(restrictions, values = {}) {
  const pairs = restrictions.map((restriction) => [restriction, restrictionField(restriction, values[restriction.name])]);
  const read = ({ read: parse }, field) => (field.value.trim() ? parse(field.value) : null);
  return {
    fields: pairs.map(([, field]) => field),
    elements: pairs.map(([, field]) => field.element),
    element: h('fieldset', { class: 'group' }, h('legend', {}, 'Tags and restrictions'), pairs.map(([, field]) => field.element)),
    /** The restrictions that have a value, for a request that creates. */
    get body() {
      return Object.fromEntries(pairs.map(([each, field]) => [each.name, read(each, field)]).filter(([, value]) => value !== null));
    },
    /** The restrictions that differ from the present ones, for a JSON Merge Patch; null clears one. */
    get changes() {
      return Object.fromEntries(pairs.filter(([each, field]) => field.value !== shown(each, values[each.name]))
        .map(([each, field]) => [each.name, patch(each, values[each.name], read(each, field))]));
    },
  };
}

/** The restrictions of a key or a data API as facts. */
export function restrictionFacts(restrictions, thing) {
  return restrictions.map((each) => [each.label, thing[each.name]?.length === 0 ? null : thing[each.name] && said(each.write(thing[each.name]))]);
}

/** A value as a patch: members that are gone become null. */
function patch({ merges }, before, value) {
  if (!merges || value === null || typeof value !== 'object') return value;
  const gone = Object.keys(before ?? {}).filter((name) => !(name in value)).map((name) => [name, null]);
  return { ...Object.fromEntries(gone), ...value };
}

function shown({ write }, value) {
  return value === undefined ? '' : write(value);
}

function restrictionField(restriction, value) {
  return textField(restriction.label, { value: shown(restriction, value), rule: RULE, hint: restriction.hint, pointer: `/${restriction.name}` });
}
