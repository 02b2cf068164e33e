/** The routes of a data API: in words, and as a field of a form. */

import { fill, freshId, h } from './dom.js';
import { codeField, selectField } from './fields.js';
import { icon } from './icons.js';

const MOST_ROUTES = 20;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const API_ID = /^[A-Za-z0-9-]{1,64}$/;
const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const STAGE = /^(\*|[A-Za-z0-9_$-]{1,128})$/;
/** The API's rule. Ambiguous paths are the ones in front. */
const PATH = /^(?!.*(\/\/|\/\.\.?(;|%3b|\/|$)|%2[ef]|%5c))(\*|(\/([a-z0-9._~!$&'()+,;=:@-]|%[0-9a-f]{2})+)*(\/\*?)?)$/i;
const PATH_WORDS = 'Enter a path such as /orders, /orders:search or /orders/*, or * for any.';
const NOT_IN_PATHS = 'Blanks, empty segments, the segments . and .., and %2e, %2f and %5c are not allowed.';
const wordsOfPath = (path) => (path.startsWith('/') ? `${PATH_WORDS} ${NOT_IN_PATHS}` : PATH_WORDS);

/** `GET /orders/* · a1b2c3 / live`. */
export function routeText({ api_id: api, host, stage = '*', method = '*', path = '*' }) {
  return `${method === '*' ? 'Any' : method} ${path} · ${host ?? api}${stage === '*' ? '' : ` / ${stage}`}`;
}

/** Routes as a list, with each method as a badge. */
export function routeList(routes) {
  return h('ul', { class: 'route-list' }, routes.map(({ api_id: api, host, stage = '*', method = '*', path = '*' }) => h('li', {},
    h('span', { class: 'tag method' }, method === '*' ? 'Any' : method), ' ', h('code', { class: 'mono' }, path), ' ',
    h('span', { class: 'sub mono' }, host ?? api, stage === '*' ? '' : ` / ${stage}`))));
}

/** The field: one to twenty routes. `value` is what the API takes, `fields` changes with the routes. */
export function routesField(routes) {
  const rows = [];
  const list = h('div', { class: 'routes' });
  const adder = (words, route) => h('button', { type: 'button', class: 'quiet', onclick: () => { rows.push(row(route)); draw(); rows.at(-1).fields[0].control.focus(); } },
    icon('plus'), words);
  const add = adder('Add a route', {});
  const addOfHost = adder('Add a route behind a proxy', { host: '' });
  const fields = [];
  const drop = (gone) => {
    const at = rows.indexOf(gone);
    rows.splice(at, 1);
    draw();
    (rows[Math.max(0, at - 1)]?.fields[0].control ?? add).focus();
  };

  function draw() {
    fields.splice(0, fields.length);
    fill(list, rows.map((each, at) => {
      for (const field of each.fields) {
        field.pointer = `/routes/${at}/${field.part}`;
        fields.push(field);
      }
      return h('fieldset', { class: 'route' }, h('legend', {}, `Route ${at + 1}`), each.fields.map((field) => field.element),
        rows.length > 1 ? h('button', { type: 'button', class: 'quiet square', 'aria-label': `Remove route ${at + 1}`, onclick: () => drop(each) }, icon('trash')) : null);
    }));
    add.hidden = addOfHost.hidden = rows.length >= MOST_ROUTES;
  }

  rows.push(...(routes?.length ? routes : [{}]).map(row));
  draw();
  const hint = freshId('hint');
  return {
    fields,
    element: h('fieldset', { class: 'group', 'aria-describedby': hint },
      h('legend', {}, 'Routes its keys unlock'),
      h('p', { class: 'hint', id: hint }, 'End a path with /* to include everything below. * means any.'),
      list, add, addOfHost),
    get value() {
      return rows.map((each) => Object.fromEntries(each.fields.map((field) => [field.part, field.value])));
    },
  };
}

function row(route) {
  const part = (name, field) => Object.assign(field, { part: name });
  const method = route.method ?? 'GET';
  const methods = METHODS.includes(method) || method === '*' ? METHODS : [...METHODS, method];
  const where = 'host' in route ? [
    part('host', codeField('Host', { value: route.host, form: HOST, words: 'Enter a host in lower case, such as api.example.com or *.example.com.' })),
  ] : [
    part('api_id', codeField('API Gateway ID', { value: route.api_id ?? '', form: API_ID, words: 'Enter the ID of the API, such as a1b2c3d4e5.' })),
    part('stage', codeField('Stage', { value: route.stage ?? '*', form: STAGE, words: 'Enter the name of a stage, or * for any.' })),
  ];
  return {
    fields: [
      ...where,
      part('method', selectField('Method', [['*', 'Any'], ...methods.map((each) => [each, each])], { value: method })),
      part('path', codeField('Path', { value: route.path ?? '*', form: PATH, words: wordsOfPath })),
    ],
  };
}
