import { isRefusal } from '#kernel/refusal.ts';
import { awardsIn, mayKeepAward } from '#modules/awards/index.ts';
import { day } from '#ui/format.ts';
import { requireTenant, viewerOf } from '../../../../request.ts';
import { awardState, wordAspect, wordAward } from '../../../penghargaan/award-words.ts';
import { cursorIn, withParams } from '../../../usulan/filter.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 20;

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const viewer = viewerOf(event);
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { model, region } = program;
    const after = cursorIn(event.url.searchParams);
    const rounds = await awardsIn(tx, viewer, program, PAGE + 1, after);
    const last = rounds.length > PAGE ? rounds[PAGE - 1] : undefined;
    return {
      program: { slug: program.slug, title: titleOf(program) },
      awards: model.awards.map((award) => ({
        ...wordAward(award, model, locale),
        keeps: viewer.person !== undefined && !isRefusal(mayKeepAward(viewer, model, award, region)),
        aspects: award.aspects.map((one) => wordAspect(one, one.weight, locale)),
      })),
      rounds: rounds.slice(0, PAGE).map((round) => ({
        id: round.id,
        label: model.awards.find((one) => one.award === round.award)?.label[locale] ?? round.award,
        days: `${day(round.marksFrom, 'short')}–${day(round.marksUntil, 'short')}`,
        state: awardState(round, tx.today),
      })),
      next: last && withParams(event.url, { setelah: last.id }),
      first: after && withParams(event.url, {}),
    };
  });
};
