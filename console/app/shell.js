/** What stands around every view: where one is, who one is, the way out. */

import { fill, h, said } from './dom.js';
import { icon } from './icons.js';
import { changeZone, otherZone, zone } from './times.js';

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
    zoneChoice(),
  ];
  return {
    element,
    place,
    /** Names the person; `find` opens the search for anything. */
    welcome(me, mayManage, { find, signOut }) {
      fill(who,
        h('button', { type: 'button', class: 'quiet find', 'aria-label': 'Find anything', onclick: find }, icon('search'), h('span', { class: 'word' }, 'Find')),
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

/** The time zone of exact times, and the button that changes it. */
function zoneChoice() {
  const words = h('span', {});
  const button = h('button', { type: 'button', class: 'link', onclick: () => { changeZone(); show(); } });
  const show = () => {
    fill(words, `Times are in ${zone()}. `);
    fill(button, `Show ${otherZone()}`);
  };
  show();
  return h('footer', { class: 'zone' }, words, otherZone() ? button : null);
}
