/** The page of all events. */

import { fill, freshId, h } from './dom.js';
import { EVENT_KINDS, activityOf } from './history.js';
import { icon } from './icons.js';
import { moreFilters } from './more-filters.js';
import { withQuery } from './router.js';
import { stepTo } from './steps.js';
import { DAY, now, rfc3339 } from './times.js';

const SPANS = [['1', 'Last 24 hours'], ['7', 'Last 7 days'], ['30', 'Last 30 days'], ['', 'All time']];
const FILTERS = ['kind', 'data_api', 'domain', 'by', 'days'];

export function activityView(app, { query }) {
  const filter = activityQuery(query);
  const events = activityOf(() => ({
    kind: filter.kind, data_api_id: filter.data_api, domain: filter.domain, by: filter.by, since: filter.days ? rfc3339(now() - filter.days * DAY) : '',
  }));
  const kind = select('Kind of event', 'kind', [['', 'All kinds'], ...EVENT_KINDS]);
  const days = select('Time', 'days', SPANS);
  const dataApi = select('Data API', 'data_api', []);
  const domain = select('Domain', 'domain', []);
  const by = h('input', { type: 'search', id: freshId('by'), autocomplete: 'off', spellcheck: 'false', placeholder: 'By: exact name', value: filter.by, 'data-search': true });
  by.addEventListener('change', () => choose('by', by.value.trim()));
  const more = moreFilters([kind, dataApi, domain, days].map((each) => each.element));
  const controls = { kind: kind.control, days: days.control, data_api: dataApi.control, domain: domain.control, by };

  function select(label, field, options) {
    const control = h('select', { id: freshId('filter'), onchange: () => choose(field, control.value) }, options.map(([value, word]) => h('option', { value }, word)));
    control.value = filter[field];
    return { control, element: h('div', {}, h('label', { for: control.id, class: 'unseen' }, label), control) };
  }

  function choose(field, value) {
    filter[field] = value;
    stepTo(withQuery('#/activity', filter));
    events.refresh();
  }

  function drawLists() {
    const apis = app.dataApis.things;
    fillList(dataApi.control, 'All data APIs', apis.map((api) => api.data_api_id), filter.data_api);
    fillList(domain.control, 'All domains', apis.map((api) => api.domain), filter.domain);
  }

  function follow(address) {
    Object.assign(filter, activityQuery(address));
    drawLists();
    for (const field of FILTERS) controls[field].value = filter[field];
    more.count();
    events.refresh();
  }

  app.dataApis.addEventListener('change', drawLists, { signal: app.viewSignal });
  drawLists();
  more.count();
  const heading = freshId('heading');
  const element = h('section', { 'aria-labelledby': heading },
    h('div', { class: 'view-head' },
      h('div', {}, h('h1', { id: heading }, 'Activity'), h('p', { class: 'lead' }, 'Changes of all keys and data APIs, newest first.')),
      h('div', { class: 'view-actions' }, h('button', { type: 'button', class: 'quiet', onclick: events.refresh }, icon('rotate'), 'Refresh'))),
    h('search', { class: 'filters' }, h('div', { class: 'search' }, h('label', { for: by.id, class: 'unseen' }, 'Changed by'), icon('search'), by),
      more.elements),
    events.element);
  return { element, follow };
}

function activityQuery(query) {
  const known = (value, options) => (options.some(([each]) => each === value) ? value : '');
  return {
    kind: known(query.get('kind'), EVENT_KINDS), data_api: query.get('data_api') ?? '', domain: query.get('domain') ?? '', by: query.get('by') ?? '',
    days: known(query.get('days'), SPANS),
  };
}

function fillList(control, all, values, chosen) {
  const every = [...new Set([...values, chosen])].filter(Boolean).sort();
  fill(control, h('option', { value: '' }, all), every.map((value) => h('option', { value }, value)));
  control.value = chosen;
}
