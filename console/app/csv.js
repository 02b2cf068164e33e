/** Keys as a file for spreadsheets (RFC 4180). */

import { h } from './dom.js';
import { statusOf } from './key-state.js';
import { restrictionText } from './restrictions.js';

const CSV_COLUMNS = {
  key_id: (key) => key.key_id, name: (key) => key.name, data_api_id: (key) => key.data_api_id, domain: (key) => key.domain,
  owner: (key) => key.owner, description: (key) => key.description, tags: (key) => key.tags && restrictionText('tags', key.tags), status: (key) => statusOf(key), expires_at: (key) => key.expires_at,
  last_used_at: (key) => key.usage?.last_used_at, created_at: (key) => key.created_at, created_by: (key) => key.created_by,
};

/** The keys, one a line. A text that a spreadsheet would compute begins with an apostrophe. */
export function keysCsv(keys) {
  const lines = [Object.keys(CSV_COLUMNS), ...keys.map((key) => Object.values(CSV_COLUMNS).map((column) => quoted(String(column(key) ?? ''))))];
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Lets the browser save a text as a file. */
export function saveAs(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = h('a', { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
