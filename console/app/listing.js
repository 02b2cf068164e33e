/** What the API lists, read page by page and kept for this page's life; the answers to changes are put into it. */

import { get } from './api.js';

const FIRST_PAGE = 100;
const FURTHER_PAGES = 1000;

/** More than this is not read by itself: a filter that the API applies reaches the rest. */
export const MOST = 20_000;

export class Listing extends EventTarget {
  #path;
  #field;
  #id;
  #things = new Map();
  #put = new Map();
  #removed = new Set();
  #always;
  #query = {};
  /** Counts the readings. */
  readings = 0;
  loading = false;
  /** When the last reading began, in milliseconds of this page's life. */
  readAt = 0;
  complete = false;
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
   * Reads it from the start. What was there stays until the first page has come, or to the end if all of the same was there.
   * What is put or removed meanwhile stays so, since a page may be older.
   */
  async load(query = {}) {
    const reading = ++this.readings;
    const quietly = this.complete && JSON.stringify(query) === JSON.stringify(this.#query);
    this.#query = query;
    this.#put.clear();
    this.#removed.clear();
    Object.assign(this, { loading: true, complete: quietly, error: null, readAt: performance.now() });
    this.#changed();
    try {
      let cursor = null;
      let fresh = null;
      do {
        const page = await get(this.#path, { ...this.#always, ...query, limit: String(fresh ? FURTHER_PAGES : FIRST_PAGE), cursor });
        if (reading !== this.readings) return;
        fresh ??= new Map();
        for (const thing of page[this.#field]) fresh.set(thing[this.#id], thing);
        cursor = page.next_cursor;
        const isLast = !cursor || fresh.size >= MOST;
        if (quietly && !isLast) continue;
        this.#things = this.#withChanges(fresh);
        this.complete = !cursor;
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
    if (this.loading) this.#put.set(id, kept);
    if (this.#things.has(id)) this.#things.set(id, kept);
    else this.#things = new Map([[id, kept], ...this.#things]);
    this.#changed();
  }

  remove(id) {
    this.#put.delete(id);
    this.#removed.add(id);
    if (this.#things.delete(id)) this.#changed();
  }

  /** Notifies the views of this list, which then draw themselves again. */
  touch() {
    this.#changed();
  }

  /** Things as read, with what was put and removed while they were. */
  #withChanges(read) {
    const known = new Map([...this.#put, ...read, ...this.#put]);
    for (const id of this.#removed) known.delete(id);
    return known;
  }

  #changed() {
    this.version += 1;
    this.dispatchEvent(new Event('change'));
  }
}
