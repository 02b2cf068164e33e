const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORM = /^([A-Za-z0-9_]+)_([A-Za-z0-9]{16})_([A-Za-z0-9]{43})([A-Za-z0-9]{6})$/;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let i = 0; i < 8; i += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/** Returns the parts of a key; undefined if its form, its prefix or its checksum is wrong. */
export function parse(text, prefixes) {
  const parts = FORM.exec(text);
  if (!parts) return undefined;
  const [, prefix, id, secret, checksum] = parts;
  return prefixes.includes(prefix) && encode(crc32(text.slice(0, -6))) === checksum ? { id, secret } : undefined;
}

// zlib.crc32 came with Node.js 20.15 and 22.2.
function crc32(text) {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i += 1) crc = CRC_TABLE[(crc ^ text.charCodeAt(i)) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function encode(number) {
  let text = '';
  for (let rest = number; text.length < 6; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62] + text;
  return text;
}
