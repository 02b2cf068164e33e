/** The overview: how many keys there are, what expires next, what needs attention, and what changed. */

import { createKey } from './create-key.js';
import { counted, fill, freshId, h, said } from './dom.js';
import { noDataApi } from './empty.js';
import { icon } from './icons.js';
import { endOf, isLive, statusOf } from './key-state.js';
import { showProblem } from './problems.js';
import { QUESTION_OPTIONS, answers } from './questions.js';
import { recentActivity } from './recent-activity.js';
import { keyAddress, withQuery } from './router.js';
import { statusMark } from './status-mark.js';
import { ago, at, now } from './times.js';
import { weeksOf } from './weeks.js';

const STATUSES_SHOWN = ['active', 'suspended', 'expired', 'revoked'];
const NEXT = 6;

export function overviewView(app) {
  const problem = h('div', { role: 'alert' });
  const counts = h('ul', { class: 'counts' });
  const attention = h('ul', { class: 'attention' });
  const weeks = h('div', {});
  const next = h('ol', { class: 'next' });
  const activity = recentActivity();
  const panels = h('div', { class: 'panels even' },
    panel('Keys by status', counts), panel('Needs attention', attention, activity.attention),
    widePanel('Keys that expire in the next weeks', weeks), panel('Expire next', next), panel('Changes of the last 7 days', activity.element));
  const empty = h('div', {});
  const create = app.mayManage ? h('button', { type: 'button', class: 'primary', 'data-new': true, onclick: () => createKey(app) }, icon('plus'), 'New key') : null;

  function draw() {
    const { keys } = app;
    showProblem(problem, keys.error ?? app.dataApis.error, () => { for (const listing of [keys, app.dataApis]) if (listing.error) listing.refresh(); });
    const isEmpty = keys.complete && keys.size === 0 && app.dataApis.complete && app.dataApis.size === 0;
    fill(empty, isEmpty ? noDataApi(app) : null);
    if (create) create.hidden = isEmpty;
    const known = keys.settled;
    panels.hidden = isEmpty || (!known && !keys.loading);
    panels.setAttribute('aria-busy', String(!known));
    if (!known) {
      for (const place of [counts, attention, next]) fill(place, h('li', {}, h('span', { class: 'bone' }), h('span', { class: 'bone short' })));
      return fill(weeks, h('span', { class: 'bone' }));
    }
    const moment = now();
    const all = keys.things;
    const more = keys.complete ? '' : '+';
    fill(counts, STATUSES_SHOWN.map((status) => h('li', {}, h('a', { href: withQuery('#/keys', { status }) },
      h('strong', { class: 'number' }, all.filter((key) => statusOf(key, moment) === status).length.toLocaleString('en'), more), statusMark(status)))));
    const asked = QUESTION_OPTIONS.map(([name, words]) => [name, words, all.filter((key) => answers(name)(key, moment)).length]).filter(([name, , count]) => count && name !== 'expires-90');
    fill(attention, asked.map(([name, words, count]) => h('li', {}, h('a', { href: withQuery('#/keys', { show: name, sort: name.startsWith('expires') ? 'expires' : '' }) },
      h('strong', {}, counted(count, 'key').replace(' ', `${more} `)), ' ', phrase(words, count)))),
    asked.length ? null : h('li', { class: 'sub' }, 'No key needs attention.'));
    fill(weeks, weeksOf(all, moment));
    const coming = all.filter((key) => isLive(key)).sort((a, b) => endOf(a) - endOf(b)).slice(0, NEXT);
    return fill(next, coming.map((key) => h('li', {}, h('a', { href: keyAddress(key.key_id) }, said(key.name)),
      h('span', { class: 'sub' }, ' of ', said(key.data_api_id), key.owner ? [' · ', said(key.owner)] : null), h('span', { class: 'when', title: key.expires_at }, ago(key.expires_at), ', ', at(key.expires_at)))),
    coming.length ? null : h('li', { class: 'sub' }, 'No active or suspended keys.'));
  }

  for (const listing of [app.keys, app.dataApis]) listing.addEventListener('change', draw, { signal: app.viewSignal });
  addEventListener('zonechange', draw, { signal: app.viewSignal });
  const heading = freshId('heading');
  const element = h('section', { 'aria-labelledby': heading, class: 'page' },
    h('div', { class: 'view-head' }, h('div', {}, h('h1', { id: heading }, 'Overview'),
      h('p', { class: 'lead' }, 'What your keys need today.')), h('div', { class: 'view-actions' }, create)), problem, empty, panels);
  draw();
  return { element };
}

/** A question's words after the number of keys: `expires within 7 days` for one. */
function phrase(words, count) {
  const plain = `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
  return count === 1 ? plain.replace(/^expire /, 'expires ') : plain;
}

function panel(title, ...content) {
  return h('section', { class: 'panel', 'aria-label': title }, h('h2', {}, title), content);
}

function widePanel(...parts) {
  const element = panel(...parts);
  element.classList.add('wide');
  return element;
}
