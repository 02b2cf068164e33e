/** What stands where there is nothing to show: why, and what to do about it. */

import { createKey } from './create-key.js';
import { showHistory } from './deleted-history.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { registerDataApi } from './register-data-api.js';

/** Where no key is shown; the last argument is an ID that is searched for, where it stands, and how to ask again. */
export function emptyKeys(app, filter, clear, { id, state, retry }) {
  if (state === 'asking') return empty('search', 'Looking for this key…', 'It is not in the part of the list that is here.');
  if (state instanceof Error) {
    return empty('search', 'This key could not be looked up', state.message, h('button', { type: 'button', onclick: retry }, 'Try again'));
  }
  if (state === 'missing') {
    return empty('history', 'No key in the list has this id', 'If it was deleted, what happened to it is still known.',
      h('button', { type: 'button', onclick: () => showHistory('keys', id) }, 'Show its history'));
  }
  if (app.keys.loading) return empty('search', 'No key matches so far', 'The list is still being read.');
  if (filter.search || filter.dataApi || filter.status) {
    return empty('search', 'No key matches', 'No key has all that you asked for.', h('button', { type: 'button', onclick: clear }, 'Show all keys'));
  }
  if (app.dataApis.size === 0) return noDataApi(app);
  return empty('key', 'No keys yet', 'A key lets an app open one data API. Make one, copy it, and hand it to the app.',
    app.mayManage ? h('button', { type: 'button', class: 'primary', onclick: () => createKey(app) }, icon('plus'), 'New key') : null);
}

export function noDataApi(app) {
  return empty('data', 'Start with a data API',
    'A data API is one of your APIs that apps read data from: its domain, its dataset, and the routes that its keys open. Registering one makes its first key.',
    app.mayManage ? h('button', { type: 'button', class: 'primary', onclick: () => registerDataApi(app) }, icon('plus'), 'Register a data API') : null);
}

function empty(mark, title, words, action) {
  return h('div', { class: 'empty' }, icon(mark), h('h2', {}, title), h('p', {}, words), action);
}
