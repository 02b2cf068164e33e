/** Authorization code with PKCE (RFC 6749, 7636, 9700). What must survive the way to the provider is kept for this tab; the token never is. */

const KEPT = 'latchkey.sign-in';
const AGAIN = 'again.';
const CHANNEL = 'latchkey.sign-in';

/** Where the provider sends people back to: this page, without a file name, query or fragment. */
function redirectUri() {
  return new URL('./', document.baseURI).href;
}

/** Leaves for the provider; the page comes back to where it was. */
export async function leaveToSignIn(config) {
  const attempt = await newAttempt(config, '');
  sessionStorage.setItem(KEPT, JSON.stringify({ state: attempt.state, verifier: attempt.verifier, hash: location.hash }));
  location.assign(attempt.url);
}

/**
 * Ends the way that `leaveToSignIn` began, if the address says that this is where we are: the tokens, or null. In the
 * window that `signInAgain` opened, hands the code to the page which waits for it.
 */
export async function returnFromSignIn(config) {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) return null;
  if (answer.get('state').startsWith(AGAIN)) {
    new BroadcastChannel(CHANNEL).postMessage(Object.fromEntries(answer));
    history.replaceState(null, '', redirectUri());
    window.close();
    throw new HandedOver();
  }
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, '', redirectUri() + (kept.hash ?? ''));
  return redeem(config, Object.fromEntries(answer), kept);
}

/** Signs in anew in a window of its own, so that this page and all that was typed in it stay. */
export async function signInAgain(config, signal) {
  const opened = window.open('', '_blank', 'popup,width=480,height=680');
  if (!opened) throw new Error('The sign-in window was blocked. Allow windows for this site and try again.');
  const attempt = await newAttempt(config, AGAIN);
  opened.location.replace(attempt.url);
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const answer = await new Promise((resolve, reject) => {
      channel.onmessage = ({ data }) => data.state === attempt.state && resolve(data);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    return await redeem(config, answer, attempt);
  } finally {
    channel.close();
  }
}

/** New tokens for a refresh token. */
export function refresh(config, refreshToken) {
  return token(config, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Where to go to end the session at the provider, or null where it has no such place. */
export function signOutUrl(config, idToken) {
  if (!config.end_session_endpoint) return null;
  const url = new URL(config.end_session_endpoint);
  const back = redirectUri();
  const answer = { client_id: config.client_id, post_logout_redirect_uri: back, logout_uri: back };
  if (idToken) answer.id_token_hint = idToken;
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return url.href;
}

/** The provider has answered, and says no. */
export class SignInRefused extends Error {}

/** The address holds the answer to a sign-in that is over or was never begun here. */
export class StaleSignIn extends Error {}

/** The code went to the page that waits for it; this window has nothing more to do. */
export class HandedOver extends Error {}

async function newAttempt(config, mark) {
  const verifier = randomText();
  const state = mark + randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(config.authorization_endpoint);
  for (const [name, value] of further(config)) url.searchParams.append(name, value);
  const question = {
    response_type: 'code',
    client_id: config.client_id,
    redirect_uri: redirectUri(),
    scope: config.scope,
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value);
  return { state, verifier, url: url.href };
}

async function redeem(config, answer, attempt) {
  if (!attempt.state || answer.state !== attempt.state) {
    throw new StaleSignIn('That sign-in was not started from this page, or is over. Please sign in again.');
  }
  if (answer.iss && answer.iss !== config.issuer) throw new Error('The answer came from another sign-in provider.');
  if (answer.error) throw new Error(answer.error_description ?? `The sign-in provider said: ${answer.error}.`);
  return token(config, {
    grant_type: 'authorization_code', code: answer.code, redirect_uri: redirectUri(), code_verifier: attempt.verifier,
  });
}

/** The deployment's own parameters of the authorization request. */
function further(config) {
  return new URLSearchParams(config.authorization_parameters);
}

async function token(config, fields) {
  const body = new URLSearchParams({ ...fields, client_id: config.client_id });
  // Unlike other parameters, a resource belongs into this request too (RFC 8707, section 2.2).
  for (const resource of further(config).getAll('resource')) body.append('resource', resource);
  let answer;
  try {
    answer = await fetch(config.token_endpoint, { method: 'POST', body, credentials: 'omit', signal: AbortSignal.timeout(15_000) });
  } catch {
    throw new Error('The sign-in provider could not be reached, or does not allow requests from this page (web origins). Please try again.');
  }
  const tokens = await answer.json().catch(() => ({}));
  if (answer.status >= 500 || answer.status === 429) throw new Error('The sign-in provider is unavailable. Please try again.');
  if (!answer.ok || !tokens.access_token) {
    throw new SignInRefused(tokens.error_description ?? 'The sign-in provider gave no token. Please sign in again.');
  }
  return tokens;
}

function randomText() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
