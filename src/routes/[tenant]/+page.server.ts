import { newestDecisions, newestMinutes } from '#modules/deliberation/index.ts';
import { figuresIn } from '#modules/measures/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, moment } from '#ui/format.ts';
import { requireTenant } from '../request.ts';
import type { PageServerLoad } from './$types.js';
import { institutionLine } from './institution-line.ts';
import { shownSeal } from './shown-seal.ts';
import { placesOnFront } from './tempat/front.ts';

/** Programmes shown with their figures; older ones are named only. */
const WITH_FIGURES = 4;
const NEWEST = 6;
const NEWEST_MINUTES = 4;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const programs = await listPrograms(tx);
    const named = new Map(programs.map((program) => [program.id, program]));
    const newest = [];
    for (const program of programs.slice(0, WITH_FIGURES)) {
      const figures = await figuresOf(tx, program);
      newest.push({ ...nameOf(program), about: program.model.about[locale], figures });
    }
    return {
      ...(await placesOnFront(tx, event, tenant)),
      programs: newest,
      older: programs.slice(WITH_FIGURES).map(nameOf),
      decisions: (await newestDecisions(tx, NEWEST)).map((one) => ({
        proposal: one.proposal,
        title: one.title,
        institution: institutionLine(bringerName(one.organizationName, one.proposal), one.villageName),
        state: STATE_AFTER[one.effect],
        amount: one.amount,
        reason: one.reason,
      })),
      minutes: (await newestMinutes(tx, NEWEST_MINUTES)).map((one) => ({
        forum: one.forum,
        title: `${forumName(named.get(one.program), one.kind, locale)} ${one.regionName}`,
        note: { moment: moment(one.sealedAt, tenant.timeZone, 'short'), count: count(one.decisions) },
      })),
      seal: await shownSeal(tx, tenant),
    };
  });
};

const STATE_AFTER = {
  accept: 'accepted',
  fund: 'funded',
  escalate: 'escalated',
  reserve: 'reserved',
  reject: 'rejected',
} as const;

/** How a forum of a programme is called. */
function forumName(program: Program | undefined, forum: string, locale: 'id' | 'en'): string {
  return program ? forumKind(program.model, forum).label[locale] : '';
}

function nameOf(program: Program) {
  return { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}`, state: program.state };
}

async function figuresOf(tx: Tx, program: Program) {
  const { ceiling, decided, disbursed, settled, activities } = await figuresIn(tx, program, program.region);
  return { ceiling, decided, disbursed, settled, activities };
}
