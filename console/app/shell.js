/** What stands around every view: where one is, who one is, the way out. */

import { fill, h, said } from './dom.js';
import { icon } from './icons.js';

const LINKS = [['#/', 'Overview', ['overview']], ['#/keys', 'Keys', ['keys', 'key']], ['#/data-apis', 'Data APIs', ['data-apis', 'data-api']], ['#/activity', 'Activity', ['activity']]];

/** The frame, which can be shown before anyone is known; `place` is where views go. */
export function shell() {
  const links = LINKS.map(([href, word, names]) => Object.assign(h('a', { href }, word), { names }));
  const place = h('main', { id: 'main', tabindex: '-1' }, h('p', { class: 'unseen' }, 'Loading…'),
    h('span', { class: 'bone title', 'aria-hidden': 'true' }), h('span', { class: 'bone block', 'aria-hidden': 'true' }));
  const who = h('div', { class: 'me' });
  const element = [
    h('header', { class: 'top' },
      h('a', { class: 'brand', href: '#/' }, h('span', { class: 'mark' }, icon('key')), 'Latchkey'),
      h('nav', { 'aria-label': 'Views' }, links),
      who),
    place,
  ];
  return {
    element,
    place,
    /** Names the person; `find` opens the search for anything. */
    welcome(me, mayManage, { find, signOut }) {
      fill(who,
        h('button', { type: 'button', class: 'quiet find', 'aria-label': 'Find anything', onclick: find }, icon('search')),
        h('span', { class: 'who clip' }, said(me.name)), me.domains === '*' ? null : h('span', { class: 'tag clip' }, me.domains.join(', ')),
        mayManage ? null : h('span', { class: 'tag' }, icon('eye'), 'View only'),
        h('button', { type: 'button', class: 'quiet', onclick: signOut }, 'Sign out'));
    },
    /** Marks the link of the view that is shown. */
    mark(name) {
      for (const link of links) {
        if (link.names.includes(name)) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
    },
  };
}
