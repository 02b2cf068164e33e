/** Filters for keys by more than their status, such as those that no app uses. */

import { endOf, inGrace, isLive, isUnused, statusOf } from './key-state.js';
import { DAY, UNUSED_DAYS, day } from './times.js';

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
  const end = new Date(start);
  end.setDate(end.getDate() + 7);
  return (key, moment) => isLive(key) && endOf(key) >= Math.max(start, moment) && endOf(key) < end;
}

/** The name of the question which keys expire in the seven days from a day. */
export function weekQuestion(start) {
  const two = (number) => String(number).padStart(2, '0');
  return `week-${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`;
}

/** When the week of a question begins, at midnight in this computer's time zone; null for other questions. */
function weekOf(name) {
  const [, date] = WEEK.exec(name) ?? [];
  const start = date ? new Date(`${date}T00:00`) : null;
  return start && Number.isFinite(start.getTime()) ? start : null;
}
