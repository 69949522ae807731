import { expect } from 'vitest';
import { createApi } from '#api/api.ts';
import { statusesOf } from '#api/document.ts';
import type { Endpoint } from '#api/endpoint.ts';
import { ENDPOINTS } from '#api/endpoints.ts';
import type { Actor, TokenScope } from '#kernel/actor.ts';
import { TOKEN_SCOPES } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { createToken } from '#modules/actors/index.ts';
import { type City, granted } from './city.ts';

export type Sent = {
  /** Whose token goes with the request; none is a visitor. */
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string | Uint8Array | readonly Uint8Array[]>>;
  /** A body sent exactly so. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Received = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** The endpoint that an address leads to. */
export function endpointAt(method: string, path: string): Endpoint | undefined {
  return ENDPOINTS.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`^/api/v1${one.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
}

/**
 * The API of a test city. Every answer is held against the document: a status that is not documented fails the test,
 * and so does a body that is not exactly what its schema says.
 */
export function apiOf(
  city: Pick<City, 'pilar'>,
  options: { requestsPerMinute: number } = { requestsPerMinute: 0 },
) {
  const api = createApi(options);
  return async (method: string, address: string, sent: Sent = {}): Promise<Received> => {
    const response = await api.fetch(requestOf(method, address, sent), {
      pilar: city.pilar,
      address: '192.0.2.1',
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    const endpoint = endpointAt(method, new URL(address, 'http://pilar.test').pathname);
    if (endpoint) {
      expect(statusesOf(endpoint), `${method} ${address} answered ${response.status} ${text}`).toContain(
        response.status,
      );
      if (response.ok) expect(endpoint.answer.parse(body)).toEqual(body);
    }
    return { status: response.status, body, headers: response.headers };
  };
}

function requestOf(method: string, address: string, sent: Sent): Request {
  const headers = new Headers(sent.headers);
  if (sent.token) headers.set('authorization', `Bearer ${sent.token}`);
  let body: string | FormData | undefined = sent.text;
  if (sent.json !== undefined) {
    headers.set('content-type', 'application/json');
    body = JSON.stringify(sent.json);
  }
  if (sent.form) {
    const form = new FormData();
    for (const [name, value] of Object.entries(sent.form)) {
      if (typeof value === 'string') form.append(name, value);
      else {
        for (const bytes of value instanceof Uint8Array ? [value] : value) {
          form.append(name, new Blob([Uint8Array.from(bytes)]), 'foto.jpg');
        }
      }
    }
    body = form;
  }
  return new Request(new URL(address, 'http://pilar.test'), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

/** A personal token of an officer, with all scopes unless said. */
export async function tokenOf(
  city: Pick<City, 'pilar'>,
  actor: Actor,
  scopes: readonly TokenScope[] = TOKEN_SCOPES,
): Promise<string> {
  // Another name for each: the same token is made once.
  const wish = { name: `Uji ${newId()}`, scopes, lastDay: '2026-12-31' };
  return granted(await createToken(city.pilar, actor, wish)).token;
}
