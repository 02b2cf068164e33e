/** What a key is now. It is judged here as the API judges it, since time goes on while the page is open. */

import { DAY, SOON_DAYS, now } from './times.js';

/** `revoked` before `expired` before `active`. */
export function statusOf(key, moment = now()) {
  if (key.revoked_at) return 'revoked';
  return moment >= Date.parse(key.expires_at) ? 'expired' : 'active';
}

/** Whether an active key ends within the days that count as soon. */
export function endsSoon(key, moment = now()) {
  return statusOf(key, moment) === 'active' && Date.parse(key.expires_at) - moment <= SOON_DAYS * DAY;
}

export const canRevoke = (key) => !key.revoked_at;
export const canDelete = (key) => statusOf(key) !== 'active';
