/** Addresses of the console. The part after `#` names a view, its parameter and its query. */

const ADDRESSES = [
  [/^(?:#\/?)?$/, 'overview'],
  [/^#\/keys$/, 'keys'],
  [/^#\/keys\/([^/]+)$/, 'key'],
  [/^#\/data-apis$/, 'data-apis'],
  [/^#\/data-apis\/([^/]+)$/, 'data-api'],
  [/^#\/activity$/, 'activity'],
];

/** The view that an address names: its name, the ID in it, and its query. An unknown address names `nothing`. */
export function placeOf(hash) {
  const [path, query] = hash.split('?');
  for (const [pattern, name] of ADDRESSES) {
    const found = pattern.exec(path);
    if (found) return { name, id: found[1] && decoded(found[1]), query: new URLSearchParams(query) };
  }
  return { name: 'nothing', query: new URLSearchParams() };
}

/** The address of a key's page. */
export const keyAddress = (id) => `#/keys/${encodeURIComponent(id)}`;

/** The address of a data API's page. */
export const dataApiAddress = (id) => `#/data-apis/${encodeURIComponent(id)}`;

/** An address with a query of those values that are set. */
export function withQuery(path, values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  return query.size ? `${path}?${query}` : path;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
