/** The page of keys: filters, table, pages, and what is done to several at once. */

import { createKey } from './create-key.js';
import { saveKeys } from './csv.js';
import { deletedHistoryButton } from './deleted-history.js';
import { denseButton } from './dense.js';
import { counted, fill, freshId, h } from './dom.js';
import { emptyKeys } from './empty.js';
import { filterBar } from './filter-bar.js';
import { icon } from './icons.js';
import { KeyFilter } from './key-filter.js';
import { KeyLookup } from './key-lookup.js';
import { keyQuery, keyQueryAddress } from './key-query.js';
import { endsSoon, statusOf } from './key-state.js';
import { keyTable } from './key-table.js';
import { MOST } from './listing.js';
import { idsIn } from './pasted.js';
import { showProblem } from './problems.js';
import { answers } from './questions.js';
import { selectedKeys } from './selected-keys.js';
import { stayAtSoon, stepTo } from './steps.js';
import { now } from './times.js';

const PAGE = 50;

export function keysView(app, { query }) {
  const selection = app.mayManage ? app.selection : null;
  const filter = keyQuery(query);
  const keyFilter = new KeyFilter();
  const lookup = new KeyLookup(app.keys);
  let page = 0;
  let unhidden = '';
  let scope = '';
  let matching = [];

  const bar = filterBar(app, filter, (isTyping) => { filter.page = 0; moved(isTyping); rescope(); draw(); });
  const table = keyTable(app, selection, filter, () => { filter.page = 0; moved(); draw(); });
  const problem = h('div', { role: 'alert' });
  const empty = h('div', {});
  const range = h('p', { role: 'status' });
  const previous = h('button', { type: 'button', onclick: () => turn(-1) }, icon('back'), 'Previous');
  const next = h('button', { type: 'button', onclick: () => turn(1) }, 'Next', icon('next'));
  const foot = deletedHistoryButton('keys');
  const steps = h('div', {}, previous, next);
  const pages = h('nav', { class: 'pages', 'aria-label': 'Pages' }, range, steps);
  const several = selection && selectedKeys(app, selection, () => matching);

  /** Writes the address: a step for each choice, and none for each character of a search. */
  const moved = (isTyping) => (isTyping ? stayAtSoon : stepTo)(keyQueryAddress(filter));

  function draw() {
    const sought = seek();
    const { keys, counts } = keyFilter.apply(app.keys, filter);
    const { loading, complete, settled, size, error } = app.keys;
    matching = keys;
    const waiting = loading && size === 0;
    const last = Math.max(0, Math.ceil(keys.length / PAGE) - 1);
    page = Math.min(filter.page, last);
    if (complete) filter.page = page;
    const shown = keys.slice(page * PAGE, (page + 1) * PAGE);
    bar.tell(counts, { waiting: waiting || (error && size === 0), partial: !complete });
    table.draw(shown, waiting);
    table.element.hidden = !waiting && keys.length === 0;
    steps.hidden = keys.length <= PAGE;
    foot.hidden = waiting;
    pages.hidden = waiting || keys.length === 0;
    fill(empty, !waiting && keys.length === 0 && (!error || sought.id) ? emptyKeys(app, filter, bar.clear, sought) : null);
    const all = counted(keys.length, 'key');
    const part = keys.length > PAGE ? `${(page * PAGE + 1).toLocaleString('en')}–${(page * PAGE + shown.length).toLocaleString('en')} of ${all}` : all;
    const text = loading && !settled ? `Loading… ${keys.length.toLocaleString('en')} so far.`
      : `${part}${complete || error ? '' : `. Only the newest ${MOST.toLocaleString('en')} keys are loaded: choose a data API to reach older ones`}`;
    if (range.textContent !== text) range.textContent = text;
    previous.disabled = page === 0;
    next.disabled = page >= last;
    showProblem(problem, error, reload);
    several?.draw();
  }

  function turn(step) {
    filter.page = page + step;
    moved();
    draw();
    if ((step < 0 ? previous : next).disabled) (step < 0 ? next : previous).focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /**
   * Handles a search for IDs. It asks the API for keys that are not in the list, and removes filters that hide a listed key,
   * once per search. It returns the first ID whose key is not in the list, and its state.
   */
  function seek() {
    const ids = idsIn(filter.search);
    const [id, state] = ids.map((each) => [each, lookup.find(each)]).find(([, each]) => each !== 'known') ?? [];
    if (!ids.length) unhidden = '';
    const known = ids.map((each) => app.keys.find(each)).filter(Boolean);
    if (known.length && unhidden !== filter.search) {
      unhidden = filter.search;
      if (known.some((key) => !passes(key, filter))) {
        Object.assign(filter, { status: '', dataApi: '', owner: '', show: '' });
        moved();
        bar.show();
        rescope();
      }
    }
    return { id, state, retry: () => lookup.retry() };
  }

  /** Shows what an address that Back or Forward leads to says. */
  function follow(address) {
    Object.assign(filter, keyQuery(address));
    bar.show();
    table.order();
    rescope();
    draw();
  }

  /** With more keys than are read by themselves, the API filters by data API, for as long as this view is shown. */
  function rescope() {
    const wanted = app.keys.complete && !scope ? '' : filter.dataApi;
    if (wanted === scope || (!scope && app.keys.loading)) return;
    scope = wanted;
    reload();
  }
  const reload = () => app.keys.load(scope ? { data_api_id: scope } : {});

  app.keys.addEventListener('change', () => {
    bar.redraw();
    draw();
    if (app.keys.settled) keyFilter.prepare(app.keys);
    rescope();
  }, { signal: app.viewSignal });
  app.dataApis.addEventListener('change', () => bar.redraw(), { signal: app.viewSignal });
  addEventListener('zonechange', () => { bar.show(); draw(); }, { signal: app.viewSignal });
  selection?.addEventListener('change', () => { several.draw(); table.tick(); }, { signal: app.viewSignal });

  const heading = freshId('heading');
  const element = h('section', { 'aria-labelledby': heading },
    h('div', { class: 'view-head' },
      h('div', {}, h('h1', { id: heading }, 'Data API keys'),
        h('p', { class: 'lead' }, app.mayManage ? 'Credentials your apps use to call data APIs.' : 'You have read-only access.')),
      h('div', { class: 'view-actions' },
        h('button', { type: 'button', class: 'quiet', onclick: () => { reload(); app.dataApis.refresh(); } }, icon('rotate'), 'Refresh'),
        h('button', { type: 'button', class: 'quiet save-csv', 'aria-label': 'Save these keys as CSV', onclick: () => saveKeys(matching, app.keys.complete) }, 'CSV'),
        denseButton(table.element),
        app.mayManage ? h('button', { type: 'button', class: 'primary', 'data-new': true, onclick: () => createKey(app, filter.dataApi) }, icon('plus'), 'New key') : null)),
    bar.element, problem, table.element, empty, pages, several?.element, foot);
  app.viewSignal.addEventListener('abort', () => scope && !app.left.aborted && app.keys.load());
  draw();
  if (app.keys.settled) keyFilter.prepare(app.keys);
  rescope();
  return { element, follow };
}

/** Whether none of the choices hides a key. */
function passes(key, { status, dataApi, owner, show }) {
  const wanted = !status || status === statusOf(key) || (status === 'soon' && endsSoon(key));
  return wanted && (!dataApi || dataApi === key.data_api_id) && (!owner || owner === key.owner) && answers(show)(key, now());
}
