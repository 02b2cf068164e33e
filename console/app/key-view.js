/** The page of one key. */

import { get, path, Problem } from './api.js';
import { topmostDialog } from './dialog.js';
import { explainRequest } from './explain.js';
import { fill, freshId, h, keepFocus, said, titlePage } from './dom.js';
import { KEY_ID } from './deleted-history.js';
import { historyOf } from './history.js';
import { icon } from './icons.js';
import { keyActions } from './key-actions.js';
import { graceNotice, keyFacts, keyLimits } from './key-facts.js';
import { keyLook } from './key-row.js';
import { isLive, statusOf } from './key-state.js';
import { LAG } from './listing.js';
import { showProblem } from './problems.js';
import { routeList } from './routes.js';
import { snippets } from './snippets.js';
import { statusMark } from './status-mark.js';
import { usageOf } from './usage-chart.js';

export function keyView(app, { id }) {
  const heading = freshId('heading');
  const head = h('div', {});
  const problem = h('div', { role: 'alert' });
  const body = h('div', { class: 'panels' });
  const history = KEY_ID.test(id) ? historyOf(path('keys', id, 'events')) : null;
  const usage = h('div', { class: 'panel-place' });
  const element = h('section', { 'aria-labelledby': heading, 'data-id': id, class: 'page' },
    h('p', { class: 'crumb' }, h('a', { href: app.lastAddress.keys ?? '#/keys' }, icon('back'), 'Keys')), head, problem, body);
  let shown;
  let missing = !KEY_ID.test(id);
  let drawnUsage = false;
  let reading = null;

  function draw() {
    const listed = app.keys.find(id);
    const key = listed ?? (missing ? undefined : shown?.key);
    if (!listed && key) read();
    const state = `${key && keyLook(key)} ${app.dataApis.find(key?.data_api_id)?.revision}`;
    if (shown && shown.key === key && shown.state === state && shown.missing === missing) return;
    const changed = shown?.key && shown.key !== key;
    shown = { key, state, missing };
    keepFocus(element, () => {
      if (key) found(key);
      else if (missing || changed) lost();
      else fill(head, title('Key'), h('span', { class: 'bone' }), h('span', { class: 'bone short' }));
    });
    if (changed) setTimeout(() => element.isConnected && history?.refresh(), LAG);
    if (element.isConnected && !topmostDialog()) titlePage();
  }

  const title = (...words) => h('h1', { id: heading }, words);

  function found(key) {
    const status = statusOf(key);
    fill(head,
      h('div', { class: 'view-head' },
        h('div', {}, title(said(key.name)), h('p', { class: 'lead' }, statusMark(status), key.description ? said(key.description) : null)),
        h('div', { class: 'view-actions key-actions' }, keyActions(app, key).filter(({ page }) => !page).map((entry) => h('button', {
          type: 'button', class: entry.danger ? 'danger-word' : null, 'data-act': entry.label, onclick: entry.act,
        }, icon(entry.icon), entry.label)))),
      graceNotice(key));
    if (!drawnUsage) fill(usage, usageOf(id));
    drawnUsage = true;
    const api = app.dataApis.find(key.data_api_id);
    fill(body,
      h('div', { class: 'stack' },
        h('section', { class: 'panel', 'aria-label': 'State' }, h('h2', {}, 'State'), keyFacts(key)),
        h('section', { class: 'panel', 'aria-label': 'Access' }, h('h2', {}, 'Access'), api ? routeList(api.routes) : null, keyLimits(key),
          h('p', {}, h('button', { type: 'button', 'data-act': 'Explain', onclick: () => explainRequest(key, api) }, 'Explain a request')))),
      h('div', { class: 'stack' }, usage, isLive(key) ? snippets(key, api) : null, h('div', { class: 'panel' }, history)));
  }

  function lost() {
    fill(head, title('No key with this ID'),
      h('p', { class: 'lead' }, 'If it was deleted, its history is below. ID: ', h('code', {}, said(id))));
    fill(body, history ? h('div', { class: 'panel wide' }, history) : null);
  }

  /** Reads the key itself: it may be beyond what is listed, or gone. */
  function read() {
    reading ??= readOnce().finally(() => { reading = null; });
  }

  async function readOnce() {
    try {
      const key = await get(path('keys', id), { include: 'usage' });
      showProblem(problem);
      app.keys.put(key);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) {
        missing = true;
        app.keys.remove(id);
        draw();
      } else {
        showProblem(problem, error, read);
        if (!shown.key) fill(head, title('Key'));
      }
    }
  }

  for (const listing of [app.keys, app.dataApis]) listing.addEventListener('change', draw, { signal: app.viewSignal });
  draw();
  if (!missing) read();
  return { element };
}
