import { error, fail, redirect } from '@sveltejs/kit';
import { mandateIn, mandateOver } from '#kernel/actor.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { organizationById, organizationsById } from '#modules/actors/index.ts';
import {
  askToPay,
  disbursementsOf,
  mayRecordDisbursement,
  mayReviewDisbursement,
  moneyOf,
  postingsOf,
  readableDisbursement,
  recordDisbursement,
  reviewDisbursement,
} from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { proposalById } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { day, fileSize, moment } from '#ui/format.ts';
import type { Stage } from '#ui/Rail.svelte';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordHistory } from '#ui/word-history.ts';
import { type WordedRefusal, wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { proveFirst, unlessProvable } from '../../../prove-again.ts';
import { actorFor, askFirst, filesIn, idOr404, requireTenant, textOf, viewerOf } from '../../../request.ts';
import { typedValues } from '../../typed-form.ts';
import { accountName, postingName } from '../posting-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor } = event.locals;
  const id = idOr404(event.params.proposal);
  return pilar.read(tenant.id, async (tx) => {
    const proposal = await proposalById(tx, id);
    if (!proposal?.submittedAt) error(404);
    const { model, ...program } = await programById(tx, proposal.program);
    const postings = await postingsOf(tx, id);
    const money = await moneyOf(tx, id);
    const stored = await disbursementsOf(tx, id);
    const disbursements = stored.map((one) => readableDisbursement(viewerOf(event), proposal, one));
    const organization = await organizationById(tx, proposal.organization);
    const names = await namesOf(tx, [proposal.village]);
    const history = (await historyOf(tx, id)).filter((entry) =>
      /^(disbursement\.|proposal\.(fund|decision-revoked)$)/.test(entry.action),
    );
    const organizations = await organizationsById(
      tx,
      history.flatMap((entry) => entry.organization ?? []),
    );
    const rules = model.funding.disbursement;
    const concerned =
      actor !== undefined &&
      (mandateOver(actor, [...rules.record, ...rules.approve], proposal.village) !== undefined ||
        mandateIn(
          actor,
          actor.mandates.map((held) => held.office),
          proposal.organization,
        ) !== undefined);
    const pending = disbursements.reduce(
      (sum, one) => sum + (one.state === 'recorded' ? one.amount : 0n),
      0n,
    );
    const left = money.commitment - pending;
    const word = (refusal: Refusal | undefined) => refusal && wordRefusal(refusal);
    return {
      proposal: {
        id,
        title: proposal.title,
        state: proposal.state,
        requested: proposal.requested,
        granted: proposal.granted,
        institution: organization?.name ?? '',
        organization: proposal.organization,
        village: names.get(proposal.village) ?? proposal.village,
      },
      program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
      stages: stagesOf({
        decided: proposal.decidedAt && moment(proposal.decidedAt, tenant.timeZone, 'short'),
        funded: proposal.granted !== null,
        recorded: disbursements.length > 0,
        money,
      }),
      money: { ...money, pending, left },
      postings: postings.map((one) => ({
        id: one.id,
        at: moment(one.recordedAt, tenant.timeZone, 'short'),
        kind: postingName(one.kind),
        from: accountName(one.from),
        to: accountName(one.to),
        amount: one.amount,
      })),
      disbursements: disbursements.map((one) => ({
        id: one.id,
        version: one.version,
        provider: one.provider,
        purpose: one.purpose,
        amount: one.amount,
        receiptNumber: one.receipt?.number,
        receipt: one.receipt?.document ? `/${tenant.slug}/berkas/${one.receipt.document}` : undefined,
        paidOn: day(one.paidOn),
        state: one.state,
        remark: one.remark ?? '',
        recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
        reviewed: one.reviewedAt ? moment(one.reviewedAt, tenant.timeZone, 'short') : '',
        /** What stands in the reader's way of approving it; undefined too for those whom it does not concern. */
        refusal:
          concerned && actor && one.state === 'recorded'
            ? word(
                unlessProvable(
                  refusalIn(mayReviewDisbursement(actor, model, proposal, one, pilar.secondFactor)),
                ),
              )
            : undefined,
      })),
      concerned: Boolean(concerned),
      recording: {
        refusal:
          concerned && actor
            ? word(
                unlessProvable(refusalIn(mayRecordDisbursement(actor, model, proposal, pilar.secondFactor))),
              )
            : undefined,
        open: proposal.granted !== null && left > 0n,
      },
      rule: { cite: model.legal.find((one) => one.id === rules.basis)?.cite ?? '' },
      today: tx.today,
      largest: fileSize(LARGEST_FILE),
      history: wordHistory(history, organizations, tenant.slug),
      timeZone: tenant.timeZone,
      said: event.url.searchParams.get('tersimpan') ?? '',
    };
  });
};

