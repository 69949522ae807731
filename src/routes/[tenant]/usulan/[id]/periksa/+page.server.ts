import { ownEntry } from '#kernel/own-entry.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { reviewProposal } from '#modules/overview/index.ts';
import { askedOf, submitProposal, type Unusual } from '#modules/proposals/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { bringerName } from '#ui/bringer-name.ts';
import { list, rupiah } from '#ui/format.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { wordAnswer } from '#ui/word-field.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { shownContributions, shownLines } from '../cost-plan.ts';
import { editable } from '../own-proposal.ts';
import { attachedTo } from '../ubah/attachments.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A proposal as it will be sent, whole on one page, with what is unusual in it; or what has to be mended first. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const { proposal, program, institution } = await editable(tx, event);
    const { model } = program;
    const asked = askedOf(program, proposal, tx.today);
    const shared = {
      id: proposal.id,
      version: proposal.version,
      title: proposal.title,
      program: `${model.short} ${program.fiscalYear}`,
      institution: bringerName(institution?.name, proposal.id),
      questions: asked.fields.map((field) => ({ key: field.key, label: field.label[locale] })),
      until: asked.until,
    };
    const review = await reviewProposal(tx, viewerOf(event), proposal.id);
    if (isRefusal(review)) return { ...shared, refused: wordForm(review), content: undefined };
    const { kind, content } = review;
    return {
      ...shared,
      refused: undefined,
      content: {
        asks: kind.asks,
        costs: kind.costs,
        title: content.title,
        need: content.need,
        scope: scopeInWords(model, content.scope, locale),
        where: whereIs(content.address, (await findRegion(tx, content.place))?.name ?? ''),
        point: content.point ? `${content.point.latitude}, ${content.point.longitude}` : '',
        volume: content.volume,
        unit: content.unit,
        people: content.people,
        poorHouseholds: content.poorHouseholds,
        requested: content.requested,
        contribution: content.contribution,
        lines: shownLines(content.costLines, review.prices),
        contributions: shownContributions(content.contributions),
        answers: kind.fields.flatMap((field) => {
          const value = ownEntry(content.answers, field.key);
          return value === undefined
            ? []
            : [{ term: field.label[locale], value: wordAnswer(field, value, locale) }];
        }),
        unusual: review.unusual.map((one) => ({ field: one.field, text: wordUnusual(one) })),
        ...(await attachedTo(tx, proposal.id)),
      },
    };
  });
};

/** An address with its place, unless it names the place itself. */
function whereIs(address: string, place: string): string {
  return address.includes(place) ? address : [address, place].filter(Boolean).join(', ');
}

function wordUnusual(one: Unusual): string {
  if (one.what === 'above-rest')
    return m['proposal.review.above-rest']({ over: rupiah(one.over), rest: rupiah(one.rest) });
  if (one.what === 'above-standard') return m['proposal.review.above-standard']({ items: list(one.items) });
  return m[`proposal.review.${one.what}`]();
}

export const actions: Actions = {
  ajukan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        submitProposal(pilar, actor, { proposal: idOr404(event.params.id), version: versionIn(form) }),
      () => `/${requireTenant(event).slug}/usulan/${event.params.id}?hasil=diajukan`,
    ),
};
