/** Filters for keys by more than their status, such as those that no app uses. */

import { endOf, inGrace, isLive, isUnused, statusOf } from './key-state.js';
import { DAY, UNUSED_DAYS, day, inputMoment, isoDate, midnight } from './times.js';

const WEEK = /^week-(\d{4}-\d{2}-\d{2})$/;

const within = (days) => (key, moment) => statusOf(key, moment) === 'active' && endOf(key) - moment <= days * DAY;

const QUESTIONS = {
  'expires-7': ['Expire within 7 days', within(7)],
  'expires-30': ['Expire within 30 days', within(30)],
  'expires-90': ['Expire within 90 days', within(90)],
  unused: [`Unused for ${UNUSED_DAYS} days`, isUnused],
  'no-owner': ['Without an owner', (key) => isLive(key) && !key.owner],
  grace: ['In a grace period', inGrace],
};

/** The questions with their words, as options of a list. */
export const QUESTION_OPTIONS = Object.entries(QUESTIONS).map(([name, [words]]) => [name, words]);

/** The words of a question, or null if there is none of that name. */
export function questionWords(name) {
  const start = weekOf(name);
  return start === null ? QUESTIONS[name]?.[0] ?? null : `Expire in the week from ${day(start)}`;
}

/** Whether a key is an answer to a question; each is one to no question. */
export function answers(name) {
  const start = weekOf(name);
  if (start === null) return QUESTIONS[name]?.[1] ?? (() => true);
  const end = midnight(start, 7);
  return (key, moment) => isLive(key) && endOf(key) >= Math.max(start, moment) && endOf(key) < end;
}

/** The name of the question which keys expire in the seven days from a day. */
export const weekQuestion = (start) => `week-${isoDate(start)}`;

/** When the week of a question begins, at midnight in the time zone of exact times; null for other questions. */
function weekOf(name) {
  const [, date] = WEEK.exec(name) ?? [];
  const start = date ? inputMoment(`${date}T00:00`) : NaN;
  return Number.isFinite(start) ? start : null;
}
