// An authorizer that does the work of Latchkey's: the usual way in Node.js, with AWS's client.
import { createHash, timingSafeEqual } from 'node:crypto';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { parse } from './key.mjs';

const CACHED_MS = 60_000;
const EACH = 10;
const TOGETHER = 100;

const client = new DynamoDBClient({});
const dataApis = new Map();
let allowed = 0;

/** Form and checksum, one strongly consistent read, hash, state, data API, route, policy. */
export async function handler(event) {
  const key = parse(header(event.headers, 'x-api-key'), process.env.KEY_PREFIXES.split(','));
  if (!key) return refuse('malformed');
  const item = await get(`KEY#${key.id}`, 'KEY');
  const hash = createHash('sha256').update(`latchkey/v1${key.id}${key.secret}`).digest();
  if (!item?.secret_hash || !timingSafeEqual(hash, item.secret_hash.B)) return refuse('wrong_secret', key.id);
  const state = item.state.M;
  if (state.revoked_at || state.suspended_at || Number(item.expires_at.N) <= Date.now() / 1000) return refuse('ended', key.id);
  const id = item.data_api_id.S;
  const dataApi = await dataApiOf(id);
  if (dataApi?.registration !== item.about.M.registration.S) return refuse('data_api_gone', key.id);
  return decide(event.methodArn, { key_id: key.id, data_api_id: id, name: item.about.M.name.S }, dataApi.routes);
}

async function get(pk, sk) {
  const command = new GetItemCommand({ TableName: process.env.TABLE_NAME, ConsistentRead: true, Key: { pk: { S: pk }, sk: { S: sk } } });
  return (await client.send(command, { abortSignal: AbortSignal.timeout(850) })).Item;
}

async function dataApiOf(id) {
  const known = dataApis.get(id);
  if (known && Date.now() - known.readAt < CACHED_MS) return known;
  const readAt = Date.now();
  const about = (await get(`API#${id}`, 'API'))?.about.M;
  if (!about) return undefined;
  const routes = about.routes.L.map(({ M }) => ({ apiId: M.api_id.S, stage: M.stage.S, method: M.method.S, path: M.path.S }));
  dataApis.set(id, { registration: about.registration.S, routes, readAt });
  return dataApis.get(id);
}

/** Allows all routes of the data API, if one of them covers the request. */
function decide(arn, context, routes) {
  const [head, stage, method, ...rest] = arn.split('/');
  const api = head.slice(head.lastIndexOf(':') + 1);
  const path = `/${rest.join('/')}`;
  const own = routes.filter((route) => route.apiId === api);
  const isCovered = own.some((route) => matches(route.stage, stage) && matches(route.method, method) && covers(route.path, path));
  const effect = isCovered ? 'Allow' : 'Deny';
  const prefix = head.slice(0, -api.length);
  const resources = isCovered ? own.map((route) => `${prefix}${route.apiId}/${route.stage}/${route.method}${route.path}`) : [arn];
  logDecision(effect, context);
  return {
    principalId: context.key_id,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resources }] },
    context,
  };
}

/** Logs the first allowed requests one by one, then one line for many. */
function logDecision(outcome, { key_id, data_api_id }) {
  allowed += 1;
  if (outcome !== 'Allow' || allowed <= EACH || allowed % TOGETHER === 0) log({ outcome, key_id, data_api_id });
}

function refuse(reason, key_id) {
  log({ outcome: 'refused', reason, key_id });
  throw new Error('Unauthorized');
}

function log(line) {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level: 'INFO', ...line })}\n`);
}

const matches = (pattern, value) => pattern === '*' || pattern === value;

const covers = (pattern, path) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path);

function header(headers, name) {
  const found = Object.keys(headers ?? {}).find((each) => each.toLowerCase() === name);
  return found ? headers[found] : '';
}
