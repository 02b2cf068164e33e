/** The page of one data API. */

import { get, path, Problem } from './api.js';
import { dataApiActions } from './data-api-actions.js';
import { activeKeysOf } from './data-apis-view.js';
import { DATA_API_ID } from './deleted-history.js';
import { topmostDialog } from './dialog.js';
import { fill, freshId, h, keepFocus, said, titlePage } from './dom.js';
import { facts } from './facts.js';
import { historyOf } from './history.js';
import { icon } from './icons.js';
import { LAG } from './listing.js';
import { showProblem } from './problems.js';
import { DATA_API_RESTRICTIONS, restrictionFacts } from './restrictions.js';
import { withQuery } from './router.js';
import { routeList } from './routes.js';
import { DATA_API_SETTINGS, settingFacts } from './settings.js';
import { ago, at, full } from './times.js';

export function dataApiView(app, { id }) {
  const heading = freshId('heading');
  const head = h('div', {});
  const problem = h('div', { role: 'alert' });
  const body = h('div', { class: 'panels even' });
  const history = DATA_API_ID.test(id) ? historyOf(path('data-apis', id, 'events')) : null;
  const keys = h('p', {});
  const element = h('section', { 'aria-labelledby': heading, 'data-id': id, class: 'page' },
    h('p', { class: 'crumb' }, h('a', { href: app.lastAddress['data-apis'] ?? '#/data-apis' }, icon('back'), 'Data APIs')), head, problem, body);
  let shown;
  let missing = !DATA_API_ID.test(id);

  function draw() {
    const listed = app.dataApis.find(id);
    const api = listed ?? (missing ? undefined : shown?.api);
    const active = activeKeysOf(app)(id);
    fill(keys, active ? h('a', { href: withQuery('#/keys', { data_api: id }) }, active) : h('span', { class: 'bone short' }));
    if (!listed && api && !app.dataApis.loading) read();
    if (shown && shown.api === api && shown.missing === missing) return;
    const changed = shown?.api && shown.api !== api;
    shown = { api, missing };
    keepFocus(element, () => {
      if (api) found(api);
      else if (missing) lost();
      else fill(head, h('h1', { id: heading }, id), h('span', { class: 'bone short' }));
    });
    if (changed) setTimeout(() => element.isConnected && history.refresh(), LAG);
    if (element.isConnected && !topmostDialog()) titlePage();
  }

  function lost() {
    fill(head, h('h1', { id: heading }, 'No data API with this ID'), h('p', { class: 'lead' }, 'If it was deleted, its history is below. ID: ', h('code', {}, said(id))));
    fill(body, history ? h('div', { class: 'panel wide' }, history) : null);
  }

  function found(api) {
    fill(head, h('div', { class: 'view-head' },
      h('div', {}, h('h1', { id: heading, class: 'mono' }, api.data_api_id), api.description ? h('p', { class: 'lead' }, said(api.description)) : null),
      h('div', { class: 'view-actions key-actions' }, dataApiActions(app, api).filter(({ page }) => !page).map((entry) => h('button', {
        type: 'button', class: entry.danger ? 'danger-word' : null, 'data-act': entry.label, onclick: entry.act,
      }, icon(entry.icon), entry.label)))));
    fill(body,
      h('section', { class: 'panel', 'aria-label': 'Settings' }, h('h2', {}, 'Settings'), facts([
        ['Domain', said(api.domain)], ...settingFacts(DATA_API_SETTINGS, api, ['description']), ...restrictionFacts(DATA_API_RESTRICTIONS, api),
        ['Keys', keys], ['Registered', [at(api.created_at, full), ', ', ago(api.created_at), ' by ', said(api.created_by)]],
      ])),
      h('section', { class: 'panel', 'aria-label': 'Routes' }, h('h2', {}, 'Routes'), routeList(api.routes)),
      h('div', { class: 'panel wide' }, history));
  }

  let reading = null;
  function read() {
    reading ??= get(path('data-apis', id)).then((api) => {
      showProblem(problem);
      app.dataApis.put(api);
    }, (error) => {
      if (!(error instanceof Problem && error.status === 404)) {
        if (!shown.api) fill(head, h('h1', { id: heading }, id));
        return showProblem(problem, error, read);
      }
      missing = true;
      app.dataApis.remove(id);
      return draw();
    }).finally(() => { reading = null; });
  }

  for (const listing of [app.dataApis, app.keys]) listing.addEventListener('change', draw, { signal: app.viewSignal });
  draw();
  if (!missing) read();
  return { element };
}
