/** The one time that an API key is shown. It is in the page only while this is open. */

import { showDelivered } from './deliver-to.js';
import { fill, freshId, h, said } from './dom.js';
import { icon } from './icons.js';
import { snippets } from './snippets.js';
import { at, full } from './times.js';

/**
 * Shows a key's secret in a dialog until the person has stored it, or copied it and chosen Close. `notes` are sentences above it,
 * code for the data API is below. Of a key that was delivered it says where the secret is.
 */
export function showSecret(dialog, title, key, notes = [], dataApi = undefined) {
  if (!key.api_key) return showDelivered(dialog, title, key, notes);
  const id = freshId('secret');
  const secret = h('code', { class: 'secret', id, tabindex: '0', role: 'textbox', 'aria-readonly': 'true', 'aria-label': 'API key' }, key.api_key);
  const copied = h('span', { class: 'copied', role: 'status' });
  const copy = h('button', { type: 'button', class: 'primary', autofocus: true }, icon('copy'), 'Copy');
  let wasCopied = false;
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(secret.textContent);
      wasCopied = true;
      close.classList.add('primary');
      copy.classList.remove('primary');
      fill(copied, icon('check'), 'Copied');
    } catch {
      getSelection().selectAllChildren(secret);
      fill(copied, 'Press Ctrl+C (⌘C on a Mac) to copy.');
    }
  });
  const reminder = h('p', { class: 'field-error', role: 'alert' });
  const stored = h('input', { type: 'checkbox', id: freshId('stored') });
  const close = h('button', { type: 'submit' }, 'Close');
  stored.addEventListener('change', () => {
    fill(reminder);
    close.classList.toggle('primary', stored.checked || wasCopied);
  });

  const stay = (event) => event.preventDefault();
  const forget = () => { secret.textContent = ''; };
  addEventListener('beforeunload', stay);
  addEventListener('pagehide', forget);
  dialog.closable = () => {
    if (!stored.checked) {
      fill(reminder, 'Copy and store it first. Then tick the box.');
      stored.focus();
      return false;
    }
    removeEventListener('beforeunload', stay);
    removeEventListener('pagehide', forget);
    getSelection().removeAllRanges();
    forget();
    dialog.holdsSecret = false;
    return true;
  };
  dialog.holdsSecret = true;
  dialog.onsubmit = () => {
    stored.checked ||= wasCopied;
    dialog.close();
  };
  dialog.title(title);
  dialog.show([
    notes.map((note) => h('p', { class: 'notice' }, note)),
    h('p', {}, h('strong', {}, 'Copy it now: you won’t see it again.'), ' Keep it in a secret manager, not in a chat.'),
    h('div', { class: 'secret-box' }, secret, h('div', { class: 'secret-actions' }, copy, copied)),
    h('p', { class: 'hint' }, 'Apps send it in the header ', h('code', {}, 'X-Api-Key'), ' of each request to ', said(key.data_api_id, { class: 'mono' }),
      '. It works until ', at(key.expires_at, full), '.'),
    h('details', {}, h('summary', {}, 'Code that uses the key'), snippets(key, dataApi, 'h3')),
    h('label', { class: 'check' }, stored, 'I’ve stored it safely'),
    reminder,
  ], [close]);
  return undefined;
}
