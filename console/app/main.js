/** Starts the console: settings, sign-in, who it is, then the view that the address names. */

import { announce } from './announce.js';
import { get, TokenRejected, whoHas } from './api.js';
import { loadConfig } from './config.js';
import { dataApisView } from './data-apis-view.js';
import { dismissDialogs, topmostDialog } from './dialog.js';
import { fill, h, said } from './dom.js';
import { keysView } from './keys-view.js';
import { Listing } from './listing.js';
import { Selection } from './selection.js';
import { accessToken, followPerson, signIn, signOut, startSession } from './session.js';
import { shell } from './shell.js';
import { HandedOver } from './sign-in.js';
import { followSteps, wasTraversed } from './steps.js';
import { now, refreshTimes } from './times.js';
import { broken, handedOver, noRole, rejected, welcome } from './welcome.js';

const page = document.getElementById('page');
const EVERY_HALF_MINUTE = 30_000;

async function start() {
  let config;
  try {
    config = await loadConfig();
  } catch (error) {
    return fill(page, broken(error));
  }
  try {
    if (!(await startSession(config, whoHas))) return fill(page, welcome(signIn));
  } catch (error) {
    return fill(page, error instanceof HandedOver ? handedOver() : welcome(signIn, error));
  }
  try {
    followSteps(topmostDialog);
    return await enter(config, await whoHas(await accessToken()));
  } catch (error) {
    return fill(page, error instanceof TokenRejected ? rejected(error, config.issuer, signOut) : broken(error));
  }
}

async function enter(config, me) {
  const left = new AbortController();
  followPerson(me, (other) => {
    left.abort();
    dismissDialogs();
    announce('You are signed in as ', h('strong', {}, said(other.name)), '. Nothing more is sent for ', said(me.name), '.');
    enter(config, other).catch((error) => fill(page, broken(error)));
  });
  const app = {
    config,
    me,
    mayManage: me.permissions.includes('manage'),
    manages: (domain) => me.manage_domains === '*' || me.manage_domains.includes(domain),
    left: left.signal,
    keys: new Listing('keys', 'keys', 'key_id'),
    dataApis: new Listing('data-apis', 'data_apis', 'data_api_id'),
    selection: new Selection(),
  };
  if (me.permissions.length === 0) {
    const refusal = await get('keys', { limit: '1' }).then(() => null, (problem) => problem);
    return fill(page, noRole(me, refusal, signOut));
  }
  app.dataApis.load();
  app.keys.load();
  showViews(app);
  return keepTime(app);
}

/** Lets time pass on the page: how far away things are, and keys that end while one looks. */
function keepTime(app) {
  let before = now();
  const timer = setInterval(() => {
    refreshTimes();
    const after = now();
    const ended = app.keys.things.some((key) => Date.parse(key.expires_at) > before && Date.parse(key.expires_at) <= after);
    before = after;
    if (ended) app.keys.dispatchEvent(new Event('change'));
  }, EVERY_HALF_MINUTE);
  app.left.addEventListener('abort', () => clearInterval(timer));
}

function showViews(app) {
  const frame = shell(app.me, app.mayManage, signOut);
  let leave = null;
  let shown = null;
  fill(page, frame.element);
  const show = () => {
    const [name, query] = location.hash.split('?');
    const href = name === '#/data-apis' ? name : '#/keys';
    const address = new URLSearchParams(query);
    if (wasTraversed() && shown?.href === href && shown.view.follow) return shown.view.follow(address);
    leave?.abort();
    leave = new AbortController();
    app.viewSignal = leave.signal;
    const view = (href === '#/keys' ? keysView : dataApisView)(app, address);
    shown = { href, view };
    const first = !frame.place.hasChildNodes();
    fill(frame.place, view.element);
    frame.mark(href);
    document.title = `${view.title} · Latchkey`;
    scrollTo(0, 0);
    return first ? undefined : frame.place.focus({ preventScroll: true });
  };
  addEventListener('hashchange', show, { signal: app.left });
  app.left.addEventListener('abort', () => leave.abort());
  show();
}

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main')?.focus();
});

start();
