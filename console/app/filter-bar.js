/** What narrows the table of keys: a search, a data API, a status. */

import { fill, freshId, h } from './dom.js';
import { icon } from './icons.js';
import { withoutSecrets } from './pasted.js';

const STATUSES = [['', 'All', 'all'], ['active', 'Active', 'active'], ['soon', 'Expires soon', 'soon'], ['suspended', 'Suspended', 'suspended'], ['expired', 'Expired', 'expired'], ['revoked', 'Revoked', 'revoked']];

/** The bar; `onchange` hears each change of `filter`. */
export function filterBar(app, filter, onchange) {
  const search = h('input', {
    type: 'search', id: freshId('search'), placeholder: 'Name, person, id or key', autocomplete: 'off', spellcheck: 'false',
    oninput: () => {
      const text = withoutSecrets(search.value, app.keys.things);
      if (text !== search.value) search.value = text;
      filter.search = text;
      onchange();
    },
  });
  const dataApi = h('select', { id: freshId('data-api'), onchange: () => { filter.dataApi = dataApi.value; onchange(); } });
  const group = freshId('status');
  const counts = new Map();
  const radios = STATUSES.map(([value, word, name]) => {
    const count = h('span', { class: 'count' });
    counts.set(name, count);
    const input = h('input', { type: 'radio', name: group, value, checked: filter.status === value, onchange: () => { filter.status = value; onchange(); } });
    return h('label', { class: 'pill' }, input, word, count);
  });

  const redraw = () => {
    const ids = app.dataApis.things.map((each) => each.data_api_id).sort();
    if (filter.dataApi && !ids.includes(filter.dataApi)) ids.unshift(filter.dataApi);
    fill(dataApi, h('option', { value: '' }, 'All data APIs'), ids.map((id) => h('option', { value: id, selected: id === filter.dataApi }, id)));
  };
  redraw();

  const show = () => {
    search.value = filter.search;
    for (const radio of radios) radio.querySelector('input').checked = radio.querySelector('input').value === filter.status;
    redraw();
  };

  return {
    redraw,
    /** Shows a filter that was not chosen here. */
    show,
    element: h('search', { class: 'filters' },
      h('div', { class: 'search' }, h('label', { for: search.id, class: 'unseen' }, 'Search keys'), icon('search'), search),
      h('div', {}, h('label', { for: dataApi.id, class: 'unseen' }, 'Data API'), dataApi),
      h('fieldset', { class: 'pills' }, h('legend', { class: 'unseen' }, 'Status'), radios)),
    /** Says how many keys each status has. */
    tell(numbers) {
      for (const [name, count] of counts) {
        const text = numbers[name].toLocaleString('en');
        if (count.textContent !== text) count.textContent = text;
      }
    },
    /** Takes every filter away. */
    clear() {
      Object.assign(filter, { search: '', dataApi: '', status: '' });
      show();
      onchange();
      search.focus();
    },
  };
}
