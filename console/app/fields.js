/** Form fields that know their label, their hint, what is wrong with them, and where the API's errors about them point. */

import { fill, freshId, h } from './dom.js';

/** What a text may be; the API's own rule. `max` counts code points, `bytes` UTF-8. */
export const RULES = {
  reason: { max: 512, bytes: 512 },
  code: { max: 255, bytes: 255 },
};

/** Only characters that show nothing. The API and its contract have the same list. */
const SHOWS_NOTHING = /^[ \u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]*$/u;

/** What is wrong with a text, or null. */
export function textProblem(text, { max, bytes }) {
  const length = [...text].length;
  if (length > max) return `At most ${max.toLocaleString('en')} characters; this has ${length.toLocaleString('en')}.`;
  const over = new TextEncoder().encode(text).length - bytes;
  if (over > 0) return `Too long by ${over.toLocaleString('en')} ${over === 1 ? 'byte' : 'bytes'} (emoji and some letters count as several).`;
  if (/\p{Cc}/u.test(text)) return 'Remove line breaks and control characters.';
  return text.length > 0 && SHOWS_NOTHING.test(text) ? 'Enter at least one visible character.' : null;
}

/** A field around one control. `check` gives what is wrong with its value, or null. */
export function field(label, control, { hint, pointer, check = () => null, optional } = {}) {
  const hintId = freshId('hint');
  const errorId = freshId('error');
  control.id ||= freshId('field');
  const error = h('p', { class: 'field-error', id: errorId });
  control.setAttribute('aria-describedby', [hint ? hintId : null, errorId].filter(Boolean).join(' '));
  const element = h('div', { class: 'field' },
    h('label', { for: control.id }, label, optional ? h('span', { class: 'optional' }, ' (optional)') : null),
    hint ? h('p', { class: 'hint', id: hintId }, hint) : null,
    control, error);
  const self = {
    element, control, pointer,
    get value() { return control.value; },
    say(text) {
      fill(error, text || null);
      if (text) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    },
    /** Whether the value will do; says what is wrong if not. */
    valid() {
      const problem = control.disabled ? null : check(control.value);
      self.say(problem);
      return !problem;
    },
  };
  control.addEventListener('input', () => control.hasAttribute('aria-invalid') && self.valid());
  return self;
}

/** A line of text. If it has to have a `form`, `words` say which, or give what to say of a text. */
export function textField(label, { value = '', rule, form, words, required, ...rest }) {
  const control = h('input', { type: 'text', value, autocomplete: 'off', spellcheck: 'false', required, ...rest.attributes });
  const check = (text) => presence(text, required && label, rule) ?? (form && text && !form.test(text) ? (typeof words === 'function' ? words(text) : words) : null);
  return field(label, control, { ...rest, optional: !required, check });
}

/** A name by which machines know something: plain letters, as they are typed. */
export function codeField(label, options) {
  return textField(label, { required: true, rule: RULES.code, attributes: { class: 'mono', autocapitalize: 'off' }, ...options });
}

/** A longer text, still one line: a line break in it becomes a blank, and Enter sends the form. */
export function proseField(label, { value = '', rule, required, ...rest }) {
  const control = h('textarea', {
    rows: '2', value, autocomplete: 'off',
    oninput: () => { if (/[\r\n]/.test(control.value)) control.value = control.value.replace(/[\r\n]+/g, ' '); },
    onkeydown: (event) => {
      if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); control.form.requestSubmit(); }
    },
  });
  return field(label, control, { ...rest, optional: !required, check: (text) => presence(text, required && label, rule) });
}

/** One of several. `options` are pairs of value and word. */
export function selectField(label, options, { value, ...rest } = {}) {
  const control = h('select', rest.attributes, options.map(([each, word]) => h('option', { value: each, selected: each === value }, word)));
  return field(label, control, rest);
}

/** What is wrong with a text; `required` is the label of a field that has to have one. */
function presence(text, required, rule) {
  if (text === '') return required ? missing(required) : null;
  return textProblem(text, rule);
}

/** `Enter a name.`, `Enter an ID.` */
function missing(label) {
  const noun = label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return `Enter ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}.`;
}
