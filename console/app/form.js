/** A dialog's form: checks, sends, and shows what went wrong beside the field it is about. */

import { fill, h } from './dom.js';
import { LostAnswer, Problem } from './api.js';
import { asSentence, showProblem } from './problems.js';

/**
 * Shows a form in a dialog.
 *
 * `content` is what it shows, `fields` gives those to check; `label` and `busyLabel` name its button; `send` makes the change and
 * `done` hears its result. After a lost answer the same is sent again, and nothing can be altered in between: `lost` says so.
 * `isLong` marks a form that takes a while to fill in: what was typed is discarded at the second attempt to close it.
 * `blame` names the field that a kind of problem is about, where the API names none.
 * `giveUp` marks a form whose response holds a secret: after a lost response only a button closes it, and `giveUp` hears of that.
 */
export function showForm(dialog, { content, fields = () => [], label, busyLabel, danger, send, done, lost = LOST_ANSWER, cancel = 'Cancel', giveUp, blame = {}, isLong }) {
  const problem = h('div', { class: 'dialog-problem', role: 'alert' });
  const controls = h('fieldset', { class: 'plain', role: 'none' }, content);
  const button = h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, label);
  const leave = h('button', { type: 'button', onclick: () => (unknown && giveUp ? abandon() : dialog.close()) }, cancel);
  let tries = 0;
  let unknown = false;
  let warned = !isLong;
  const values = () => JSON.stringify(fields().map((each) => each.value));

  const abandon = () => {
    dialog.closable = () => true;
    if (dialog.close()) giveUp();
  };
  const discard = () => {
    if (warned || values() === untouched) return true;
    warned = true;
    fill(leave, 'Discard');
    dialog.hint('Close again to discard what you typed.');
    return false;
  };
  const stay = () => {
    button.focus();
    return false;
  };

  const fail = (error) => {
    unknown = error instanceof LostAnswer || (unknown && !isVerdict(error));
    controls.disabled = unknown;
    fill(button, unknown ? 'Try again' : label);
    fill(leave, unknown && giveUp ? 'Close anyway' : cancel);
    dialog.closable = unknown && giveUp ? stay : discard;
    if (unknown) {
      const words = error instanceof LostAnswer ? lost : error.message;
      showProblem(problem, Object.assign(new Error(words), { requestId: error.requestId }));
      button.focus();
      return problem.scrollIntoView({ block: 'nearest' });
    }
    const placed = place(error, fields()) ?? accuse(error, blame[error.kind]);
    showProblem(problem, error);
    (placed ?? button).focus();
    return placed ? undefined : problem.scrollIntoView({ block: 'nearest' });
  };

  dialog.closable = discard;
  dialog.onsubmit = async () => {
    if (!(unknown || allValid(fields()))) return;
    dialog.busy(true);
    fill(button, busyLabel);
    showProblem(problem);
    let then;
    try {
      tries += 1;
      const result = await send(tries);
      then = () => done(result);
    } catch (error) {
      then = () => fail(error);
    }
    dialog.busy(false);
    then();
  };
  dialog.show(controls, [problem, leave, button]);
  const untouched = values();
  return button;
}

const LOST_ANSWER = 'The server didn’t respond, so this may or may not have happened. Try again: it counts once.';

/** Whether an answer refuses, and would refuse a repeat too. */
export function isVerdict(error) {
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
    const field = fields.find((one) => one.pointer && (one.pointer === each.pointer || each.pointer?.startsWith(`${one.pointer}/`)));
    if (!field) continue;
    each.loose = false;
    field.say(asSentence(each.detail));
    first ??= field.control;
  }
  return first;
}

/** Puts an error beside the field that it is about; the field's control, or null without such a field. */
function accuse(error, field) {
  field?.say(error.message);
  return field?.control ?? null;
}
