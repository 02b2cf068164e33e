/** What narrows the table of keys: a search, a data API, an owner, a question, a status. */

import { fill, freshId, h } from './dom.js';
import { icon } from './icons.js';
import { NO_FILTER } from './key-query.js';
import { moreFilters } from './more-filters.js';
import { withoutSecrets } from './pasted.js';
import { QUESTION_OPTIONS, questionWords } from './questions.js';
import { settle } from './steps.js';

const STATUSES = [['', 'All', 'all'], ['active', 'Active', 'active'], ['soon', 'Expires soon', 'soon'], ['suspended', 'Suspended', 'suspended'], ['expired', 'Expired', 'expired'], ['revoked', 'Revoked', 'revoked']];

/** The bar. `onchange` hears each change of `filter`; its argument is whether someone is still typing. */
export function filterBar(app, filter, onchange) {
  const search = h('input', {
    type: 'search', id: freshId('search'), placeholder: 'Search or paste a key', autocomplete: 'off', spellcheck: 'false', 'data-search': true,
    onchange: settle,
    oninput: () => {
      const text = withoutSecrets(search.value, app.keys.things);
      if (text !== search.value) search.value = text;
      filter.search = text;
      onchange(true);
    },
  });
  const dataApi = choice('dataApi', () => ['All data APIs', app.dataApis.things.map((each) => each.data_api_id).sort().map((id) => [id, id])]);
  const owner = choice('owner', () => ['All owners', [...new Set(app.keys.things.map((key) => key.owner).filter(Boolean))].sort().map((name) => [name, name])]);
  const show = choice('show', () => ['Any time and use', QUESTION_OPTIONS], questionWords);
  const group = freshId('status');
  const counts = new Map();
  const radios = STATUSES.map(([value, word, name]) => {
    const count = h('span', { class: 'count' });
    counts.set(name, count);
    const input = h('input', { type: 'radio', name: group, value, checked: filter.status === value, onchange: () => { filter.status = value; onchange(); } });
    return h('label', { class: 'pill' }, input, word, count);
  });

  /** A list of values of a filter, which is drawn only if its values are others. */
  function choice(field, options, words = (value) => value) {
    const control = h('select', { id: freshId('filter'), onchange: () => { filter[field] = control.value; onchange(); } });
    let drawn = '';
    const draw = () => {
      const [all, values] = options();
      const missing = filter[field] && !values.some(([value]) => value === filter[field]);
      const every = [['', all], ...(missing ? [[filter[field], words(filter[field])]] : []), ...values];
      const now = JSON.stringify(every);
      if (now !== drawn) fill(control, every.map(([value, word]) => h('option', { value }, word)));
      drawn = now;
      control.value = filter[field];
    };
    draw();
    return { control, draw };
  }

  const showFilter = () => {
    if (search.value !== filter.search) search.value = filter.search;
    for (const radio of radios) radio.querySelector('input').checked = radio.querySelector('input').value === filter.status;
    for (const each of [dataApi, owner, show]) each.draw();
    more.count();
  };
  const labelled = (label, { control }) => h('div', {}, h('label', { for: control.id, class: 'unseen' }, label), control);
  const more = moreFilters([labelled('Data API', dataApi), labelled('Owner', owner), labelled('Time and use', show)]);
  showFilter();

  return {
    /** Draws the lists again, whose values come from what is listed. */
    redraw() {
      dataApi.draw();
      owner.draw();
    },
    /** Shows a filter that was not chosen here. */
    show: showFilter,
    element: h('search', { class: 'filters' },
      h('div', { class: 'search' }, h('label', { for: search.id, class: 'unseen' }, 'Search keys'), icon('search'), search),
      more.elements,
      h('fieldset', { class: 'pills' }, h('legend', { class: 'unseen' }, 'Status'), radios)),
    /** Says how many keys each status has: nothing before any is known, and “+” while more may come. */
    tell(numbers, { waiting, partial }) {
      for (const [name, count] of counts) {
        const text = waiting ? '' : `${numbers[name].toLocaleString('en')}${partial ? '+' : ''}`;
        if (count.textContent !== text) count.textContent = text;
      }
    },
    /** Takes every filter away. */
    clear() {
      Object.assign(filter, NO_FILTER);
      showFilter();
      onchange();
      search.focus();
    },
  };
}
