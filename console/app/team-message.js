/** A message about a change of a key, for the people whose apps use it. It has no secret. */

import { copyButton } from './copy.js';
import { keyAddress } from './router.js';
import { full, now } from './times.js';

/** The button that copies the message; `what` is `rotated`, `extended`, `suspended`, `resumed` or `revoked`. */
export function teamMessageButton(what, key) {
  return copyButton('Copy a message for the team', () => teamMessage(what, key), { class: 'quiet' });
}

/** The message. */
export function teamMessage(what, key) {
  const page = new URL(keyAddress(key.key_id), document.baseURI).href;
  return [`The API key “${key.name}” (${key.hint}…) for ${key.data_api_id} was ${what}.`, ...sentences(what, key), page].join('\n');
}

function sentences(what, key) {
  if (what === 'rotated') {
    return [Date.parse(key.previous_secret_until) > now()
      ? `The old secret works until ${full(key.previous_secret_until)}. Change to the new one before then.`
      : 'The old secret no longer works. Change to the new one now.', `The key expires ${full(key.expires_at)}.`];
  }
  if (what === 'extended') return [`It now expires ${full(key.expires_at)}. You do not need to change anything.`];
  if (what === 'resumed') return ['Apps can use it again.'];
  return [`${key.data_api_id} refuses apps that use it, starting with their next request.`, ...[key.revoke_reason ?? key.suspend_reason].filter(Boolean).map((reason) => `Reason: ${reason}`)];
}
