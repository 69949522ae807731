import { z } from 'zod';
import type { EntryProof } from './journal.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits');
const Path = z.array(z.strictObject({ side: z.enum(['left', 'right']), hash: Hash })).max(100);
export const Seal = z.strictObject({
  number: z.int().min(1),
  firstPosition: z.int().min(1),
  size: z.int().min(1),
  root: Hash,
  previous: Hash,
  history: Hash,
  sealedAt: z.string(),
  hash: Hash,
});

const Proof = z.strictObject({
  entry: z.strictObject({
    id: z.string(),
    at: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    region: z.string(),
    office: z.string(),
    organization: z.string().nullable(),
    summary: z.json(),
    detailsDigest: Hash,
    withheld: z.array(z.string()).optional(),
  }),
  leaf: Hash,
  path: Path,
  seal: Seal,
  sealPath: Path,
  newest: Seal,
});

/**
 * Reads a proof as it was downloaded. Answers it, or what keeps the text from being one: no JSON, or fields that are
 * missing, foreign or of another form. Whether the proof holds is for `faultInProof`.
 */
export function readProof(text: string): { ok: true; proof: EntryProof } | { ok: false; problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [error instanceof Error ? error.message : 'not JSON'] };
  }
  const read = Proof.safeParse(value);
  if (read.success) return { ok: true, proof: read.data };
  return {
    ok: false,
    problems: read.error.issues.map((issue) =>
      issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    ),
  };
}
