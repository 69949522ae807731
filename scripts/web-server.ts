/** The HTTP server in front of the built application, the same for demo and production. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import type { Settings } from '../src/platform/settings.ts';
import { answerFault, isReadable, TOO_LARGE, UNREADABLE_ADDRESS } from './worded-answer.ts';

/** Largest request body: three photos of 15 MB and the form around them. More is answered 413. */
export const BODY_LIMIT = 48 * 1024 * 1024;

/** Pages, styles and data go out compressed: links are slow where Pilar is used. */
const compressed = compression({ threshold: 1024, level: 5 });

function compress(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  // Express's type, Node's objects: the middleware uses nothing else of them.
  Reflect.apply(compressed, undefined, [request, response, next]);
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export type WebServer = {
  /** Loads the built application and answers with it from now on. */
  open(): Promise<void>;
  close(reason: string): Promise<void>;
};

/** Listens at once, and answers 503 until `open()`, so that whoever comes early is told to wait. */
export async function listen(settings: Settings): Promise<WebServer> {
  const origin = new URL(settings.origin);
  const proxies = Number(process.env.PILAR_PROXIES ?? '0');
  let handler: Handler | undefined;

  const server = createServer((request, response) => {
    if (!handler) return comeBack(response);
    const elsewhere = settings.mode === 'demo' && request.headers.host !== origin.host;
    if (elsewhere && request.url !== '/healthz') return sendTo(origin, request, response);
    if (Number(request.headers['content-length'] ?? '0') > BODY_LIMIT) {
      return answerFault(request, response, TOO_LARGE);
    }
    if (!isReadable(request.url ?? '/')) return answerFault(request, response, UNREADABLE_ADDRESS);
    // Written here from the settings, over whatever a client sent: nobody can pretend another origin or address.
    request.headers['x-pilar-protocol'] = origin.protocol.replace(':', '');
    request.headers['x-pilar-host'] = origin.host;
    request.headers['x-pilar-address'] = addressOf(request, proxies);
    if (request.url?.startsWith('/api/')) {
      // The API takes tokens and no cookie, so no other site can act through a browser. SvelteKit's check of form
      // posts would refuse every program that names no origin.
      delete request.headers.cookie;
      request.headers.origin = origin.origin;
    }
    const answer = handler;
    compress(request, response, () => answer(request, response, () => response.writeHead(404).end()));
  });
  await bind(server, settings);

  return {
    async open() {
      Object.assign(process.env, {
        PROTOCOL_HEADER: 'x-pilar-protocol',
        HOST_HEADER: 'x-pilar-host',
        ADDRESS_HEADER: 'x-pilar-address',
        BODY_SIZE_LIMIT: String(BODY_LIMIT),
      });
      const built: { handler: Handler } = await import(pathToFileURL('build/handler.js').href);
      handler = built.handler;
    },
    async close(reason) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
      await closed;
      for (const listener of process.listeners('sveltekit:shutdown' as never)) {
        await Reflect.apply(listener, process, [reason]);
      }
    },
  };
}

function bind(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(
              `port ${settings.port} is in use; choose another with PORT=3001, or stop the other program`,
            )
          : error,
      );
    });
    server.listen(settings.port, settings.host, resolve);
  });
}

/** The caller's address: what the socket says, or behind `proxies` trusted proxies what the outermost of them wrote. */
function addressOf(request: IncomingMessage, proxies: number): string {
  const direct = request.socket.remoteAddress ?? '0.0.0.0';
  if (proxies < 1) return direct;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return forwarded.at(-proxies) ?? direct;
}

function comeBack(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '3', refresh: '3' });
  response.end('Pilar sedang disiapkan. Halaman ini memuat ulang sendiri.\nPilar is being prepared.\n');
}

function sendTo(origin: URL, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`Open ${origin.origin}\n`);
    return;
  }
  response.writeHead(307, { location: origin.origin + (request.url ?? '/') });
  response.end();
}
