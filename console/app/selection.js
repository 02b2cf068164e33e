/** The keys that are ticked in the table. */

export class Selection extends EventTarget {
  #ids = new Set();

  get size() {
    return this.#ids.size;
  }

  has(id) {
    return this.#ids.has(id);
  }

  set(id, on) {
    if (on) this.#ids.add(id);
    else this.#ids.delete(id);
    this.dispatchEvent(new Event('change'));
  }

  setAll(ids, on) {
    for (const id of ids) {
      if (on) this.#ids.add(id);
      else this.#ids.delete(id);
    }
    this.dispatchEvent(new Event('change'));
  }

  clear() {
    this.setAll([...this.#ids], false);
  }

  /** The ticked things of a listing; what has gone from it is ticked no more. */
  of(listing) {
    for (const id of this.#ids) if (!listing.find(id)) this.#ids.delete(id);
    return [...this.#ids].map((id) => listing.find(id));
  }
}
