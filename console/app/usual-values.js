/** Buttons that put usual values into a field. */

import { h } from './dom.js';

/** The buttons; `values` are pairs of value and word. The one whose value the field has is marked. `onchoose` hears a choice. */
export function usualValues(label, input, values, onchoose) {
  const buttons = values.map(([value, word]) => Object.assign(h('button', {
    type: 'button', class: 'chip', onclick: () => { input.value = String(value); mark(); onchoose(); },
  }, word), { chosen: String(value) }));
  const mark = () => { for (const each of buttons) each.setAttribute('aria-pressed', String(each.chosen === input.value)); };
  input.addEventListener('input', mark);
  mark();
  return h('div', { class: 'chips', role: 'group', 'aria-label': label }, buttons);
}
