import { PALETTE } from '#kernel/palette.ts';
import { m } from '#paraglide/messages.js';
import type { DatabaseUnavailable } from '#platform/database/unavailable.ts';

/**
 * The answer while the database does not serve: 503, when to come back, and words for whoever looks at a page. It needs
 * nothing of the database itself, which the usual error page does.
 */
export function awayAnswer(
  request: Request,
  locale: 'id' | 'en',
  { done, retryAfter }: Pick<DatabaseUnavailable, 'done' | 'retryAfter'>,
): Response {
  const wrote = request.method !== 'GET' && request.method !== 'HEAD';
  const title = m['error.away.title']({}, { locale });
  const help = !wrote
    ? m['error.away.help']({}, { locale })
    : done === 'nothing'
      ? m['error.away.unsaved']({}, { locale })
      : m['error.away.unknown']({}, { locale });
  const headers = { 'retry-after': String(retryAfter), 'cache-control': 'no-store' };
  if (!request.headers.get('accept')?.includes('text/html')) {
    return Response.json({ status: 503, message: `${title}. ${help}` }, { status: 503, headers });
  }
  // A form is not sent again by itself; a page may look again.
  const again = wrote ? '' : `<meta http-equiv="refresh" content="${retryAfter}" />`;
  const page = `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${again}
    <title>${title} · Pilar</title>
    <style>
      body { font: 1rem/1.55 system-ui, sans-serif; color: ${PALETTE.ink}; background: ${PALETTE.paper}; margin: 0; padding: 2rem 1rem; }
      main { max-width: 40rem; margin: 0 auto; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${help}</p>
      <p><small>${m['error.code']({ status: 503 }, { locale })}</small></p>
    </main>
  </body>
</html>
`;
  return new Response(page, {
    status: 503,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  });
}
