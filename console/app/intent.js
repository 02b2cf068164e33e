/** One thing that someone means to do once. However often it is sent, the API counts it once (`Idempotency-Key`). */

import { call, path } from './api.js';

/** An intent: the same for each try, as long as what is sent stays the same. */
export class Intent {
  #id = crypto.randomUUID();
  #body = '';

  /** The intent's id for this body; another body is another intent. */
  idFor(body) {
    const text = JSON.stringify(body);
    if (this.#body && this.#body !== text) this.#id = crypto.randomUUID();
    this.#body = text;
    return this.#id;
  }
}

/**
 * A key, with its secret in hand, whatever happened to earlier answers: a repeat of a creation that had happened shows no
 * secret any more, so the key, which nobody can have used yet, gets a new one. A delivered key needs none.
 */
export async function withSecret(key) {
  if (key.api_key || key.secret_arn) return { key, repaired: false };
  const rotated = await call('POST', path('keys', key.key_id, 'rotate'), { body: { grace_hours: 0 } });
  return { key: rotated, repaired: true };
}
