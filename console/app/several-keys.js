/** The same thing done to several keys, with the outcome of each. */

import { announce } from './announce.js';
import { changeKeys } from './bulk.js';
import { Dialog } from './dialog.js';
import { counted, fill, h, said } from './dom.js';
import { RULES, textField } from './fields.js';
import { isVerdict, showForm } from './form.js';
import { icon } from './icons.js';
import { LAG } from './listing.js';
import { sentence } from './problems.js';
import { KEY_SETTINGS } from './settings.js';
import { daysField, usual } from './validity-field.js';

const CHANGED = 'It was changed meanwhile. Look at it before you do this again.';

export function extendKeys(app, keys) {
  const most = app.config.max_validity_days;
  const days = daysField('Days to add', {
    value: Math.min(30, most), most, presets: usual(most), pointer: '/validity_days',
    hint: `A key can expire ${most} days from now at the latest. Keys with less room are refused.`, tooMany: `Enter at most ${most} days.`,
  });
  forEach(app, keys, {
    action: 'extend', verb: 'Extend', busy: 'Extending…', past: 'extended', fields: () => [days],
    content: [days.element, list(keys)],
    body: () => ({ validity_days: days.days }),
  });
}

export function editOwners(app, keys) {
  const { max, bytes, hint } = KEY_SETTINGS.find(({ name }) => name === 'owner');
  const present = new Set(keys.map((key) => key.owner ?? ''));
  const owner = textField('Owner', { rule: { max, bytes }, hint, pointer: '/owner', value: present.size === 1 ? [...present][0] : '' });
  forEach(app, keys, {
    action: 'edit', verb: 'Edit the owner of', busy: 'Saving…', past: 'saved', fields: () => [owner],
    content: [owner.element, list(keys)],
    body: () => ({ owner: owner.value || null }),
  });
}

export function suspendKeys(app, keys) {
  const reason = textField('Reason', { rule: RULES.reason, hint: 'Kept in the history of each key.' });
  forEach(app, keys, {
    action: 'suspend', verb: 'Suspend', busy: 'Suspending…', past: 'suspended', danger: true, fields: () => [reason],
    content: [h('p', {}, 'Data APIs refuse apps that use one of these keys, starting with their next request, until you resume the key.'), list(keys), reason.element],
    body: () => (reason.value ? { reason: reason.value } : {}),
  });
}

export function revokeKeys(app, keys) {
  const reason = textField('Reason', { rule: RULES.reason, hint: 'Kept in the history of each key.' });
  const apis = [...new Set(keys.map((key) => key.data_api_id))].sort();
  forEach(app, keys, {
    action: 'revoke', verb: 'Revoke', busy: 'Revoking…', past: 'revoked', danger: true, fields: () => [reason],
    content: [h('p', {}, apis.map((id, at) => [at ? ', ' : '', h('span', { class: 'mono' }, id)]), ' will refuse apps that use these keys, starting with their next request. ',
      h('strong', {}, 'This cannot be undone.')), list(keys), reason.element],
    body: () => (reason.value ? { reason: reason.value } : {}),
  });
}

export function deleteKeys(app, keys) {
  forEach(app, keys, {
    action: 'delete', verb: 'Delete', busy: 'Deleting…', past: 'deleted', danger: true,
    content: [h('p', {}, 'Removes these keys for good. They no longer work, so nothing breaks. Their history is kept.'), list(keys)],
  });
}

function forEach(app, keys, { action, verb, busy, past, content, fields, danger, body = () => ({}) }) {
  const what = `${verb} ${counted(keys.length, 'key')}`;
  const dialog = new Dialog(what, { focusAfter: () => document.getElementById('main') });
  const open = { keys };
  const start = () => showForm(dialog, { content, fields, label: what, busyLabel: busy, danger, send: run, done: tell });

  async function run() {
    const progress = (at) => at && dialog.hint(`${at.toLocaleString('en')} of ${counted(open.keys.length, 'key')} sent.`);
    const outcomes = await changeKeys(action, open.keys, body(), progress);
    if (action === 'delete') for (const [key, error] of outcomes) if (!error) app.keys.remove(key.key_id);
    setTimeout(() => app.left.aborted || app.keys.refresh(), LAG);
    return [...outcomes];
  }

  function tell(outcomes) {
    const failed = outcomes.filter(([, error]) => error);
    const repeatable = failed.filter(([, error]) => !isVerdict(error)).map(([key]) => key);
    const done = outcomes.length - failed.length;
    app.selection.setAll(outcomes.filter(([, error]) => !error).map(([key]) => key.key_id), false);
    const summary = failed.length ? `${counted(done, 'key')} ${past}, ${failed.length.toLocaleString('en')} not.` : `${counted(done, 'key')} ${past}.`;
    const again = h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, `Try ${counted(repeatable.length, 'key')} again`);
    dialog.onsubmit = async () => {
      if (!repeatable.length) return dialog.close();
      open.keys = repeatable;
      fill(again, busy);
      dialog.busy(true);
      const next = await run();
      dialog.busy(false);
      return dialog.open && tell(next);
    };
    dialog.title(summary);
    dialog.show([h('ul', { class: 'outcomes' }, [...failed, ...outcomes.filter(([, error]) => !error)].map(([key, error]) => outcome(key, error, past)))], [
      repeatable.length ? again : null,
      h('button', { type: 'button', class: repeatable.length ? null : 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
    announce(summary);
  }
  start();
}

function list(keys) {
  return h('ul', { class: 'named' }, keys.map((key) => h('li', {}, said(key.name), h('code', { class: 'sub mono' }, key.hint, '…'))));
}

function outcome(key, error, past) {
  return h('li', { class: error ? 'failed' : 'done' }, icon(error ? 'soon' : 'active'), h('div', {}, said(key.name), ': ',
    error?.kind === 'key-changed' ? CHANGED : error ? sentence(error) : past, error?.requestId ? h('span', { class: 'sub' }, ' Request ID: ', h('code', {}, error.requestId)) : null));
}
