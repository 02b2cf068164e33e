/** A page with every component of the console in every state. Its dialogs are behind buttons, since one covers the page. */

import { LostAnswer, Problem } from './app/api.js';
import { announce } from './app/announce.js';
import { copyable } from './app/copy.js';
import { createKey } from './app/create-key.js';
import { deliverAgain } from './app/deliver-again.js';
import { deletedHistoryButton } from './app/deleted-history.js';
import { deleteDataApi } from './app/delete-data-api.js';
import { Dialog, dismissDialogs } from './app/dialog.js';
import { fill, freshId, h } from './app/dom.js';
import { editDataApi } from './app/edit-data-api.js';
import { emptyKeys } from './app/empty.js';
import { explainRequest } from './app/explain.js';
import { codeField, proseField, selectField, textField } from './app/fields.js';
import { filterBar } from './app/filter-bar.js';
import { showForm } from './app/form.js';
import { eventItem, subjectOf } from './app/history.js';
import { icon } from './app/icons.js';
import { keyActions } from './app/key-actions.js';
import { graceNotice, keyFacts, keyLimits } from './app/key-facts.js';
import { NO_FILTER } from './app/key-query.js';
import { keyTable } from './app/key-table.js';
import { openPalette } from './app/palette.js';
import { showProblem } from './app/problems.js';
import { registerDataApi } from './app/register-data-api.js';
import { KEY_RESTRICTIONS, restrictionFields } from './app/restrictions.js';
import { routeList, routesField } from './app/routes.js';
import { showSecret } from './app/secret.js';
import { selectedKeys } from './app/selected-keys.js';
import { deleteKeys, editOwners, extendKeys, revokeKeys, suspendKeys } from './app/several-keys.js';
import { showShortcuts } from './app/shortcuts.js';
import { snippets } from './app/snippets.js';
import { statusMark } from './app/status-mark.js';
import { now } from './app/times.js';
import { usageReport } from './app/usage-chart.js';
import { validityField } from './app/validity-field.js';
import { weeksOf } from './app/weeks.js';
import { DATA_API, EVENTS, KEYS, ROUTES, USAGE, appOf } from './fixtures.js';

const app = appOf(true);
const rule = { max: 20, bytes: 20 };
const COUNTS = { all: 12, active: 8, soon: 1, suspended: 1, expired: 1, revoked: 1 };

const part = (title, ...content) => h('section', { class: 'panel', 'aria-label': title }, h('h2', {}, title), content);

function buttons() {
  return ['primary', 'danger', 'quiet', 'link', null].flatMap((kind) => [
    h('button', { type: 'button', class: kind }, icon('key'), kind ?? 'plain'), ' ',
    h('button', { type: 'button', class: kind, disabled: true }, `${kind ?? 'plain'}, disabled`), ' ']);
}

function fields() {
  const all = [
    textField('Text', { value: 'as typed', hint: 'A hint.', rule }), textField('Required text', { required: true, rule }), textField('Too long', { value: 'more than twenty characters', rule }),
    codeField('Code', { value: 'a1b2c3' }), proseField('Prose', { value: 'A longer text', rule }), selectField('Choice', [['a', 'One'], ['b', 'Other']], { value: 'b' }),
    selectField('Wrong choice', [['', 'Choose…']], { check: () => 'Choose one.' }), textField('Disabled', { value: 'not now', rule }),
  ];
  all.at(-1).control.disabled = true;
  for (const each of all) each.valid();
  return [...all.map((each) => each.element), validityField(app.config).element, routesField(ROUTES).element, restrictionFields(KEY_RESTRICTIONS, KEYS.limited).element];
}

function tableOf(keys, { mayManage = true, waiting = false, dense = false } = {}) {
  const table = keyTable(appOf(mayManage, keys), mayManage ? app.selection : null, { ...NO_FILTER, order: 'name', descending: false }, () => {});
  table.draw(keys, waiting);
  table.element.classList.toggle('dense', dense);
  table.element.setAttribute('aria-label', `Keys${waiting ? ', waiting' : ''}${dense ? ', dense' : ''}${mayManage ? '' : ', read only'}`);
  return table.element;
}

function empties() {
  const none = { state: undefined };
  const loading = appOf(true, []);
  loading.keys.loading = true;
  const withApi = appOf(true, []);
  withApi.dataApis.put(DATA_API);
  return [
    [app, NO_FILTER, { state: 'asking' }], [app, NO_FILTER, { state: new Error('The server could not be reached.') }], [app, NO_FILTER, { state: 'missing', id: KEYS.active.key_id }],
    [loading, NO_FILTER, none], [app, { ...NO_FILTER, search: 'x' }, none], [appOf(true, []), NO_FILTER, none], [withApi, NO_FILTER, none], [appOf(false, []), NO_FILTER, none],
  ].map(([its, filter, sought]) => emptyKeys(its, filter, () => {}, sought));
}

function bar(waiting) {
  const element = filterBar(app, { ...NO_FILTER, status: 'active' }, () => {});
  element.tell(COUNTS, { waiting, partial: waiting });
  return h('div', { role: 'group', 'aria-label': waiting ? 'Filters, waiting' : 'Filters' }, element.element);
}

function selected() {
  app.selection.setAll(Object.values(KEYS).slice(0, 10).map((key) => key.key_id), true);
  const several = selectedKeys(app, app.selection, () => Object.values(KEYS));
  several.draw();
  return several.element;
}

