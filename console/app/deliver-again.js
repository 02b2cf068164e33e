/** What is offered for a key whose secret may not have reached Secrets Manager. */

import { call, path } from './api.js';
import { deliveryField, withDelivery } from './deliver-to.js';
import { h } from './dom.js';
import { showForm } from './form.js';

const LOST_DELIVERY = 'The server didn’t respond, so the key may have another secret that was not shown. Try again to get one.';

/**
 * Offers in a dialog to deliver a new secret of the key, or to show one. A previous secret that works keeps its time; with
 * `hours` 0 there is none that an app could have. `done` hears the key, and `giveUp` that someone left without a response.
 */
export function deliverAgain(dialog, key, { hours, done, giveUp }) {
  const delivery = deliveryField({ value: key.secret_arn, hint: 'Leave it empty to see the new secret here, once.' });
  showForm(dialog, {
    content: [h('p', { class: 'notice' }, 'The key has a secret that may not be in Secrets Manager. It was not shown. Get a new secret now, or rotate the key later.'),
      delivery.element],
    fields: () => [delivery.field], label: 'Get a new secret', busyLabel: 'Rotating…', cancel: 'Later', lost: LOST_DELIVERY, giveUp,
    send: () => withDelivery(() => call('POST', path('keys', key.key_id, 'rotate'), {
      body: { grace_hours: delivery.arn ? Math.max(hours, 1) : hours, on_pending: 'discard_new', ...delivery.body },
    })),
    done: (answer) => (answer.undelivered ? deliverAgain(dialog, answer, { hours, done, giveUp }) : done(answer)),
  });
}
