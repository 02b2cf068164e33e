/** The page of keys: filters, table, pages, and what is done to several at once. */

import { createKey } from './create-key.js';
import { deletedHistoryButton } from './deleted-history.js';
import { counted, fill, freshId, h } from './dom.js';
import { emptyKeys } from './empty.js';
import { icon } from './icons.js';
import { KeyFilter } from './key-filter.js';
import { KeyLookup } from './key-lookup.js';
import { filterBar } from './filter-bar.js';
import { canDelete, canRevoke, endsSoon, statusOf } from './key-state.js';
import { keyTable } from './key-table.js';
import { idsIn } from './pasted.js';
import { showProblem } from './problems.js';
import { MOST } from './listing.js';
import { deleteKeys, revokeKeys } from './several-keys.js';
import { stepTo } from './steps.js';

const PAGE = 50;

export function keysView(app, address) {
  const selection = app.mayManage ? app.selection : null;
  const filter = { search: '', ...chosenIn(address), order: 'created', descending: true };
  const keyFilter = new KeyFilter();
  const lookup = new KeyLookup(app.keys);
  let unhidden = '';
  let page = 0;
  let scope = '';

  const bar = filterBar(app, filter, () => { page = 0; stepTo(addressOf(filter)); rescope(); draw(); });
  const table = keyTable(app, selection, filter, () => { page = 0; draw(); });
  const problem = h('div', { role: 'alert' });
  const empty = h('div', {});
  const range = h('p', { role: 'status' });
  const previous = h('button', { type: 'button', onclick: () => turn(-1) }, icon('back'), 'Previous');
  const next = h('button', { type: 'button', onclick: () => turn(1) }, 'Next', icon('next'));
  const foot = deletedHistoryButton('keys');
  const steps = h('div', {}, previous, next);
  const pages = h('nav', { class: 'pages', 'aria-label': 'Pages' }, range, steps);
  const several = h('section', { class: 'several', 'aria-label': 'Selected keys', hidden: true });

  function draw() {
    const sought = seek();
    const { keys, counts } = keyFilter.apply(app.keys, filter);
    page = Math.min(page, Math.max(0, Math.ceil(keys.length / PAGE) - 1));
    const shown = keys.slice(page * PAGE, (page + 1) * PAGE);
    const waiting = app.keys.loading && app.keys.size === 0;
    bar.tell(counts);
    table.draw(shown, waiting);
    table.element.hidden = !waiting && keys.length === 0;
    steps.hidden = keys.length <= PAGE;
    foot.hidden = waiting;
    pages.hidden = waiting || keys.length === 0;
    fill(empty, !waiting && keys.length === 0 && !app.keys.error ? emptyKeys(app, filter, bar.clear, sought) : null);
    const all = counted(keys.length, 'key');
    const text = keys.length > PAGE ? `${(page * PAGE + 1).toLocaleString('en')}–${(page * PAGE + shown.length).toLocaleString('en')} of ${all}` : all;
    const ending = app.keys.loading ? ' so far…' : app.keys.complete || app.keys.error ? '' : `. The newest ${MOST.toLocaleString('en')} are shown; choose a data API to reach older ones`;
    if (range.textContent !== text + ending) range.textContent = text + ending;
    previous.disabled = page === 0;
    next.disabled = (page + 1) * PAGE >= keys.length;
    showProblem(problem, app.keys.error);
    drawSeveral();
  }

  function turn(step) {
    page += step;
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
        Object.assign(filter, { status: '', dataApi: '' });
        stepTo(addressOf(filter));
        bar.show();
        rescope();
      }
    }
    return { id, state, retry: () => lookup.retry() };
  }

  function drawSeveral() {
    if (!selection) return;
    const keys = selection.of(app.keys);
    several.hidden = keys.length === 0;
    const endable = keys.filter(canRevoke);
    const gone = keys.filter((key) => canDelete(key));
    fill(several, h('p', { role: 'status' }, `${counted(keys.length, 'key')} selected`),
      endable.length ? h('button', { type: 'button', class: 'danger', onclick: () => revokeKeys(app, endable) }, `Revoke ${counted(endable.length, 'key')}`) : null,
      gone.length ? h('button', { type: 'button', class: 'danger', onclick: () => deleteKeys(app, gone) }, `Delete ${counted(gone.length, 'key')}`) : null,
      h('button', { type: 'button', class: 'quiet', onclick: () => { selection.clear(); document.getElementById('main').focus(); } }, 'Clear'));
  }

  /** Shows what an address that Back or Forward leads to says. */
  function follow(other) {
    Object.assign(filter, chosenIn(other));
    page = 0;
    bar.show();
    rescope();
    draw();
  }

  /** With more keys than are read by themselves, the API filters by data API. */
  function rescope() {
    const wanted = app.keys.complete && !scope ? '' : filter.dataApi;
    if (wanted === scope || (!scope && app.keys.loading)) return;
    scope = wanted;
    app.keys.load(scope ? { data_api_id: scope } : {});
  }

  const redraw = () => draw();
  app.keys.addEventListener('change', redraw);
  app.dataApis.addEventListener('change', bar.redraw);
  selection?.addEventListener('change', () => { drawSeveral(); table.tick(); }, { signal: app.viewSignal });
  app.viewSignal.addEventListener('abort', () => {
    app.keys.removeEventListener('change', redraw);
    app.dataApis.removeEventListener('change', bar.redraw);
  });

  const heading = freshId('heading');
  const element = h('section', { 'aria-labelledby': heading },
    h('div', { class: 'view-head' },
      h('div', {}, h('h1', { id: heading }, 'Data API keys'),
        h('p', { class: 'lead' }, app.mayManage ? 'What apps send to open your data APIs.' : 'You may look at everything and change nothing.')),
      h('div', { class: 'view-actions' },
        h('button', { type: 'button', class: 'quiet', onclick: () => app.keys.load(scope ? { data_api_id: scope } : {}) }, icon('rotate'), 'Refresh'),
        app.mayManage ? h('button', { type: 'button', class: 'primary', 'data-new': true, onclick: () => createKey(app, filter.dataApi) }, icon('plus'), 'New key') : null)),
    bar.element, problem, table.element, empty, pages, several, foot);
  draw();
  return { element, title: 'Data API keys', follow };
}

function chosenIn(address) {
  return { status: address.get('status') ?? '', dataApi: address.get('data_api') ?? '' };
}

function addressOf({ status, dataApi }) {
  const kept = new URLSearchParams();
  if (dataApi) kept.set('data_api', dataApi);
  if (status) kept.set('status', status);
  return `#/keys${kept.size ? `?${kept}` : ''}`;
}

/** Whether neither the status nor the data API that were chosen hide a key. */
function passes(key, { status, dataApi }) {
  const wanted = !status || status === statusOf(key) || (status === 'soon' && endsSoon(key));
  return wanted && (!dataApi || dataApi === key.data_api_id);
}
