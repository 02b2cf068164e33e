/** What changed in the last days, in short, and which changes need attention. */

import { get } from './api.js';
import { counted, fill, h } from './dom.js';
import { eventItem, subjectOf } from './history.js';
import { showProblem } from './problems.js';
import { withQuery } from './router.js';
import { DAY, now, rfc3339 } from './times.js';

const DAYS_SHOWN = 7;
const SHOWN = 6;
const MOST_READ = 1000;

/** Elements that read themselves: the newest events, and the attention that they ask for. */
export function recentActivity() {
  const problem = h('div', { role: 'alert' });
  const summary = h('p', {});
  const list = h('ol', { class: 'events' });
  const attention = h('ul', { class: 'attention' });
  const all = withQuery('#/activity', { days: String(DAYS_SHOWN) });

  async function read() {
    showProblem(problem);
    summary.setAttribute('aria-busy', 'true');
    fill(summary, h('span', { class: 'bone' }));
    try {
      tell(await get('events', { since: rfc3339(now() - DAYS_SHOWN * DAY), limit: String(MOST_READ) }));
    } catch (error) {
      fill(summary);
      showProblem(problem, error, read);
    }
    summary.removeAttribute('aria-busy');
  }

  function tell({ events, next_cursor: more }) {
    fill(summary, h('a', { href: all }, counted(events.length, 'change').replace(/^[\d,]+/, (number) => `${number}${more ? '+' : ''}`)), events.length ? null : '. A change appears here within seconds.');
    fill(list, events.slice(0, SHOWN).map((event) => eventItem({ ...event, changes: {} }, subjectOf(event))));
    const altered = events.filter(({ kind }) => kind === 'altered').length;
    const overlaps = new Set(events.filter(({ changes }) => changes?.overlapping_routes).map(({ data_api_id: id }) => id)).size;
    fill(attention,
      altered ? h('li', {}, h('a', { href: withQuery('#/activity', { kind: 'altered', days: String(DAYS_SHOWN) }) }, h('strong', {}, counted(altered, 'change')), ' out of band')) : null,
      overlaps ? h('li', {}, h('a', { href: all }, h('strong', {}, counted(overlaps, 'data API')), ' with new overlapping routes')) : null);
  }

  read();
  return { attention, element: h('div', { class: 'history' }, problem, summary, list) };
}
