/** The choice of a dense table, which this browser remembers. */

import { h } from './dom.js';

const DENSE = 'latchkey.dense';

/** The button that makes a table dense, and back. */
export function denseButton(table) {
  const button = h('button', { type: 'button', class: 'quiet density', onclick: () => {
    if (localStorage.getItem(DENSE)) localStorage.removeItem(DENSE);
    else localStorage.setItem(DENSE, '1');
    show();
  } }, 'Dense');
  const show = () => {
    const on = Boolean(localStorage.getItem(DENSE));
    table.classList.toggle('dense', on);
    button.setAttribute('aria-pressed', String(on));
  };
  show();
  return button;
}
