import type { RequestEvent } from '@sveltejs/kit';
import type { Refusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ceilingFor } from '#modules/funding/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { typedPrices } from '#modules/overview/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { askedOf, type Proposal, ProposalFields, standingFor } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { fileSize } from '#ui/format.ts';
import { advices, scopeOptions } from '#ui/scope-options.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import type { DraftStart } from '../../../../../offline/addresses.ts';
import { requireActor, requireTenant, wholeIn } from '../../../../request.ts';
import { questionsOf } from '../../../questions.ts';
import { noteOf } from '../cost-plan.ts';
import { mapToTap, placesOf } from '../own-proposal.ts';
import { attachedTo } from './attachments.ts';
import { COST_SHEET_BYTES } from './cost-sheet.ts';

/** Empty rows that a form without JavaScript offers, and the most it can be asked for at once. */
export const SPARE_ROWS = 3;
const MOST_SPARE_ROWS = 30;

/** What is written: a draft that stands, or one that is still to be begun. */
export type Written = {
  readonly proposal: Pick<
    Proposal,
    'id' | 'version' | 'state' | 'remark' | 'kind' | 'party' | 'organization' | 'fields'
  >;
  readonly program: Program;
  /** Undefined where a person brings it for themselves. */
  readonly institution: { readonly name: string; readonly region: RegionCode } | undefined;
  readonly submit?: Refusal | undefined;
  /** With what it is begun, where this browser alone knows it. */
  readonly start?: DraftStart;
};

/** All that the form of a proposal shows and asks. */
export async function writingOf(tx: Tx, event: RequestEvent, written: Written) {
  const { proposal, program, institution, submit, start } = written;
  const { locale } = event.locals;
  const { model } = program;
  const kind = proposalKind(model, proposal.kind);
  const asked = askedOf(program, proposal, tx.today);
  const ceiling = await ceilingFor(tx, program, proposal);
  const fields = ProposalFields.parse(JSON.parse(proposal.fields));
  const prices = await typedPrices(tx, program, fields);
  const area = institution?.region ?? program.region;
  return {
    id: proposal.id,
    version: proposal.version,
    start,
    fields,
    prices: prices?.map(({ item, unit, unitPrice, ...one }) => ({
      item,
      unit,
      unitPrice,
      note: noteOf(one),
    })),
    state: proposal.state,
    remark: proposal.state === 'returned' ? (proposal.remark ?? '') : '',
    program: `${model.short} ${program.fiscalYear}`,
    until: asked.until,
    institution: bringerName(institution?.name, proposal.id),
    asks: asked.asks,
    openly: !institution && asked.asks.some((part) => part !== 'place'),
    costs: asked.costs,
    questions: await questionsOf(tx, program, asked.fields, locale, {
      field: kind.admits?.name,
      names: await standingFor(tx, requireActor(event), program, kind),
    }),
    scopes: scopeOptions(model, asked.entries, locale),
    advices: advices(model, asked.entries, locale),
    places: await placesOf(tx, area),
    map: asked.asks.includes('point') ? await mapToTap(tx, fields.place, area) : undefined,
    ...(await attachedTo(tx, proposal.id)),
    photosWanted: asked.photos,
    documentsWanted: kind.checks.flatMap((one) => (one.check === 'documents' ? [one.label[locale]] : [])),
    ceiling: ceiling && { amount: ceiling.amount, remaining: ceiling.remaining },
    submit: submit && wordRefusal(submit),
    sheetSize: fileSize(COST_SHEET_BYTES),
    spareRows: Math.min(wholeIn(event.url, 'baris') || SPARE_ROWS, MOST_SPARE_ROWS),
    saved: event.url.searchParams.has('tersimpan'),
    timeZone: requireTenant(event).timeZone,
  };
}
