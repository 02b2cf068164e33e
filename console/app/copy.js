/** Buttons that copy a text. */

import { announce } from './announce.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

const SAID_FOR = 3000;

/** The button; `text` gives what it copies. `place` is where to say so if it has no label. */
export function copyButton(label, text, attributes = {}, place = h('span')) {
  const button = h('button', { type: 'button', ...attributes }, icon('copy'), label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      fill(label ? button : place, icon('check'), 'Copied');
      setTimeout(() => { fill(button, icon('copy'), label); fill(place); }, SAID_FOR);
    } catch {
      announce('The browser does not allow this page to copy. Select the text and press Ctrl+C (⌘C on a Mac).');
    }
  });
  return button;
}

/** A text in the font of code, with a button that copies it. */
export function copyable(text, what) {
  const place = h('span', { class: 'copied', role: 'status' });
  return h('span', { class: 'copyable' }, h('code', { class: 'mono' }, text), copyButton('', () => text, { class: 'quiet square', 'aria-label': `Copy ${what}` }, place), place);
}
