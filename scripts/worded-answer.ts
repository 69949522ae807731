/** Answers given in front of the pages, before anything of the application is asked: worded for people and for programs. */
import type { IncomingMessage, ServerResponse } from 'node:http';

type Words = { readonly title: string; readonly help: string };
type Fault = {
  readonly status: number;
  readonly code: string;
  readonly id: Words;
  readonly en: Words;
};

export const TOO_LARGE: Fault = {
  status: 413,
  code: 'request-too-large',
  id: {
    title: 'Kiriman ini terlalu besar',
    help: 'Tidak ada yang tersimpan. Satu foto paling besar 15 MB, satu kiriman paling besar 48 MB. Kembali ke halaman sebelumnya, pilih foto yang lebih kecil atau lebih sedikit, lalu kirim lagi.',
  },
  en: {
    title: 'This upload is too large',
    help: 'Nothing was saved. A photo may have 15 MB, everything sent at once 48 MB. Go back, choose smaller or fewer photos, and send again.',
  },
};

export const UNREADABLE_ADDRESS: Fault = {
  status: 400,
  code: 'request-malformed',
  id: {
    title: 'Alamat ini tidak terbaca',
    help: 'Ada tanda persen di dalamnya yang bukan bagian dari alamat yang benar. Periksa ketikannya, atau mulailah dari halaman depan.',
  },
  en: {
    title: 'This address cannot be read',
    help: 'It holds a percent sign that does not belong there. Check how it is written, or begin at the front page.',
  },
};

/** Whether the path of a request can be decoded: `%ff` alone is no letter. */
export function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** Answers problem+json to programs (RFC 9457), a page to everybody else. What still comes is read and dropped. */
export function answerFault(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
  const forProgram = request.url?.startsWith('/api/') === true;
  response.writeHead(fault.status, {
    'content-type': forProgram ? 'application/problem+json' : 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(forProgram ? JSON.stringify(problemOf(request, fault)) : pageOf(fault));
  // Else the browser reports a broken connection instead of this page.
  request.resume();
}

function problemOf(request: IncomingMessage, { status, code, id, en }: Fault) {
  const words = /^\s*id\b/i.test(request.headers['accept-language'] ?? '') ? id : en;
  return {
    type: `/api/v1#${code}`,
    title: words.title,
    status,
    code,
    params: {},
    remedy: words.help,
  };
}

function pageOf({ status, id, en }: Fault): string {
  return `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${id.title} · Pilar</title>
    <style>
      body { font: 1rem/1.55 system-ui, sans-serif; color: #17211f; background: #fbfaf6; margin: 0; padding: 2rem 1rem; }
      main { max-width: 40rem; margin: 0 auto; }
      a { color: #0d5c63; }
    </style>
  </head>
  <body>
    <main>
      <h1>${id.title}</h1>
      <p>${id.help}</p>
      <p lang="en"><b>${en.title}.</b> ${en.help}</p>
      <p><a href="/">Ke halaman depan</a></p>
      <p><small>Kode ${status}</small></p>
    </main>
  </body>
</html>
`;
}
