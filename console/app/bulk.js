/** Changes of many keys, with one request for each hundred of them. */

import { Problem, call } from './api.js';

const MOST_KEYS = 100;

/** Actions that count twice if they are sent twice: they name the revision that they are meant for. */
const ONCE = ['extend'];

/**
 * Changes keys: the error of each, or null. `fields` are those of the action. After a lost response the same can be sent again;
 * a key that was extended is then refused, since its revision is another. `onsend` hears before each request how many keys had theirs;
 * after a request that fails, no further one is sent.
 */
export async function changeKeys(action, keys, fields, onsend) {
  const outcomes = new Map();
  for (let at = 0; at < keys.length; at += MOST_KEYS) {
    const some = keys.slice(at, at + MOST_KEYS);
    onsend(at);
    try {
      const named = some.map(({ key_id: id, revision }) => (ONCE.includes(action) ? { key_id: id, revision } : { key_id: id }));
      const { results } = await call('POST', 'keys/bulk', { body: { action, keys: named, ...fields } });
      some.forEach((key, place) => outcomes.set(key, errorOf(results[place])));
    } catch (error) {
      for (const key of some) outcomes.set(key, error);
      for (const key of keys.slice(at + MOST_KEYS)) outcomes.set(key, new Error('Not sent, since an earlier request failed.'));
      break;
    }
  }
  return outcomes;
}

function errorOf({ outcome, problem }) {
  if (outcome === 'refused') return new Problem(problem.status, problem);
  return outcome === 'not-reached' ? new Error('The server did not reach this key. Try again.') : null;
}
