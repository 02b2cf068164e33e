/** The dialog that rotates a key. */

import { call, get, path } from './api.js';
import { announce } from './announce.js';
import { readAgain } from './create-key.js';
import { deliverAgain } from './deliver-again.js';
import { deliveryField, withDelivery } from './deliver-to.js';
import { fill, h, said } from './dom.js';
import { field, selectField } from './fields.js';
import { showForm } from './form.js';
import { keyDialog } from './key-dialog.js';
import { showSecret } from './secret.js';
import { teamMessageButton } from './team-message.js';
import { at, full } from './times.js';
import { usualValues } from './usual-values.js';

const MOST_HOURS = 168;
const USUAL_HOURS = 24;
const USUAL_GRACE = [[0, 'Now (leaked)'], [1, '1 hour'], [24, '24 hours'], [MOST_HOURS, '7 days']];
const OF_A_DELIVERED_KEY = 'The app reads the new secret there. If you leave it empty, you see the secret here, and the app does not get it.';
const NO_GRACE_TO_READ_IT = 'Enter at least 1 hour, in which the app reads the new secret. To end the old secret now, empty the ARN below.';
const LOST_ROTATION = 'The server didn’t respond, so the key may have a new secret that was not shown. Try again to get one.';

export function rotateKey(app, key) {
  let rotated = null;
  const dialog = keyDialog('Rotate key', key, {
    onclose: () => rotated && announce('Rotated ', h('strong', {}, said(key.name)), '. ', teamMessageButton('rotated', rotated)),
  });
  const delivery = deliveryField({ value: key.secret_arn, hint: key.secret_arn ? OF_A_DELIVERED_KEY : undefined });
  const grace = graceField(() => delivery.arn !== '');
  const giveUp = () => readAgain(app.keys);
  const rotate = (hours, onPending) => withDelivery(
    () => call('POST', path('keys', key.key_id, 'rotate'), { body: { grace_hours: hours, on_pending: onPending, ...delivery.body } }));
  const done = (answer) => {
    if (answer.undelivered) return deliverAgain(dialog, answer, { hours: Number(grace.value), done, giveUp });
    rotated = answer;
    app.keys.put(answer);
    return showSecret(dialog, 'Your new secret', answer, [fateOfTheOld(answer)], app.dataApis.find(answer.data_api_id));
  };

  showForm(dialog, {
    content: [h('p', {}, 'Creates a new secret. ID, name and expiration stay.'), grace.element, delivery.element],
    fields: () => [grace, delivery.field], label: 'Rotate', busyLabel: 'Rotating…',
    lost: LOST_ROTATION, giveUp,
    send: async (tries) => {
      const hours = Number(grace.value);
      if (tries === 1 || hours === 0) return unlessPending(hours);
      const present = await get(path('keys', key.key_id));
      return present.rotated_at === key.rotated_at ? unlessPending(hours) : { unseen: present };
    },
    done: (answer) => {
      if (answer.unseen) offerAnother(answer.unseen);
      else if (answer.pending) offerChoice(answer.pending);
      else done(answer);
    },
  });

  async function unlessPending(hours) {
    try {
      return await rotate(hours);
    } catch (error) {
      if (error.kind === 'rotation-pending') return { pending: await get(path('keys', key.key_id)) };
      throw error;
    }
  }

  /** The lost response held the new secret, which is discarded; the old one keeps its time. */
  function offerAnother(present) {
    app.keys.put(present);
    showForm(dialog, {
      content: h('p', {}, 'The key was rotated, but the response was lost. Another new secret replaces the lost one. The old secret keeps working until ',
        at(present.previous_secret_until ?? present.expires_at, full), '.'),
      label: 'Get a new secret', busyLabel: 'Rotating…', cancel: 'Later', lost: LOST_ROTATION, giveUp,
      send: () => rotate(Number(grace.value), 'discard_new'), done,
    });
  }

  /** An earlier rotation's grace is still running: two secrets work, and one of them has to end. */
  function offerChoice(present) {
    app.keys.put(present);
    const ends = selectField('Secret that ends', [
      ['', 'Choose…'], ['discard_new', 'The newest: nobody received it'], ['end_previous', 'The previous one: apps have the newest'],
    ], {
      pointer: '/on_pending', check: (choice) => (choice ? null : 'Choose which secret ends.'),
      hint: 'If the newest ends, the previous one keeps its time. If the previous one ends, the newest works for the hours you chose.',
    });
    showForm(dialog, {
      content: [h('p', {}, 'An earlier rotation is pending: the previous secret keeps working until ',
        at(present.previous_secret_until ?? present.expires_at, full), '. ', h('strong', {}, 'Rotating again ends one secret now.')), ends.element],
      fields: () => [ends], label: 'Rotate', busyLabel: 'Rotating…', cancel: 'Later', danger: true, lost: LOST_ROTATION, giveUp,
      send: async (tries) => {
        const latest = tries === 1 ? present : await get(path('keys', key.key_id));
        return rotate(Number(grace.value), latest.rotated_at === present.rotated_at ? ends.value : 'discard_new');
      },
      done,
    });
  }
}

function graceField(isDelivered) {
  const input = h('input', { type: 'number', inputmode: 'numeric', min: '0', max: String(MOST_HOURS), step: '1', value: String(USUAL_HOURS), required: true });
  const grace = field('Hours that the old secret keeps working', input, {
    pointer: '/grace_hours',
    hint: `Give apps time to change over, at most ${MOST_HOURS} hours (7 days). Enter 0 if the secret leaked.`,
    check: (text) => {
      if (!/^[0-9]+$/.test(text) || Number(text) > MOST_HOURS) return `Enter a whole number of hours, 0 to ${MOST_HOURS}.`;
      return Number(text) === 0 && isDelivered() ? NO_GRACE_TO_READ_IT : null;
    },
  });
  const warning = h('div', { role: 'status' });
  const warn = () => fill(warning, input.value === '0'
    ? h('p', { class: 'notice' }, 'The old secret stops working at once. Apps that use it are refused until they have the new one.') : null);
  input.addEventListener('input', warn);
  input.after(usualValues('Usual choices', input, USUAL_GRACE, () => { grace.valid(); warn(); }), warning);
  return grace;
}

function fateOfTheOld(key) {
  return key.previous_secret_until
    ? ['The old secret works until ', at(key.previous_secret_until, full), '.']
    : 'The old secret no longer works.';
}
