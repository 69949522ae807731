import type { RequestEvent } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { isPublicDocument } from '#modules/documents/index.ts';
import { readableDocument } from '#modules/overview/index.ts';
import { idOr404, requireTenant, viewerOf } from '../../request.ts';

/** What is sent under which type: what a stored document says about itself is not passed on. */
const TYPES: Readonly<Record<string, { type: string; shown: 'inline' | 'attachment'; ending: string }>> = {
  'image/jpeg': { type: 'image/jpeg', shown: 'inline', ending: 'jpg' },
  'image/webp': { type: 'image/webp', shown: 'inline', ending: 'webp' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    shown: 'attachment',
    ending: 'docx',
  },
  'application/pdf': { type: 'application/pdf', shown: 'attachment', ending: 'pdf' },
};

/** Sends a stored document, or its small picture, to those who may read it; to others it is not there (404). */
export async function sendDocument(event: RequestEvent, size: 'whole' | 'small'): Promise<Response> {
  const { pilar } = event.locals;
  const id = idOr404(event.params.id);
  const found = await pilar.read(requireTenant(event).id, (tx) => readableDocument(tx, viewerOf(event), id));
  if (!found) error(404);
  const { document, subject } = found;
  const sha256 = size === 'small' ? document.thumbnail : document.sha256;
  const kind = ownEntry(TYPES, size === 'small' ? 'image/webp' : document.mediaType);
  if (sha256 === null || !kind) error(404);
  const headers = new Headers({
    etag: `"${sha256}"`,
    'cache-control': isPublicDocument(document, subject)
      ? 'public, max-age=31536000, immutable'
      : 'private, no-cache',
  });
  if (event.request.headers.get('if-none-match')?.includes(`"${sha256}"`)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('content-type', kind.type);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-disposition', `${kind.shown}; filename="${document.id}.${kind.ending}"`);
  headers.set('content-security-policy', "default-src 'none'; sandbox");
  const bytes = await pilar.files.get(sha256);
  headers.set('content-length', String(bytes.length));
  return new Response(Uint8Array.from(bytes), { headers });
}
