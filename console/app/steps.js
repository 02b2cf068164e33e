/**
 * Steps of the browser's history. Back closes a dialog before it leaves a view, and undoes a filter before it leaves the
 * console: opening a dialog and choosing a filter each add a step. A dialog's step stays when the dialog closes, and is
 * passed over from then on.
 */

const PAUSE = 400;

let pending = null;
let here = { at: 0, spare: false };
let traversed = false;
let topDialog = () => null;

/** Starts to follow the history, at its first step. `dialog` gives the topmost open dialog, or null. */
export function followSteps(dialog) {
  topDialog = dialog;
  history.replaceState(here, '');
  history.scrollRestoration = 'manual';
  addEventListener('popstate', arrive);
}

/** Adds a step to an address of this page, unless that is where we are. */
export function stepTo(address) {
  settle();
  if (address !== location.hash) addStep(false, address);
}

/** Puts an address in the place of this step's when someone pauses typing, at the latest before the next step. */
export function stayAtSoon(address) {
  clearTimeout(pending?.timer);
  pending = { address, timer: setTimeout(settle, PAUSE) };
}

/** Puts the address that waits for a pause in place now. */
export function settle() {
  const address = pending?.address;
  forget();
  if (address && address !== location.hash) history.replaceState(here, '', address);
}

function forget() {
  clearTimeout(pending?.timer);
  pending = null;
}

/** Adds the step that Back takes to close a dialog. */
export function stepForDialog() {
  if (!here.spare) addStep(true);
}

/** Whether Back or Forward led here, not a link. */
export function wasTraversed() {
  return traversed;
}

function addStep(spare, address) {
  settle();
  here = { at: here.at + 1, spare };
  history.pushState(here, '', address);
}

function arrive({ state }) {
  forget();
  const from = here;
  traversed = Boolean(state);
  here = state ?? { at: from.at + 1, spare: false };
  if (!state) return history.replaceState(here, '');
  const back = here.at < from.at;
  const dialog = topDialog();
  if (dialog) {
    // Where a dialog stays, so does the step that the next Back takes.
    if (back && !(dialog.close() && !topDialog())) history.go(from.at - here.at);
    return undefined;
  }
  if (back && from.spare && here.at > 0) return history.back();
  if (!back && here.spare) return history.forward();
  return undefined;
}
