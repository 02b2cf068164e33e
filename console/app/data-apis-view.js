/** The page of data APIs: a table with a search. */

import { dataApiActions } from './data-api-actions.js';
import { deletedHistoryButton } from './deleted-history.js';
import { counted, fill, freshId, h, said } from './dom.js';
import { noDataApi } from './empty.js';
import { icon } from './icons.js';
import { statusOf } from './key-state.js';
import { menuButton } from './menu.js';
import { showProblem } from './problems.js';
import { registerDataApi } from './register-data-api.js';
import { restrictionText } from './restrictions.js';
import { dataApiAddress, withQuery } from './router.js';
import { routeList } from './routes.js';
import { settle, stayAtSoon } from './steps.js';
import { ago } from './times.js';

const WAITING_APIS = 4;
const HEADS = ['Data API', 'Domain', 'Owner', 'Routes', 'Active keys', 'Registered'];

export function dataApisView(app, { query }) {
  let sought = query.get('q') ?? '';
  const search = h('input', {
    type: 'search', id: freshId('search'), placeholder: 'ID, domain, dataset or owner', autocomplete: 'off', spellcheck: 'false', value: sought, 'data-search': true,
    onchange: settle,
    oninput: () => {
      sought = search.value;
      stayAtSoon(withQuery('#/data-apis', { q: sought }));
      draw();
    },
  });
  const body = h('tbody', { role: 'rowgroup' });
  const table = h('table', { class: 'keys data-apis', role: 'table', 'aria-label': 'Data APIs' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, HEADS.map((word) => h('th', { role: 'columnheader', scope: 'col' }, word)),
      h('th', { role: 'columnheader', scope: 'col', class: 'actions' }, h('span', { class: 'unseen' }, 'Actions')))), body);
  const problem = h('div', { role: 'alert' });
  const empty = h('div', {});
  const foot = deletedHistoryButton('data-apis');

  function draw() {
    const { things, loading, error } = app.dataApis;
    const waiting = loading && things.length === 0;
    const active = activeKeysOf(app);
    const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = things.filter((api) => words.every((word) => textOf(api).includes(word)))
      .sort((a, b) => (`${a.domain} ${a.data_api_id}` < `${b.domain} ${b.data_api_id}` ? -1 : 1));
    table.setAttribute('aria-busy', String(waiting));
    foot.hidden = waiting;
    table.hidden = !waiting && shown.length === 0;
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    const controls = (row) => [...row?.querySelectorAll('a, button') ?? []];
    const had = focused && [focused.closest('tr').dataset.id, controls(focused.closest('tr')).indexOf(focused)];
    fill(body, waiting ? Array.from({ length: WAITING_APIS }, waitingApiRow) : shown.map((api) => dataApiRow(app, api, active)));
    if (had) controls([...body.rows].find((each) => each.dataset.id === had[0]))[had[1]]?.focus();
    fill(empty, waiting || shown.length || error ? null : things.length
      ? h('p', { class: 'hint', role: 'status' }, 'No data APIs match this search.') : noDataApi(app));
    showProblem(problem, error, () => app.dataApis.refresh());
  }
  for (const listing of [app.dataApis, app.keys]) listing.addEventListener('change', draw, { signal: app.viewSignal });

  const heading = freshId('heading');
  const element = h('section', { 'aria-labelledby': heading },
    h('div', { class: 'view-head' },
      h('div', {}, h('h1', { id: heading }, 'Data APIs'), h('p', { class: 'lead' }, 'The APIs your keys unlock.')),
      h('div', { class: 'view-actions' },
        h('button', { type: 'button', class: 'quiet', onclick: () => app.dataApis.load() }, icon('rotate'), 'Refresh'),
        app.mayManage ? h('button', { type: 'button', class: 'primary', 'data-new': true, onclick: () => registerDataApi(app) }, icon('plus'), 'New data API') : null)),
    h('search', { class: 'filters' }, h('div', { class: 'search' }, h('label', { for: search.id, class: 'unseen' }, 'Search data APIs'), icon('search'), search)),
    problem, table, empty, foot);
  draw();
  return { element, follow: (address) => { search.value = sought = address.get('q') ?? ''; draw(); } };
}

/** How many active keys a data API has, in words, given its ID; null while it is not known, and `2+` if there may be more. */
export function activeKeysOf(app) {
  if (!app.keys.settled) return () => null;
  const active = new Map();
  for (const key of app.keys.things) if (statusOf(key) === 'active') active.set(key.data_api_id, (active.get(key.data_api_id) ?? 0) + 1);
  return (id) => counted(active.get(id) ?? 0, 'active key').replace(' ', app.keys.complete ? ' ' : '+ ');
}

function dataApiRow(app, api, active) {
  const id = api.data_api_id;
  const count = active(id);
  return h('tr', { role: 'row', 'data-id': id },
    h('th', { role: 'rowheader', scope: 'row', class: 'main' }, h('a', { class: 'name mono', href: dataApiAddress(id) }, id),
      h('span', { class: 'sub clip', title: api.description }, said(api.dataset), api.description ? [' · ', said(api.description)] : null)),
    dataApiCell('Domain', said(api.domain)),
    dataApiCell('Owner', api.owner ? said(api.owner) : h('span', { class: 'sub' }, '–')),
    dataApiCell('Routes', routeList(api.routes)),
    dataApiCell('Active keys', count ? h('a', { href: withQuery('#/keys', { data_api: id }) }, count) : h('span', { class: 'bone short' })),
    dataApiCell('Registered', ago(api.created_at), h('span', { class: 'sub clip' }, 'by ', said(api.created_by))),
    h('td', { role: 'cell', class: 'actions' }, menuButton(`Actions for ${id}`, () => dataApiActions(app, api))));
}

function dataApiCell(label, ...content) {
  return h('td', { role: 'cell', 'data-label': label }, content);
}

function textOf(api) {
  return [api.data_api_id, api.domain, api.dataset, api.owner, api.description, api.tags && restrictionText('tags', api.tags)].join('\n').toLowerCase();
}

function waitingApiRow() {
  return h('tr', { role: 'row', class: 'skeleton' }, Array.from({ length: HEADS.length + 1 }, () => h('td', { role: 'cell' }, h('span', { class: 'bone' }))));
}
