/** Names and values, one below the other. */

import { h } from './dom.js';

/** The pairs that have a value. */
export function facts(pairs) {
  return h('dl', { class: 'facts' }, pairs.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
