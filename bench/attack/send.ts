import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Sent = {
  readonly method: string;
  /** Path and query as they go out, whatever is in them. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** The address on loopback it is sent from, where the system's choice will not do. */
  readonly from?: string;
};

export type Heard = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly milliseconds: number;
};

/** Milliseconds after which an answer that has not come counts as none. */
const PATIENCE = 60_000;

/** Bytes of an answer that are looked at; the rest is read and dropped. */
const LOOKED_AT = 300_000;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends to loopback and nowhere else; answers what was heard, or how the connection ended without an answer. */
export function send(port: number, { method, path, headers, body, from }: Sent): Promise<Heard | string> {
  const begun = performance.now();
  let isHeard = false;
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        ...(from === undefined ? {} : { localAddress: from }),
        port,
        method,
        // What cannot stand in a request line goes as its bytes.
        path: path.replaceAll(/[^\x21-\x7e]/gu, (sign) =>
          [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
        ),
        headers: {
          host: `127.0.0.1:${port}`,
          // Node says it by itself only of methods that usually have a body.
          ...(body ? { 'content-length': String(body.length) } : {}),
          ...headers,
        },
        agent,
        timeout: PATIENCE,
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (bytes: Buffer) => {
          if (size < LOOKED_AT) parts.push(bytes);
          size += bytes.length;
        });
        answer.on('error', (error) => resolve(error.message));
        const heard = () => {
          isHeard = true;
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString('utf8'),
            milliseconds: performance.now() - begun,
          });
        };
        answer.on('end', heard);
        // A stream lasts for as long as somebody listens: its first words are the answer.
        if (answer.headers['content-type']?.startsWith('text/event-stream')) {
          answer.once('data', () => {
            heard();
            answer.destroy();
          });
        }
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${PATIENCE / 1000} s`)));
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (isHeard) return;
      // A connection that was kept may be closed by the server just when it is used again: its right, so once more.
      if (asked.reusedSocket && error.code === 'ECONNRESET')
        resolve(send(port, { method, path, headers, body }));
      else resolve(error.message);
    });
    asked.end(body);
  });
}

/** The `name=value` part of every cookie that an answer sets. */
export function cookiesOf({ headers }: Heard): string {
  return (headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0] ?? '').join('; ');
}
