/** What a key is now. It is judged here as the API judges it, since time goes on while the page is open. */

import { DAY, SOON_DAYS, UNUSED_DAYS, now } from './times.js';

const ENDS = new WeakMap();

/** When a key ends, in milliseconds; read once, since a table of many keys asks often. */
export function endOf(key) {
  let end = ENDS.get(key);
  if (end === undefined) ENDS.set(key, end = Date.parse(key.expires_at));
  return end;
}

/** `revoked` before `expired` before `suspended` before `active`. */
export function statusOf(key, moment = now()) {
  if (key.revoked_at) return 'revoked';
  if (moment >= endOf(key)) return 'expired';
  return key.suspended_at ? 'suspended' : 'active';
}

/** Whether a key is active, or suspended so that it can be resumed. */
export const isLive = (key) => ['active', 'suspended'].includes(statusOf(key));

/** Whether an active key ends within the days that count as soon. */
export function endsSoon(key, moment = now()) {
  return statusOf(key, moment) === 'active' && endOf(key) - moment <= SOON_DAYS * DAY;
}

/** Whether the previous secret still works. */
export function inGrace(key, moment = now()) {
  return Boolean(key.previous_secret_until) && Date.parse(key.previous_secret_until) > moment && isLive(key);
}

/** Whether an active key had no allowed request for 90 days, as far as usage is recorded. */
export function isUnused(key, moment = now()) {
  const since = moment - UNUSED_DAYS * DAY;
  if (!key.usage || statusOf(key, moment) !== 'active' || Date.parse(key.created_at) > since) return false;
  return Date.parse(key.usage.last_used_at ?? key.usage.recorded_since) <= since;
}

export const canRevoke = (key) => !key.revoked_at;
export const canDelete = (key) => !isLive(key);
