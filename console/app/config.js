/** What this deployment is: the sign-in provider, the console's client there, and how long keys may live. */

/** The settings that `config.json` holds. Fails with a sentence for the person in front of the page. */
export async function loadConfig() {
  let answer;
  try {
    answer = await fetch(new URL('config.json', document.baseURI), { credentials: 'omit' });
  } catch {
    throw new Error('The console cannot reach its own server. Check your connection and try again.');
  }
  if (answer.status === 404) {
    throw new Error('The console is not set up: its client at the sign-in provider is not named (ConsoleClientId).');
  }
  if (!answer.ok) {
    const { instance } = await answer.json().catch(() => ({}));
    throw Object.assign(new Error('The sign-in provider cannot be reached right now. Please try again in a moment.'), { requestId: instance });
  }
  return Object.freeze(await answer.json());
}
