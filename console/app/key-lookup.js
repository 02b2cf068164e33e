/** Keys by ID that a list has not, or not yet: the API is asked for each, once in each reading of the list. */

import { Problem, get, path } from './api.js';

export class KeyLookup {
  #keys;
  #asked = new Map();
  #reading = -1;

  /** Looks keys up for this listing; what is found is put into it. */
  constructor(keys) {
    this.#keys = keys;
  }

  /** Where an ID stands: `known`, `asking`, `missing`, or the error that kept the API from saying. */
  find(id) {
    if (this.#keys.find(id)) return 'known';
    if (this.#reading !== this.#keys.readings) {
      this.#reading = this.#keys.readings;
      this.#asked.clear();
    }
    if (!this.#asked.has(id)) this.#ask(id);
    return this.#asked.get(id);
  }

  /** Forgets the errors, so that those IDs are asked for again. */
  retry() {
    for (const [id, state] of this.#asked) if (state instanceof Error) this.#asked.delete(id);
    this.#keys.touch();
  }

  async #ask(id) {
    const asked = this.#asked.set(id, 'asking');
    try {
      const key = await get(path('keys', id));
      asked.delete(id);
      this.#keys.put(key);
    } catch (error) {
      asked.set(id, error instanceof Problem && error.status === 404 ? 'missing' : error);
      this.#keys.touch();
    }
  }
}
