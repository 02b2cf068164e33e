/** Looks up keys that are not in the loaded list. It asks the API for each ID once per load of the list. */

import { Problem, get, path } from './api.js';

export class KeyLookup {
  #keys;
  #asked = new Map();
  #reading = -1;

  /** Adds the keys that it finds to this list. */
  constructor(keys) {
    this.#keys = keys;
  }

  /** Returns the state of an ID: `known`, `asking`, `missing`, or the error of the request. */
  find(id) {
    if (this.#keys.find(id)) return 'known';
    if (this.#reading !== this.#keys.readings) {
      this.#reading = this.#keys.readings;
      this.#asked.clear();
    }
    if (!this.#asked.has(id)) this.#ask(id);
    return this.#asked.get(id);
  }

  /** Asks again for the IDs whose requests failed. */
  retry() {
    for (const [id, state] of this.#asked) if (state instanceof Error) this.#asked.delete(id);
    this.#keys.touch();
  }

  async #ask(id) {
    const asked = this.#asked.set(id, 'asking');
    try {
      const key = await get(path('keys', id), { include: 'usage' });
      asked.delete(id);
      this.#keys.put(key);
    } catch (error) {
      asked.set(id, error instanceof Problem && error.status === 404 ? 'missing' : error);
      this.#keys.touch();
    }
  }
}
