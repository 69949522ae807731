import { type ActorInput, createNetwork, type Network, type NetworkInput } from '#analysis/network/index.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type Dealing, type Derivation, tiesFromDealings } from './derived-ties.ts';
import { type ToldTie, tiesFromAnswers } from './surveyed-ties.ts';

/** More actors than this are neither drawn nor read on a page: choose a smaller area. */
export const AREA_LIMITS = { actors: 300 } as const;

/** An actor of an area; `open` ones anybody may see, `closed` ones (persons, providers) only officers of the area. */
export type AreaActor = {
  readonly id: string;
  readonly label: string;
  readonly entity: 'person' | 'institution';
  readonly pillar: string | null;
  readonly kind: string | null;
  readonly level: string | null;
  readonly place: string;
  readonly shown: 'open' | 'closed';
};

/** All that is known of who has to do with whom in an area, to be looked at on any day. */
export type AreaRecords = {
  readonly actors: readonly AreaActor[];
  readonly dealings: readonly Dealing[];
  readonly told: readonly ToldTie[];
  /** Sources of which only the newest were read, because there are more than a page can weigh. */
  readonly cutShort: readonly string[];
};

export type AreaNetwork = {
  readonly network: Network;
  /** Actors left out because the reader holds no office in the area. */
  readonly hidden: number;
};

/**
 * The network of an area as it stood on a day. Actors of the area without ties are kept; those outside it (offices above,
 * providers) only where they have one. Readers without an office in the area see institutions, and no notes.
 * Refuses an area with nobody, and one with more than AREA_LIMITS.actors.
 */
export function networkOn(
  records: AreaRecords,
  derivation: Derivation,
  reader: 'officer' | 'public',
): AreaNetwork | Refusal {
  const seen = records.actors.filter((actor) => reader === 'officer' || actor.shown === 'open');
  const known = new Set(seen.map((actor) => actor.id));
  const ties = [
    ...tiesFromDealings(records.dealings, derivation),
    ...tiesFromAnswers(records.told, derivation.asOf, derivation.from),
  ].filter((tie) => known.has(tie.from) && known.has(tie.to));
  if (seen.length === 0) return refuse('network.empty');
  if (seen.length > AREA_LIMITS.actors) {
    return refuse('network.too-large', undefined, { actors: seen.length, limit: AREA_LIMITS.actors });
  }
  const input: NetworkInput = {
    directed: false,
    actors: seen.map(
      (actor): ActorInput => ({
        id: actor.id,
        label: actor.label,
        entity: actor.entity,
        pillar: actor.pillar,
        kind: actor.kind,
        level: actor.level,
        place: actor.place,
      }),
    ),
    ties: reader === 'officer' ? ties : ties.map((tie) => ({ ...tie, note: null })),
  };
  return { network: createNetwork(input), hidden: records.actors.length - seen.length };
}

/**
 * The part of a network around one institution: itself, whoever has a tie with it, and their ties among themselves.
 * Refused where nobody has one.
 */
export function aroundParty({ network, hidden }: AreaNetwork, party: string): AreaNetwork | Refusal {
  const near = new Set(
    network.ties.flatMap(({ from, to }) => (from === party ? [to] : to === party ? [from] : [])),
  );
  if (near.size === 0) return refuse('network.nothing-of');
  near.add(party);
  return { network: among(network, near), hidden };
}

/** The part of a network whose actors have a tie: of two governments, where they have to do with each other. Refused where they have not. */
export function tiedAcross({ network, hidden }: AreaNetwork): AreaNetwork | Refusal {
  const tied = new Set(network.ties.flatMap(({ from, to }) => [from, to]));
  return tied.size === 0 ? refuse('network.nothing-between') : { network: among(network, tied), hidden };
}

function among(network: Network, actors: ReadonlySet<string>): Network {
  return {
    ...network,
    actors: network.actors.filter(({ id }) => actors.has(id)),
    ties: network.ties.filter(({ from, to }) => actors.has(from) && actors.has(to)),
  };
}

/** The first day on which anything is known of an area; undefined where nothing is. */
export function firstDay(records: AreaRecords): IsoDate | undefined {
  const days = [...records.dealings.map((one) => one.date), ...records.told.map((one) => one.seenOn)];
  return days.reduce<IsoDate | undefined>(
    (first, day) => (first === undefined || day < first ? day : first),
    undefined,
  );
}
