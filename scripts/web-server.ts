/** The HTTP server in front of the built application, the same for demo and production. */
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import { callerAddress } from '../src/front-door/caller-address.ts';
import { boundConnections, CONNECTIONS_CHECKED_EVERY } from '../src/front-door/connections.ts';
import { frontDoor } from '../src/front-door/front-door.ts';
import { watchHealth } from '../src/front-door/health.ts';
import { needsOf } from '../src/front-door/needs.ts';
import { LARGEST_BODY, laneBounds } from '../src/front-door/route-class.ts';
import type { Settings } from '../src/platform/settings.ts';
import { publishedVitalSigns } from '../src/platform/vital-signs.ts';

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
  const { proxies } = settings;
  let handler: Handler | undefined;

  mkdirSync(settings.dataFolder, { recursive: true });
  const health = watchHealth(needsOf(settings));
  const door = frontDoor(
    {
      costPerMinute: settings.pageCostPerMinute,
      addressOf: (request) => callerAddress(request, proxies),
      laneBounds: (kind) => laneBounds(kind, settings.databaseUrl === undefined ? 'embedded' : 'server'),
      hasRoom: () => !health.isAmiss('disk'),
    },
    (request, response) => inside(request, response),
  );

  function inside(request: IncomingMessage, response: ServerResponse): void {
    const answer = handler;
    if (!answer) {
      comeBack(response);
      return;
    }
    // Written here from the settings, over whatever a client sent: nobody can pretend another origin or address.
    request.headers['x-pilar-protocol'] = origin.protocol.replace(':', '');
    request.headers['x-pilar-host'] = origin.host;
    request.headers['x-pilar-address'] = callerAddress(request, proxies);
    if (request.url?.startsWith('/api/')) {
      // The API takes tokens and no cookie, so no other site can act through a browser. SvelteKit's check of form
      // posts would refuse every program that names no origin.
      delete request.headers.cookie;
      request.headers.origin = origin.origin;
    }
    compress(request, response, () => answer(request, response, () => response.writeHead(404).end()));
  }

  function turnedAway(request: IncomingMessage, response: ServerResponse): boolean {
    if (health.answer(request, response)) return true;
    if (!handler) {
      comeBack(response);
      return true;
    }
    if (settings.mode !== 'demo' || request.headers.host === origin.host) return false;
    sendTo(origin, request, response);
    return true;
  }

  const server = createServer(
    { connectionsCheckingInterval: CONNECTIONS_CHECKED_EVERY },
    (request, response) => {
      if (!turnedAway(request, response)) door.request(request, response);
    },
  );
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!turnedAway(request, response)) door.checkContinue(request, response);
  });
  boundConnections(server, proxies);
  await bind(server, settings);

  return {
    async open() {
      Object.assign(process.env, {
        PROTOCOL_HEADER: 'x-pilar-protocol',
        HOST_HEADER: 'x-pilar-host',
        ADDRESS_HEADER: 'x-pilar-address',
        BODY_SIZE_LIMIT: String(LARGEST_BODY),
      });
      const built: { handler: Handler } = await import(pathToFileURL('build/handler.js').href);
      handler = built.handler;
      health.enter('open');
    },
    async close(reason) {
      health.enter('closing');
      publishedVitalSigns()?.endStreams();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
      await closed;
      health.close();
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
