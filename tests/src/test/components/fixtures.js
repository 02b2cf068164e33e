/** Keys and data APIs in every state, and an app that knows them and sends nothing. */

import { Listing } from './app/listing.js';
import { Selection } from './app/selection.js';
import { DAY, now } from './app/times.js';

const day = (days) => new Date(now() + days * DAY).toISOString();
const idOf = (name) => name.replace(/[^A-Za-z0-9]/g, '').padEnd(16, '0').slice(0, 16);

const key = (name, more = {}) => ({
  key_id: idOf(name), data_api_id: 'orders', domain: 'sales', name, hint: `lk_${idOf(name).slice(0, 6)}`, owner: 'billing',
  created_at: day(-200), created_by: 'Erin, data engineer', expires_at: day(120), revision: 1, changed_at: day(-200),
  usage: { recorded_since: day(-300), last_used_at: day(-0.2) }, ...more,
});

export const KEYS = {
  active: key('mobile-shop', { description: 'iOS and Android, from release 7.2', tags: { team: 'apps', stage: 'live' } }),
  limited: key('partner', {
    networks: ['192.0.2.0/24', '2001:db8::/32'], methods: ['GET', 'HEAD'], claims: { region: 'eu' }, quota: { calls: 10000, per: 'day' },
  }),
  full: key('full-term', { expires_at: day(365) }),
  soon: key('fraud-scoring', { expires_at: day(6) }),
  grace: key('nightly-export', { rotated_at: day(-0.5), previous_secret_until: day(0.5), usage: { recorded_since: day(-300), last_used_at: day(-0.1), previous_secret_last_used_at: day(-0.3) } }),
  unused: key('forgotten', { usage: { recorded_since: day(-300) }, owner: undefined }),
  suspended: key('unpaid', { suspended_at: day(-2), suspended_by: 'Erin, data engineer', suspend_reason: 'Not paid for' }),
  expired: key('support-desk', { expires_at: day(-3) }),
  revoked: key('leaked', { revoked_at: day(-1), revoked_by: 'Erin, data engineer', revoke_reason: 'Leaked in a public repository' }),
  long: key(`long ${'name of a key with many words '.repeat(4)}`.trim(), { description: 'x'.repeat(300), owner: 'y'.repeat(120) }),
  delivered: key('reports', { secret_arn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reports/orders-key-AbCdEf' }),
  rightToLeft: key('مفتاح الفواتير', { description: 'يقرأ الطلبات كل ليلة', owner: 'المالية' }),
};

export const ROUTES = [
  { api_id: 'a1b2c3d4e5', stage: 'live', method: 'GET', path: '/orders/*' }, { api_id: 'a1b2c3d4e5' }, { host: 'orders.example.com', method: 'POST', path: '/orders' },
];

export const DATA_API = {
  data_api_id: 'orders', domain: 'sales', dataset: 'orders', owner: 'shop', description: 'Orders of the last five years', routes: ROUTES,
  required_claims: ['region'], quota: { calls: 100000, per: 'month' }, tags: { team: 'shop' }, created_at: day(-300), created_by: 'Erin, data engineer', revision: 1,
};

const EVENT = { at: day(-1), by: { name: 'Erin, data engineer', subject: 'erin' } };
export const EVENTS = [
  { kind: 'created', changes: { name: { to: 'mobile-shop' }, expires_at: { to: day(120) } } },
  { kind: 'registered', changes: { routes: { to: ROUTES }, overlapping_routes: { to: 'GET /orders of a1b2c3d4e5, as stock' } } },
  { kind: 'extended', changes: { expires_at: { from: day(30), to: day(120) } } },
  { kind: 'edited', changes: { owner: { from: 'shop', to: null }, quota: { from: { calls: 1, per: 'day' }, to: { calls: 2, per: 'day' } } } },
  { kind: 'rotated', changes: { secret: { to: 'new' }, previous_secret_until: { to: day(0.5) } } },
  { kind: 'suspended', changes: { suspend_reason: { to: 'Not paid for' } } }, { kind: 'resumed', changes: {} },
  { kind: 'revoked', changes: { revoke_reason: { to: 'Leaked' } } }, { kind: 'deleted', changes: {} }, { kind: 'removed', changes: {} },
  { kind: 'altered', changes: { name: { from: 'a', to: 'b' } }, cut: true }, { kind: 'altered', changes: {}, unreadable: true },
].map((each) => ({ ...EVENT, ...each }));

export const USAGE = {
  usage: { recorded_since: day(-300), last_used_at: day(-0.1) },
  days: Array.from({ length: 30 }, (_, at) => ({ date: day(at - 29).slice(0, 10), allowed: (at * 37) % 400, denied: at % 7 })),
};

/** An app for someone who may or may not manage keys. */
export function appOf(mayManage, keys = Object.values(KEYS)) {
  const app = {
    config: { max_validity_days: 365, default_validity_days: 365 }, me: { manage_domains: '*' }, mayManage, manages: () => mayManage,
    keys: new Listing('keys', 'keys', 'key_id'), dataApis: new Listing('data-apis', 'data_apis', 'data_api_id'),
    selection: new Selection(), viewSignal: new AbortController().signal,
  };
  for (const each of keys.toReversed()) app.keys.put(each);
  if (keys.length) app.dataApis.put(DATA_API);
  app.keys.complete = app.dataApis.complete = true;
  return app;
}
