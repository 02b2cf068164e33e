/** The coming weeks as a strip: how many keys expire in each. */

import { h } from './dom.js';
import { endOf, isLive } from './key-state.js';
import { weekQuestion } from './questions.js';
import { withQuery } from './router.js';
import { day, midnight } from './times.js';

const WEEKS = 13;

/** The strip; each week leads to its keys. */
export function weeksOf(keys, moment) {
  const starts = Array.from({ length: WEEKS + 1 }, (_, at) => midnight(moment, at * 7));
  const counts = new Array(WEEKS).fill(0);
  for (const key of keys) {
    const end = endOf(key);
    if (end < moment || end >= starts[WEEKS] || !isLive(key)) continue;
    counts[starts.findLastIndex((start) => start <= end)] += 1;
  }
  const most = Math.max(...counts, 1);
  return h('ol', { class: 'weeks' }, counts.map((count, at) => h('li', {}, week(starts[at], count, most))));
}

function week(start, count, most) {
  const bar = h('span', { class: 'week-bar' });
  bar.style.height = `${Math.round((count / most) * 100)}%`;
  const content = [h('span', { class: 'week-count' }, count ? count.toLocaleString('en') : ''), h('span', { class: 'unseen' }, ' in the week from '), h('span', { class: 'week-room' }, bar), h('span', { class: 'sub' }, day(start))];
  if (!count) return h('span', { class: 'week' }, content);
  return h('a', { class: 'week', href: withQuery('#/keys', { show: weekQuestion(start), sort: 'expires' }) }, content);
}
