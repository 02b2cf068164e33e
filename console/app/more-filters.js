/** Filters that a narrow window shows on request, since they would fill its first page. */

import { fill, freshId, h } from './dom.js';

/** The button and the filters that it shows. A wide window has no button and always shows them. `tell` hears how many are set. */
export function moreFilters(controls) {
  const id = freshId('filters');
  const choices = h('div', { class: 'choices', id }, controls);
  const count = h('span', { class: 'count' });
  const button = h('button', {
    type: 'button', class: 'more-filters', 'aria-controls': id, 'aria-expanded': 'false',
    onclick: () => button.setAttribute('aria-expanded', String(choices.classList.toggle('shown'))),
  }, 'Filters', count);
  return {
    elements: [button, choices],
    tell: (number) => fill(count, number ? String(number) : null),
  };
}
