/** A dialog over the page. The browser keeps focus inside it and gives it back when it closes. */

import { fill, freshId, h, said } from './dom.js';
import { icon } from './icons.js';

export class Dialog {
  #element;
  #heading;
  #body = h('div', { class: 'dialog-body' });
  #actions = h('footer', { class: 'dialog-actions' });
  #pageTitle = document.title;
  #closed = false;

  /**
   * Opens over the page. `about` is the name of what it is about; `onclose` is told once when it closes; `focusAfter`
   * says where focus belongs if what had it is gone.
   */
  constructor(title, { about, onclose, focusAfter, wide } = {}) {
    const id = freshId('dialog');
    this.#heading = h('h2', { id, tabindex: '-1' });
    this.closable = () => true;
    const opener = document.activeElement;
    this.#element = h('dialog', { class: wide ? 'dialog wide' : 'dialog', 'aria-labelledby': id },
      h('form', { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.onsubmit?.(); } },
        h('header', { class: 'dialog-head' },
          h('div', {}, this.#heading, about ? h('p', { class: 'about' }, said(about)) : null),
          h('button', { type: 'button', class: 'quiet square', 'aria-label': 'Close', onclick: () => this.close() }, icon('close'))),
        this.#body, this.#actions));
    this.#element.addEventListener('cancel', (event) => { event.preventDefault(); this.close(); });
    // Chromium closes at the second Escape without asking; the key itself is asked instead.
    this.#element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); this.close(); }
    });
    this.#element.addEventListener('close', () => {
      if (this.#closed) return;
      this.#closed = true;
      this.#element.remove();
      document.title = this.#pageTitle;
      onclose?.();
      const target = opener?.isConnected && opener !== document.body ? opener : focusAfter?.();
      (target ?? document.getElementById('main'))?.focus();
    });
    document.body.append(this.#element);
    this.title(title);
    this.#element.showModal();
  }

  /** Names the dialog, and the page while it is open. */
  title(text) {
    this.#heading.textContent = text;
    document.title = `${text} · Latchkey`;
  }

  /** Puts content and buttons into the dialog and focus at the first thing to do. */
  show(content, actions) {
    fill(this.#body, content);
    fill(this.#actions, actions);
    const first = this.#element.querySelector('[autofocus]:not(:disabled)')
      ?? this.#body.querySelector('input:not(:disabled), textarea:not(:disabled), select:not(:disabled)');
    (first ?? this.#heading).focus();
    if (!first) this.#body.scrollTop = 0;
  }

  /** Closes, unless `closable` says no. */
  close() {
    if (!this.#closed && this.closable()) this.#element.close();
  }

  get open() {
    return !this.#closed;
  }

  /** Marks the dialog as busy: nothing in it can be changed. */
  busy(on) {
    this.#element.setAttribute('aria-busy', String(on));
  }
}
