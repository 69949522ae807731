import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const MEGABYTE = 1024 * 1024;
const BOUNDARY = 'pilar';

/** Three photos of 15 MB as one form, a megabyte at a time, so that the sender holds none of them either. */
function* form(): Generator<Buffer> {
  const piece = Buffer.alloc(MEGABYTE, 'pilar');
  for (const name of ['satu', 'dua', 'tiga']) {
    yield Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="photos"; filename="${name}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
    );
    for (let i = 0; i < 15; i += 1) yield piece;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${BOUNDARY}--\r\n`);
}

async function send(port: number): Promise<string> {
  const outgoing = request({
    port,
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  });
  const answered = once(outgoing, 'response');
  for (const chunk of form()) if (!outgoing.write(chunk)) await once(outgoing, 'drain');
  outgoing.end();
  const [response] = await answered;
  return (await response.toArray()).join('');
}

const mostMemory = async (port: number) => Number(await (await fetch(`http://127.0.0.1:${port}`)).text());

test('12 uploads of 45 MB at the same time take less than 160 MB more, and leave nothing on disk', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-uploads-'));
  const server = fork('test/support/upload-server.ts', [folder], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--max-old-space-size=320',
      '--max-semi-space-size=16',
    ],
  });
  onTestFinished(() => server.disconnect());
  const [port] = await once(server, 'message');
  expect(await send(port)).toBe('[15728640,15728640,15728640]');
  const before = await mostMemory(port);
  const answers = await Promise.all(Array.from({ length: 12 }, () => send(port)));
  expect(new Set(answers)).toEqual(new Set(['[15728640,15728640,15728640]']));
  const more = ((await mostMemory(port)) - before) / MEGABYTE;
  expect(more, `${Math.round(before / MEGABYTE)} MB before, ${Math.round(more)} MB more`).toBeLessThan(160);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});
