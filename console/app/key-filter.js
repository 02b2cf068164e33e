/** Which keys to show, and in which order. */

import { endOf, endsSoon, statusOf } from './key-state.js';
import { idsIn } from './pasted.js';
import { answers } from './questions.js';
import { restrictionText } from './restrictions.js';
import { KEY_SETTINGS, settingTexts } from './settings.js';
import { now } from './times.js';

/** ASCII alone, which has no accents. */
const PLAIN = /^[\x00-\x7f]*$/;
const STATUS_ORDER = ['active', 'suspended', 'expired', 'revoked'];

/** What each order compares; it is computed once for each key, since a comparison of many names by their language takes long. */
const ORDERS = {
  name: (key) => natural(key.name),
  data_api: (key) => key.data_api_id,
  status: (key) => STATUS_ORDER.indexOf(statusOf(key)),
  expires: endOf,
  owner: (key) => (key.owner ? natural(key.owner) : '\uffff'),
  used: (key) => key.usage?.last_used_at ?? '',
  created: (key) => key.created_at,
};
const PREPARED_AT_ONCE = 1000;
const DIGITS = 20;

/** Filters and sorts; remembers what changes seldom, so that typing stays quick with many keys. */
export class KeyFilter {
  #sorted = new Map();
  #version = -1;
  #prepared = -1;
  #texts = new WeakMap();

  /** The keys of a listing that match a query (`keyQuery`), and how many there are of each status. */
  apply(listing, filter) {
    const wanted = wantedBy(filter.search);
    const counts = { all: 0, active: 0, soon: 0, suspended: 0, expired: 0, revoked: 0 };
    const moment = now();
    const asked = filter.show ? answers(filter.show) : null;
    const keys = this.#inOrder(listing, filter).filter((key) => {
      if (filter.dataApi && key.data_api_id !== filter.dataApi) return false;
      if (filter.owner && key.owner !== filter.owner) return false;
      if ((asked && !asked(key, moment)) || (wanted && !wanted(this.#text(key)))) return false;
      const status = statusOf(key, moment);
      const soon = status === 'active' && endsSoon(key, moment);
      counts.all += 1;
      counts[status] += 1;
      if (soon) counts.soon += 1;
      return !filter.status || status === filter.status || (soon && filter.status === 'soon');
    });
    return { keys, counts };
  }

  /** Computes in advance, in short steps, what the next search and the next order need; once for each reading of a listing. */
  prepare(listing) {
    if (this.#prepared === listing.readings) return;
    this.#prepared = listing.readings;
    const keys = listing.things;
    for (let at = 0; at < keys.length; at += PREPARED_AT_ONCE) {
      setTimeout(() => keys.slice(at, at + PREPARED_AT_ONCE).forEach((key) => this.#text(key)));
    }
    for (const order of Object.keys(ORDERS)) setTimeout(() => this.#inOrder(listing, { order, descending: false }));
  }

  #inOrder(listing, { order, descending }) {
    if (this.#version !== listing.version) this.#sorted.clear();
    this.#version = listing.version;
    const name = `${descending ? '-' : ''}${order}`;
    if (!this.#sorted.has(name)) this.#sorted.set(name, this.#sort(listing, order, descending));
    return this.#sorted.get(name);
  }

  #sort(listing, order, descending) {
    const other = this.#sorted.get(`${descending ? '' : '-'}${order}`);
    if (other) return other.toReversed();
    const pairs = listing.things.map((key) => [ORDERS[order](key), key]);
    const [less, more] = descending ? [1, -1] : [-1, 1];
    pairs.sort(([a], [b]) => (a < b ? less : a > b ? more : 0));
    return pairs.map(([, key]) => key);
  }

  #text(key) {
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = folded([...settingTexts(KEY_SETTINGS, key), key.key_id, key.hint, key.data_api_id, key.domain, key.tags && restrictionText('tags', key.tags), key.created_by, key.suspend_reason, key.revoke_reason].filter(Boolean).join('\n'));
      this.#texts.set(key, text);
    }
    return text;
  }
}

/** Whether a text is searched for: it has all words, or one of the IDs if there are only those. The `…` after a hint is left out. Null if any is. */
function wantedBy(search) {
  const ids = idsIn(search).map(folded);
  if (ids.length) return (text) => ids.some((id) => text.includes(id));
  if (!search.trim()) return null;
  const words = folded(search).split(/\s+/).map((word) => word.replace(/(…|\.{3})$/, '')).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}

/** A text to sort by: without case and accents, and `app-9` before `app-10`. */
function natural(text) {
  return folded(text).replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));
}

/** A text without case and accents. */
function folded(text) {
  return (PLAIN.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase();
}
