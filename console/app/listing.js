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
  /** Counts the readings. */
  readings = 0;
  loading = false;
  complete = false;
  error = null;
  /** Counts the changes, so that a view knows whether what it computed still holds. */
  version = 0;

  /** A listing at a path, whose answers hold the things in `field`, each known by its `id`. */
  constructor(path, field, id) {
    super();
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
   * Reads it from the start. What was there stays until the first page has come; what is put meanwhile stays as it was put,
   * since a page may be older.
   */
  async load(query = {}) {
    const reading = ++this.readings;
    this.#put.clear();
    Object.assign(this, { loading: true, complete: false, error: null });
    this.#changed();
    try {
      let cursor = null;
      let first = true;
      do {
        const page = await get(this.#path, { ...query, limit: String(first ? FIRST_PAGE : FURTHER_PAGES), cursor });
        if (reading !== this.readings) return;
        if (first) this.#things = new Map(this.#put);
        for (const thing of page[this.#field]) if (!this.#put.has(thing[this.#id])) this.#things.set(thing[this.#id], thing);
        first = false;
        cursor = page.next_cursor;
        this.complete = !cursor;
        if (cursor) this.#changed();
      } while (cursor && this.size < MOST);
    } catch (error) {
      if (reading === this.readings) this.error = error;
    } finally {
      if (reading === this.readings) {
        this.loading = false;
        this.#changed();
      }
    }
  }

  /** Takes a thing as it is now; a new one comes first. */
  put(thing) {
    const { replayed, api_key: secret, warnings, ...kept } = thing;
    const id = kept[this.#id];
    if (this.loading) this.#put.set(id, kept);
    if (this.#things.has(id)) this.#things.set(id, kept);
    else this.#things = new Map([[id, kept], ...this.#things]);
    this.#changed();
  }

  remove(id) {
    this.#put.delete(id);
    if (this.#things.delete(id)) this.#changed();
  }

  /** Notifies the views of this list, which then draw themselves again. */
  touch() {
    this.#changed();
  }

  #changed() {
    this.version += 1;
    this.dispatchEvent(new Event('change'));
  }
}
