/** The management API, called as the signed-in person. */

import { accessToken, forThisPerson, renewed } from './session.js';
import { learnTime } from './times.js';

const PATIENCE = 20_000;

/** The kind of a problem after which it is known that the change was made, although its status is 502. */
export const NOT_DELIVERED = 'not-delivered';

/** An answer that says no, in the API's own words (RFC 9457). */
export class Problem extends Error {
  constructor(status, body, requestId) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.kind = String(body.type ?? '').split(':').pop();
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.keyId = body.key_id;
    this.requestId = body.instance ?? requestId;
  }
}

/** No answer that says whether the change was made. */
export class LostAnswer extends Error {
  constructor(requestId) {
    super('The server didn’t respond, so this may or may not have happened.');
    this.requestId = requestId;
  }
}

/** The API does not accept a token that the provider has just issued. */
export class TokenRejected extends Error {
  constructor(requestId) {
    super('You signed in, but Latchkey does not accept the token that the sign-in provider issued.');
    this.requestId = requestId;
  }
}

/** Calls the API. `path` has its ids encoded; `intent` is the `Idempotency-Key` of a call that must count once. */
export function call(method, path, options) {
  return forThisPerson(exchange(method, path, options));
}

export const get = (path, query) => call('GET', path, { query });

/** The operator whom the API sees in a new access token. */
export async function whoHas(token) {
  const answer = await send('GET', urlOf('me'), undefined, undefined, token);
  return read('GET', answer).catch((error) => {
    throw error.status === 401 ? new TokenRejected(error.requestId) : error;
  });
}

/** `keys/…` with each part encoded. */
export function path(...parts) {
  return parts.map(encodeURIComponent).join('/');
}

async function exchange(method, path, { body, intent, query } = {}) {
  const url = urlOf(path);
  for (const [name, value] of Object.entries(query ?? {})) if (value) url.searchParams.set(name, value);
  const token = await accessToken();
  let answer = await send(method, url, body, intent, token);
  if (answer.status === 401) answer = await send(method, url, body, intent, await renewed(token));
  return read(method, answer);
}

function urlOf(path) {
  return new URL(`../v1/${path}`, document.baseURI);
}

async function send(method, url, body, intent, token) {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (intent) headers['Idempotency-Key'] = intent;
  try {
    return await fetch(url, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store', credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw method === 'GET' ? new Error('The server could not be reached. Check your connection and try again.') : new LostAnswer();
  }
}

async function read(method, answer) {
  if (answer.headers.has('Date')) learnTime(answer.headers.get('Date'));
  const requestId = answer.headers.get('x-amzn-requestid');
  let content = {};
  try {
    if (answer.status !== 204) content = await answer.json();
  } catch {
    if (answer.ok && method !== 'GET') throw new LostAnswer(requestId);
  }
  if (answer.ok) return { ...content, replayed: answer.headers.get('Idempotency-Replayed') === 'true' };
  const problem = new Problem(answer.status, content, requestId);
  if (method !== 'GET' && answer.status >= 500 && problem.kind !== NOT_DELIVERED) throw new LostAnswer(problem.requestId);
  throw problem;
}
