/** The dialog over everything else when a person has to sign in again. What was typed beneath it stays. */

import { h } from './dom.js';
import { Dialog } from './dialog.js';
import { showProblem } from './problems.js';
import { signInAgain } from './sign-in.js';

/** New tokens and whose they are, as `whose` says of them, once someone has signed in again. Declining fails whatever waited. */
export function askToSignInAgain(config, whose) {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const dialog = new Dialog('Sign in again', {
      onclose: () => {
        const declined = new Error('You are signed out. Sign in again to go on.');
        stop.abort(declined);
        reject(declined);
      },
    });
    const problem = h('div', { role: 'alert' });
    const start = async () => {
      showProblem(problem);
      try {
        const fresh = await signInAgain(config, stop.signal);
        resolve({ fresh, me: await whose(fresh.access_token) });
        dialog.close();
      } catch (error) {
        if (!stop.signal.aborted) showProblem(problem, error);
      }
    };
    dialog.show([
      h('p', {}, 'Your session expired. Sign in again in a pop-up. Nothing you typed is lost.'),
      problem,
    ], [
      h('button', { type: 'button', onclick: () => dialog.close() }, 'Not now'),
      h('button', { type: 'button', class: 'primary', autofocus: true, onclick: start }, 'Sign in'),
    ]);
  });
}
