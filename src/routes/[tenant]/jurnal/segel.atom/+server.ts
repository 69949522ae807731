import { newestSeals, sealLine, shortSeal } from '#modules/journal/index.ts';
import { requireTenant } from '../../../request.ts';
import type { RequestHandler } from './$types.js';

const PAGE = 100;

const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function xml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => SPECIAL.get(sign) ?? sign);
}

/**
 * All seals as an Atom feed (RFC 4287), the newest first, a hundred on a page (`?sebelum=N` those before seal N), so
 * that any feed reader elsewhere keeps them. A page is the same until a seal comes: it may be asked for with its ETag.
 */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const asked = event.url.searchParams.get('sebelum') ?? '';
  const before = /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
  const seals = await event.locals.pilar.read(tenant.id, (tx) => newestSeals(tx, PAGE + 1, before));
  const shown = seals.slice(0, PAGE);
  const etag = `"${shown[0]?.hash ?? 'none'}-${shown.length}-${seals.length}"`;
  const headers = { etag, 'cache-control': 'public, max-age=60' };
  if (event.request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers });

  const base = `${event.locals.pilar.settings.origin}/${tenant.slug}/jurnal`;
  const last = seals.length > PAGE ? shown.at(-1) : undefined;
  const entries = shown.map(
    (seal) => `<entry>
<id>urn:pilar:seal:${xml(tenant.slug)}:${sealLine(seal)}</id>
<title>Segel ${seal.number}: ${shortSeal(seal.hash)}</title>
<updated>${seal.sealedAt}</updated>
<link href="${xml(base)}/segel?sebelum=${seal.number + 1}"/>
<content type="text">${xml(JSON.stringify(seal))}</content>
</entry>
`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
<id>urn:pilar:seals:${xml(tenant.slug)}</id>
<title>Segel jurnal ${xml(tenant.name)}</title>
<author><name>${xml(tenant.name)}</name></author>
<updated>${shown[0]?.sealedAt ?? '1970-01-01T00:00:00.000Z'}</updated>
<link rel="self" href="${xml(base)}/segel.atom${before === undefined ? '' : `?sebelum=${before}`}"/>
${last ? `<link rel="next" href="${xml(base)}/segel.atom?sebelum=${last.number}"/>\n` : ''}${entries.join('')}</feed>
`;
  return new Response(body, {
    headers: { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' },
  });
};
