/** The page of data APIs. */

import { path } from './api.js';
import { dataApiDialog } from './data-api-dialog.js';
import { deleteDataApi } from './delete-data-api.js';
import { deletedHistoryButton } from './deleted-history.js';
import { counted, fill, freshId, h, said } from './dom.js';
import { editDataApi } from './edit-data-api.js';
import { noDataApi } from './empty.js';
import { facts } from './facts.js';
import { historyOf } from './history.js';
import { icon } from './icons.js';
import { createKey } from './create-key.js';
import { statusOf } from './key-state.js';
import { menuButton } from './menu.js';
import { showProblem } from './problems.js';
import { registerDataApi } from './register-data-api.js';
import { routeText } from './routes.js';
import { DATA_API_RESTRICTIONS, restrictionFacts } from './restrictions.js';
import { DATA_API_SETTINGS, settingFacts } from './settings.js';
import { ago, at, full } from './times.js';

const WAITING = 3;

export function dataApisView(app) {
  const list = h('ul', { class: 'cards' });
  const problem = h('div', { role: 'alert' });
  const empty = h('div', {});
  const foot = deletedHistoryButton('data-apis');

  function draw() {
    const { things, loading, error } = app.dataApis;
    const waiting = loading && things.length === 0;
    const active = new Map();
    for (const key of app.keys.things) {
      if (statusOf(key) === 'active') active.set(key.data_api_id, (active.get(key.data_api_id) ?? 0) + 1);
    }
    list.setAttribute('aria-busy', String(waiting));
    foot.hidden = waiting;
    list.hidden = !waiting && things.length === 0;
    const had = list.contains(document.activeElement) ? document.activeElement.closest('li')?.dataset.id : null;
    fill(list, waiting ? Array.from({ length: WAITING }, waitingCard) : things.map((api) => card(app, api, active.get(api.data_api_id) ?? 0)));
    if (had) list.querySelector(`[data-id="${had}"] [aria-haspopup]`)?.focus();
    fill(empty, !waiting && things.length === 0 && !error ? noDataApi(app) : null);
    showProblem(problem, error);
  }
  for (const listing of [app.dataApis, app.keys]) listing.addEventListener('change', draw, { signal: app.viewSignal });

  const heading = freshId('heading');
  const element = h('section', { 'aria-labelledby': heading },
    h('div', { class: 'view-head' },
      h('div', {}, h('h1', { id: heading }, 'Data APIs'), h('p', { class: 'lead' }, 'What keys open: a dataset of a domain, and the routes that serve it.')),
      h('div', { class: 'view-actions' },
        h('button', { type: 'button', class: 'quiet', onclick: () => app.dataApis.load() }, icon('rotate'), 'Refresh'),
        app.mayManage ? h('button', { type: 'button', class: 'primary', 'data-new': true, onclick: () => registerDataApi(app) }, icon('plus'), 'Register') : null)),
    problem, list, empty, foot);
  draw();
  return { element, title: 'Data APIs' };
}

function card(app, api, active) {
  return h('li', { class: 'card', 'data-id': api.data_api_id },
    h('div', { class: 'card-head' },
      h('h2', {}, h('button', { type: 'button', class: 'link name mono', onclick: () => showDataApi(api) }, api.data_api_id)),
      menuButton(`Actions for ${api.data_api_id}`, () => actions(app, api))),
    h('p', { class: 'sub' }, said(api.domain), ' · ', said(api.dataset)),
    api.description ? h('p', { class: 'clip' }, said(api.description)) : null,
    h('ul', { class: 'route-list' }, api.routes.map((route) => h('li', { class: 'mono' }, routeText(route)))),
    h('p', { class: 'card-foot' }, h('a', { href: `#/keys?data_api=${api.data_api_id}` }, counted(active, 'active key')),
      h('span', { class: 'sub' }, 'registered ', ago(api.created_at), ' by ', said(api.created_by))));
}

function actions(app, api) {
  return [
    app.manages(api.domain) && { icon: 'plus', label: 'New key', act: () => createKey(app, api.data_api_id) },
    app.manages(api.domain) && { icon: 'edit', label: 'Edit', act: () => editDataApi(app, api) },
    { icon: 'history', label: 'History', act: () => showDataApi(api) },
    app.manages(api.domain) && { icon: 'trash', label: 'Delete', danger: true, act: () => deleteDataApi(app, api) },
  ].filter(Boolean);
}

function showDataApi(api) {
  const dialog = dataApiDialog('Data API', api, { wide: true });
  dialog.show([
    api.description ? h('p', {}, said(api.description)) : null,
    facts([
      ['Domain', said(api.domain)], ...settingFacts(DATA_API_SETTINGS, api, ['description']), ...restrictionFacts(DATA_API_RESTRICTIONS, api),
      ['Routes', h('ul', { class: 'route-list' }, api.routes.map((route) => h('li', { class: 'mono' }, routeText(route))))],
      ['Registered', [at(api.created_at, full), ', ', ago(api.created_at), ' by ', said(api.created_by)]],
    ]),
    historyOf(path('data-apis', api.data_api_id, 'events')),
  ], [h('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => dialog.close() }, 'Close')]);
}

function waitingCard() {
  return h('li', { class: 'card skeleton' }, h('span', { class: 'bone' }), h('span', { class: 'bone short' }), h('span', { class: 'bone' }));
}
