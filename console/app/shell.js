/** What stands around every view: where one is, who one is, the way out. */

import { h, said } from './dom.js';
import { icon } from './icons.js';

const VIEWS = [['#/keys', 'Keys'], ['#/data-apis', 'Data APIs']];

/** The shell; `place` is where views go. */
export function shell(me, mayManage, signOut) {
  const links = VIEWS.map(([href, word]) => h('a', { href }, word));
  const place = h('main', { id: 'main', tabindex: '-1' });
  const element = [
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: '#/keys' }, h('span', { class: 'mark' }, icon('key')), 'Latchkey'),
      h('nav', { 'aria-label': 'Views' }, links),
      h('div', { class: 'me' },
        h('span', { class: 'who clip' }, said(me.name)), me.domains === '*' ? null : h('span', { class: 'tag clip' }, me.domains.join(', ')),
        mayManage ? null : h('span', { class: 'tag' }, icon('eye'), 'View only'),
        h('button', { type: 'button', class: 'quiet', onclick: signOut }, 'Sign out'))),
    place,
  ];
  return {
    element,
    place,
    /** Marks the link of the view that is shown. */
    mark(href) {
      for (const link of links) {
        if (link.getAttribute('href') === href) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
    },
  };
}
