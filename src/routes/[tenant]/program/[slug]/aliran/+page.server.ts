import { fieldsIn } from '#modules/models/index.ts';
import { type Flow, type PillarPart, programFlows } from '#modules/portal/index.ts';
import { m } from '#paraglide/messages.js';
import { count, shortRupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordPillar } from '#ui/pillar-words.ts';
import { requireTenant } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { flows, parts } = await programFlows(tx, program);
    const fields = new Map(fieldsIn(program.model).map((one) => [one.id, one.label[locale]]));
    const called = (name: string) => fields.get(name) ?? wordPillar([program.model], name);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      flows: flows.map((flow) => ({
        kind: flow.kind,
        title: messageFor(`portal.flows.kind.${flow.kind}`) ?? flow.kind,
        lead: messageFor(`portal.flows.lead-of.${flow.kind}`) ?? '',
        bands: flow.bands.map((band) => ({
          from: called(band.from),
          to: called(band.to),
          amount: band.amount,
          said: amountSaid(flow, band.amount),
        })),
        unit: flow.unit,
      })),
      parts: parts.map((part) => ({ ...part, pillar: called(part.pillar) })),
      named: namedIn(parts, called),
    };
  });
};

function amountSaid({ unit }: Pick<Flow, 'unit'>, amount: bigint): string {
  return unit === 'rupiah' ? shortRupiah(amount) : count(amount);
}

/** The pillars that only give, only receive or do neither, in sentences. */
function namedIn(parts: readonly PillarPart[], called: (name: string) => string): string[] {
  const words = {
    'only-gives': m['portal.flows.only-gives'],
    'only-receives': m['portal.flows.only-receives'],
    neither: m['portal.flows.neither'],
  };
  return parts.flatMap(({ pillar, standing }) =>
    standing === 'both' ? [] : [words[standing]({ pillar: called(pillar) })],
  );
}
