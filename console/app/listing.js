/** What the API lists, read page by page and kept for this page's life; the answers to changes are put into it. */

import { get } from './api.js';
import { now } from './times.js';

const FIRST_PAGE = 100;
const FURTHER_PAGES = 1000;

/** More than this is not read by itself: a filter that the API applies reaches the rest. */
export const MOST = 20_000;

/** How long an index of the table, and an event, mostly take to have a change, in milliseconds. */
export const LAG = 1500;

/** What was created within so many milliseconds may be missing in a list. */
const YOUNG = 10_000;

export class Listing extends EventTarget {
  #path;
  #field;
  #id;
  #things = new Map();
  #put = new Map();
  #removed = new Map();
  #always;
  #query = {};
  /** Counts the readings. */
  readings = 0;
  loading = false;
  /** When the last reading began, in milliseconds of this page's life. */
  readAt = 0;
  /** Whether all that the query selects is here. */
  complete = false;
  /** Whether a reading of the query came to its end, or to the most that is read. What is here then stays during the next one. */
  settled = false;
  error = null;
  /** Counts the changes, so that a view knows whether what it computed still holds. */
  version = 0;

  /** A listing at a path, whose answers hold the things in `field`, each known by its `id`; `always` is part of each query. */
  constructor(path, field, id, always = {}) {
    super();
    this.#always = always;
    this.#path = path;
    this.#field = field;
    this.#id = id;
  }

  /** All that is known, newest first. */
  get things() {
    return [...this.#things.values()];
  }

  get size() {
    return this.#things.size;
  }

  find(id) {
    return this.#things.get(id);
  }

  /**
   * Reads it from the start. What was there stays until the first page has come, or to the end if the same was read before.
   * What was put or removed stays so, since a page may be older.
   */
  async load(query = {}) {
    const reading = ++this.readings;
    const quietly = this.settled && JSON.stringify(query) === JSON.stringify(this.#query);
    this.#query = query;
    Object.assign(this, { loading: true, settled: quietly, complete: quietly && this.complete, error: null, readAt: performance.now() });
    this.#changed();
    try {
      let cursor = null;
      let fresh = null;
      do {
        const page = await get(this.#path, { ...this.#always, ...query, limit: String(fresh ? FURTHER_PAGES : FIRST_PAGE), cursor });
        if (reading !== this.readings) return;
        fresh ??= new Map();
        for (const thing of page[this.#field]) fresh.set(thing[this.#id], this.#known(thing));
        cursor = page.next_cursor;
        const isLast = !cursor || fresh.size >= MOST;
        if (quietly && !isLast) continue;
        this.#things = this.#withChanges(fresh);
        this.complete = !cursor;
        this.settled = isLast;
        if (cursor) this.#changed();
        if (isLast) break;
      } while (cursor);
    } catch (error) {
      if (reading === this.readings) this.error = error;
    } finally {
      if (reading === this.readings) {
        this.loading = false;
        this.#changed();
      }
    }
  }

  /** Reads it again from the start, as it was asked for the last time. */
  refresh() {
    return this.load(this.#query);
  }

  /** Takes a thing as it is now; a new one comes first. */
  put(thing) {
    const { replayed, undelivered, api_key: secret, warnings, ...kept } = thing;
    const id = kept[this.#id];
    const usage = kept.usage ?? this.#things.get(id)?.usage;
    if (usage) kept.usage = usage;
    this.#removed.delete(id);
    const isNew = !this.#things.has(id) || this.#put.get(id)?.isNew;
    this.#put.set(id, { thing: kept, isNew, during: this.loading ? this.readings : 0 });
    if (this.#things.has(id)) this.#things.set(id, kept);
    else this.#things = new Map([[id, kept], ...this.#things]);
    this.#changed();
  }

  remove(id) {
    this.#put.delete(id);
    this.#removed.set(id, now());
    if (this.#things.delete(id)) this.#changed();
  }

  /** Notifies the views of this list, which then draw themselves again. */
  touch() {
    this.#changed();
  }

  /** The same thing as it is here already, so that what is drawn of it can stay. */
  #known(thing) {
    const had = this.#things.get(thing[this.#id]);
    return JSON.stringify(had) === JSON.stringify(thing) ? had : thing;
  }

  /** Things as read, with what was removed, and with what was put and is newer. */
  #withChanges(read) {
    const isNewer = ([id, { thing, isNew, during }]) => (read.has(id) ? isLater(thing, read.get(id))
      : during === this.readings || (isNew && Date.parse(thing.created_at) > now() - YOUNG));
    const put = [...this.#put].filter(isNewer).map(([id, { thing }]) => [id, thing]);
    const known = new Map([...put, ...read, ...put]);
    for (const [id, since] of this.#removed) if (Date.parse(known.get(id)?.created_at) <= since) known.delete(id);
    return known;
  }

  #changed() {
    this.version += 1;
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether a thing is of a later state than another; an ID that is used again begins with revision 1. */
function isLater({ created_at: created, revision }, other) {
  return created === other.created_at ? revision > other.revision : created > other.created_at;
}
