/** How an app uses a key: ready code for several languages. No snippet has a secret. */

import { copyButton } from './copy.js';
import { fill, freshId, h } from './dom.js';

const REGION = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(location.hostname)?.[1] ?? 'REGION';

/** The chosen language. It outlasts a page that is drawn again. */
let language = 'curl';

/** A path that a route allows. */
export const examplePath = (path = '*') => path.replace(/^\*$/, '/').replace(/\*$/, 'example');

/** The URL of a route, with examples for its wildcards. */
export function routeUrl({ api_id: api, host, stage = '*', path } = {}) {
  const below = examplePath(path);
  if (host) return `https://${host.replace('*', 'www')}${below}`;
  if (!api) return 'https://API_ID.execute-api.REGION.amazonaws.com/STAGE/';
  return `https://${api}.execute-api.${REGION}.amazonaws.com/${stage === '*' ? 'STAGE' : stage}${below}`;
}

function codeFor(route, key) {
  const url = routeUrl(route);
  const method = !route || ['*', undefined].includes(route.method) ? 'GET' : route.method;
  const name = `latchkey/${key.data_api_id}/${key.key_id}`;
  return {
    curl: `curl ${method === 'GET' ? '' : `-X ${method} `}-H "X-Api-Key: $API_KEY" '${url}'`,
    Python: `import os\nimport urllib.request\n\nrequest = urllib.request.Request(\n    "${url}",\n    method="${method}",\n    headers={"X-Api-Key": os.environ["API_KEY"]},\n)\nwith urllib.request.urlopen(request) as response:\n    print(response.read().decode())`,
    JavaScript: `const response = await fetch('${url}', {\n  method: '${method}',\n  headers: { 'X-Api-Key': process.env.API_KEY },\n});\nif (!response.ok) throw new Error(\`\${response.status}\`);\nconsole.log(await response.text());`,
    Java: `var request = HttpRequest.newBuilder(URI.create("${url}"))\n    .method("${method}", HttpRequest.BodyPublishers.noBody())\n    .header("X-Api-Key", System.getenv("API_KEY"))\n    .build();\nvar response = HttpClient.newHttpClient()\n    .send(request, HttpResponse.BodyHandlers.ofString());\nSystem.out.println(response.body());`,
    '.env': `# Key ${key.key_id} for ${key.data_api_id}\nAPI_KEY=`,
    'Secrets Manager': key.secret_arn ? `aws secretsmanager get-secret-value --secret-id ${key.secret_arn} \\\n  --query SecretString --output text` : `# Reads the key from the terminal, so that it is not in the shell's history.\nread -rs API_KEY\nprintf '{"api_key":"%s","key_id":"${key.key_id}","data_api_id":"${key.data_api_id}"}' "$API_KEY" |\n  aws secretsmanager create-secret --name ${name} --secret-string file:///dev/stdin`,
  };
}

/** Code that calls a data API with a key, below a heading of a level. */
export function snippets(key, dataApi, level = 'h2') {
  const route = dataApi?.routes?.find(({ method = '*' }) => ['GET', '*'].includes(method)) ?? dataApi?.routes?.[0];
  const codes = codeFor(route, key);
  const group = freshId('snippet');
  const code = h('code', {});
  const blanks = h('p', { class: 'hint' }, 'Replace the words in capitals.');
  const show = (name) => {
    fill(code, codes[name]);
    blanks.hidden = !/\b(REGION|STAGE)\b/.test(codes[name]);
  };
  show(language);
  return h('section', { class: 'panel snippets', 'aria-label': 'Use the key' },
    h('div', { class: 'panel-head' }, h(level, {}, 'Use the key'), copyButton('Copy code', () => codes[language], { class: 'quiet' })),
    h('fieldset', { class: 'pills' }, h('legend', { class: 'unseen' }, 'Language'), Object.keys(codes).map((name) => h('label', { class: 'pill' },
      h('input', { type: 'radio', name: group, checked: name === language, onchange: () => { language = name; show(name); } }), name))),
    h('pre', {}, code), blanks);
}
