/** Keys as a file for spreadsheets (RFC 4180). */

import { announce } from './announce.js';
import { counted, h } from './dom.js';
import { statusOf } from './key-state.js';
import { restrictionText } from './restrictions.js';

const CSV_COLUMNS = {
  key_id: (key) => key.key_id, name: (key) => key.name, data_api_id: (key) => key.data_api_id, domain: (key) => key.domain,
  owner: (key) => key.owner, description: (key) => key.description, tags: (key) => key.tags && restrictionText('tags', key.tags), status: (key) => statusOf(key), expires_at: (key) => key.expires_at,
  last_used_at: (key) => key.usage?.last_used_at, created_at: (key) => key.created_at, created_by: (key) => key.created_by,
};

/** The keys, one a line. A text that a spreadsheet would compute begins with an apostrophe. */
function keysCsv(keys) {
  const lines = [Object.keys(CSV_COLUMNS), ...keys.map((key) => Object.values(CSV_COLUMNS).map((column) => quoted(String(column(key) ?? ''))))];
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Lets the browser save keys as a file, and says how many; `areAll` is whether there are no further keys that are not loaded. */
export function saveKeys(keys, areAll) {
  // Without the mark at its beginning, Excel does not read a file as UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', keysCsv(keys)], { type: 'text/csv;charset=utf-8' }));
  h('a', { href: url, download: 'keys.csv' }).click();
  URL.revokeObjectURL(url);
  announce(`Saved ${counted(keys.length, 'key')}. `, areAll ? null : 'Keys that are not loaded yet are missing.');
}

function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
