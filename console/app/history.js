/** What happened to a key or a data API, newest first: what, when, by whom, from which value to which. */

import { Problem, get } from './api.js';
import { fill, h, said } from './dom.js';
import { icon } from './icons.js';
import { showProblem } from './problems.js';
import { dataApiAddress, keyAddress } from './router.js';
import { routeText } from './routes.js';
import { RESTRICTION_LABELS, restrictionText } from './restrictions.js';
import { SETTING_LABELS } from './settings.js';
import { ago, at } from './times.js';

const KINDS = {
  created: ['plus', 'Created'], registered: ['plus', 'Registered'], extended: ['extend', 'Extended'], edited: ['edit', 'Edited'],
  rotated: ['rotate', 'Rotated'], suspended: ['suspended', 'Suspended'], resumed: ['active', 'Resumed'], revoked: ['revoked', 'Revoked'], deleted: ['trash', 'Deleted'],
  removed: ['expired', 'Removed by TTL after it expired'], altered: ['soon', 'Changed out of band'],
};

const FIELDS = {
  ...SETTING_LABELS, ...RESTRICTION_LABELS, expires_at: 'Expires', suspended_at: 'Suspended', suspended_by: 'Suspended by', suspend_reason: 'Reason', revoked_at: 'Revoked', revoked_by: 'Revoked by', revoke_reason: 'Reason',
  rotated_at: 'Rotated', previous_secret_until: 'Old secret works until', routes: 'Routes', domain: 'Domain', secret: 'Secret', secret_arn: 'In Secrets Manager',
  data_api_id: 'Data API', created_at: 'Created', created_by: 'Created by',
  overlapping_routes: 'Shared with another data API',
};

/** The history at a path of the API, as an element that reads itself and can be told to `refresh`. */
export function historyOf(path) {
  const { elements, read } = eventList(path, () => ({}), eventItem);
  return Object.assign(h('section', { class: 'history', 'aria-label': 'History' },
    h('div', { class: 'history-head' }, h('h2', {}, 'History'),
      h('button', { type: 'button', class: 'quiet', onclick: () => read() }, icon('rotate'), 'Refresh')),
    elements), { refresh: () => read() });
}

/** The events of all keys and data APIs that a query selects, which `query` gives at each reading. */
export function activityOf(query) {
  const { elements, read } = eventList('events', query, (event) => eventItem(event, subjectOf(event)));
  return { element: h('section', { class: 'history', 'aria-label': 'Events' }, elements), refresh: () => read() };
}

function eventList(path, query, item) {
  const list = h('ol', { class: 'events' });
  const problem = h('div', { role: 'alert' });
  const more = h('button', { type: 'button', hidden: true, onclick: () => read(more.cursor) }, 'Show older');
  const state = h('p', { class: 'hint', role: 'status' });
  const none = () => (Object.values(query()).some(Boolean) ? 'No events match these filters.' : 'No events yet. A change appears here within seconds.');
  let readings = 0;

  async function read(cursor) {
    const reading = ++readings;
    fill(state, 'Reading…');
    try {
      const page = await get(path, { ...query(), cursor, limit: '50' });
      if (reading !== readings) return;
      if (!cursor) fill(list);
      list.append(...page.events.map((event) => item(event)));
      more.cursor = page.next_cursor;
      if (!more.cursor && more === document.activeElement) document.getElementById('main').focus({ preventScroll: true });
      more.hidden = !page.next_cursor;
      fill(state, list.childElementCount ? null : page.next_cursor ? 'No events in the newest part. Show older ones.' : none());
      showProblem(problem);
    } catch (error) {
      if (reading !== readings) return;
      const isUnknown = error instanceof Problem && error.status === 404;
      fill(state, isUnknown ? 'No history is kept for this ID.' : null);
      showProblem(problem, isUnknown ? null : error, () => read(cursor));
    }
  }
  read();
  return { elements: [state, problem, list, more], read };
}

/** The key or data API of an event, as a link to its page. */
export function subjectOf({ key_id: id, data_api_id: api, name, hint }) {
  if (!id) return api ? h('a', { class: 'mono', href: dataApiAddress(api) }, api) : null;
  return [h('a', { href: keyAddress(id) }, said(name ?? (hint ? `${hint}…` : id))), api ? [' of ', said(api, { class: 'mono' })] : null];
}

/** One event in words; `subject` names what it is about, where that is not clear. */
export function eventItem(event, subject) {
  const [mark, word] = KINDS[event.kind] ?? ['edit', event.kind];
  const changes = Object.entries(event.changes ?? {}).filter(([field]) => worthSaying(event.kind, field));
  return h('li', { class: `event ${event.kind}` }, icon(mark),
    h('div', {},
      h('p', {}, h('strong', {}, word), subject ? [' ', subject] : null, ' by ', said(event.by?.name ?? 'unknown', { title: event.by?.subject })),
      h('p', { class: 'sub' }, at(event.at), ' · ', ago(event.at)),
      event.unreadable ? h('p', { class: 'hint' }, 'The item could not be read in full.') : null,
      event.cut ? h('p', { class: 'hint' }, 'Long values are cut.') : null,
      changes.length ? h('dl', {}, changes.map(change)) : null));
}

/** The kinds of events with their words. */
export const EVENT_KINDS = Object.entries(KINDS).map(([kind, [, word]]) => [kind, word]);

/** Whether a change is shown: what was set at creation stands above the history. */
function worthSaying(kind, field) {
  if (kind === 'created' || kind === 'registered') return ['name', 'expires_at', 'routes', 'overlapping_routes'].includes(field);
  if (kind === 'resumed') return false;
  if (kind === 'suspended') return field === 'suspend_reason';
  return !(kind === 'revoked' && (field.startsWith('suspend') || ['revoked_at', 'revoked_by'].includes(field))) && !(kind === 'rotated' && field === 'rotated_at');
}

function change([field, { from, to }]) {
  const line = from === undefined || from === null ? value(field, to)
    : [value(field, from), ' → ', to === undefined || to === null ? h('span', { class: 'sub' }, 'none') : value(field, to)];
  return h('div', {}, h('dt', {}, FIELDS[field] ?? field), h('dd', {}, line));
}

function value(field, content) {
  if (/_(at|until)$/.test(field) && Number.isFinite(Date.parse(content))) return at(content);
  if (field === 'routes' && Array.isArray(content)) return h('span', { class: 'mono' }, content.map(routeText).join(', '));
  if (typeof content === 'object') return said(restrictionText(field, content) ?? JSON.stringify(content));
  return said(typeof content === 'string' ? content : JSON.stringify(content));
}
