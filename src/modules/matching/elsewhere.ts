import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { wordsOf } from '#kernel/readers/text.ts';

/** Something in the same place that was funded or promised, in whatever programme. */
export type FundedHere = {
  readonly id: Id;
  readonly program: Id;
  readonly scope: string;
  readonly title: string;
  readonly organizationName: string | null;
  readonly amount: Rupiah;
  readonly decidedAt: Date | null;
};

/** Why it may be for the same thing. */
export type Likeness = 'same-entry' | 'like-words';

/** Words this short say little of a thing: `di`, `dan`, `RW`. */
const SAYS_LITTLE = 4;
/** What titles have in common without being about the same. */
const COMMON = new Set([
  'untuk',
  'bagi',
  'pengadaan',
  'perbaikan',
  'pembangunan',
  'kegiatan',
  'warga',
  'kelurahan',
]);

/** The words of a title that say what it is about. */
function saying(title: string): ReadonlySet<string> {
  return new Set(wordsOf(title).filter((word) => word.length >= SAYS_LITTLE && !COMMON.has(word)));
}

/**
 * Whether something funded may be for the same thing as a need: about the same entry of the catalogue of the same programme,
 * or in words, where at least half of those of the shorter title stand in the other. A question for people, not a finding.
 */
export function likenessOf(
  need: { readonly program: Id; readonly scope: string; readonly title: string },
  other: Pick<FundedHere, 'program' | 'scope' | 'title'>,
): Likeness | undefined {
  if (need.program === other.program && need.scope === other.scope) return 'same-entry';
  const [one, two] = [saying(need.title), saying(other.title)];
  const fewer = Math.min(one.size, two.size);
  const shared = [...one].filter((word) => two.has(word)).length;
  return fewer > 0 && shared * 2 >= fewer ? 'like-words' : undefined;
}
