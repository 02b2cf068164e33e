/** Outcomes, said in a corner of the page and to screen readers. */

import { fill, h } from './dom.js';
import { icon } from './icons.js';

const STAYS = 12_000;
let timer;

/** Says how something went. It stays a while, longer under the pointer or with focus, until dismissed or the next. */
export function announce(...content) {
  const place = document.getElementById('announcements');
  const note = h('div', { class: 'announcement' },
    h('p', {}, ...content),
    h('button', { type: 'button', class: 'quiet square', 'aria-label': 'Dismiss', onclick: clear }, icon('close')));
  // Shown again, so that it is above a dialog that opened meanwhile.
  place.hidePopover();
  place.showPopover();
  fill(place, note);
  clearTimeout(timer);
  const leave = () => {
    if (note.matches(':hover, :focus-within')) timer = setTimeout(leave, STAYS / 4);
    else if (note.isConnected) clear();
  };
  timer = setTimeout(leave, STAYS);
}

function clear() {
  const place = document.getElementById('announcements');
  if (place.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
  fill(place);
  place.hidePopover();
}
