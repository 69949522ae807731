import type { Actor } from '#kernel/actor.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, within } from '#kernel/region.ts';
import { organizationsById } from '#modules/actors/index.ts';
import {
  areasOfMoney,
  ceilingsOf,
  listCeilings,
  unpaidProposals,
  waitingDisbursements,
} from '#modules/funding/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { countsBy, type Program } from '#modules/programs/index.ts';
import { childrenOf, namesOf } from '#modules/regions/index.ts';
import { day, moment } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireActor, requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { cursorIn, withParams } from '../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';

/** What waits is shown in full up to here; the list itself is worked off, so the rest follows. */
const WAITING = 50;
const CEILINGS = 25;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url } = event;
  const { pilar, locale } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, url);
    if (!program) return { found: undefined };
    const held = areasOfMoney(actor, program.model);
    const areas = held.length > 0 ? held : areasToRead(actor, program);
    const wanted = url.searchParams.get('wilayah') ?? '';
    const inside = levelOf(wanted) !== undefined && areas.some((area) => within(wanted, area));
    const area = inside ? wanted : areas[0];
    const own = await ceilingsOf(
      tx,
      program.id,
      actor.mandates.map((held) => held.organization.id),
    );
    const institutions = await organizationsById(
      tx,
      own.map((one) => one.organization),
    );
    const common = {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      programs: programs.map((one) => ({ value: one.slug, label: `${one.model.short} ${one.fiscalYear}` })),
      source: program.model.funding.source.label[locale],
      own: own.map((one) => ({
        id: one.organization,
        name: institutions.get(one.organization)?.name ?? '',
        amount: one.amount,
        remaining: one.remaining,
      })),
    };
    if (area === undefined) {
      return { found: { ...common, refusal: wordRefusal(notForMoney(program)), officer: undefined } };
    }
    const part = { program: program.id, area };
    const approvals = await waitingDisbursements(tx, part, WAITING + 1);
    const unpaid = await unpaidProposals(tx, part, WAITING + 1);
    const after = cursorIn(url.searchParams);
    const ceilings = await listCeilings(tx, part, CEILINGS + 1, after);
    const last = ceilings.length > CEILINGS ? ceilings[CEILINGS - 1] : undefined;
    const level = levelOf(area);
    const totals =
      level === 'village'
        ? await countsBy(tx, program.id, 'village', area)
        : await countsBy(tx, program.id, level === 'district' ? 'village' : 'district', area);
    const below = level === 'village' ? [] : await childrenOf(tx, area);
    const top = areas.find((one) => within(area, one)) ?? area;
    const names = await namesOf(tx, [
      ...areas,
      area,
      top,
      ...totals.map((one) => one.key),
      ...below.map((one) => one.code),
    ]);
    return {
      found: {
        ...common,
        refusal: undefined,
        officer: {
          area: { code: area, name: names.get(area) ?? area },
          up:
            area === top
              ? undefined
              : { href: withParams(url, { wilayah: top }), name: names.get(top) ?? top },
          areas: [...areas.filter((one) => one !== area), area, ...below.map((one) => one.code)].map(
            (one) => ({
              value: one,
              label: names.get(one) ?? one,
            }),
          ),
          approvals: approvals.slice(0, WAITING).map((one) => ({
            id: one.id,
            proposal: one.proposal,
            title: one.title,
            provider: one.provider,
            amount: one.amount,
            institution: one.organizationName,
            village: one.villageName,
            recorded: moment(one.recordedAt, tenant.timeZone, 'short'),
            paidOn: day(one.paidOn, 'short'),
            mine: one.recordedBy === actor.person,
          })),
          moreApprovals: approvals.length > WAITING,
          unpaid: unpaid.slice(0, WAITING).map((one) => ({
            id: one.id,
            title: one.title,
            granted: one.granted,
            institution: one.organizationName,
            village: one.villageName,
          })),
          moreUnpaid: unpaid.length > WAITING,
          totals: totals.map((one) => ({
            code: one.key,
            name: names.get(one.key) ?? one.key,
            href: one.key === area ? undefined : withParams(url, { wilayah: one.key }),
            committed: one.committed,
            disbursed: one.disbursed,
            settled: one.settled,
          })),
          ceilings: ceilings.slice(0, CEILINGS).map((one) => ({
            id: one.organization,
            name: one.organizationName,
            amount: one.amount,
            committed: one.amount - one.remaining,
            remaining: one.remaining,
          })),
          next: last && `${withParams(url, { setelah: last.organization })}#pagu`,
          first: after && `${withParams(url, {})}#pagu`,
        },
      },
    };
  });
};

/** The places that a government office without money of its own reads about: its area. */
function areasToRead(actor: Actor, program: Program): string[] {
  const proposers = program.model.proposals.proposers.map((one) => one.kind);
  return actor.mandates
    .filter((held) => !proposers.includes(held.organization.kind) && levelOf(held.region) !== 'neighbourhood')
    .map((held) => held.region);
}

function notForMoney(program: Program): Refusal {
  const { disbursement } = program.model.funding;
  const offices = [...new Set([...disbursement.record, ...disbursement.approve])];
  return refuse('access.office', basisOf(program.model, disbursement.basis), { offices });
}
