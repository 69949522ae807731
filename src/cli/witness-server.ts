import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type Signer,
  signerFrom,
  type Verifier,
  verifierText,
  type WitnessAnswer,
  witness,
} from '#modules/journal/index.ts';

const Kept = z.strictObject({
  origin: z.string(),
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  note: z.string(),
});
type Kept = z.infer<typeof Kept>;

/** Writes a file so that it is there whole or not at all, also when the power fails. */
function writeWhole(path: string, text: string): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(beside, path);
}

function keyIn(folder: string, name: string): Signer {
  const path = join(folder, 'key');
  if (!existsSync(path)) writeWhole(path, `${randomBytes(32).toString('hex')}\n`);
  const seed = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (seed.length !== 32) throw new Error(`${path} is no key of a witness`);
  return signerFrom(name, 'witness', seed);
}

/** The checkpoints that a witness has signed, the last of each log, in a folder. */
function openMemory(folder: string) {
  const place = join(folder, 'logs');
  mkdirSync(place, { recursive: true });
  const kept = new Map<string, Kept>();
  for (const name of readdirSync(place).filter((one) => one.endsWith('.json'))) {
    const read = Kept.parse(JSON.parse(readFileSync(join(place, name), 'utf8')));
    kept.set(read.origin, read);
  }
  return {
    all: () => [...kept.values()],
    of: (origin: string) => kept.get(origin),
    keep({ origin, head, note }: NonNullable<WitnessAnswer['keep']>) {
      const one = { origin, ...head, note };
      const name = createHash('sha256').update(origin).digest('hex');
      writeWhole(join(place, `${name}.json`), `${JSON.stringify(one)}\n`);
      kept.set(origin, one);
    },
  };
}

/** The longest request that is read: a checkpoint and a proof are a few kilobytes. */
const LONGEST = 64_000;

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LONGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A witness as it runs: its public key, and a server that is not listening yet. */
export type WitnessServer = { readonly key: string; readonly server: Server };

/**
 * A witness of the logs named by their keys. It remembers the last checkpoint of each in `folder`, written down before
 * the signature is given. `POST /add-checkpoint` asks for a cosignature (C2SP tlog-witness); `GET /` tells its key and
 * logs, `GET /checkpoints` all checkpoints it signed last, to compare with. One process at a time in a folder.
 */
export function openWitness(folder: string, name: string, logs: readonly Verifier[]): WitnessServer {
  mkdirSync(folder, { recursive: true });
  const signer = keyIn(folder, name);
  const memory = openMemory(folder);
  const verifiers = new Map(logs.map((log) => [log.name, log]));
  const watched = (origin: string) => {
    const verifier = verifiers.get(origin);
    return verifier && { verifier, last: memory.of(origin) ?? { size: 0, root: '' } };
  };

  // Judged and written down without a pause between, so that no two requests see the same last checkpoint.
  function judge(body: string): WitnessAnswer {
    const answer = witness(body, watched, signer, Math.floor(Date.now() / 1000));
    if (answer.keep) memory.keep(answer.keep);
    return answer;
  }

  function read(path: string): string | undefined {
    if (path === '/checkpoints')
      return memory
        .all()
        .map((one) => one.note)
        .join('\n');
    if (path !== '/') return undefined;
    const known = [...verifiers.keys()].map((origin) => `${origin} ${memory.of(origin)?.size ?? 0}\n`);
    return `${verifierText(signer)}\n\n${known.join('')}`;
  }

  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000 },
    async (request, response) => {
      const answer = (status: number, text: string, type = 'text/plain; charset=utf-8') => {
        response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' });
        response.end(text);
      };
      try {
        if (request.method === 'POST' && request.url === '/add-checkpoint') {
          const body = await bodyOf(request);
          if (body === undefined) {
            response.setHeader('connection', 'close');
            return answer(413, 'too long\n');
          }
          const judged = judge(body);
          return answer(judged.status, judged.body, judged.type);
        }
        const text = request.method === 'GET' ? read(request.url ?? '') : undefined;
        return text === undefined ? answer(404, 'nothing here\n') : answer(200, text);
      } catch {
        if (!response.headersSent) answer(500, 'the checkpoint could not be kept\n');
      }
    },
  );
  server.maxConnections = 100;
  return { key: verifierText(signer), server };
}
