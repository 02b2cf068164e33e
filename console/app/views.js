/** The views of the console by the name that the router gives them, and how they replace one another. */

import { activityView } from './activity-view.js';
import { dataApiView } from './data-api-view.js';
import { dataApisView } from './data-apis-view.js';
import { topmostDialog } from './dialog.js';
import { fill, h, titlePage } from './dom.js';
import { keyView } from './key-view.js';
import { keysView } from './keys-view.js';
import { overviewView } from './overview-view.js';
import { placeOf } from './router.js';
import { wasTraversed } from './steps.js';

const VIEWS = {
  overview: overviewView, keys: keysView, key: keyView, 'data-apis': dataApisView, 'data-api': dataApiView, activity: activityView, nothing: nothingView,
};

/** Shows the view that the address names in the frame, now and whenever the address changes. */
export function followAddress(app, frame) {
  let leave = null;
  let shown = null;
  /** How far down each address was left. */
  const offsets = new Map();
  const show = ({ oldURL } = {}) => {
    if (oldURL) {
      const { hash } = new URL(oldURL);
      offsets.set(hash, scrollY);
      app.lastAddress[shown.name] = hash;
    }
    const place = placeOf(location.hash);
    const isSame = shown?.name === place.name && shown.id === place.id;
    if (wasTraversed() && isSame && shown.view.follow) return shown.view.follow(place.query);
    leave?.abort();
    leave = new AbortController();
    app.viewSignal = leave.signal;
    const first = !shown;
    const left = shown?.id;
    shown = { ...place, view: VIEWS[place.name](app, place) };
    fill(frame.place, shown.view.element);
    frame.mark(place.name);
    if (!topmostDialog()) titlePage();
    scrollTo(0, wasTraversed() ? offsets.get(location.hash) ?? 0 : 0);
    const row = wasTraversed() && left ? frame.place.querySelector(`tr[data-id="${CSS.escape(left)}"] a`) : null;
    return first ? undefined : (row ?? frame.place).focus({ preventScroll: true });
  };
  addEventListener('hashchange', show, { signal: app.left });
  app.left.addEventListener('abort', () => leave.abort());
  show();
}

function nothingView() {
  return { element: h('section', { class: 'page', 'aria-label': 'Not found' },
    h('h1', {}, 'This page does not exist'),
    h('p', { class: 'lead' }, 'The address may be incomplete. ', h('a', { href: '#/' }, 'Go to the overview'))) };
}
