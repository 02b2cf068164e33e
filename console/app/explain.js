/** Why a request with a key is, or was, allowed or denied: the authorizer's checks. */

import { call } from './api.js';
import { Dialog } from './dialog.js';
import { h, said } from './dom.js';
import { codeField, selectField, textField } from './fields.js';
import { showForm } from './form.js';
import { icon } from './icons.js';
import { withoutSecrets } from './pasted.js';
import { examplePath } from './snippets.js';
import { rfc3339 } from './times.js';

const METHOD_OPTIONS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => [method, method]);
const OUTCOMES = { allowed: ['active', 'Allowed'], denied: ['revoked', 'Denied with 403'], unauthorized: ['revoked', 'Denied with 401'], unknown: ['soon', 'Unknown'] };
const MARKS = { true: ['active', 'Yes: '], false: ['revoked', 'No: '], null: ['expired', 'Not known: '] };
/** What the checks are about, by the words that the log has for their failures. */
const CHECKS = {
  malformed: 'Form of the key', unknown: 'Key', deleted: 'Deletion', wrong_secret: 'Secret', revoked: 'Revocation', expired: 'Expiration', suspended: 'Suspension',
  data_api_gone: 'Data API', claim_missing: 'Required claims', ambiguous_path: 'Form of the path', route: 'Route', method: 'Method', network: 'Network', quota: 'Quota',
};
const RULE_OF_PATHS = { max: 4096, bytes: 4096 };
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Asks for a request, and explains what the authorizer decides about it. */
export function explainRequest(key, dataApi) {
  const route = dataApi?.routes?.[0] ?? {};
  const dialog = new Dialog('Explain a request', { about: key.name, wide: true, focusAfter: () => document.querySelector('[data-act=Explain]') });
  const method = selectField('Method', METHOD_OPTIONS, { pointer: '/method', value: 'GET' });
  const where = route.host ? 'host' : 'api_id';
  const api = route.host
    ? codeField('Host', { value: route.host.replace('*', 'www'), pointer: '/host' })
    : codeField('API Gateway ID', { value: route.api_id ?? '', pointer: '/api_id' });
  const stage = codeField('Stage', { required: false, value: ['*', undefined].includes(route.stage) ? '' : route.stage, pointer: '/stage' });
  const path = codeField('Path', { value: examplePath(route.path), rule: RULE_OF_PATHS, pointer: '/path', hint: 'Below the stage, without a query.' });
  const address = codeField('Client address', { required: false, pointer: '/source_ip', hint: 'Such as 192.0.2.7, for a key with networks.' });
  const moment = codeField('Time', { required: false, pointer: '/at', form: TIME, words: 'Enter a time such as 2026-11-27T09:00:00Z.', hint: 'A second in the past, such as 2026-11-27T09:00:00Z. Empty: now.' });
  const line = textField('Log line', { hint: 'Paste a line of the authorizer’s log to take its route and time.' });
  line.control.addEventListener('input', () => {
    const found = factsOf(line.control.value);
    line.control.value = withoutSecrets(line.control.value, []);
    if (found.at) moment.control.value = found.at;
    if (found.path) path.control.value = found.path;
    if (METHOD_OPTIONS.some(([each]) => each === found.method)) method.control.value = found.method;
  });
  const all = [method, api, ...(route.host ? [] : [stage]), path, address, moment];
  const start = () => showForm(dialog, {
    content: [line.element, h('div', { class: 'columns' }, method.element, api.element, route.host ? null : stage.element), path.element, h('div', { class: 'columns' }, address.element, moment.element)],
    fields: () => all, label: 'Explain', busyLabel: 'Explaining…', cancel: 'Close',
    send: () => call('POST', 'explain', { body: {
      key_id: key.key_id, method: method.value, [where]: api.value, path: path.value,
      ...Object.fromEntries([['stage', stage], ['source_ip', address], ['at', moment]].filter(([, field]) => field.value).map(([name, field]) => [name, field.value])),
    } }),
    done: tell,
  });

  function tell({ outcome, checks }) {
    const [mark, words] = OUTCOMES[outcome];
    dialog.onsubmit = start;
    dialog.show([
      h('p', { class: `status ${mark}` }, icon(mark), h('strong', {}, words)),
      h('p', { class: 'mono' }, said(`${method.value} ${path.value}`)),
      h('ul', { class: 'outcomes' }, checks.map(({ check, ok, detail }) => h('li', { class: ok === false ? 'failed' : ok ? 'done' : null },
        icon(MARKS[ok][0]), h('div', {}, h('span', { class: 'unseen' }, MARKS[ok][1]), ok === null ? [h('strong', {}, CHECKS[check]), ': '] : null, detail)))),
    ], [h('button', { type: 'submit' }, 'Explain another'), h('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
  }
  start();
}

/** What a line of the log says of its request: the time, the method and the path. */
function factsOf(text) {
  try {
    const { timestamp, route } = JSON.parse(text);
    const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(route) ?? [];
    return { at: TIME.test(timestamp) ? rfc3339(Date.parse(timestamp)) : null, method, path };
  } catch {
    return {};
  }
}
