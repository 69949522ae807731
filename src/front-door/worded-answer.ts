/** Answers given in front of the pages, before anything of the application is asked: worded for people and for programs. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { PALETTE } from '#kernel/palette.ts';
import { drain } from './body-watch.ts';
import { type BodyBounds, LARGEST_BODY } from './route-class.ts';

type Words = { readonly title: string; readonly help: string };

export type FrontFault = {
  readonly status: number;
  readonly code: string;
  readonly id: Words;
  readonly en: Words;
  /** Seconds after which to come back. */
  readonly retryAfter?: number;
};

/** More than this kind of request may send: photos where photos are taken, else a form. */
export function tooLarge({ bytes }: BodyBounds): FrontFault {
  const size = bytes >= 1024 * 1024 ? `${bytes / (1024 * 1024)} MB` : `${bytes / 1024} kB`;
  const takesPhotos = bytes === LARGEST_BODY;
  return {
    status: 413,
    code: 'request-too-large',
    id: {
      title: 'Kiriman ini terlalu besar',
      help: takesPhotos
        ? 'Tidak ada yang tersimpan. Sekali kirim paling banyak 48 MB untuk semua berkas; foto dan pindaian masing-masing paling besar 15 MB, batas berkas lain tertulis di halamannya. Kembali ke halaman sebelumnya, pilih berkas yang lebih kecil atau lebih sedikit, lalu kirim lagi.'
        : `Tidak ada yang tersimpan. Halaman ini menerima paling banyak ${size} sekali kirim. Kembali ke halaman sebelumnya, kurangi isiannya, lalu kirim lagi.`,
    },
    en: {
      title: 'This upload is too large',
      help: takesPhotos
        ? 'Nothing was saved. All files together may have 48 MB, a photo or a scan 15 MB; what other files may have stands on their page. Go back, choose smaller or fewer files, and send again.'
        : `Nothing was saved. This page takes at most ${size} at once. Go back, send less, and try again.`,
    },
  };
}

export const UNREADABLE_ADDRESS: FrontFault = {
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

/** Too much is asked for by everybody together: the lane of this kind of request is full. */
export const BUSY: FrontFault = {
  status: 503,
  code: 'server-busy',
  retryAfter: 5,
  id: {
    title: 'Pilar sedang ramai',
    help: 'Terlalu banyak permintaan pada saat yang sama. Yang Anda kirim belum tersimpan. Tunggu beberapa detik, lalu muat ulang halaman ini.',
  },
  en: {
    title: 'Pilar is busy',
    help: 'Too many requests came at the same moment. What you sent was not saved. Wait a few seconds and load this page again.',
  },
};

/** Files have no room left on the server's disk. */
export const NO_ROOM: FrontFault = {
  status: 503,
  code: 'server-full',
  retryAfter: 600,
  id: {
    title: 'Tempat penyimpanan penuh',
    help: 'Foto dan berkas belum dapat diterima, dan tidak ada yang tersimpan. Pengelola Pilar perlu menambah ruang. Simpan foto Anda, lalu coba lagi nanti.',
  },
  en: {
    title: 'No room for files',
    help: 'Photos and files cannot be taken now, and nothing was saved. The operator has to make room. Keep your photos and try again later.',
  },
};

/** Too much is asked for from one address. */
export function tooMany(seconds: number): FrontFault {
  return {
    status: 429,
    code: 'request-too-many',
    retryAfter: seconds,
    id: {
      title: 'Terlalu banyak permintaan',
      help: `Dari jaringan Anda datang terlalu banyak permintaan dalam satu menit. Coba lagi dalam ${seconds} detik.`,
    },
    en: {
      title: 'Too many requests',
      help: `Too many requests came from your network within a minute. Try again in ${seconds} seconds.`,
    },
  };
}

/** Whether the path of a request can be decoded: `%ff` alone is no letter. No address holds a NUL, which no database text does. */
export function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?', 1)[0] ?? '');
    return !/%00/.test(address);
  } catch {
    return false;
  }
}

/**
 * Answers problem+json to programs (RFC 9457), a page to everybody else. The whole answer goes out at once, but the
 * connection stays open until the body that nobody wants has come or is too much: whoever closes before is heard as a
 * broken connection, not as this answer.
 */
export function answerFault(request: IncomingMessage, response: ServerResponse, fault: FrontFault): void {
  const forProgram = request.url?.startsWith('/api/') === true;
  const body = forProgram ? JSON.stringify(problemOf(request, fault)) : pageOf(fault);
  const hasBody =
    Number(request.headers['content-length'] ?? '0') > 0 || 'transfer-encoding' in request.headers;
  response.writeHead(fault.status, {
    'content-type': forProgram ? 'application/problem+json' : 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {}),
    ...(hasBody ? { connection: 'close' } : {}),
  });
  if (request.method !== 'HEAD') response.write(body);
  if (!hasBody) response.end();
  else drain(request, () => response.end());
}

function problemOf(request: IncomingMessage, { status, code, id, en }: FrontFault) {
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

function pageOf({ status, id, en }: FrontFault): string {
  return `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${id.title} · Pilar</title>
    <style>
      body { font: 1rem/1.55 system-ui, sans-serif; color: ${PALETTE.ink}; background: ${PALETTE.paper}; margin: 0; padding: 2rem 1rem; }
      main { max-width: 40rem; margin: 0 auto; }
      a { color: ${PALETTE.teal}; }
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
