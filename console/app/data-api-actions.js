/** What can be done with a data API. */

import { createKey } from './create-key.js';
import { deleteDataApi } from './delete-data-api.js';
import { editDataApi } from './edit-data-api.js';
import { dataApiAddress } from './router.js';

/** The entries of a data API's menu. */
export function dataApiActions(app, api) {
  return [
    app.manages(api.domain) && { icon: 'plus', label: 'New key', act: () => createKey(app, api.data_api_id) },
    app.manages(api.domain) && { icon: 'edit', label: 'Edit', act: () => editDataApi(app, api) },
    { icon: 'history', label: 'Details', page: true, act: () => { location.hash = dataApiAddress(api.data_api_id); } },
    app.manages(api.domain) && { icon: 'trash', label: 'Delete', danger: true, act: () => deleteDataApi(app, api) },
  ].filter(Boolean);
}
