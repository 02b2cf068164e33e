/** The signed-in person's tokens, in memory only: they end with the page. */

import { leaveToSignIn, refresh, returnFromSignIn, signOutUrl } from './sign-in.js';
import { askToSignInAgain } from './sign-in-again.js';

const WAS_SIGNED_IN = 'latchkey.signed-in';
const EARLY = 30_000;

let config;
let tokens = null;
let endsAt = 0;
let renewal = null;

/** Starts with what the address brings back from the provider. Whether someone is signed in. */
export async function startSession(settings) {
  config = settings;
  const brought = await returnFromSignIn(config).catch((error) => {
    sessionStorage.removeItem(WAS_SIGNED_IN);
    throw error;
  });
  if (brought) keep(brought);
  else if (sessionStorage.getItem(WAS_SIGNED_IN)) {
    // A page that was loaded again: the provider mostly still knows the person, and asks nothing.
    sessionStorage.removeItem(WAS_SIGNED_IN);
    await leaveToSignIn(config);
    await new Promise(() => {});
  }
  return tokens !== null;
}

/** Leaves for the provider. */
export function signIn() {
  return leaveToSignIn(config);
}

/** An access token that should still be good. */
export async function accessToken() {
  if (ticks() > endsAt - EARLY) await renewed(tokens.access_token);
  return tokens.access_token;
}

/** A token in the place of one that was refused or is about to end: quietly if the provider allows, else by asking the person. */
export async function renewed(old) {
  if (tokens.access_token !== old) return tokens.access_token;
  renewal ??= renew().finally(() => { renewal = null; });
  await renewal;
  return tokens.access_token;
}

/** Forgets the tokens here and ends the session at the provider. */
export function signOut() {
  const away = signOutUrl(config, tokens?.id_token);
  tokens = null;
  sessionStorage.removeItem(WAS_SIGNED_IN);
  if (away) location.assign(away);
  else location.replace(new URL('./', document.baseURI));
}

async function renew() {
  if (tokens.refresh_token) {
    try {
      return keep({ refresh_token: tokens.refresh_token, id_token: tokens.id_token, ...(await refresh(config, tokens.refresh_token)) });
    } catch {
      tokens.refresh_token = undefined;
    }
  }
  return keep(await askToSignInAgain(config));
}

function keep(fresh) {
  tokens = fresh;
  endsAt = ticks() + (fresh.expires_in ?? 300) * 1000;
  sessionStorage.setItem(WAS_SIGNED_IN, '1');
}

function ticks() {
  return performance.now();
}
