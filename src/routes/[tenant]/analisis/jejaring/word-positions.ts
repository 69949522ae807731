import {
  attributeOf,
  type Departure,
  type Network,
  type Position,
  type WeakTieReason,
} from '#analysis/network/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list } from '#ui/format.ts';
import { figure, namer, share, word } from './network-words.ts';

/** What can be said of an actor's position, as a sentence. */
export function wordPosition(network: Network, actorId: string, position: Position): string {
  const names = namer(network);
  const actor = names([actorId]);
  switch (position.code) {
    case 'isolated':
      return m['networks.position.isolated']({ actor });
    case 'only-link':
      return m['networks.position.only-link']({ actor, parts: wordParts(network, position.parts) });
    case 'reached-only-through':
      return m['networks.position.reached-only-through']({ actor, contact: names([position.contact]) });
    case 'most-contacts': {
      const said = { actor, contacts: count(position.contacts), others: count(position.others) };
      return position.sharedWith.length === 0
        ? m['networks.position.most-contacts'](said)
        : m['networks.position.most-contacts-shared']({ ...said, shared: names(position.sharedWith) });
    }
    case 'most-between': {
      const said = { actor, share: share(position.share) };
      return position.sharedWith.length === 0
        ? m['networks.position.most-between'](said)
        : m['networks.position.most-between-shared']({ ...said, shared: names(position.sharedWith) });
    }
    case 'between-nobody':
      return m['networks.position.between-nobody']({ actor, contacts: count(position.contacts) });
    case 'broker':
      return BROKER[position.role]({ actor, groups: list(position.groups) });
    case 'dominated': {
      const said = { actor, by: names(position.by) };
      return position.alsoDominates.length === 0
        ? m['networks.position.dominated'](said)
        : m['networks.position.dominated-also']({ ...said, over: names(position.alsoDominates) });
    }
    case 'dominates':
      return m['networks.position.dominates']({ actor, over: names(position.over) });
    case 'independent':
      return m['networks.position.independent']({ actor });
    case 'no-strong-tie':
      return m['networks.position.no-strong-tie']({ actor, ties: count(position.ties) });
    case 'core':
      return m['networks.position.core']({ actor });
    case 'periphery':
      return m['networks.position.periphery']({ actor });
  }
}

const BROKER = {
  liaison: m['networks.position.broker-liaison'],
  representative: m['networks.position.broker-representative'],
  gatekeeper: m['networks.position.broker-gatekeeper'],
  consultant: m['networks.position.broker-consultant'],
  coordinator: m['networks.position.broker-coordinator'],
} as const;

/** Parts of a network as a list: each by its names, a large one by how many it has. */
function wordParts(network: Network, parts: readonly (readonly string[])[]): string {
  const names = namer(network);
  const small = parts.filter((part) => part.length <= 3);
  const large = parts.filter((part) => part.length > 3);
  const lone = small.filter((part) => part.length === 1).flat();
  const worded = [
    ...(lone.length > 4
      ? [m['networks.others-count']({ count: count(lone.length) })]
      : lone.map((id) => names([id]))),
    ...small.filter((part) => part.length > 1).map((part) => `(${names(part)})`),
    ...large.map((part) => m['networks.others-count']({ count: count(part.length) })),
  ];
  return list(worded);
}

/** What happens to the others if an actor leaves, as sentences. */
export function wordDeparture(network: Network, departure: Departure): string[] {
  const names = namer(network);
  const sentences = [m['networks.leave.ties']({ count: count(departure.tiesLost) })];
  if (departure.pairsCutOff > 0) {
    sentences.push(
      m['networks.leave.cut']({
        cut: count(departure.pairsCutOff),
        before: count(departure.pairsBefore),
        parts: wordParts(network, departure.parts),
      }),
    );
  } else sentences.push(m['networks.leave.nothing']());
  if (departure.isolated.length > 0) {
    sentences.push(m['networks.leave.isolated']({ names: names(departure.isolated) }));
  }
  const { meanSteps } = departure;
  if (meanSteps && meanSteps.after - meanSteps.before > 0.005) {
    sentences.push(
      m['networks.leave.steps']({ before: figure(meanSteps.before), after: figure(meanSteps.after) }),
    );
  }
  const successors = departure.successors.slice(0, 3).map((one) => one.actor);
  if (successors.length > 0) sentences.push(m['networks.leave.successors']({ names: names(successors) }));
  return sentences;
}

/** Why a weak tie deserves attention, as a sentence. */
export function wordReason(network: Network, reason: WeakTieReason): string {
  const names = namer(network);
  switch (reason.code) {
    case 'only-bridge':
      return m['networks.weak.only-bridge']({ apart: names(reason.apart) });
    case 'only-tie-of':
      return m['networks.weak.only-tie-of']({ actor: names([reason.actor]) });
    case 'joins-groups':
      return m['networks.weak.joins-groups']({
        one: reason.groups[0],
        other: reason.groups[1],
        count: count(reason.otherTies),
      });
    case 'carries-contacts':
      return m['networks.weak.carries-contacts']({ share: share(reason.share) });
    case 'weak-throughout':
      return m['networks.weak.weak-throughout']({
        stages: list(reason.stages.map((stage) => word('stage', stage))),
      });
  }
}

/** The pillar of an actor as it stands in the network that is shown. */
export function pillarOf(network: Network, id: string): string {
  const actor = network.actors.find((one) => one.id === id);
  const pillar = actor ? attributeOf(actor, 'pillar') : null;
  return pillar === null ? '' : String(pillar);
}
