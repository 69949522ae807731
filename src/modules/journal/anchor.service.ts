import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Checkpoint, checkpointText, originOf } from './checkpoint.ts';
import { newestSeal, sealByHash, sealByNumber, subtreesEndingWith } from './journal.store.ts';
import { GENESIS, historyRoot, type Seal } from './journal.ts';
import { consistencyProof, endsForConsistency, type Hash, peaksOf, type TreeHead } from './merkle.ts';
import { compareNoted, type NotedSeal, readNotedSeals } from './noted-seal.ts';
import { noteText, readNote, type Signer, signerFrom, signNote } from './signed-note.ts';
import { witnessesOf } from './witness.store.ts';

/** The root of the tree over the first `size` seals, which must be there. */
async function rootUpTo(tx: Tx, size: number): Promise<Hash> {
  const peaks = peaksOf(size);
  const hashOf = await subtreesEndingWith(
    tx,
    peaks.map((peak) => peak.end),
  );
  return historyRoot(peaks.map(hashOf));
}

/** What the journal says of itself now, or said when it had `size` seals; undefined when it has fewer, or none. */
export async function checkpointOf(tx: Tx, origin: string, size?: number): Promise<Checkpoint | undefined> {
  const newest = (await newestSeal(tx))?.number ?? 0;
  const wanted = size ?? newest;
  return wanted < 1 || wanted > newest
    ? undefined
    : { origin, size: wanted, root: await rootUpTo(tx, wanted) };
}

/** What proves that the journal of `to` seals continues the one of `from`; undefined when there are no such two. */
export async function consistencyBetween(tx: Tx, from: number, to: number): Promise<Hash[] | undefined> {
  const newest = (await newestSeal(tx))?.number ?? 0;
  if (from < 0 || from > to || to > newest) return undefined;
  return consistencyProof(from, to, await subtreesEndingWith(tx, endsForConsistency(from, to)));
}

/** Two states of a journal, and what proves that the later continues the earlier without a change. */
export type Continuation = {
  readonly from: TreeHead;
  readonly to: TreeHead;
  readonly proof: readonly Hash[];
};

/** The proof that the journal of `to` seals (all, unless said) continues that of `from`; undefined when it has no such two. */
export async function continuation(tx: Tx, from: number, to?: number): Promise<Continuation | undefined> {
  const last = to ?? (await newestSeal(tx))?.number ?? 0;
  const proof = from < 1 ? undefined : await consistencyBetween(tx, from, last);
  return (
    proof && {
      from: { size: from, root: await rootUpTo(tx, from) },
      to: { size: last, root: await rootUpTo(tx, last) },
      proof,
    }
  );
}

/** The key by which a city's journal signs; it comes from the installation's secret and changes with it. */
export function signerOf(runtime: Pick<Runtime, 'vault'>, origin: string): Signer {
  return signerFrom(origin, 'log', runtime.vault.seed(`journal ${origin}`));
}

/** The newest checkpoint as a signed note, with the cosignatures that witnesses gave to this very one. */
export async function signedCheckpoint(
  tx: Tx,
  runtime: Pick<Runtime, 'vault'>,
  installation: string,
  tenant: Pick<Tenant, 'slug'>,
): Promise<string | undefined> {
  const origin = originOf(installation, tenant.slug);
  const checkpoint = await checkpointOf(tx, origin);
  if (!checkpoint) return undefined;
  const text = checkpointText(checkpoint);
  const cosignatures = (await witnessesOf(tx)).flatMap(({ note }) => {
    const read = note === null ? undefined : readNote(note);
    return read?.text === text ? read.signatures.filter((one) => one.name !== origin) : [];
  });
  return noteText({ text, signatures: [signNote(text, signerOf(runtime, origin)), ...cosignatures] });
}

/** How a journal stands against one seal that somebody noted outside. */
export type NotedFinding = {
  readonly noted: NotedSeal;
  readonly verdict: ReturnType<typeof compareNoted>;
  /** The seal that the journal has in its place, if it has one. */
  readonly found: Seal | undefined;
};

/** Faults named at most. */
const MOST_NAMED = 50;

/**
 * Compares the journal with seals noted outside (any form that `readNotedSeals` takes). Answers what was found for
 * each and the faults in words: what was cut off, from where; what was written anew, since when at the earliest.
 */
export async function compareWithNoted(
  tx: Tx,
  text: string,
): Promise<{ readonly findings: readonly NotedFinding[]; readonly faults: readonly string[] }> {
  const { seals, broken } = readNotedSeals(text);
  const newest = await newestSeal(tx);
  const findings: NotedFinding[] = [];
  for (const noted of seals) {
    const there = newest && noted.number !== undefined && noted.number >= 1 && noted.number <= newest.number;
    const seal =
      noted.as === 'hash' && noted.number === undefined
        ? await sealByHash(tx, noted.hash)
        : there
          ? await sealByNumber(tx, noted.number)
          : undefined;
    const root = there && noted.as === 'checkpoint' ? await rootUpTo(tx, noted.number) : undefined;
    findings.push({ noted, verdict: compareNoted(noted, { newest, seal, root }), found: seal });
  }
  const faults = [
    ...broken.map((number) => `the noted seal ${number} does not hash to itself: the note was altered`),
    ...cutFaults(findings, newest),
    ...rewrittenFaults(findings),
    ...findings.flatMap(({ noted, verdict }) =>
      verdict === 'unknown' && noted.as === 'hash' ? [`no seal has the noted hash ${noted.hash}`] : [],
    ),
  ];
  return { findings, faults: faults.slice(0, MOST_NAMED) };
}

function cutFaults(findings: readonly NotedFinding[], newest: Seal | undefined): string[] {
  const cut = findings.filter((one) => one.verdict === 'cut').map((one) => one.noted);
  const last = cut.reduce<NotedSeal | undefined>(
    (far, one) => ((one.number ?? 0) > (far?.number ?? 0) ? one : far),
    undefined,
  );
  if (!last) return [];
  const { number = 0 } = last;
  const entries =
    last.as === 'seal'
      ? `; with them entries up to ${last.seal.firstPosition + last.seal.size - 1}, sealed until ${last.seal.sealedAt}`
      : '';
  if (!newest) return [`the whole journal is gone: seal ${number} was noted, and there is no seal${entries}`];
  const end = newest.firstPosition + newest.size - 1;
  return [
    `cut off after seal ${newest.number} (entry ${end}): seal ${number} was noted, so seals ${newest.number + 1} to ${number} are gone${entries}`,
  ];
}

/** What was written anew, as closely as the notes tell: after the last seal that is still the same. */
function rewrittenFaults(findings: readonly NotedFinding[]): string[] {
  const numbered = findings
    .flatMap(({ noted, ...rest }) =>
      noted.number === undefined ? [] : [{ ...rest, noted, number: noted.number }],
    )
    .sort((a, b) => a.number - b.number);
  let same = 0;
  let before: NotedFinding['noted'] | undefined;
  for (const { noted, number, verdict, found } of numbered) {
    if (verdict === 'same') {
      same = number;
      before = noted;
      continue;
    }
    if (verdict !== 'another') continue;
    const sameUntil =
      noted.as === 'seal' && found && found.previous === noted.seal.previous && found.previous !== GENESIS
        ? number - 1
        : same;
    const since = sameUntil + 1;
    const known = before && sameUntil === same ? ` (seal ${same} is as noted)` : '';
    return [
      since === number
        ? `seal ${number} is another than the one noted: from there on the journal was written anew`
        : `seal ${number} is another than the one noted: the journal was written anew from a seal between ${since} and ${number} on${known}`,
    ];
  }
  return [];
}
