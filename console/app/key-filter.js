/** Which keys to show, and in which order. */

import { endOf, endsSoon, statusOf } from './key-state.js';
import { idsIn } from './pasted.js';
import { KEY_SETTINGS, settingTexts } from './settings.js';
import { now } from './times.js';

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const STATUS_ORDER = ['active', 'suspended', 'expired', 'revoked'];

const ORDERS = {
  name: (a, b) => COLLATOR.compare(a.name, b.name),
  data_api: (a, b) => (a.data_api_id < b.data_api_id ? -1 : Number(a.data_api_id > b.data_api_id)),
  status: (a, b) => STATUS_ORDER.indexOf(statusOf(a)) - STATUS_ORDER.indexOf(statusOf(b)),
  expires: (a, b) => endOf(a) - endOf(b),
  created: (a, b) => (a.created_at < b.created_at ? -1 : Number(a.created_at > b.created_at)),
};

/** Filters and sorts; remembers what changes seldom, so that typing stays quick with many keys. */
export class KeyFilter {
  #sorted = { version: -1 };
  #texts = new WeakMap();

  /** The keys of a listing that match `{ dataApi, status, search, order, descending }`, and how many there are of each status. */
  apply(listing, filter) {
    const wanted = wantedBy(filter.search);
    const counts = { all: 0, active: 0, soon: 0, suspended: 0, expired: 0, revoked: 0 };
    const moment = now();
    const keys = this.#inOrder(listing, filter).filter((key) => {
      if (filter.dataApi && key.data_api_id !== filter.dataApi) return false;
      if (!wanted(this.#text(key))) return false;
      const status = statusOf(key, moment);
      const soon = endsSoon(key, moment);
      counts.all += 1;
      counts[status] += 1;
      if (soon) counts.soon += 1;
      return !filter.status || status === filter.status || (soon && filter.status === 'soon');
    });
    return { keys, counts };
  }

  #inOrder(listing, { order, descending }) {
    const known = this.#sorted;
    if (known.version !== listing.version || known.order !== order || known.descending !== descending) {
      const compare = ORDERS[order];
      const keys = listing.things.sort(descending ? (a, b) => compare(b, a) : compare);
      this.#sorted = { version: listing.version, order, descending, keys };
    }
    return this.#sorted.keys;
  }

  #text(key) {
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = folded([...settingTexts(KEY_SETTINGS, key), key.key_id, key.hint, key.data_api_id, key.created_by, key.suspend_reason, key.revoke_reason].filter(Boolean).join('\n'));
      this.#texts.set(key, text);
    }
    return text;
  }
}

/** Whether a text is searched for: it has all words, or one of the IDs if there are only those. The `…` after a hint is left out. */
function wantedBy(search) {
  const ids = idsIn(search).map(folded);
  if (ids.length) return (text) => ids.some((id) => text.includes(id));
  const words = folded(search).split(/\s+/).map((word) => word.replace(/(…|\.{3})$/, '')).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}

/** A text without case and accents. */
function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
