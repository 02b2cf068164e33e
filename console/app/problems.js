/** What went wrong, in words, with the id by which the logs know it. */

import { fill, h } from './dom.js';

/** Shows a problem in its place, or clears the place. */
export function showProblem(place, error) {
  if (!error) return fill(place);
  return fill(place, h('div', { class: 'problem' }, h('p', {}, sentence(error)), requestId(error)));
}

/** The problem as one sentence. */
export function sentence(error) {
  const loose = (error.errors ?? []).filter((each) => each.loose ?? true).map((each) => each.detail).filter(Boolean);
  return loose.length && error.errors.length ? `${error.message} ${loose.join(' ')}` : error.message;
}

function requestId(error) {
  return error.requestId ? h('p', { class: 'request-id' }, 'Request id: ', h('code', {}, error.requestId)) : null;
}
