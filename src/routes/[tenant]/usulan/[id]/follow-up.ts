import type { RequestEvent } from '@sveltejs/kit';
import type { ProposalOverview } from '#modules/overview/index.ts';
import { askToFollowUp, followUp } from '#modules/proposals/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { askFirst, filesIn, idOr404, textOf, viewerOf } from '../../../request.ts';
import { excuse } from './excuse.ts';

/** What lies with a proposal, and what follows on it, in words; undefined where nothing does. */
export function wordFollowUp(
  { proposal, documents, followUp: standing }: Pick<ProposalOverview, 'proposal' | 'documents' | 'followUp'>,
  locale: Locale,
) {
  const begun = proposal.followUp.length > 0;
  return {
    documents: documents.map(({ id, caption }) => ({ id, caption })),
    followUp: standing && {
      begun,
      steps: standing.steps.map(({ rule, answer, proofs }, i) => ({
        title: rule.label[locale],
        state: answer
          ? ('done' as const)
          : begun && i === proposal.followed
            ? ('now' as const)
            : ('todo' as const),
        at: answer?.answeredAt,
        said: rule.answers?.find((one) => one.answer === answer?.answer)?.label[locale],
        account: answer?.remark ?? '',
        proofs: proofs.map((one) => one.id),
      })),
      turn: standing.turn && {
        title: standing.turn.label[locale],
        document: standing.turn.document === true,
        answers: standing.turn.answers?.map((one) => ({ value: one.answer, label: one.label[locale] })),
      },
    },
  };
}

/** An office tells what it did about a proposal that was agreed to, with what proves it. */
async function tell(event: RequestEvent) {
  const proposal = idOr404(event.params.id ?? '');
  await askFirst(askToFollowUp(event.locals.pilar, viewerOf(event), proposal));
  return carryOut(
    event,
    (pilar, actor, form) =>
      followUp(pilar, actor, {
        proposal,
        answer: textOf(form, 'answer'),
        remark: textOf(form, 'account'),
        files: filesIn(form, 'files'),
        version: versionIn(form),
      }),
    () => `${event.url.pathname}?hasil=ditindaklanjuti`,
  );
}

/** What offices do on the page of a proposal beside answering it: excuse what is late, tell what they did. */
export const asOffice = { kecualikan: excuse, tindak: tell };
