/** Buttons that copy a text. */

import { announce } from './announce.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';

const SAID_FOR = 3000;

/** The button; `text` gives what it copies. */
export function copyButton(label, text, attributes = {}) {
  const button = h('button', { type: 'button', ...attributes }, icon('copy'), label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      fill(button, icon('check'), 'Copied');
      setTimeout(() => fill(button, icon('copy'), label), SAID_FOR);
    } catch {
      announce('The browser does not allow this page to copy. Select the text and press Ctrl+C (⌘C on a Mac).');
    }
  });
  return button;
}

/** A text in the font of code, with a button that copies it. */
export function copyable(text, what) {
  return h('span', { class: 'copyable' }, h('code', { class: 'mono' }, text), copyButton('', () => text, { class: 'quiet square', 'aria-label': `Copy ${what}` }));
}
