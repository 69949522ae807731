import type {
  DrawnTie,
  MatrixWords,
  Network,
  NetworkMeasures,
  SociogramWords,
} from '#analysis/network/index.ts';
import type { Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, list } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordPillar } from '#ui/pillar-words.ts';

/** What ties and actors are sorted by; a word that has no message is shown as it is (imports bring their own). */
export type WordKind = 'form' | 'stage' | 'layer' | 'bond' | 'standing' | 'nature' | 'evidence';

export function word(kind: WordKind, value: string): string {
  return messageFor(`networks.${kind}.${value}`) ?? value;
}

/** A measure with three decimals at most, in the request's language; a dash-like word where it is not defined. */
export function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  return new Intl.NumberFormat(getLocale() === 'en' ? 'en-GB' : 'id-ID', { maximumFractionDigits: 3 }).format(
    value,
  );
}

/** A share from 0 to 1 as per cent. */
export function share(value: number): string {
  const percent = value > 0 && value < 0.01 ? value * 100 : Math.round(value * 1000) / 10;
  return `${new Intl.NumberFormat(getLocale() === 'en' ? 'en-GB' : 'id-ID', { maximumFractionDigits: 1 }).format(percent)}\u00a0%`;
}

/** Names actors in a sentence: all of them up to a number, then how many more. */
export function namer(network: Network): (ids: readonly string[], most?: number) => string {
  const labels = new Map(network.actors.map((actor) => [actor.id, actor.label]));
  return (ids, most = 4) => {
    const names = ids.map((id) => labels.get(id) ?? id);
    if (names.length <= most + 1) return list(names);
    const shown = names.slice(0, most).join(', ');
    return m['networks.and-others']({ names: shown, count: count(names.length - most) });
  };
}

/** The network with its pillars in the words of the request, as the models call them; a study has none. */
export function withWordedPillars(network: Network, models: readonly Model[]): Network {
  return {
    ...network,
    actors: network.actors.map((actor) =>
      actor.pillar === null ? actor : { ...actor, pillar: wordPillar(models, actor.pillar) },
    ),
  };
}

export function sociogramWords(name: string, network: Network, measures: NetworkMeasures): SociogramWords {
  const most = mostBetween(measures, 3);
  return {
    title: m['networks.picture.title-of']({ name }),
    description: m['networks.picture.description']({
      actors: count(measures.actors),
      pairs: count(measures.ties),
      isolates: count(measures.isolates.length),
      most: most.length === 0 ? '' : m['networks.picture.most']({ names: namer(network)(most) }),
    }),
    person: m['networks.word.person'](),
    institution: m['networks.word.institution'](),
    strong: m['networks.word.strong'](),
    weak: m['networks.word.weak'](),
    unstated: m['networks.word.unstated'](),
    stronger: m['networks.word.stronger'](),
    dominates: m['networks.word.dominates'](),
    oneWay: m['networks.word.one-way'](),
    protection: m['networks.word.protection'](),
    interest: m['networks.word.interest'](),
    size: m['networks.word.size'](),
    ungrouped: m['networks.word.ungrouped'](),
    tie: describeTie,
  };
}

/** A pair in words: `RW 01 – Kelurahan (Kuat; Usulan; Kelurahan dominan)`. */
function describeTie(from: string, to: string, tie: DrawnTie): string {
  const forms = [...new Set(tie.ties.map((each) => each.form))].filter((form) => form !== null);
  const facts = [
    ...(tie.bond ? [word('bond', tie.bond)] : []),
    ...forms.map((form) => word('form', form)),
    ...tie.natures.map((nature) => word('nature', nature)),
    ...tie.dominants.map((actor) => m['networks.dominant']({ actor: actor === tie.from ? from : to })),
  ];
  const pair = m['networks.pair']({ one: from, other: to });
  return facts.length > 0 ? `${pair} (${facts.join('; ')})` : pair;
}

export function matrixWords(name: string, measures: NetworkMeasures): MatrixWords {
  return {
    title: m['networks.matrix.title-of']({ name }),
    description: m['networks.matrix.description']({ actors: count(measures.actors) }),
    strong: m['networks.word.strong'](),
    weak: m['networks.word.weak'](),
    unstated: m['networks.word.unstated'](),
    rowDominates: m['networks.word.row-dominates'](),
    columnDominates: m['networks.word.column-dominates'](),
  };
}

/** The actors that stand between most others, the highest first; nobody where nobody does. */
export function mostBetween(measures: NetworkMeasures, most: number): string[] {
  return measures.nodes
    .filter((node) => node.betweenness > 0)
    .sort((a, b) => b.betweenness - a.betweenness)
    .slice(0, most)
    .map((node) => node.id);
}
