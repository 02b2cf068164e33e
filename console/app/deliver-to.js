/** Where the secret of a key goes: to the screen, or into a secret in AWS Secrets Manager, which the app reads. */

import { NOT_DELIVERED, get, path } from './api.js';
import { copyable } from './copy.js';
import { h } from './dom.js';
import { codeField } from './fields.js';
import { icon } from './icons.js';

const ARN = /^arn:aws[a-z-]{0,20}:secretsmanager:[a-z0-9-]{1,32}:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$/;
const RULE_OF_ARNS = { max: 128, bytes: 128 };

/** The field for the ARN of the secret that receives a key; `value` is the present one. Pointers begin with `prefix`. */
export function deliveryField({ value = '', prefix = '', hint = 'Latchkey writes the key into this secret instead of showing it. The secret needs the tag latchkey with the ID of the data API.' } = {}) {
  const arn = codeField('ARN of the secret', {
    value, hint, required: false, rule: RULE_OF_ARNS, form: ARN, pointer: `${prefix}/deliver_to/secret_arn`,
    words: 'Enter a whole ARN, such as arn:aws:secretsmanager:eu-central-1:123456789012:secret:reports/orders-key-AbCdEf.',
  });
  const element = h('details', { class: 'more', open: value !== '' }, h('summary', {}, 'Deliver to AWS Secrets Manager'), arn.element);
  const { say } = arn;
  arn.say = (text) => {
    if (text) element.open = true;
    say(text);
  };
  arn.control.addEventListener('change', () => { arn.control.value = arn.control.value.trim(); });
  return {
    field: arn,
    element,
    get arn() { return arn.value; },
    /** The member of a request. */
    get body() { return arn.value ? { deliver_to: { secret_arn: arn.value } } : {}; },
  };
}

/** What `send` gives. If Secrets Manager may not have the secret, which was not shown, the key, marked `undelivered`. */
export async function withDelivery(send) {
  try {
    return await send();
  } catch (error) {
    if (error.kind !== NOT_DELIVERED) throw error;
    return { ...await get(path('keys', error.keyId)), undelivered: true };
  }
}

/** Says in a dialog that Secrets Manager has the key. */
export function showDelivered(dialog, title, key, notes) {
  dialog.closable = () => true;
  dialog.onsubmit = () => dialog.close();
  dialog.title(title);
  dialog.show([
    notes.map((note) => h('p', { class: 'notice' }, note)),
    h('p', {}, h('span', { class: 'status active' }, icon('active'), 'Delivered'), ' The key is in Secrets Manager and was not shown.'),
    h('p', {}, 'Apps read it from ', copyable(key.secret_arn, 'the ARN of the secret'), '.'),
  ], [h('button', { type: 'submit', class: 'primary', autofocus: true }, 'Close')]);
}
