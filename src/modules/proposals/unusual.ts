import type { Rupiah } from '#kernel/money.ts';
import type { ProposalKind } from '#modules/models/index.ts';
import type { ProposalContent } from './proposal-fields.ts';

/**
 * What may stand as it is and yet is rarely meant: asked about before a proposal is sent, never refused. `field` is where
 * it would be mended.
 */
export type Unusual =
  | {
      readonly what: 'above-rest';
      readonly field: 'costLines' | 'total';
      readonly rest: Rupiah;
      readonly over: Rupiah;
    }
  | { readonly what: 'no-photo'; readonly field: 'photos' }
  | { readonly what: 'no-poor'; readonly field: 'poorHouseholds' }
  | { readonly what: 'no-contribution'; readonly field: 'contributions' }
  | { readonly what: 'no-point'; readonly field: 'latitude' }
  | { readonly what: 'point-elsewhere'; readonly field: 'latitude' }
  | { readonly what: 'one-line'; readonly field: 'costLines' }
  | { readonly what: 'above-standard'; readonly field: 'costLines'; readonly items: readonly string[] };

/**
 * What is unusual in a proposal that could be sent: `rest` is what its purse holds now, where it has one; `liesIn` whether
 * its point lies in its place, where the city has boundaries that tell; `dear` what asks more than the city says it costs.
 */
export function unusualIn(
  { asks, costs }: Pick<ProposalKind, 'asks' | 'costs'>,
  content: Pick<ProposalContent, 'requested' | 'poorHouseholds' | 'contribution' | 'point' | 'costLines'>,
  {
    rest,
    photos,
    liesIn,
    dear,
  }: {
    readonly rest: Rupiah | undefined;
    readonly photos: number;
    readonly liesIn?: boolean | undefined;
    readonly dear: readonly string[];
  },
): Unusual[] {
  const found: Unusual[] = [];
  if (rest !== undefined && content.requested > rest) {
    const field = costs === 'lines' ? 'costLines' : 'total';
    found.push({ what: 'above-rest', field, rest, over: content.requested - rest });
  }
  if (dear.length > 0) found.push({ what: 'above-standard', field: 'costLines', items: dear });
  if (costs === 'lines' && content.costLines.length === 1)
    found.push({ what: 'one-line', field: 'costLines' });
  if (asks.includes('photos') && photos === 0) found.push({ what: 'no-photo', field: 'photos' });
  if (asks.includes('poor-households') && content.poorHouseholds === 0)
    found.push({ what: 'no-poor', field: 'poorHouseholds' });
  if (asks.includes('contributions') && content.contribution === 0n)
    found.push({ what: 'no-contribution', field: 'contributions' });
  if (asks.includes('point') && content.point === undefined)
    found.push({ what: 'no-point', field: 'latitude' });
  if (content.point !== undefined && liesIn === false)
    found.push({ what: 'point-elsewhere', field: 'latitude' });
  return found;
}
