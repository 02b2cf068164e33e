/** The same thing done to several keys, with the outcome of each. */

import { announce } from './announce.js';
import { Dialog } from './dialog.js';
import { counted, fill, h, said } from './dom.js';
import { remove } from './delete-key.js';
import { RULES, textField } from './fields.js';
import { showForm } from './form.js';
import { icon } from './icons.js';
import { sentence } from './problems.js';
import { revoke } from './revoke-key.js';

const AT_ONCE = 4;

export function revokeKeys(app, keys) {
  const reason = textField('Reason', { rule: RULES.reason, hint: 'Kept in the history of each.' });
  const apis = [...new Set(keys.map((key) => key.data_api_id))].sort();
  forEach(app, keys, {
    verb: 'Revoke', busy: 'Revoking…', past: 'revoked', fields: () => [reason],
    content: [h('p', {}, 'Every app that uses one of these keys is refused by ', apis.map((id, at) => [at ? ', ' : '', h('span', { class: 'mono' }, id)]),
      ' from its next request on. ', h('strong', {}, 'This cannot be undone.')), list(keys), reason.element],
    act: async (key) => app.keys.put(await revoke(key, reason.value)),
  });
}

export function deleteKeys(app, keys) {
  forEach(app, keys, {
    verb: 'Delete', busy: 'Deleting…', past: 'deleted',
    content: [h('p', {}, 'These keys leave the list for good. They open nothing any more, so no app notices.'), list(keys)],
    act: async (key, tries) => {
      await remove(key, tries);
      app.keys.remove(key.key_id);
    },
  });
}

function forEach(app, keys, { verb, busy, past, content, fields, act }) {
  const what = `${verb} ${counted(keys.length, 'key')}`;
  const dialog = new Dialog(what, { focusAfter: () => document.getElementById('main') });
  const open = { keys, tries: 0 };
  const start = () => showForm(dialog, { content, fields, label: what, busyLabel: busy, danger: true, send: run, done: tell });

  async function run() {
    open.tries += 1;
    const waiting = [...open.keys];
    const outcomes = new Map();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let key = waiting.shift(); key; key = waiting.shift()) {
        try {
          await act(key, open.tries);
          outcomes.set(key, null);
        } catch (error) {
          outcomes.set(key, error);
        }
      }
    }));
    return open.keys.map((key) => [key, outcomes.get(key)]);
  }

  function tell(outcomes) {
    const failed = outcomes.filter(([, error]) => error).map(([key]) => key);
    const done = outcomes.length - failed.length;
    app.selection.setAll(outcomes.filter(([, error]) => !error).map(([key]) => key.key_id), false);
    const summary = failed.length ? `${done} ${past}, ${failed.length} not.` : `${counted(done, 'key')} ${past}.`;
    const again = h('button', { type: 'submit', class: 'danger' }, `Try ${counted(failed.length, 'key')} again`);
    dialog.onsubmit = async () => {
      if (!failed.length) return dialog.close();
      open.keys = failed;
      fill(again, busy);
      dialog.busy(true);
      const next = await run();
      dialog.busy(false);
      return dialog.open && tell(next);
    };
    dialog.title(summary);
    dialog.show([h('ul', { class: 'outcomes' }, outcomes.map(([key, error]) => outcome(key, error, past)))], [
      failed.length ? again : null,
      h('button', { type: 'button', class: failed.length ? null : 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
    announce(summary);
  }
  start();
}

function list(keys) {
  return h('ul', { class: 'named' }, keys.map((key) => h('li', {}, said(key.name), h('code', { class: 'sub mono' }, key.hint, '…'))));
}

function outcome(key, error, past) {
  return h('li', { class: error ? 'failed' : 'done' }, icon(error ? 'soon' : 'active'), h('div', {}, said(key.name), ': ',
    error ? sentence(error) : past, error?.requestId ? h('span', { class: 'sub' }, ' Request id: ', h('code', {}, error.requestId)) : null));
}
