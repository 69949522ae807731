import { isRefusal } from '#kernel/refusal.ts';
import { leaveProgram, leavingOverview, type Running, returnToProgram } from '#modules/leaving/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { day, rupiah } from '#ui/format.ts';
import { wordOccasion } from '#ui/word-due.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { leadOn } from '../../../../merged.ts';
import { idOr404, readOr404, requireActor, textOf } from '../../../../request.ts';
import { filingName } from '../../../laporan/filing-name.ts';
import { titleOf } from '../../../program/program-in.ts';
import { wordMembership } from '../../word-membership.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What an institution leaves behind in a programme, for those who answer for it, and its leaving or coming back. */
export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  const program = event.url.searchParams.get('program') ?? '';
  return pilar.read(actor.tenant, async (tx) => {
    const found = readOr404(await leavingOverview(tx, actor, { program, organization: id }));
    const { organization, membership, running, leave, comeBack } = found;
    leadOn(event.url, id, organization.id);
    return {
      institution: { id, name: organization.name },
      program: { slug: found.program.slug, title: titleOf(found.program) },
      membership: wordMembership(membership),
      running: wordRunning(found.program, running, locale, leave === 'office'),
      held: running.held > 0n ? rupiah(running.held) : undefined,
      left: running.left > 0n ? rupiah(running.left) : undefined,
      leave: isRefusal(leave) ? undefined : leave,
      refusal: isRefusal(leave) && membership.state === 'member' ? wordRefusal(leave) : undefined,
      comesBack: comeBack === 'open',
      why: isRefusal(comeBack) && membership.state !== 'member' ? wordRefusal(comeBack) : undefined,
      stays: membership.state === 'leaving',
      today: tx.today,
      said: event.url.searchParams.get('hasil'),
    };
  });
};

/** What still runs, by kind: what has to be decided first, what is let go where an office ends it, and what stays to be done. */
function wordRunning(program: Program, running: Running, locale: 'id' | 'en', ended: boolean) {
  const proposal = (one: { id: string; title: string }) => ({ title: one.title, page: `usulan/${one.id}` });
  const owed = running.owed.map((one) => {
    const [purse = ''] = one.kind.split('/');
    const levy = one.subjectType === 'purse';
    const name = levy
      ? [purseNamed(program.model, purse).label[locale], wordOccasion(one.occasion, locale)]
          .filter(Boolean)
          .join(', ')
      : filingName(program, one, locale);
    return {
      title: m['leaving.due']({ name, day: day(one.dueOn, 'short') }),
      page: levy ? `dana/kas/${one.subjectId}` : `laporan/tagihan/${one.id}`,
    };
  });
  return [
    { kind: m['leaving.waiting'](), note: m['leaving.first'](), things: running.waiting.map(proposal) },
    {
      kind: m['leaving.matches'](),
      note: ended ? m['leaving.let-go']() : m['leaving.first'](),
      things: running.matches.map((one) => ({ title: one.title, page: `kebutuhan/${one.need}` })),
    },
    { kind: m['leaving.promised'](), note: '', things: running.promised.map(proposal) },
    {
      kind: m['leaving.activities'](),
      note: '',
      things: running.activities.map((one) => ({ title: one.title, page: `kegiatan/${one.id}` })),
    },
    { kind: m['leaving.owed'](), note: '', things: owed },
  ].filter((one) => one.things.length > 0);
}

export const actions: Actions = {
  keluar: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        leaveProgram(pilar, actor, {
          program: event.url.searchParams.get('program') ?? '',
          organization: idOr404(event.params.id),
          lastDay: textOf(form, 'lastDay'),
          reason: textOf(form, 'reason'),
        }),
      () => said(event.url, 'keluar'),
    ),
  kembali: (event) =>
    carryOut(
      event,
      (pilar, actor) =>
        returnToProgram(pilar, actor, {
          program: event.url.searchParams.get('program') ?? '',
          organization: idOr404(event.params.id),
        }),
      () => said(event.url, 'kembali'),
    ),
};

function said({ pathname, searchParams }: URL, what: string): string {
  return `${pathname}?program=${encodeURIComponent(searchParams.get('program') ?? '')}&hasil=${what}`;
}
