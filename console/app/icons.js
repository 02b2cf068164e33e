/** Line icons on a 16 × 16 grid. They are decoration: a word stands beside each, or names its button. */

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  key: 'M7.6 8a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0ZM7.6 8H14M11 8v2.4M14 8v2',
  plus: 'M8 3v10M3 8h10',
  more: 'M8 3.2v.1M8 8v.1M8 12.8v.1',
  active: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5.4 8.2l1.8 1.8 3.4-3.8',
  expired: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 4.8V8l2.2 1.4',
  revoked: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM3.8 3.8l8.4 8.4',
  suspended: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM6.4 5.6v4.8M9.6 5.6v4.8',
  soon: 'M8 2.2 14.4 13.4H1.6ZM8 6.4v3M8 11.4v.1',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6V3.4C6 3.2 6.2 3 6.4 3h6.2c.2 0 .4.2.4.4v6.2c0 .2-.2.4-.4.4H10M3.4 6h6.2c.2 0 .4.2.4.4v6.2c0 .2-.2.4-.4.4H3.4a.4.4 0 0 1-.4-.4V6.4c0-.2.2-.4.4-.4Z',
  check: 'M3.5 8.5l3 3 6-7',
  extend: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 5.2v5.6M5.2 8h5.6',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7L3 13ZM9 4.8 11.2 7',
  rotate: 'M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12 2.4V5H9.4M4 13.6V11h2.6',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.4 4.5l.5 8.5h6.2l.5-8.5M6.8 7v3.6M9.2 7v3.6',
  history: 'M2.6 6.4A5.8 5.8 0 1 1 2.2 8.6M2.4 3.4v3h3M8 5v3.2l2.2 1.4',
  search: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM10 10l3.4 3.4',
  data: 'M13 4c0 1.1-2.2 2-5 2s-5-.9-5-2 2.2-2 5-2 5 .9 5 2ZM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  up: 'M4.5 9.5 8 6l3.5 3.5',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  back: 'M9.5 4.5 6 8l3.5 3.5',
  next: 'M6.5 4.5 10 8l-3.5 3.5',
  eye: 'M1.8 8S4 4 8 4s6.2 4 6.2 4-2.2 4-6.2 4-6.2-4-6.2-4ZM9.6 8a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0Z',
};

/** The icon of that name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
