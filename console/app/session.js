/** The signed-in person's tokens, in memory only: they end with the page. */

import { leaveToSignIn, refresh, returnFromSignIn, SignInRefused, signOutUrl, StaleSignIn } from './sign-in.js';
import { askToSignInAgain } from './sign-in-again.js';

const WAS_SIGNED_IN = 'latchkey.signed-in';
const EARLY = 30_000;

let config;
let tokens = null;
let endsAt = 0;
let renewal = null;
let identify;
let person = null;
let onOther;
let people = 0;

/** Whether this page is opened by someone who was signed in here, or has just signed in. */
export function isReturning() {
  return new URLSearchParams(location.search).has('state') || Boolean(sessionStorage.getItem(WAS_SIGNED_IN));
}

/**
 * Starts with what the address brings back from the provider. Whether someone is signed in. `whose` gives the operator
 * whom the API sees in an access token.
 */
export async function startSession(settings, whose) {
  config = settings;
  identify = whose;
  const brought = await returnFromSignIn(config).catch((error) => {
    // Going back leads here, too: the person is signed in, so the provider mostly asks nothing.
    if (error instanceof StaleSignIn && sessionStorage.getItem(WAS_SIGNED_IN)) return null;
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

/** Names the person whose page this is. `other` hears when someone else has signed in again in their place. */
export function followPerson(me, other) {
  person = me.subject;
  onOther = other;
}

/** What some work gives; nothing, ever, once someone else has signed in: the work is no longer theirs to finish. */
export async function forThisPerson(work) {
  const before = people;
  try {
    return await work;
  } finally {
    if (before !== people) await new Promise(() => {});
  }
}

/** Leaves for the provider. */
export function signIn() {
  return leaveToSignIn(config);
}

/** An access token that should still be good. Without a refresh token it is used to its end, since a renewal asks the person. */
export async function accessToken() {
  const early = tokens.refresh_token ? EARLY : 0;
  if (ticks() > endsAt - early) {
    await renewed(tokens.access_token).catch((error) => {
      if (ticks() > endsAt) throw error;
    });
  }
  return tokens.access_token;
}

/** A token in the place of one that was refused or is about to end: quietly if the provider allows, else by asking the person. */
export async function renewed(old) {
  if (tokens.access_token !== old) return tokens.access_token;
  renewal ??= renew().finally(() => { renewal = null; });
  await forThisPerson(renewal);
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
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      tokens.refresh_token = undefined;
    }
  }
  const { fresh, me } = await askToSignInAgain(config, identify).catch((declined) => {
    throw Object.assign(declined, { signIn: () => renewed(tokens.access_token).catch(() => {}) });
  });
  keep(fresh);
  if (person !== null && me.subject !== person) {
    people += 1;
    onOther(me);
  }
}

function keep(fresh) {
  tokens = fresh;
  endsAt = ticks() + (fresh.expires_in ?? 300) * 1000;
  sessionStorage.setItem(WAS_SIGNED_IN, '1');
}

function ticks() {
  return performance.now();
}
