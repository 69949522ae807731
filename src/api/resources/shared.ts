import { z } from '@hono/zod-openapi';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { Document } from '#modules/documents/index.ts';
import type { HistoryEntry } from '#modules/journal/index.ts';
import { type Program, programBySlug, programIdBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Rupiah as the API writes it: a whole JSON number, exact up to Rp9.000 triliun. */
export const Amount = z.int().meta({ description: 'Whole rupiah', examples: [50_000_000] });

/** A quantity as decimal text. */
export const Quantity = z.string().meta({
  description:
    'A decimal number with a point; never exactly three decimals (12.1250), which could be read as thousands',
  examples: ['22.5'],
});

export const Uuid = z.string().meta({ format: 'uuid', examples: ['019c44e8-6d00-7000-8000-2f1d3c9a5b10'] });
export const Day = z.string().meta({ format: 'date', examples: ['2026-02-10'] });
export const Moment = z.string().meta({ format: 'date-time', examples: ['2026-02-10T03:00:00.000Z'] });
export const Region = z.string().meta({ description: 'Code of a place', examples: ['32.73.30.1003'] });
export const Label = z.object({ id: z.string(), en: z.string() });

/** A word of a model in the languages of the API. */
export function labelShown({ id, en }: z.infer<typeof Label>): z.infer<typeof Label> {
  return { id, en };
}

/** An amount as a JSON number; none stays none. */
export function amount<T extends bigint | null>(rupiah: T): T extends bigint ? number : number | null;
export function amount(rupiah: bigint | null): number | null {
  return rupiah === null ? null : Number(rupiah);
}

export function moment<T extends Date | null>(date: T): T extends Date ? string : string | null;
export function moment(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

/** What a write answers: what was written, and its version where it has one. */
export const Written = z
  .object({ id: Uuid, version: z.int().meta({ description: 'For the next `If-Match`' }) })
  .meta({ id: 'Written', description: 'What was written, with its new version' });

export const Made = z.object({ id: Uuid }).meta({ id: 'Made', description: 'What was recorded' });

/** A happening as anyone may read it: office and institution, no person. */
export const Entry = z
  .object({
    id: Uuid,
    at: Moment,
    action: z.string().meta({ examples: ['proposal.submitted'] }),
    subjectType: z.string(),
    subjectId: Uuid,
    region: Region,
    office: z.string().meta({ examples: ['lurah'] }),
    organization: Uuid.nullable(),
    summary: z.unknown().meta({ description: 'What may be told to everyone; depends on the action' }),
    detailsDigest: z.string(),
    withheld: z.array(z.string()).optional().meta({
      description:
        'Fields of the summary that are part of the leaf and not for everybody; of such an entry the proof begins at its leaf',
    }),
    seal: z
      .int()
      .nullable()
      .meta({ description: 'The number of the seal that holds it; null before sealing' }),
  })
  .meta({ id: 'JournalEntry', description: 'A happening in the journal, as anyone may read it' });

export function entryShown(entry: HistoryEntry): z.infer<typeof Entry> {
  const { withheld, ...open } = entry;
  return withheld ? { ...open, withheld: [...withheld] } : open;
}

/** Two numbers of a slip of which one at most is carried out. */
export const Exclusion = z.object({
  numbers: z.tuple([z.int(), z.int()]).meta({ description: 'Numbers on the slip, the smaller first' }),
  reason: z.string(),
});

/** A public file with the addresses of its picture. */
export const Photo = z
  .object({
    id: Uuid,
    role: z.string().meta({ examples: ['photo', 'photo-50'] }),
    caption: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    sha256: z.string().meta({ description: 'SHA-256 of the file at `href`' }),
    originalSha256: z.string().nullable().meta({
      description: 'SHA-256 of the file as it was sent, before it was shrunk; null for older ones',
    }),
    uploadedAt: Moment,
    href: z.string().meta({ description: 'Address of the file, on this site' }),
    thumbnail: z.string().nullable(),
  })
  .meta({ id: 'Photo', description: 'A photo with its addresses' });

/** The public ones of a subject's documents. */
export function photosShown(documents: readonly Document[], tenant: string): z.infer<typeof Photo>[] {
  return documents
    .filter((one) => one.public)
    .map((one) => ({
      id: one.id,
      role: one.role,
      caption: one.caption,
      mediaType: one.mediaType,
      bytes: one.bytes,
      width: one.width,
      height: one.height,
      sha256: one.sha256,
      originalSha256: one.original,
      uploadedAt: one.uploadedAt.toISOString(),
      href: `/${tenant}/berkas/${one.id}`,
      thumbnail: one.thumbnail && `/${tenant}/berkas/${one.id}/kecil`,
    }));
}

/** The id of the programme that a list is of; the refusal when there is none of this slug. */
export async function programIdNamed(tx: Tx, slug: string): Promise<string | Refusal> {
  return (await programIdBySlug(tx, slug)) ?? refuse('access.not-found');
}

/** The programme that a path or query names by its slug; the refusal when there is none. */
export async function programNamed(tx: Tx, slug: string): Promise<Program | Refusal> {
  return (await programBySlug(tx, slug)) ?? refuse('access.not-found');
}

/** What a text in a form says as JSON; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
