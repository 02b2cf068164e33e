// The loop of a Lambda runtime on node:http. AWS's own client of the Runtime API needs a C++ toolchain to install.
import { Agent, request } from 'node:http';
import { handler } from './authorizer.mjs';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function send(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, agent, method, path: `/2018-06-01/runtime/${path}` }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    const bytes = Buffer.from(body ?? '');
    sent.setHeader('Content-Length', bytes.length);
    sent.end(bytes);
  });
}

for (;;) {
  const next = await send('GET', 'invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  try {
    const response = await handler(JSON.parse(next.body));
    await send('POST', `invocation/${id}/response`, JSON.stringify(response));
  } catch (error) {
    await send('POST', `invocation/${id}/error`, JSON.stringify({ errorType: error.name, errorMessage: error.message }));
  }
}
