/** What stands where there is nothing to show: why, and what to do about it. */

import { createKey } from './create-key.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { MOST } from './listing.js';
import { registerDataApi } from './register-data-api.js';
import { keyAddress } from './router.js';

const ONLY_THE_NEWEST = `Only the newest ${MOST.toLocaleString('en')} keys were searched. Choose a data API to reach older ones.`;

/** Where no key is shown; the last argument is an ID that is searched for, where it stands, and how to ask again. */
export function emptyKeys(app, filter, clear, { id, state, retry }) {
  if (state === 'asking') return empty('search', 'Looking for this key…', 'It is not in the list that is loaded.');
  if (state instanceof Error) {
    return empty('search', 'This key could not be looked up', state.message, h('button', { type: 'button', onclick: retry }, 'Try again'));
  }
  if (state === 'missing') {
    return empty('history', 'No key with this ID', 'It may have been deleted. Its history is kept.', h('a', { href: keyAddress(id) }, 'View history'));
  }
  if (app.keys.loading && !app.keys.settled) return empty('search', 'No keys match so far', 'More keys are loading.');
  if (filter.search || filter.dataApi || filter.status || filter.owner || filter.show) {
    return empty('search', 'No keys match', app.keys.complete ? 'Change the search or the filters.' : ONLY_THE_NEWEST, h('button', { type: 'button', onclick: clear }, 'Clear filters'));
  }
  if (app.dataApis.size === 0) return noDataApi(app);
  return empty('key', 'No keys yet', 'A key lets an app call one data API. Create one, copy it, and give it to the app.',
    app.mayManage ? h('button', { type: 'button', class: 'primary', onclick: () => createKey(app) }, icon('plus'), 'New key') : null);
}

export function noDataApi(app) {
  return empty('data', 'Start with a data API',
    'Register an API that serves data and get its first key.',
    app.mayManage ? h('button', { type: 'button', class: 'primary', onclick: () => registerDataApi(app) }, icon('plus'), 'Register a data API') : null);
}

function empty(mark, title, words, action) {
  return h('div', { class: 'empty' }, icon(mark), h('h2', {}, title), h('p', {}, words), action);
}
