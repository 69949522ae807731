/** Walks through the site by its links, as somebody who looks at one page of each kind. */
import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { cookieName } from '#paraglide/runtime.js';
import { DESK, faultsOf, PHONE, type Visit } from '../support/journey.ts';
import { unworded } from './languages.ts';

/** The pages there are, as their folders name them: `/[tenant]/usulan/[id]`. */
export const ROUTES: readonly string[] = routesOf('+page.svelte');

/** The addresses whose folders hold such a file, those with the fewest parameters first. */
function routesOf(file: string): string[] {
  return globSync(`src/routes/**/${file}`)
    .map((found) => `/${dirname(found).replaceAll('\\', '/')}`.replace(/^\/src\/routes(?=\/|$)/, '') || '/')
    .sort((a, b) => parameters(a) - parameters(b));
}

/** How much of an address may be anything; `[form=table]` may not. */
function parameters(route: string): number {
  return route.match(/\[\w+\]/g)?.length ?? 0;
}

/** Addresses that answer with a file. */
const FILES: readonly string[] = routesOf('+server.ts');

/** The page that answers a path; undefined where none does: a file, a download, another site. */
export function routeOf(path: string): string | undefined {
  const answers = (route: string) => pattern(route).test(path);
  const page = ROUTES.find(answers);
  const file = FILES.find(answers);
  return page !== undefined && file !== undefined && parameters(file) < parameters(page) ? undefined : page;
}

function pattern(route: string): RegExp {
  const known = route.replaceAll('.', '\\.').replaceAll('[form=table]', '(csv|xlsx)');
  return new RegExp(`^${known.replaceAll(/\[\w+\]/g, '[^/]+')}$`);
}

/** The addresses on this site that a page's text links to, in their order. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?\bhref="(\/[^"#]*)/g)].map((found) =>
    (found[1] ?? '').replaceAll('&amp;', '&'),
  );
}

export type Tour = {
  /** The page of each kind that was looked at, of all people. */
  readonly visited: Map<string, string>;
  /**
   * Looks at the kinds of page nobody has seen yet, and at those `again`, each at both widths and in both languages; answers what is wrong.
   * Follows links from `from`, the first of each kind, until there is no more to find.
   */
  walk: (visit: Visit, from: readonly string[], again?: readonly string[]) => Promise<string[]>;
};

export function tour(): Tour {
  const visited = new Map<string, string>();

  async function walk({ page, context }: Visit, from: readonly string[], again: readonly string[] = []) {
    const faults: string[] = [];
    const known = new Set<string>();
    const queue = [...from];
    const enough = () =>
      again.every((route) => known.has(route)) &&
      ROUTES.every((route) => visited.has(route) || known.has(route));
    for (let address = queue.shift(); address !== undefined && !enough(); address = queue.shift()) {
      const route = routeOf(address.split('?')[0] ?? '');
      if (route === undefined || known.has(route)) continue;
      known.add(route);
      const isSeen = visited.has(route) && !again.includes(route);
      if (!isSeen) visited.set(route, address);
      const { status, html, seen } = isSeen ? await read(context, address) : await opened(page, address);
      if (status !== 200) faults.push(`${address} answers ${status}`);
      if (!isSeen) {
        faults.push(...seen);
        const wording = [...unworded(html, 'id'), ...unworded(await inEnglish(context, address), 'en')];
        faults.push(...wording.map((fault) => `${address} ${fault}`));
      }
      queue.push(...linksIn(html));
    }
    const missed = again.filter((route) => !known.has(route));
    return [...faults, ...missed.map((route) => `no link leads to ${route}`)];
  }

  return { visited, walk };
}

/** A page as the same person gets it who has chosen English. */
async function inEnglish(context: BrowserContext, address: string): Promise<string> {
  const own = (await context.cookies()).filter((cookie) => cookie.name !== cookieName);
  const cookie = [...own, { name: cookieName, value: 'en' }].map((one) => `${one.name}=${one.value}`);
  const response = await fetch(new URL(address, inject('origin')), {
    headers: { cookie: cookie.join('; ') },
  });
  return response.text();
}

type Opened = { readonly status: number; readonly html: string; readonly seen: readonly string[] };

/** A page that somebody goes past: its links, without a browser. */
async function read(context: BrowserContext, address: string): Promise<Opened> {
  const response = await context.request.get(address, { headers: { accept: 'text/html' } });
  return { status: response.status(), html: await response.text(), seen: [] };
}

/** A page that somebody looks at, on an officer's screen and on a phone: as it was sent, and what is wrong with it. */
async function opened(page: Page, address: string): Promise<Opened> {
  await page.setViewportSize(DESK);
  const response = await page.goto(address);
  const wide = await faultsOf(page, { alsoOnPhone: true });
  await page.setViewportSize(PHONE);
  const seen = [...wide, ...(await faultsOf(page))];
  return { status: response?.status() ?? 0, html: (await response?.text()) ?? '', seen };
}

/** What is wrong with the page at an address, on an officer's screen and on a phone. */
export async function lookAt(page: Page, address: string): Promise<readonly string[]> {
  return (await opened(page, address)).seen;
}
