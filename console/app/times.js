/** Moments in words: how far away they are, and exactly when. Days are days of 86,400 seconds. */

import { h } from './dom.js';

export const DAY = 86_400_000;

/** A key that expires within so many days is said to expire soon. */
export const SOON_DAYS = 14;

/** A key without a request for so many days counts as unused. */
export const UNUSED_DAYS = 90;

const LOCALE = navigator.languages.find((tag) => /^en\b/i.test(tag)) ?? 'en-GB';
const EXACT = { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' };
const FULL = { weekday: 'short', ...EXACT };
const DATE = { day: 'numeric', month: 'short' };
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const FORMATS = { exact, full };
const IN_UTC = 'latchkey.utc';

const formatters = new Map();
let skew = 0;
let utc = Boolean(localStorage.getItem(IN_UTC));

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
  return formatter(EXACT).format(new Date(moment));
}

/** `Thu, 3 Dec 2026, 14:05 CET`. */
export function full(moment) {
  return formatter(FULL).format(new Date(moment));
}

function formatter(parts, timeZone = utc ? 'UTC' : null) {
  const name = `${parts.weekday} ${parts.year} ${timeZone}`;
  if (!formatters.has(name)) formatters.set(name, new Intl.DateTimeFormat(LOCALE, { ...parts, timeZone: timeZone ?? undefined }));
  return formatters.get(name);
}

/** `3 Dec`. */
export function day(moment) {
  return formatter(DATE).format(new Date(moment));
}

/** Midnight of a moment's day, and of a day some days later, in the time zone of exact times. */
export function midnight(moment, later = 0) {
  const date = new Date(moment);
  if (utc) date.setUTCHours(24 * later, 0, 0, 0);
  else {
    date.setHours(0, 0, 0, 0);
    date.setDate(date.getDate() + later);
  }
  return date;
}

/** `2026-12-03`, the day of a moment in the time zone of exact times. */
export function isoDate(moment) {
  return localInput(moment).slice(0, 10);
}

/** The name of the time zone of exact times, such as `CET`. */
export function zone() {
  return zoneOf(formatter(EXACT));
}

/** The name of the other time zone that can be chosen, or null if this computer's is UTC. */
export function otherZone() {
  const here = zoneOf(formatter(EXACT, null));
  return here === 'UTC' ? null : utc ? here : 'UTC';
}

/** Gives times in the other time zone, also exact ones on the page; views hear `zonechange`. This browser remembers the choice. */
export function changeZone() {
  utc = !utc;
  if (utc) localStorage.setItem(IN_UTC, '1');
  else localStorage.removeItem(IN_UTC);
  for (const time of document.querySelectorAll('time')) {
    if (time.dataset.format) time.textContent = FORMATS[time.dataset.format](time.dateTime);
    else time.title = full(time.dateTime);
  }
  dispatchEvent(new Event('zonechange'));
}

function zoneOf(format) {
  return format.formatToParts(now()).find(({ type }) => type === 'timeZoneName').value;
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

/** A moment, exactly; `format` is `exact` or `full`. */
export function at(moment, format = exact) {
  return h('time', { datetime: new Date(moment).toISOString(), 'data-format': format.name }, format(moment));
}

/** Updates the distance of each moment on the page. */
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

/** A moment as the value of a `datetime-local` input, in the time zone of exact times. */
export function localInput(moment) {
  const date = new Date(moment);
  return new Date(date - (utc ? 0 : date.getTimezoneOffset() * 60_000)).toISOString().slice(0, 16);
}

/** The moment of a `datetime-local` input's value, in milliseconds. */
export function inputMoment(value) {
  return Date.parse(utc && value ? `${value}Z` : value);
}
