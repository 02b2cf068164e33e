/** The page for those who are not in yet: to sign in, to hear what went wrong, or which role is missing. */

import { h, said } from './dom.js';
import { icon } from './icons.js';
import { showProblem } from './problems.js';

/** The sign-in page; `signIn` leaves for the provider. */
export function welcome(signIn, error) {
  return plain('Data API keys', [
    h('p', {}, 'Create, extend, rotate and revoke the keys of your organization’s data APIs.'),
    showProblem(h('div', { role: 'alert' }), error),
    h('button', { type: 'button', class: 'primary large', autofocus: true, onclick: signIn }, 'Sign in'),
  ]);
}

/** The page of someone whose sign-in holds no role that opens the console. */
export function noRole(me, problem, signOut) {
  return plain('You don’t have access yet', [
    h('p', {}, 'You are signed in as ', h('strong', {}, said(me.name)), ', without a role for data API keys.'),
    showProblem(h('div', { role: 'alert' }), problem),
    h('p', {}, 'Ask your administrator for one of these roles, then sign in again.'),
    h('button', { type: 'button', class: 'large', onclick: signOut }, 'Sign out'),
  ]);
}

/** The page of someone whose new token the API does not accept. */
export function rejected(error, issuer, signOut) {
  return plain('Your sign-in was not accepted', [
    showProblem(h('div', { role: 'alert' }), error),
    h('p', {}, 'The token is from ', said(issuer), '. Ask your administrator for the reason: the log of AuthorizeOperatorFunction has it under this request ID.'),
    h('button', { type: 'button', class: 'primary large', onclick: () => location.reload() }, 'Try again'),
    h('button', { type: 'button', class: 'large', onclick: signOut }, 'Sign out'),
  ]);
}

/** The page when nothing else can be shown. */
export function broken(error) {
  return plain('The console cannot start', [
    showProblem(h('div', { role: 'alert' }), error),
    h('button', { type: 'button', class: 'primary large', onclick: () => location.reload() }, 'Try again'),
  ]);
}

/** The page of the small window that has handed its sign-in over. */
export function handedOver() {
  return plain('You are signed in', [h('p', {}, 'You can close this window and go on in the other one.')]);
}

function plain(title, content) {
  document.title = `${title} · Latchkey`;
  return [
    h('header', { class: 'top' }, h('span', { class: 'brand' }, h('span', { class: 'mark' }, icon('key')), 'Latchkey')),
    h('main', { id: 'main', class: 'welcome', tabindex: '-1' }, h('h1', {}, title), content),
  ];
}