/** Where the money of a proposal stands: decided, payment recorded, paid out, accounted for. */
function stagesOf(given: {
  decided: string | null;
  funded: boolean;
  recorded: boolean;
  money: { commitment: bigint; advance: bigint; spent: bigint };
}): Stage[] {
  const { funded, recorded, money } = given;
  const paid = money.advance > 0n || money.spent > 0n;
  const settled = funded && money.spent > 0n && money.advance === 0n && money.commitment === 0n;
  return [
    { title: m['funds.stage.decided'](), state: funded ? 'done' : 'todo', date: given.decided ?? undefined },
    { title: m['funds.stage.recorded'](), state: recorded ? 'done' : funded ? 'now' : 'todo' },
    { title: m['funds.stage.paid'](), state: paid ? 'done' : recorded ? 'now' : 'todo' },
    { title: m['funds.stage.settled'](), state: settled ? 'done' : paid ? 'now' : 'todo' },
  ];
}

/** What a refused form of this page gets back. `of` names the form, `disbursement` the payment it was about. */
type Refused = {
  readonly of: 'catat' | 'periksa';
  readonly disbursement: string;
  readonly stale: boolean;
  readonly refusal: WordedRefusal;
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
};

function answer<T>(result: Result<T>, form: FormData, of: Refused['of'], disbursement: string, said: string) {
  if (result.ok) redirect(303, `?tersimpan=${said}`);
  if (result.refusal.refusal === 'access.not-found') error(404);
  const { refusal, errors } = wordForm(result.refusal);
  const refused: Refused = {
    of,
    disbursement,
    stale: result.refusal.refusal === 'input.stale',
    refusal,
    errors: Object.fromEntries(
      Object.entries(errors).map(([field, text]) => [
        disbursement ? `${field}.${disbursement}` : field,
        text,
      ]),
    ),
    values: typedValues(form),
  };
  return fail(refusalStatus(result.refusal), refused);
}

export const actions: Actions = {
  catat: async (event: RequestEvent) => {
    const proposal = idOr404(event.params.proposal);
    await askFirst(askToPay(event.locals.pilar, viewerOf(event), proposal));
    const form = await event.request.formData();
    const [receipt] = filesIn(form, 'receipt');
    const result = await recordDisbursement(
      event.locals.pilar,
      await actorFor(event),
      {
        proposal,
        provider: textOf(form, 'provider'),
        purpose: textOf(form, 'purpose'),
        amount: textOf(form, 'amount'),
        receiptNumber: textOf(form, 'receiptNumber'),
        paidOn: textOf(form, 'paidOn'),
        receipt,
      },
      event.request.signal,
    );
    const note = result.ok && result.value.looks === 'plain' ? '&polos' : '';
    return answer(await proveFirst(event, result, form), form, 'catat', '', `catat${note}`);
  },

  periksa: async (event: RequestEvent) => {
    const form = await event.request.formData();
    const disbursement = idOr404(textOf(form, 'disbursement'));
    const typed = textOf(form, 'version');
    const outcome = textOf(form, 'outcome') === 'approve' ? 'approve' : 'refuse';
    const result = await reviewDisbursement(event.locals.pilar, await actorFor(event), {
      disbursement,
      outcome,
      remark: textOf(form, `remark.${disbursement}`),
      version: /^\d{1,9}$/.test(typed) ? Number(typed) : undefined,
    });
    return answer(await proveFirst(event, result, form), form, 'periksa', disbursement, outcome);
  },
};
