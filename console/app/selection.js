/** The keys that are ticked in the table. */

export class Selection extends EventTarget {
  #ids = new Set();
  #last = null;

  get size() {
    return this.#ids.size;
  }

  has(id) {
    return this.#ids.has(id);
  }

  setAll(ids, on) {
    for (const id of ids) {
      if (on) this.#ids.add(id);
      else this.#ids.delete(id);
    }
    this.dispatchEvent(new Event('change'));
  }

  /** Takes a thing, or with `range` all from the last one taken to it, in the order of `ids`. */
  take(id, on, ids, range) {
    const [from, to] = [ids.indexOf(this.#last), ids.indexOf(id)].sort((a, b) => a - b);
    this.#last = id;
    this.setAll(range && from >= 0 ? ids.slice(from, to + 1) : [id], on);
  }

  clear() {
    this.setAll([...this.#ids], false);
  }

  /** The ticked things of a listing; what has gone from it, and not only not come yet, is ticked no more. */
  of(listing) {
    const found = [...this.#ids].filter((id) => listing.find(id));
    if (listing.settled) this.#ids = new Set(found);
    return found.map((id) => listing.find(id));
  }
}
