import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The caller's address: what the socket says, or behind `proxies` trusted proxies what the outermost of them wrote.
 * What is no address (a proxy that writes none, a client that reaches past it) leaves the socket's.
 */
export function callerAddress(request: IncomingMessage, proxies: number): string {
  const direct = plain(request.socket.remoteAddress ?? '0.0.0.0');
  if (proxies < 1) return direct;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => plain(part.trim()))
    .filter(Boolean);
  const said = forwarded.at(-proxies) ?? '';
  return isIP(said) === 0 ? direct : said;
}

/** An IPv4 address as such, also where it comes dressed as IPv6. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
