/** The requests of a key on each of the last days, as bars and as a table. */

import { get, path } from './api.js';
import { counted, fill, h } from './dom.js';
import { showProblem } from './problems.js';
import { DAY, ago, now } from './times.js';

const DAYS = 30;
const CHART_SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 64;
const STEP = 10;

/** The usage of a key, which reads itself. */
export function usageOf(id) {
  const place = h('div', { class: 'usage' });
  const problem = h('div', { role: 'alert' });
  async function read() {
    showProblem(problem);
    place.setAttribute('aria-busy', 'true');
    fill(place, h('span', { class: 'bone' }), h('span', { class: 'bone short' }));
    try {
      fill(place, usageReport(await get(path('keys', id, 'usage'), { days: String(DAYS) })));
    } catch (error) {
      fill(place);
      showProblem(problem, error, read);
    }
    place.removeAttribute('aria-busy');
  }
  read();
  return h('section', { class: 'panel', 'aria-label': 'Usage' }, h('h2', {}, 'Usage of the last 30 days'), problem, place);
}

/** A report of usage as words, bars and a table. */
export function usageReport({ usage, days }) {
  const sum = (field) => days.reduce((total, each) => total + each[field], 0);
  const words = `${counted(sum('allowed'), 'allowed request')}, ${sum('denied').toLocaleString('en')} denied.`;
  const last = usage.last_used_at
    ? ['Last used ', ago(usage.last_used_at), '.']
    : ['Never used since recording began ', ago(usage.recorded_since), '.'];
  return [
    h('p', {}, days.length ? [words, ' '] : null, last),
    days.length ? bars(days) : null,
    days.length ? h('details', {}, h('summary', {}, 'Numbers of each day'), h('table', { class: 'plain-table', 'aria-label': 'Requests of each day' },
      h('thead', {}, h('tr', {}, ['Day (UTC)', 'Allowed', 'Denied'].map((word) => h('th', { scope: 'col' }, word)))),
      h('tbody', {}, days.map(({ date, allowed, denied }) => h('tr', {}, h('th', { scope: 'row' }, date),
        h('td', {}, allowed.toLocaleString('en')), h('td', {}, denied.toLocaleString('en'))))))) : null,
  ];
}

function bars(days) {
  const byDate = new Map(days.map((each) => [each.date, each]));
  const most = Math.max(...days.map(({ allowed, denied }) => allowed + denied), 1);
  const svg = document.createElementNS(CHART_SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${DAYS * STEP} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'bars');
  svg.setAttribute('aria-hidden', 'true');
  for (let at = 0; at < DAYS; at++) {
    const { allowed = 0, denied = 0 } = byDate.get(new Date(now() - (DAYS - 1 - at) * DAY).toISOString().slice(0, 10)) ?? {};
    const tall = (allowed / most) * HEIGHT;
    const above = (denied / most) * HEIGHT;
    svg.append(bar('ground', at, 0, HEIGHT), bar('allowed', at, HEIGHT - tall, tall), bar('denied', at, HEIGHT - tall - above, above));
  }
  return svg;
}

function bar(kind, at, y, height) {
  const rect = document.createElementNS(CHART_SVG, 'rect');
  for (const [name, value] of Object.entries({ class: kind, x: at * STEP + 1, y, width: STEP - 2, height })) rect.setAttribute(name, String(value));
  return rect;
}
