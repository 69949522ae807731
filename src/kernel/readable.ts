import { type Actor, isOfficerFor, type Visitor } from './actor.ts';
import type { Id } from './id.ts';
import type { RegionCode } from './region.ts';

/** Why a kind of fact is not for everybody, and where that comes from. */
type Withholding = { readonly holds: string; readonly why: string; readonly source: string };

const PURPOSE = 'UU 27/2022 art. 16 (2) and 27: limited to the purpose it was collected for';

/**
 * Everything Pilar keeps from the public, kind by kind: the one place where this is decided for page, API, journal,
 * history, proof and file. Whatever is not named here is public once its record is published.
 */
export const WITHHELD = {
  receipt: {
    holds: 'number and picture of a receipt, and the single payment it stands for',
    why: 'receipts carry names, signatures and account numbers; amounts and providers are public',
    source: PURPOSE,
  },
  person: {
    holds: 'names of who carries out, answers for and takes over an activity',
    why: 'the office and the institution answer to the public, not the person',
    source: PURPOSE,
  },
  attendance: {
    holds: 'names of who came to a forum',
    why: 'whom a forum represented is told by element and number',
    source: PURPOSE,
  },
  provider: {
    holds: 'names in the signs of capture',
    why: 'a sign is a question, not a finding; published beside a name it would read as one',
    source: PURPOSE,
  },
  arrears: {
    holds: 'which party has paid what it owes to a fund, and which has not',
    why: 'whoever is named as having paid shows who has not; how much is owed and paid in all, and by how many, is public',
    source: PURPOSE,
  },
  file: {
    holds: 'a document that was not marked public',
    why: 'what it shows is not known to Pilar',
    source: PURPOSE,
  },
} as const satisfies Readonly<Record<string, Withholding>>;

export type WithheldKind = keyof typeof WITHHELD;

/**
 * Whether somebody may read what is withheld from the public about a thing: officers whose mandate covers its place,
 * and those of its institution; names of who came to a forum also by the offices the forum's
 * model names (`mayReadAttendance`). A token reads only with the scope `read`.
 */
export function seesWithheld(
  viewer: Actor | Visitor,
  _kind: WithheldKind,
  thing: { readonly place: RegionCode; readonly organization: Id | null },
): boolean {
  if (viewer.person === undefined) return false;
  if (viewer.scopes !== 'session' && !viewer.scopes.includes('read')) return false;
  return isOfficerFor(viewer, thing);
}
