/** The filters, order and page of the table of keys, as its address has them. */

import { questionWords } from './questions.js';
import { withQuery } from './router.js';

const STATUS_FILTERS = ['active', 'soon', 'suspended', 'expired', 'revoked'];
const SORT_ORDERS = ['name', 'data_api', 'owner', 'status', 'expires', 'used', 'created'];
/** Of text that may be the secret part of a key, nothing goes into an address. */
const LIKE_A_SECRET = /[0-9A-Za-z]{24,}/;

/** What narrows the table, without anything chosen. */
export const NO_FILTER = { search: '', status: '', dataApi: '', owner: '', show: '' };

/** What an address says; values that mean nothing are left out. */
export function keyQuery(address) {
  const status = address.get('status') ?? '';
  const show = address.get('show') ?? '';
  const sort = address.get('sort') ?? '-created';
  const order = sort.replace(/^-/, '');
  return {
    search: address.get('q') ?? '',
    status: STATUS_FILTERS.includes(status) ? status : '',
    dataApi: address.get('data_api') ?? '',
    owner: address.get('owner') ?? '',
    show: questionWords(show) === null ? '' : show,
    order: SORT_ORDERS.includes(order) ? order : 'created',
    descending: SORT_ORDERS.includes(order) ? sort.startsWith('-') : true,
    page: Math.max(0, (Number.parseInt(address.get('page') ?? '1', 10) || 1) - 1),
  };
}

/** The address of the table as it is. */
export function keyQueryAddress({ search, status, dataApi, owner, show, order, descending, page }) {
  const sort = `${descending ? '-' : ''}${order}`;
  return withQuery('#/keys', {
    q: LIKE_A_SECRET.test(search) ? '' : search,
    data_api: dataApi, status, owner, show, sort: sort === '-created' ? '' : sort, page: page ? String(page + 1) : '',
  });
}
