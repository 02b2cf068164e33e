/** The bar of what can be done with the keys that are ticked. */

import { saveKeys } from './csv.js';
import { counted, fill, h } from './dom.js';
import { canDelete, canRevoke, isLive, statusOf } from './key-state.js';
import { deleteKeys, editOwners, extendKeys, revokeKeys, suspendKeys } from './several-keys.js';

/** The bar; `matching` gives the keys that the filters show. */
export function selectedKeys(app, selection, matching) {
  const element = h('section', { class: 'several', 'aria-label': 'Selected keys', hidden: true });
  const everything = () => selection.setAll(matching().filter((key) => app.manages(key.domain)).map((key) => key.key_id), true);

  return {
    element,
    draw() {
      const keys = selection.of(app.keys);
      element.hidden = keys.length === 0;
      if (!keys.length) return fill(element);
      const had = element.contains(document.activeElement) ? document.activeElement.dataset.act : null;
      const live = keys.filter((key) => isLive(key));
      const running = live.filter((key) => statusOf(key) === 'active');
      const endable = keys.filter(canRevoke);
      const gone = keys.filter((key) => canDelete(key));
      const shown = new Set(matching());
      const hidden = keys.filter((key) => !shown.has(key)).length;
      const more = [...shown].filter((key) => app.manages(key.domain)).length;
      fill(element, h('p', { role: 'status' }, `${counted(keys.length, 'key')} selected`, hidden ? h('span', { class: 'sub' }, ` ${hidden.toLocaleString('en')} hidden by filters`) : null),
        more > keys.length - hidden ? button('all', `Select all ${more.toLocaleString('en')} that match`, 'quiet', everything) : null,
        live.length ? button('extend', 'Extend', null, () => extendKeys(app, live)) : null,
        button('owner', 'Edit owner', null, () => editOwners(app, keys)),
        running.length ? button('suspend', 'Suspend', null, () => suspendKeys(app, running)) : null,
        endable.length ? button('revoke', `Revoke ${counted(endable.length, 'key')}`, 'danger', () => revokeKeys(app, endable)) : null,
        gone.length ? button('delete', `Delete ${counted(gone.length, 'key')}`, 'danger', () => deleteKeys(app, gone)) : null,
        button('csv', 'CSV', 'quiet', () => saveKeys(keys, true)),
        button('clear', 'Clear', 'quiet', () => { selection.clear(); document.getElementById('main').focus(); }));
      return had && element.querySelector(`[data-act="${had}"]`)?.focus();
    },
  };
}

function button(act, words, kind, onclick) {
  return h('button', { type: 'button', class: kind, 'data-act': act, onclick }, words);
}
