import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

declare const process: { env: Record<string, string> };
const { API_URL, ORDERS_URL, TOKEN, DATA_API_ID } = process.env;
const latchkey = createClient<paths>({ baseUrl: API_URL, headers: { Authorization: `Bearer ${TOKEN}` } });

const orders = async (apiKey?: string) => (await fetch(ORDERS_URL, { headers: apiKey ? { 'X-Api-Key': apiKey } : {} })).status;
/** What a request that succeeded returned. */
const data = <T>(result: { data?: T; error?: unknown }): T => {
  if (result.data === undefined) throw new Error(JSON.stringify(result.error));
  return result.data;
};

const me = data(await latchkey.GET('/v1/me'));
console.log(`me: ${me.name} may ${me.permissions.join(' and ')}`);

const body = {
  data_api_id: DATA_API_ID,
  domain: 'sales',
  dataset: 'Orders',
  routes: [{ api_id: 'orders-data-api', method: 'GET' as const, stage: '*', path: '*' }],
  key: { name: 'first app', validity_days: 30 },
};
const once = { params: { header: { 'Idempotency-Key': crypto.randomUUID() } }, body };
const first = await latchkey.POST('/v1/data-apis', once);
const { key } = data(first);
console.log(`registered: ${first.response.status}, ${key.api_key ? 'with' : 'without'} an API key`);
console.log(`repeated: ${data(await latchkey.POST('/v1/data-apis', once)).key.api_key ? 'with' : 'without'} an API key`);
console.log(`orders: ${await orders(key.api_key)} with the key, ${await orders()} without`);

const params = { path: { key_id: key.key_id } };
const extended = data(await latchkey.POST('/v1/keys/{key_id}/extend', { params, body: { validity_days: 60 } }));
console.log(`extended: by ${(Date.parse(extended.expires_at) - Date.parse(key.expires_at)) / 86_400_000} days`);
const { error: tooFar } = await latchkey.POST('/v1/keys/{key_id}/extend', { params, body: { validity_days: 3000 } });
if (tooFar?.type !== 'urn:latchkey:problem:invalid-request') throw new Error(tooFar?.type);
console.log(`extended too far: ${tooFar.status} ${tooFar.type} ${tooFar.errors?.[0].pointer}`);
const patch = { name: 'Nightly reports', description: null };
console.log(`edited: ${data(await latchkey.PATCH('/v1/keys/{key_id}', { params, body: patch })).name}`);
const query = { data_api_id: DATA_API_ID, status: 'active' as const, limit: 10 };
console.log(`listed: ${data(await latchkey.GET('/v1/keys', { params: { query } })).keys.length} active key`);

const rotated = data(await latchkey.POST('/v1/keys/{key_id}/rotate', { params }));
console.log(`rotated: the old key ${await orders(key.api_key)}, the new key ${await orders(rotated.api_key)}`);
data(await latchkey.POST('/v1/keys/{key_id}/revoke', { params }));
console.log(`revoked: ${await orders(rotated.api_key)}`);
await latchkey.DELETE('/v1/keys/{key_id}', { params });
const { error: gone } = await latchkey.GET('/v1/keys/{key_id}', { params });
console.log(`deleted: ${gone?.status} ${gone?.type}`);

const kinds = async () => data(await latchkey.GET('/v1/keys/{key_id}/events', { params })).events.map((event) => event.kind);
while ((await kinds())[0] !== 'deleted'); // the audit log is up to a second behind
console.log(`events: ${(await kinds()).join(', ')}`);