const problem = (error) => showProblem(h('div', {}), error);
const refused = () => new Problem(409, { type: 'urn:latchkey:problem:data-api-exists', detail: '“orders” is taken.' }, '0b8a-request');

/** Opens a form and sends it, with that outcome. */
function sent(title, send, more = {}) {
  const dialog = new Dialog(title, { about: 'mobile-shop' });
  const field = textField('Name', { value: 'orders', required: true, rule });
  showForm(dialog, { content: [field.element], fields: () => [field], label: 'Save', busyLabel: 'Saving…', send, done: () => dialog.close(), ...more });
  dialog.onsubmit();
}

/** Shows a secret that is none, so that it can be dismissed. */
function secret() {
  const dialog = new Dialog('Secret');
  showSecret(dialog, 'Your new key', { ...KEYS.active, api_key: `lk_${KEYS.active.key_id}_${'0'.repeat(49)}` }, ['A note.'], DATA_API);
  dialog.holdsSecret = false;
}

/** The actions whose dialogs differ by the state of the key. */
const ACTIONS_SHOWN = {
  active: ['Extend', 'Edit', 'Rotate', 'Suspend', 'Revoke'], full: ['Extend'], limited: ['Edit'], grace: ['Rotate'], delivered: ['Rotate'], suspended: ['Resume'],
  expired: ['Edit', 'Revoke', 'Delete'], revoked: ['Edit', 'Delete'],
};

const DIALOGS = {
  'New key': () => createKey(app), 'Register a data API': () => registerDataApi(app), 'Edit data API': () => editDataApi(app, DATA_API), 'Delete data API with keys': () => deleteDataApi(app, DATA_API),
  ...Object.fromEntries(Object.entries(ACTIONS_SHOWN).flatMap(([state, labels]) => keyActions(app, KEYS[state]).filter(({ label }) => labels.includes(label)).map(({ label, act }) => [`${label}, ${state}`, act]))),
  'Extend several': () => extendKeys(app, [KEYS.active, KEYS.soon]), 'Edit owners': () => editOwners(app, [KEYS.active, KEYS.long]), 'Suspend several': () => suspendKeys(app, [KEYS.active]),
  'Revoke several': () => revokeKeys(app, Object.values(KEYS)), 'Delete several': () => deleteKeys(app, [KEYS.expired]),
  Secret: secret, Delivered: () => showSecret(new Dialog('Delivered'), 'Your new key', KEYS.delivered, ['A note.'], DATA_API),
  'Not delivered': () => deliverAgain(new Dialog('Not delivered'), KEYS.delivered, { hours: 24, done() {}, giveUp() {} }),
  Explain: () => explainRequest(KEYS.active, DATA_API), 'Find anything': () => openPalette(app), 'Keyboard shortcuts': showShortcuts,
  'Form, sending': () => sent('Sending', () => new Promise(() => {})), 'Form, refused': () => sent('Refused', () => { throw refused(); }),
  'Form, without a response': () => sent('Lost', () => { throw new LostAnswer('0b8a-request'); }, { giveUp: () => {} }),
};

fill(document.getElementById('page'), h('main', { id: 'main', tabindex: '-1' }, h('h1', {}, 'Components'), h('div', { class: 'stack' },
  part('Buttons', h('p', {}, buttons())), part('Marks', h('p', {}, ['active', 'suspended', 'expired', 'revoked'].map((status) => [statusMark(status), ' ']), h('span', { class: 'tag soon' }, icon('soon'), 'Expires soon'), ' ', h('span', { class: 'tag' }, 'sales'))),
  part('Fields', fields()), part('Filters', bar(false), bar(true)), part('Table', tableOf(Object.values(KEYS))), part('Table, dense', tableOf(Object.values(KEYS), { dense: true })),
  part('Table, read only', tableOf([KEYS.active], { mayManage: false })), part('Table, waiting', tableOf([], { waiting: true })), part('Selection', selected()),
  part('Nothing to show', empties()), part('Problems', problem(new Error('The server could not be reached.')), problem(refused()), problem(Object.assign(new Error('You are signed out.'), { signIn() {} })), h('p', { class: 'notice' }, 'A notice.'), h('p', { class: 'hint' }, 'A hint.')),
  part('Facts', Object.values(KEYS).map((key) => [graceNotice(key), keyFacts(key), keyLimits(key)])), part('Routes', routeList(ROUTES)),
  part('Events', h('div', { class: 'history' }, h('ol', { class: 'events' }, EVENTS.map((event) => eventItem(event)), EVENTS.slice(0, 2).map((event) => eventItem(event, subjectOf({ ...event, key_id: KEYS.active.key_id, data_api_id: 'orders', name: 'mobile-shop' })))))),
  part('Weeks', weeksOf(Object.values(KEYS), now())), part('Usage', h('div', { class: 'usage' }, usageReport(USAGE)), h('div', { class: 'usage' }, usageReport({ usage: { recorded_since: KEYS.active.created_at }, days: [] }))),
  part('Copy', copyable('orders', 'the ID')), snippets(KEYS.active, DATA_API), deletedHistoryButton('keys'),
  part('Dialogs', h('p', { id: freshId('dialogs') }, Object.entries(DIALOGS).map(([name, open]) => [h('button', { type: 'button', 'data-dialog': name, onclick: open }, name), ' ']))))));
announce('Extended mobile-shop.');
globalThis.dismissDialogs = dismissDialogs;
