import { type Actor, mandateOver, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { membershipsIn, personById } from '#modules/actors/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { admissionsOf } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Found, registerIn } from './register.service.ts';
import {
  approachesTo,
  countApproaches,
  countEntries,
  type EntryPlace,
  entryById,
  listEntries,
  type NewestApproach,
  newestApproaches,
  type RegisterFilter,
  sectorsIn,
} from './register.store.ts';
import { type Approach, isTurnOf, mayUse, type RegisterEntry } from './register.ts';

/** An entry as everybody reads it: whether it takes part, and as which institution. */
export type ListedEntry = RegisterEntry & {
  readonly key: string;
  readonly place: string;
  /** The institution that it is in the programme; undefined where it takes no part. */
  readonly organization: Id | undefined;
  readonly approaches: number;
};

/** How many there are in a register, how many of them take part, and what is done about the others. */
export type RegisterShare = {
  readonly entries: number;
  readonly takePart: number;
  readonly approaches: number;
  readonly approached: number;
};

/** Which institution of the programme has which number: those that were let in and have not left. */
export async function takingPart(tx: Tx, { program, kind, number }: Found): Promise<ReadonlyMap<string, Id>> {
  const admitted = await admissionsOf(tx, kind);
  const organizations = [...new Set(admitted.map((one) => one.organization))].map((id) => ({ id, kind }));
  const memberships = await membershipsIn(tx, program.model, organizations);
  return new Map(
    admitted.toReversed().flatMap(({ organization, answers }) => {
      const said = ownEntry(answers, number.key);
      const { state } = memberships.get(organization) ?? {};
      return said && (state === 'member' || state === 'leaving') ? [[said, organization] as const] : [];
    }),
  );
}

/** Entries of a register by name, as everybody may read them. */
export async function registerList(
  tx: Tx,
  found: Found,
  filter: Omit<RegisterFilter, 'kind' | 'numbers'>,
  page: { readonly limit: number; readonly after?: EntryPlace | undefined },
): Promise<readonly ListedEntry[]> {
  const members = await takingPart(tx, found);
  const rows = await listEntries(
    tx,
    { ...filter, kind: found.kind, numbers: [...members.keys()] },
    page.limit,
    page.after,
  );
  const names = await namesOf(
    tx,
    rows.map((one) => one.region),
  );
  return rows.map((one) => ({
    ...one,
    place: one.region === found.program.region ? '' : (names.get(one.region) ?? one.region),
    organization: members.get(one.number),
  }));
}

/** The share that takes part, of all that the register has, with the sectors there are. */
export async function registerShare(
  tx: Tx,
  found: Found,
): Promise<
  RegisterShare & { readonly sectors: readonly { readonly sector: string; readonly count: number }[] }
> {
  const { program, kind } = found;
  const numbers = [...(await takingPart(tx, found)).keys()];
  const all = { kind, area: program.region, numbers };
  const { approaches, entries: approached } = await countApproaches(tx, program.id);
  return {
    entries: await countEntries(tx, all),
    takePart: await countEntries(tx, { ...all, part: 'in' }),
    approaches,
    approached,
    sectors: await sectorsIn(tx, kind),
  };
}

/** An approach that is somebody's turn, with the register it is in. */
export type OpenApproach = NewestApproach & { readonly program: Program; readonly kind: string };

/** As many of the newest approaches of a register as are looked through. */
const MOST = 1000;

/**
 * The approaches about which the reader is to do something: to institutions that take no part yet and have not said no, by an office of
 * theirs, or by any where the institution said that it will join. The longest ago come first. Source: paper 004, §4.2.3.
 */
export async function openApproachesFor(
  tx: Tx,
  reader: Actor,
  programs: readonly Program[],
  limit: number,
): Promise<readonly OpenApproach[]> {
  const found: OpenApproach[] = [];
  for (const program of programs) {
    for (const { kind, register } of program.model.parties.kinds) {
      if (!register) continue;
      const offices = reader.mandates
        .filter((held) => mandateOver({ ...reader, mandates: [held] }, register.approachedBy, program.region))
        .map((held) => held.office);
      const kept = offices.length > 0 ? await registerIn(tx, { program: program.slug, kind }) : undefined;
      if (!kept) continue;
      const without = [...(await takingPart(tx, kept)).keys()];
      const newest = await newestApproaches(tx, { program: program.id, kind, without }, MOST);
      found.push(...newest.filter((one) => isTurnOf(one, offices)).map((one) => ({ ...one, program, kind })));
    }
  }
  return found.slice(0, limit);
}

/** An entry with the approaches to it, for the offices that record them; to others it is not there. */
export async function entryForOffice(
  tx: Tx,
  viewer: Actor | Visitor,
  found: Found,
  id: Id,
): Promise<
  | {
      readonly entry: RegisterEntry;
      readonly place: string;
      readonly organization: Id | undefined;
      readonly approaches: readonly (Approach & { readonly byName: string })[];
    }
  | Refusal
> {
  if (viewer.person === undefined) return refuse('access.not-found');
  const { program, register, kind } = found;
  const may = mayUse(viewer, program.model, { register, region: program.region }, 'approach');
  const entry = isRefusal(may) ? undefined : await entryById(tx, kind, id);
  if (!entry) return refuse('access.not-found');
  const approaches = [];
  for (const one of await approachesTo(tx, id)) {
    approaches.push({ ...one, byName: (await personById(tx, one.by))?.name ?? '' });
  }
  const names = await namesOf(tx, [entry.region]);
  return {
    entry,
    place: names.get(entry.region) ?? '',
    organization: (await takingPart(tx, found)).get(entry.number),
    approaches,
  };
}
