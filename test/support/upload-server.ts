/** A process of its own that receives forms as the built server does, and says on request how much memory it ever took. */
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { getRequest } from '@sveltejs/kit/node';
import { type IncomingBox, openIncoming } from '#platform/incoming.ts';
import { receiveForm } from '#platform/receive-form.ts';

const folder = process.argv[2] ?? '';
const incoming = openIncoming(join(folder, 'incoming'));

const server = createServer(async (message, response) => {
  if (message.method === 'GET') {
    return response.end(String(process.resourceUsage().maxRSS * 1024));
  }
  const box = incoming.open();
  // Cleared before it is answered, as the pages do: whoever has heard the answer finds nothing left.
  response.end(JSON.stringify(await sizesIn(message, box).finally(box.clear)));
});

async function sizesIn(message: IncomingMessage, box: IncomingBox): Promise<readonly number[] | string> {
  const request = getRequest({
    request: message,
    base: 'http://127.0.0.1',
    bodySizeLimit: 48 * 1024 * 1024,
  });
  const form = await receiveForm(request.body, request.headers.get('content-type') ?? '', box);
  if (typeof form === 'string') return form;
  return form.getAll('photos').map((one) => (one instanceof File ? one.size : 0));
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
