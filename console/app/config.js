/** What this deployment is: the sign-in provider, the console's client there, and how long keys may live. */

/** The settings that `config.json` holds. Fails with a sentence for the person in front of the page. */
export async function loadConfig() {
  let answer;
  try {
    answer = await fetch(new URL('config.json', document.baseURI), { credentials: 'omit' });
  } catch {
    throw new Error('The console cannot reach its own server. Check your connection and try again.');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? 'The console is not set up yet, or its sign-in provider cannot be reached.');
  }
  return Object.freeze(await answer.json());
}
