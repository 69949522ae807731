import type { RequestEvent } from '@sveltejs/kit';
import type { FollowUpStanding } from '#modules/overview/index.ts';
import { askToFollowUp, followUp, type Proposal } from '#modules/proposals/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { askFirst, filesIn, idOr404, textOf, viewerOf } from '../../../request.ts';

/** What follows on a proposal, in words; undefined where nothing does. */
export function wordFollowUp(
  standing: FollowUpStanding | undefined,
  { followUp: steps, followed }: Pick<Proposal, 'followUp' | 'followed'>,
  locale: Locale,
) {
  return (
    standing && {
      begun: steps.length > 0,
      steps: standing.steps.map(({ rule, answer, proofs }, i) => ({
        title: rule.label[locale],
        state: answer
          ? ('done' as const)
          : steps.length > 0 && i === followed
            ? ('now' as const)
            : ('todo' as const),
        at: answer?.answeredAt,
        account: answer?.remark ?? '',
        proofs: proofs.map((one) => one.id),
      })),
      turn: standing.turn && {
        title: standing.turn.label[locale],
        document: standing.turn.document === true,
      },
    }
  );
}

/** An office tells what it did about a proposal that was agreed to, with what proves it. */
export async function tellFollowUp(event: RequestEvent) {
  const proposal = idOr404(event.params.id ?? '');
  await askFirst(askToFollowUp(event.locals.pilar, viewerOf(event), proposal));
  return carryOut(
    event,
    (pilar, actor, form) =>
      followUp(pilar, actor, {
        proposal,
        remark: textOf(form, 'account'),
        files: filesIn(form, 'files'),
        version: versionIn(form),
      }),
    () => `${event.url.pathname}?hasil=ditindaklanjuti`,
  );
}
