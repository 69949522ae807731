import { type Actor, isSelf } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { endYear, type MoneyDesk, moneyDesk, ownPurses, yearEndOverview } from '#modules/funding/index.ts';
import { fundingRules, purseNamed } from '#modules/models/index.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { day, list, moment } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { institutionLine } from '../institution-line.ts';
import { cursorIn, withParams } from '../usulan/filter.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { taxesToDeposit } from './taxes-to-deposit.ts';
import { wordYearEnd } from './year-end-words.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url } = event;
  const { pilar, locale } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, url, 'funding');
    if (!program) return { found: undefined };
    const after = cursorIn(url.searchParams);
    const area = url.searchParams.get('wilayah') ?? '';
    const desk = await moneyDesk(tx, actor, program, { area, after });
    const own = await ownPurses(tx, actor, program);
    const ended = await yearEndOverview(tx, actor, program.id);
    return {
      found: {
        program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
        programs: programs.map((one) => ({ value: one.slug, label: `${one.model.short} ${one.fiscalYear}` })),
        source: list(fundingRules(program.model).sources.map((one) => one.label[locale])),
        own: own.map((one) => ({
          id: one.organization ?? '',
          name: one.name,
          purse: purseNamed(program.model, one.purse).label[locale],
          amount: one.amount,
          remaining: one.remaining,
        })),
        said: url.searchParams.get('tersimpan') === 'akhir-tahun',
        yearEnd: ended && { ...wordYearEnd(ended, locale), program: program.id },
        refusal: isRefusal(desk) ? wordRefusal(desk) : undefined,
        officer: isRefusal(desk)
          ? undefined
          : {
              ...placesOf(desk, url),
              ...waitingOn(desk, tenant, actor),
              taxes: taxesToDeposit(desk, program.model, url, locale),
              totals: desk.totals.map((one) => ({
                code: one.key,
                name: desk.names.get(one.key) ?? one.key,
                href: one.key === desk.area ? undefined : withParams(url, { wilayah: one.key }),
                committed: one.committed,
                disbursed: one.disbursed,
                settled: one.settled,
              })),
              funds: desk.funds.map((one) => ({
                id: one.id,
                label: purseNamed(program.model, one.purse).label[locale],
                amount: one.amount,
                remaining: one.remaining,
              })),
              purses: desk.purses.map((one) => ({
                id: one.organization,
                name: one.organizationName,
                purse: purseNamed(program.model, one.purse).label[locale],
                amount: one.amount,
                committed: one.amount - one.remaining,
                remaining: one.remaining,
              })),
              next: desk.next && `${withParams(url, { setelah: desk.next })}#pagu`,
              first: after && `${withParams(url, {})}#pagu`,
            },
      },
    };
  });
};

export const actions: Actions = {
  'akhir-tahun': (event) =>
    carryOut(
      event,
      (pilar, actor, form) => endYear(pilar, actor, { program: idOr404(textOf(form, 'program')) }),
      () => `?program=${event.url.searchParams.get('program') ?? ''}&tersimpan=akhir-tahun#akhir-tahun`,
    ),
};

/** The area that is shown, those to choose from, and the way up. */
function placesOf({ area, areas, top, below, names }: MoneyDesk, url: URL) {
  const named = (code: string) => names.get(code) ?? code;
  return {
    area: { code: area, name: named(area) },
    up: area === top ? undefined : { href: withParams(url, { wilayah: top }), name: named(top) },
    areas: [...areas.filter((one) => one !== area), area, ...below.map((one) => one.code)].map((one) => ({
      value: one,
      label: named(one),
    })),
  };
}

/** Payments to examine and proposals to pay. */
function waitingOn(
  { approvals, unpaid, due, moreApprovals, moreUnpaid }: MoneyDesk,
  tenant: Tenant,
  me: Actor,
) {
  return {
    approvals: approvals.map((one) => ({
      id: one.id,
      proposal: one.proposal,
      title: one.title,
      provider: one.provider,
      amount: one.amount,
      institution: institutionLine(bringerName(one.organizationName, one.proposal), one.villageName),
      recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
      paidOn: day(one.paidOn, 'short'),
      mine: isSelf(me, one.recordedBy),
    })),
    moreApprovals,
    unpaid: unpaid.map((one) => ({
      id: one.id,
      title: one.title,
      left: one.left,
      granted: one.left < one.granted ? one.granted : undefined,
      due: dueOf(due.get(one.id)),
      institution: institutionLine(bringerName(one.organizationName, one.id), one.villageName),
    })),
    moreUnpaid,
  };
}

function dueOf(on: IsoDate | undefined): string | undefined {
  return on && day(on, 'short');
}
