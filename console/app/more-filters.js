/** Filters that a narrow window shows on request, since they would fill its first page. */

import { fill, freshId, h } from './dom.js';

/** The button and the filters that it shows. A wide window has no button and always shows them. `count` counts anew how many are set. */
export function moreFilters(controls) {
  const id = freshId('filters');
  const number = h('span', { class: 'count' });
  const count = () => {
    const set = [...choices.querySelectorAll('select')].filter(({ value }) => value).length;
    fill(number, set ? String(set) : null);
  };
  const choices = h('div', { class: 'choices', id, onchange: count }, controls);
  const button = h('button', {
    type: 'button', class: 'more-filters', 'aria-controls': id, 'aria-expanded': 'false',
    onclick: () => button.setAttribute('aria-expanded', String(choices.classList.toggle('shown'))),
  }, 'Filters', number);
  return { elements: [button, choices], count };
}
