import type { ClaimResult, Measured, Network, Verdict } from '#analysis/network/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { figure, namer } from './network-words.ts';

/** Betweenness below this is none: what rounding leaves. */
const SAME = 1e-9;

const ORDER: readonly Verdict[] = ['differs', 'partly', 'agrees', 'no-data'];
const TITLES = {
  differs: m['networks.claim.differ-title'],
  partly: m['networks.claim.partly-title'],
  agrees: m['networks.claim.agree-title'],
  'no-data': m['networks.claim.no-data-title'],
} as const;
const VERDICTS = {
  differs: m['networks.claim.verdict.differs'],
  partly: m['networks.claim.verdict.partly'],
  agrees: m['networks.claim.verdict.agrees'],
  'no-data': m['networks.claim.verdict.no-data'],
} as const;
const TONES = { differs: 'no', partly: 'wait', agrees: 'ok', 'no-data': 'quiet' } as const;

/** Conclusions held against data, those that differ first. `address` is that of a slice of the data, to look for oneself. */
export function claimsPage(
  network: Network,
  results: readonly ClaimResult[],
  address: (slice: Readonly<Record<string, string>>) => string,
) {
  return ORDER.map((verdict) => ({
    verdict,
    title: TITLES[verdict](),
    chip: { text: VERDICTS[verdict](), tone: TONES[verdict] },
    claims: results
      .filter((result) => result.verdict === verdict)
      .map(({ claim, measured }) => ({
        id: claim.id,
        statement: claim.statement,
        reference: claim.reference,
        measured: wordMeasured(network, measured),
        href: address({
          lapis: claim.where.layers?.[0] ?? '',
          tahap: claim.where.stages?.[0] ?? '',
          ikatan: claim.where.bonds?.[0] ?? '',
          bukti: claim.where.evidenceKinds?.[0] ?? '',
        }),
      })),
  })).filter((group) => group.claims.length > 0);
}

function wordMeasured(network: Network, measured: Measured): string[] {
  const names = namer(network);
  switch (measured.kind) {
    case 'bridges': {
      const actor = names([measured.actor.actor]);
      const scores = measured.scores
        .filter((score) => score.betweenness > SAME)
        .slice(0, 5)
        .map((score) =>
          m['networks.claim.score']({ actor: names([score.actor]), value: figure(score.betweenness) }),
        )
        .join(', ');
      const said = { actor, scores: scores || m['networks.claim.nobody']() };
      if (measured.actor.betweenness <= SAME) return [m['networks.claim.bridges-nobody'](said)];
      return [
        m['networks.claim.bridges-rank']({
          ...said,
          rank: count(measured.rank),
          value: figure(measured.actor.betweenness),
          weighted: figure(measured.actor.betweennessByStrength),
        }),
        ...(measured.tied.length > 0
          ? [m['networks.claim.bridges-tied']({ names: names(measured.tied) })]
          : []),
        measured.actor.indispensable
          ? m['networks.claim.bridges-needed']({ actor })
          : m['networks.claim.bridges-not-needed']({ actor }),
      ];
    }
    case 'dominated-by':
      return [
        m['networks.claim.dominated-by']({ by: names(measured.by, 8) || m['networks.claim.nobody']() }),
        ...(measured.missing.length > 0
          ? [m['networks.claim.dominated-missing']({ names: names(measured.missing) })]
          : []),
        ...(measured.unexpected.length > 0
          ? [m['networks.claim.dominated-unexpected']({ names: names(measured.unexpected) })]
          : []),
      ];
    case 'ties-are':
      return [
        m['networks.claim.ties-are']({
          matching: count(measured.matching),
          stated: count(measured.stated),
          ties: count(measured.ties),
        }),
      ];
  }
}
