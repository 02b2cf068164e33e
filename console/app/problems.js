/** What went wrong, in words, with the id by which the logs know it. */

import { fill, h } from './dom.js';

/** Shows a problem in its place, or clears the place. `retry` reads again what could not be read. */
export function showProblem(place, error, retry) {
  if (!error) return fill(place);
  return fill(place, h('div', { class: 'problem' }, h('p', {}, sentence(error)), requestId(error),
    error.signIn ? h('button', { type: 'button', onclick: error.signIn }, 'Sign in') : retry ? again(retry) : null));
}

/** The button goes with the problem, so focus goes to the view. */
function again(retry) {
  return h('button', { type: 'button', onclick: () => { document.getElementById('main')?.focus({ preventScroll: true }); retry(); } }, 'Try again');
}

/** The problem as one sentence. */
export function sentence(error) {
  const loose = (error.errors ?? []).filter((each) => each.loose ?? true).filter((each) => each.detail).map((each) => asSentence(each.detail));
  return (error.kind === 'invalid-request' && loose.length ? loose : [error.message, ...loose]).join(' ');
}

/** What the API says of a field, `must be …`, as a sentence. */
export function asSentence(detail) {
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${detail.endsWith('.') ? '' : '.'}`;
}

function requestId(error) {
  return error.requestId ? h('p', { class: 'request-id' }, 'Request ID: ', h('code', {}, error.requestId)) : null;
}
