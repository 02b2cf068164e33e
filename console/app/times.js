/** Moments in words: how far away they are, and exactly when. Days are days of 86,400 seconds. */

import { h } from './dom.js';

export const DAY = 86_400_000;

/** A key that expires within so many days is said to expire soon. */
export const SOON_DAYS = 14;

/** A key without a request for so many days counts as unused. */
export const UNUSED_DAYS = 90;

const LOCALE = navigator.languages.find((tag) => /^en\b/i.test(tag)) ?? 'en-GB';
const EXACT = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short',
});
const DATE = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const FULL = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short',
});
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

let skew = 0;

/** Now, in milliseconds, by the server's clock as far as its answers tell. */
export function now() {
  return Date.now() + skew;
}

/** Learns from the `Date` of an answer how wrong this computer's clock is; a few seconds are left alone. */
export function learnTime(date) {
  const difference = Date.parse(date) - Date.now();
  if (Number.isFinite(difference)) skew = Math.abs(difference) > 5000 ? difference : 0;
}

/** `3 Dec 2026, 14:05 CET`. */
export function exact(moment) {
  return EXACT.format(new Date(moment));
}

/** `Thu, 3 Dec 2026, 14:05 CET`. */
export function full(moment) {
  return FULL.format(new Date(moment));
}

/** `3 Dec`, in this computer's time zone. */
export function day(moment) {
  return DATE.format(new Date(moment));
}

/** The name of this computer's time zone at a moment, such as `CET`. */
export function zone(moment) {
  return EXACT.formatToParts(new Date(moment)).find(({ type }) => type === 'timeZoneName').value;
}

/** `in 12 days`, `3 hours ago`. Days are not cut into months, since keys live by the day. */
export function relative(moment) {
  const away = new Date(moment) - now();
  const size = Math.abs(away);
  if (size < 45_000) return away < 0 ? 'just now' : 'in less than a minute';
  if (size < 3_570_000) return RELATIVE.format(Math.round(away / 60_000), 'minute');
  if (size < 2 * DAY) return RELATIVE.format(Math.round(away / 3_600_000), 'hour');
  return RELATIVE.format(Math.round(away / DAY), 'day');
}

/** A moment as an element that `refreshTimes` keeps right. */
export function ago(moment) {
  return h('time', { datetime: moment, title: full(moment), 'data-relative': true }, relative(moment));
}

/** A moment, exactly. */
export function at(moment, format = exact) {
  return h('time', { datetime: new Date(moment).toISOString() }, format(moment));
}

/** Says anew how far away each moment on the page is. */
export function refreshTimes() {
  for (const time of document.querySelectorAll('time[data-relative]')) {
    const text = relative(time.dateTime);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** A moment as the API takes it: RFC 3339 in UTC, whole seconds. */
export function rfc3339(moment) {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A moment as the value of a `datetime-local` input, in this computer's time zone. */
export function localInput(moment) {
  const date = new Date(moment);
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
