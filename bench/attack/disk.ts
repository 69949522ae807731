import { say } from '../measure.ts';
import type { Options } from './options.ts';
import { everyRole } from './people.ts';
import { type Heard, send } from './send.ts';
import { startTarget } from './target.ts';

const FORM = 'x-form-of-the-attack';

/** A disk with less room than the reserve: no file is taken, with words; forms and pages go on; health says what lacks. */
export async function disk({ database }: Options): Promise<number> {
  const target = await startTarget(database);
  try {
    const { port } = target;
    // More than any disk has: the same to the server as a disk that has filled up.
    await target.again({ PILAR_DISK_RESERVE: '1000000' });
    const people = await everyRole(port);
    const chair = people.find(({ role }) => role === 'RW with drafts');
    if (!chair) throw new Error('nobody proposes');
    const headers = { ...chair.pages, accept: 'text/html', origin: `http://127.0.0.1:${port}` };
    const ask = (path: string, type?: string, body?: string) =>
      send(port, {
        method: type ? 'POST' : 'GET',
        path,
        headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
        body: body === undefined ? undefined : Buffer.from(body),
      });
    const upload = `--${FORM}\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\nx\r\n--${FORM}--\r\n`;
    const nowhere = '/bandung/usulan/00000000-0000-7000-8000-000000000000/foto';
    const wanted = [
      ['health', await ask('/healthz'), [503]],
      ['liveness', await ask('/healthz/live'), [200]],
      ['a page', await ask('/bandung/usulan'), [200]],
      ['a form without files', await ask('/bahasa', 'application/x-www-form-urlencoded', 'bahasa=en'), [303]],
      ['a photo', await ask(nowhere, `multipart/form-data; boundary=${FORM}`, upload), [503]],
    ] as const;
    let wrong = 0;
    for (const [what, heard, statuses] of wanted) {
      const isRight = statuses.some((status) => status === statusOf(heard));
      if (!isRight) wrong += 1;
      say(`full disk, ${what}: answered, as wanted`, String(statusOf(heard)), isRight ? 'yes' : 'NO');
    }
    say('died', target.death() ?? 'no');
    return wrong + (target.death() === undefined ? 0 : 1);
  } finally {
    await target.close();
  }
}

function statusOf(heard: Heard | string): number | string {
  return typeof heard === 'string' ? heard : heard.status;
}
