/** Starts the console: settings, sign-in, who it is, then the view that the address names. */

import { announce } from './announce.js';
import { get, TokenRejected, whoHas } from './api.js';
import { loadConfig } from './config.js';
import { dismissDialogs, topmostDialog } from './dialog.js';
import { fill, h, said } from './dom.js';
import { endOf } from './key-state.js';
import { Listing } from './listing.js';
import { Selection } from './selection.js';
import { openPalette } from './palette.js';
import { accessToken, followPerson, isReturning, signIn, signOut, startSession } from './session.js';
import { shell } from './shell.js';
import { followShortcuts } from './shortcuts.js';
import { HandedOver } from './sign-in.js';
import { followSteps } from './steps.js';
import { now, refreshTimes } from './times.js';
import { followAddress } from './views.js';
import { broken, handedOver, noRole, rejected, welcome } from './welcome.js';

const page = document.getElementById('page');
const EVERY_HALF_MINUTE = 30_000;
const A_MINUTE = 60_000;
const LONG = 1_000;

async function start() {
  const settings = loadConfig();
  const returns = isReturning();
  fill(page, returns ? shell().element : welcome(() => settings.then(signIn, () => {})));
  let config;
  try {
    config = await settings;
  } catch (error) {
    return fill(page, broken(error));
  }
  try {
    if (!(await startSession(config, whoHas))) return returns ? fill(page, welcome(signIn)) : undefined;
  } catch (error) {
    return fill(page, error instanceof HandedOver ? handedOver() : welcome(signIn, error));
  }
  try {
    followSteps(topmostDialog);
    return await begin(config, await whoHas(await accessToken()));
  } catch (error) {
    return fill(page, error instanceof TokenRejected ? rejected(error, config.issuer, signOut) : broken(error));
  }
}

async function begin(config, me) {
  const left = new AbortController();
  followPerson(me, (other) => {
    left.abort();
    dismissDialogs();
    announce('You are signed in as ', h('strong', {}, said(other.name)), '. Nothing more is sent for ', said(me.name), '.');
    begin(config, other).catch((error) => fill(page, broken(error)));
  });
  const app = {
    config,
    me,
    mayManage: me.permissions.includes('manage'),
    manages: (domain) => me.manage_domains === '*' || me.manage_domains.includes(domain),
    left: left.signal,
    keys: new Listing('keys', 'keys', 'key_id', { include: 'usage' }),
    dataApis: new Listing('data-apis', 'data_apis', 'data_api_id'),
    selection: new Selection(),
    /** Where each view was left, by its name. */
    lastAddress: {},
  };
  if (me.permissions.length === 0) {
    const refusal = await get('keys', { limit: '1' }).then(() => null, (problem) => problem);
    return fill(page, noRole(me, refusal, signOut));
  }
  app.dataApis.load();
  app.keys.load();
  const frame = shell();
  const find = () => openPalette(app);
  frame.welcome(me, app.mayManage, { find, signOut });
  fill(page, frame.element);
  followAddress(app, frame);
  followShortcuts(app, find);
  rereadOnFocus(app);
  return keepTime(app);
}

/** Lets time pass on the page: how far away times are, and keys and grace periods that end meanwhile. */
function keepTime(app) {
  let before = now();
  const timer = setInterval(() => {
    refreshTimes();
    const after = now();
    const isOver = (end) => end > before && end <= after;
    const ended = app.keys.things.some((key) => isOver(endOf(key)) || isOver(Date.parse(key.previous_secret_until)));
    before = after;
    if (ended) app.keys.touch();
  }, EVERY_HALF_MINUTE);
  app.left.addEventListener('abort', () => clearInterval(timer));
}

/** Reads the lists again when someone comes back to this tab or the network does; long ones at most once a minute. */
function rereadOnFocus(app) {
  const reread = () => {
    const isLong = app.keys.size > LONG && !app.keys.error && performance.now() - app.keys.readAt < A_MINUTE;
    if (document.visibilityState === 'hidden' || app.keys.loading || isLong) return;
    app.keys.refresh();
    app.dataApis.refresh();
  };
  document.addEventListener('visibilitychange', reread, { signal: app.left });
  addEventListener('focus', reread, { signal: app.left });
  addEventListener('online', reread, { signal: app.left });
}

document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main')?.focus();
});

start();
