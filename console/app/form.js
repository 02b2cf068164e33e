/** A dialog's form: checks, sends, and shows what went wrong beside the field it is about. */

import { fill, h } from './dom.js';
import { LostAnswer, Problem } from './api.js';
import { asSentence, showProblem } from './problems.js';

/**
 * Shows a form in a dialog.
 *
 * `content` is what it shows, `fields` gives those to check; `label` and `busyLabel` name its button; `send` makes the change and
 * `done` hears its result. After a lost answer the same is sent again, and nothing can be altered in between: `lost` says so.
 */
export function showForm(dialog, { content, fields = () => [], label, busyLabel, danger, send, done, lost = LOST_ANSWER, cancel = 'Cancel' }) {
  const problem = h('div', { role: 'alert' });
  const controls = h('fieldset', { class: 'plain', role: 'none' }, content);
  const button = h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, label);
  let tries = 0;
  let busy = false;
  let unknown = false;

  const fail = (error) => {
    unknown = error instanceof LostAnswer || (unknown && !isVerdict(error));
    controls.disabled = unknown;
    fill(button, unknown ? 'Try again' : label);
    if (unknown) {
      const words = error instanceof LostAnswer ? lost : error.message;
      showProblem(problem, Object.assign(new Error(words), { requestId: error.requestId }));
      return button.focus();
    }
    const placed = place(error, fields());
    showProblem(problem, error);
    return (placed ?? button).focus();
  };

  dialog.onsubmit = async () => {
    if (busy || !(unknown || allValid(fields()))) return;
    busy = true;
    dialog.busy(true);
    button.setAttribute('aria-disabled', 'true');
    fill(button, busyLabel);
    showProblem(problem);
    try {
      tries += 1;
      const result = await send(tries);
      if (dialog.open) done(result);
    } catch (error) {
      if (dialog.open) fail(error);
    } finally {
      busy = false;
      dialog.busy(false);
      button.removeAttribute('aria-disabled');
    }
  };
  dialog.show([controls, problem], [h('button', { type: 'button', onclick: () => dialog.close() }, cancel), button]);
  return button;
}

const LOST_ANSWER = 'No clear answer came, so it is not known whether this happened. Trying again is safe: it counts once.';

/** Whether an answer to a repeat says that the first try, too, changed nothing. */
function isVerdict(error) {
  return error instanceof Problem && ![401, 403, 429].includes(error.status);
}

function allValid(fields) {
  const wrong = fields.filter((each) => !each.valid());
  wrong[0]?.control.focus();
  return wrong.length === 0;
}

/** Puts the API's errors beside their fields; the control of the first, or null. */
function place(error, fields) {
  let first = null;
  for (const each of error.errors ?? []) {
    const field = fields.find((one) => one.pointer && one.pointer === each.pointer);
    if (!field) continue;
    each.loose = false;
    field.say(asSentence(each.detail));
    first ??= field.control;
  }
  return first;
}
