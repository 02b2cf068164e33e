/** A status as icon and word. */

import { h } from './dom.js';
import { icon } from './icons.js';

const WORDS = { active: 'Active', suspended: 'Suspended', expired: 'Expired', revoked: 'Revoked' };

export function statusMark(status) {
  return h('span', { class: `status ${status}` }, icon(status), WORDS[status]);
}
