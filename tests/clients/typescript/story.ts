import { Configuration, DataAPIsApi, KeysApi, KeyStatus, ResponseError, ServiceApi } from './latchkey/index.js';

declare const process: { env: Record<string, string> };
const { API_URL, ORDERS_URL, TOKEN, DATA_API_ID } = process.env;
const configuration = new Configuration({ basePath: API_URL, accessToken: TOKEN });
const keys = new KeysApi(configuration);
const dataApis = new DataAPIsApi(configuration);

const orders = async (apiKey?: string) => (await fetch(ORDERS_URL, { headers: apiKey ? { 'X-Api-Key': apiKey } : {} })).status;
/** The problem of a request that fails. */
const problem = async (request: Promise<unknown>) => {
  const error = await request.then(() => 'It succeeded.', (reason: unknown) => reason);
  if (!(error instanceof ResponseError)) throw error;
  return error.response.json();
};

const me = await new ServiceApi(configuration).getMe();
console.log(`me: ${me.name} may ${[...me.permissions].join(' and ')}`);

const once = {
  idempotencyKey: crypto.randomUUID(),
  dataApiRegistration: {
    dataApiId: DATA_API_ID,
    domain: 'sales',
    dataset: 'Orders',
    routes: [{ apiId: 'orders-data-api', method: 'GET' }],
    key: { name: 'first app', validityDays: 30 },
  },
};
const first = await dataApis.registerDataApiRaw(once);
const { key } = await first.value();
console.log(`registered: ${first.raw.status}, ${key.apiKey ? 'with' : 'without'} an API key`);
console.log(`repeated: ${(await dataApis.registerDataApi(once)).key.apiKey ? 'with' : 'without'} an API key`);
console.log(`orders: ${await orders(key.apiKey)} with the key, ${await orders()} without`);

const { keyId } = key;
const extended = await keys.extendKey({ keyId, keyExtension: { validityDays: 60 } });
console.log(`extended: by ${(extended.expiresAt.getTime() - key.expiresAt.getTime()) / 86_400_000} days`);
const tooFar = await problem(keys.extendKey({ keyId, keyExtension: { validityDays: 3000 } }));
console.log(`extended too far: ${tooFar.status} ${tooFar.type} ${tooFar.errors[0].pointer}`);
console.log(`edited: ${(await keys.editKey({ keyId, keyPatch: { name: 'Nightly reports' } })).name}`);
const page = await keys.listKeys({ dataApiId: DATA_API_ID, status: KeyStatus.Active, limit: 10 });
console.log(`listed: ${page.keys.length} active key`);

const rotated = await keys.rotateKey({ keyId });
console.log(`rotated: the old key ${await orders(key.apiKey)}, the new key ${await orders(rotated.apiKey)}`);
await keys.revokeKey({ keyId });
console.log(`revoked: ${await orders(rotated.apiKey)}`);
await keys.deleteKey({ keyId });
const gone = await problem(keys.getKey({ keyId }));
console.log(`deleted: ${gone.status} ${gone.type}`);

const kinds = async () => (await keys.listKeyEvents({ keyId })).events.map((event) => event.kind);
while ((await kinds())[0] !== 'deleted'); // the audit log is up to a second behind
console.log(`events: ${(await kinds()).join(', ')}`);
