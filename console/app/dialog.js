/** A dialog over the page. The browser keeps focus inside it and gives it back when it closes. */

import { fill, freshId, h, said, titlePage } from './dom.js';
import { icon } from './icons.js';
import { stepForDialog } from './steps.js';

const opened = [];

/** The topmost open dialog, or null. */
export function topmostDialog() {
  return opened.at(-1) ?? null;
}

/** Closes every dialog, whatever it is doing, except one that shows a secret. */
export function dismissDialogs() {
  for (const dialog of opened.toReversed()) dialog.dismiss();
}

export class Dialog {
  /** Whether it may close now; may say why not. */
  closable = () => true;
  /** Whether it shows a secret that is nowhere else. */
  holdsSecret = false;
  #element;
  #heading;
  #body = h('div', { class: 'dialog-body' });
  #wait = h('p', { class: 'dialog-wait', role: 'status' });
  #actions = h('footer', { class: 'dialog-actions' });
  #busy = false;
  #leaving = false;
  #closed = false;
  #stay = (event) => event.preventDefault();

  /**
   * Opens over the page. `about` is the name of what it is about; `onclose` is told once when it closes; `focusAfter`
   * says where focus belongs if what had it is gone.
   */
  constructor(title, { about, onclose, focusAfter, wide } = {}) {
    const id = freshId('dialog');
    this.#heading = h('h2', { id, tabindex: '-1' });
    const opener = document.activeElement;
    this.#element = h('dialog', { class: wide ? 'dialog wide' : 'dialog', 'aria-labelledby': id },
      h('form', { novalidate: true, onsubmit: (event) => { event.preventDefault(); if (!this.#busy) this.onsubmit?.(); } },
        h('header', { class: 'dialog-head' },
          h('div', {}, this.#heading, about ? h('p', { class: 'about' }, said(about)) : null),
          h('button', { type: 'button', class: 'quiet square', 'aria-label': 'Close', onclick: () => this.close() }, icon('close'))),
        this.#body, this.#wait, this.#actions));
    this.#element.addEventListener('cancel', (event) => { event.preventDefault(); this.close(); });
    // Chromium closes at the second Escape without asking; the key itself is asked instead.
    this.#element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) { event.preventDefault(); this.close(); }
    });
    this.#element.addEventListener('close', () => {
      if (this.#closed) return;
      if (!this.#leaving && !this.#mayClose()) {
        this.#element.showModal();
        return;
      }
      this.#closed = true;
      this.#leave();
      this.#element.remove();
      const below = topmostDialog();
      if (below) below.title();
      else titlePage();
      onclose?.();
      const target = opener?.isConnected && opener !== document.body ? opener : focusAfter?.();
      (target ?? document.getElementById('main'))?.focus();
    });
    document.body.append(this.#element);
    this.title(title);
    this.#element.showModal();
    opened.push(this);
    stepForDialog();
  }

  /** Names the dialog, and the page while it is open. */
  title(text = this.#heading.textContent) {
    this.#heading.textContent = text;
    document.title = `${text} · Latchkey`;
  }

  /** Puts content and buttons into the dialog and focus at the first thing to do. */
  show(content, actions) {
    fill(this.#body, content);
    fill(this.#actions, actions);
    const first = this.#element.querySelector('[autofocus]:not(:disabled)')
      ?? this.#body.querySelector('input:not(:disabled), textarea:not(:disabled), select:not(:disabled)');
    this.#body.scrollTop = 0;
    (first ?? this.#heading).focus();
  }

  /** Closes, unless it is busy or `closable` says no. Whether it closes. */
  close() {
    if (this.#closed || !this.#mayClose()) return false;
    this.#leave();
    this.#element.close();
    return true;
  }

  /** Closes without asking, unless it shows a secret. */
  dismiss() {
    if (this.holdsSecret) return;
    this.busy(false);
    this.#leave();
    this.#element.close();
  }

  get open() {
    return !this.#closed;
  }

  /** Says something above the buttons, until the dialog is sent. */
  hint(text) {
    fill(this.#wait, text);
  }

  /** Marks the dialog as busy: nothing in it can be changed, and it cannot be closed until what it sent has a response. */
  busy(on) {
    this.#busy = on;
    this.#element.setAttribute('aria-busy', String(on));
    fill(this.#wait);
    const submit = this.#actions.querySelector('[type=submit]');
    if (on) submit?.setAttribute('aria-disabled', 'true');
    else submit?.removeAttribute('aria-disabled');
    if (on) addEventListener('beforeunload', this.#stay);
    else removeEventListener('beforeunload', this.#stay);
  }

  #mayClose() {
    if (this.#busy) fill(this.#wait, 'Wait for the response, then close this.');
    return !this.#busy && this.closable();
  }

  #leave() {
    this.#leaving = true;
    if (opened.includes(this)) opened.splice(opened.indexOf(this), 1);
  }
}
