/** The expiration of a new key: days, or a date. */

import { counted, fill, freshId, h } from './dom.js';
import { field } from './fields.js';
import { DAY, at, full, inputMoment, localInput, now, relative, rfc3339, zone } from './times.js';
import { usualValues } from './usual-values.js';

/** Whole days between `least` and `most`, with buttons for the usual numbers. */
export function daysField(label, { value, most, presets, hint, pointer, tooMany, onchange }) {
  const input = h('input', { type: 'number', inputmode: 'numeric', min: '1', max: String(most), step: '1', value: String(value), required: true });
  const days = field(label, input, {
    hint, pointer,
    check: (text) => {
      if (!/^[0-9]+$/.test(text) || Number(text) < 1) return 'Enter a whole number of days, at least 1.';
      return Number(text) > most ? tooMany : null;
    },
  });
  const choices = presets.filter((each) => each <= most).map((each) => [each, each === most ? `${counted(each, 'day')} (max)` : counted(each, 'day')]);
  input.after(usualValues(`${label}, usual choices`, input, choices, () => changed()));
  const changed = () => {
    if (input.value !== '') days.valid();
    onchange?.(days.days);
  };
  input.addEventListener('input', changed);
  Object.defineProperty(days, 'days', { get: () => (/^[0-9]+$/.test(input.value) && +input.value >= 1 && +input.value <= most ? +input.value : null) });
  return days;
}

/** A date and time between now and the latest expiration that a key can have. */
export function momentField(label, { value, latest, hint, pointer, onchange }) {
  const input = h('input', {
    type: 'datetime-local', min: localInput(now() + 60_000), max: localInput(latest), value: value ? localInput(value) : '', required: true,
  });
  const moment = field(label, input, {
    hint: [hint, `Time zone: ${zone()}.`].filter(Boolean).join(' '), pointer,
    check: (text) => {
      const end = inputMoment(text);
      if (!Number.isFinite(end)) return 'Enter a date and time.';
      if (end <= now()) return 'Choose a time in the future.';
      return end > latest ? `No later than ${full(latest)}.` : null;
    },
  });
  input.addEventListener('input', () => { if (input.value) moment.valid(); onchange?.(moment.moment); });
  Object.defineProperty(moment, 'moment', { get: () => (input.value ? inputMoment(input.value) : null) });
  return moment;
}

/** The choice between days and a date. `body` is what the API takes; pointers begin with `prefix`. */
export function validityField(config, prefix = '') {
  const most = config.max_validity_days;
  const latest = () => now() + most * DAY;
  const preview = h('output', { class: 'preview' });
  const group = freshId('validity');
  const tell = () => {
    const end = byDate.checked ? moment.moment : days.days && now() + days.days * DAY;
    fill(preview, end > now() && end <= latest() + 60_000 ? ['Expires ', at(end, full), `, ${relative(end)}.`] : null);
  };
  const days = daysField('Days', {
    value: Math.min(config.default_validity_days, most), most, presets: usual(most), pointer: `${prefix}/validity_days`, onchange: tell,
    tooMany: `At most ${counted(most, 'day')}.`,
  });
  const moment = momentField('Expires', { latest: latest(), pointer: `${prefix}/expires_at`, onchange: tell });
  const byDays = radio('Number of days', true);
  const byDate = radio('Pick a date', false);

  function radio(label, checked) {
    const input = h('input', { type: 'radio', name: group, checked, onchange: choose });
    return Object.assign(input, { line: h('label', { class: 'check' }, input, label) });
  }
  function choose() {
    days.element.hidden = days.control.disabled = byDate.checked;
    moment.element.hidden = moment.control.disabled = !byDate.checked;
    tell();
  }
  choose();
  return {
    fields: [days, moment],
    element: h('fieldset', { class: 'group' },
      h('legend', {}, 'Expiration'),
      h('p', { class: 'hint' }, `Up to ${counted(most, 'day')}. You can extend it any time before it expires.`),
      h('div', { class: 'radios' }, byDays.line, byDate.line), days.element, moment.element, preview),
    get body() {
      return byDate.checked ? { expires_at: rfc3339(moment.moment) } : { validity_days: days.days };
    },
  };
}

/** The usual numbers of days, with the most that is allowed at the end. */
export function usual(most) {
  return [...new Set([7, 30, 90, 180].filter((each) => each < most).concat(most))];
}
