/** What a search text says of keys: a key's ID, alone or within a key, a part of one, its hint, or a line around any of them. */

// In this order: whole keys, cut ones, cut ones without their prefix, and IDs that a prefix or a name stands before.
const FORMS = [
  /_([0-9A-Za-z]{16})_[0-9A-Za-z]{49}/g,
  /_([0-9A-Za-z]{16})_[0-9A-Za-z]+/g,
  /(?<![0-9A-Za-z])([0-9A-Za-z]{16})_[0-9A-Za-z]{8,}/g,
  /(?:_|key_id["'=:\s]+)(?=[a-z]*[0-9A-Z])([0-9A-Za-z]{16})(?![0-9A-Za-z])/g,
];
const HINT = /[A-Za-z0-9_-]+_[0-9A-Za-z]{6}(?=…|\.{3})/;
const INVISIBLE = /\p{Cf}/gu;
const ID = /^[0-9A-Za-z]{16}$/;

/**
 * A search text as the box may keep it: of a text that holds keys, their IDs alone, so no part of a secret; of a key's hint
 * as the table prints it, that key's ID. Any other text stays.
 */
export function withoutSecrets(text, keys) {
  const plain = text.replace(INVISIBLE, '');
  for (const form of FORMS) {
    const ids = new Set([...plain.matchAll(form)].map((found) => found[1]));
    if (ids.size) return [...ids].join(' ');
  }
  const hint = HINT.exec(plain)?.[0];
  const hinted = hint ? keys.filter((key) => hint.endsWith(key.hint)) : [];
  return hinted.length === 1 ? hinted[0].key_id : text;
}

/** The IDs that a search is for; none if it is for anything else. */
export function idsIn(search) {
  const words = search.split(/\s+/).filter(Boolean);
  return words.every((word) => ID.test(word)) ? words : [];
}
