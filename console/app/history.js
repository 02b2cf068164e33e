/** What happened to a key or a data API, newest first: what, when, by whom, from which value to which. */

import { get } from './api.js';
import { fill, h, said } from './dom.js';
import { icon } from './icons.js';
import { showProblem } from './problems.js';
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
  ...SETTING_LABELS, ...RESTRICTION_LABELS, expires_at: 'Ends', suspended_at: 'Suspended', suspended_by: 'Suspended by', suspend_reason: 'Reason', revoked_at: 'Revoked', revoked_by: 'Revoked by', revoke_reason: 'Reason',
  rotated_at: 'Rotated', previous_secret_until: 'Old secret works until', routes: 'Routes', domain: 'Domain', secret: 'Secret',
  data_api_id: 'Data API', created_at: 'Created', created_by: 'Created by',
  overlapping_routes: 'Shared with another data API',
};

/** The history at a path of the API, as an element that reads itself. */
export function historyOf(path) {
  const list = h('ol', { class: 'events' });
  const problem = h('div', { role: 'alert' });
  const more = h('button', { type: 'button', hidden: true, onclick: () => read(more.cursor) }, 'Show older');
  const state = h('p', { class: 'hint', role: 'status' });

  async function read(cursor) {
    fill(state, 'Reading…');
    more.disabled = true;
    try {
      const page = await get(path, { cursor, limit: '50' });
      if (!cursor) fill(list);
      list.append(...page.events.map(eventItem));
      more.cursor = page.next_cursor;
      more.hidden = !page.next_cursor;
      fill(state, list.childElementCount ? null : 'Nothing yet. A change shows here within a few seconds.');
      showProblem(problem);
    } catch (error) {
      fill(state);
      showProblem(problem, error);
    } finally {
      more.disabled = false;
    }
  }
  read();
  return h('section', { class: 'history', 'aria-label': 'History' },
    h('div', { class: 'history-head' }, h('h3', {}, 'History'),
      h('button', { type: 'button', class: 'quiet', onclick: () => read() }, icon('rotate'), 'Refresh')),
    state, problem, list, more);
}

function eventItem(event) {
  const [mark, word] = KINDS[event.kind] ?? ['edit', event.kind];
  const changes = Object.entries(event.changes ?? {}).filter(([field]) => worthSaying(event.kind, field));
  return h('li', { class: `event ${event.kind}` }, icon(mark),
    h('div', {},
      h('p', {}, h('strong', {}, word), ' by ', said(event.by?.name ?? 'unknown', { title: event.by?.subject })),
      h('p', { class: 'sub' }, at(event.at), ' · ', ago(event.at)),
      event.unreadable ? h('p', { class: 'hint' }, 'The item could not be read in full.') : null,
      event.cut ? h('p', { class: 'hint' }, 'Long values are cut.') : null,
      changes.length ? h('dl', {}, changes.map(change)) : null));
}

/** What a thing was made with stands above its history. */
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
