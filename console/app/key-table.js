/** The table of keys. Its roles are said outright, since on a phone its rows are cards. */

import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { keyLook, keyRow } from './key-row.js';

const COLUMNS = [['name', 'Name'], ['data_api', 'Data API'], ['owner', 'Owner'], ['status', 'Status'], ['expires', 'Expires'], ['used', 'Last used'], ['created', 'Created']];
const WAITING_ROWS = 8;

/** The table; `onorder` hears when another order was chosen in `filter`. */
export function keyTable(app, selection, filter, onorder) {
  let shown = [];
  let rows = new Map();
  const body = h('tbody', { role: 'rowgroup' });
  const all = h('input', { type: 'checkbox', 'aria-label': 'Select all on this page', onchange: () => selection.setAll(selectable().map((key) => key.key_id), all.checked) });
  const take = (id, on, range) => selection.take(id, on, selectable().map((key) => key.key_id), range);
  const selectable = () => shown.filter((key) => app.manages(key.domain));
  const heads = COLUMNS.map(([order, word]) => head(order, word));
  const element = h('table', { class: 'keys', role: 'table', 'aria-label': 'Data API keys' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      selection && h('th', { role: 'columnheader', scope: 'col', class: 'select' }, h('label', { class: 'hit' }, all)),
      heads.map((each) => each.element),
      h('th', { role: 'columnheader', scope: 'col', class: 'actions' }, h('span', { class: 'unseen' }, 'Actions')))),
    body);

  function head(order, word) {
    const cell = h('th', { role: 'columnheader', scope: 'col', class: `of-${order}` });
    const draw = () => {
      const on = filter.order === order;
      cell.setAttribute('aria-sort', on ? (filter.descending ? 'descending' : 'ascending') : 'none');
      const had = cell.contains(document.activeElement);
      fill(cell, h('button', { type: 'button', class: on ? 'sort on' : 'sort', onclick: choose }, word, icon(on && filter.descending ? 'down' : 'up')));
      if (had) cell.firstChild.focus();
    };
    const choose = () => {
      filter.descending = filter.order === order ? !filter.descending : ['created', 'used'].includes(order);
      filter.order = order;
      showOrder();
      onorder();
    };
    draw();
    return { element: cell, draw };
  }

  const showOrder = () => heads.forEach((each) => each.draw());
  const tick = () => {
    if (!selection) return;
    const most = selectable().length;
    const ticked = selectable().filter((key) => selection.has(key.key_id)).length;
    all.checked = ticked > 0 && ticked === most;
    all.indeterminate = ticked > 0 && ticked < most;
    for (const row of body.rows) {
      const box = row.querySelector('input[type=checkbox]');
      if (box) box.checked = selection.has(row.dataset.id);
    }
  };

  /** The row of a key: that of the table, if the key is the same and looks the same. */
  function rowOf(key) {
    const [had, look] = [rows.get(key), keyLook(key)];
    return had?.look === look ? had : { look, row: keyRow(app, key, selection, take) };
  }

  return {
    element,
    tick,
    /** Shows an order that was not chosen here. */
    order: showOrder,
    /** Shows these keys, or, while the first are read, the shape that they will have. */
    draw(keys, waiting) {
      const drawn = waiting ? [] : keys.map((key) => rowOf(key));
      rows = new Map(drawn.map((each, at) => [keys[at], each]));
      const focused = body.contains(document.activeElement) ? document.activeElement : null;
      const place = focused && { id: focused.closest('tr').dataset.id, at: [...focused.closest('tr').querySelectorAll('a, button, input')].indexOf(focused) };
      shown = keys;
      element.setAttribute('aria-busy', String(waiting));
      arrange(body, waiting ? Array.from({ length: WAITING_ROWS }, () => waitingRow(selection)) : drawn.map(({ row }) => row));
      if (place && document.activeElement !== focused) body.querySelector(`[data-id="${place.id}"]`)?.querySelectorAll('a, button, input')[place.at]?.focus();
      tick();
    },
  };
}

/** Gives a part of the table these rows. Those that it has stay in place, so that the browser lays out only the others. */
function arrange(body, rows) {
  const wanted = new Set(rows);
  for (const row of [...body.rows]) if (!wanted.has(row)) row.remove();
  rows.forEach((row, at) => {
    if (body.rows[at] !== row) body.insertBefore(row, body.rows[at] ?? null);
  });
}

function waitingRow(selection) {
  const columns = COLUMNS.length + 1 + (selection ? 1 : 0);
  return h('tr', { role: 'row', class: 'skeleton' },
    Array.from({ length: columns }, () => h('td', { role: 'cell' }, h('span', { class: 'bone' }), h('span', { class: 'bone short' }))));
}
