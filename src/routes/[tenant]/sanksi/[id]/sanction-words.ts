import { type Model, officeLabels } from '#modules/models/index.ts';
import type { Doing, Sanction, SanctionOverview } from '#modules/sanctions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { day } from '#ui/format.ts';
import type { Stage } from '#ui/Rail.svelte';
import { wordRefusal } from '#ui/word-refusal.ts';

/** What somebody may do: a form, why not, or nothing to do with it. */
export function wordDoing(doing: Doing) {
  if (doing === undefined) return undefined;
  return doing === 'may' ? { may: true as const } : { may: false as const, refusal: wordRefusal(doing) };
}

/** An office as its model calls it. */
export function officeIn(model: Model, office: string | null, locale: Locale): string {
  return office === null ? '' : (officeLabels([model], [office])[0]?.[locale] ?? office);
}

/** The stages of a sanction, from the draft to its end. */
export function sanctionRail({ sanction, standing, rules }: SanctionOverview): readonly Stage[] {
  const decided = sanction.decidedOn !== null;
  const imposed = sanction.expiresOn !== null;
  const over = standing === 'expired' || standing === 'lifted';
  const heard = sanction.answer !== null || decided;
  return [
    { title: m['sanctions.stages.draft'](), state: 'done', date: day(sanction.draftedOn, 'short') },
    {
      title: m['sanctions.stages.hearing'](),
      state: heard ? 'done' : 'now',
      date: day(sanction.answeredAt?.toISOString().slice(0, 10) ?? sanction.hearingUntil, 'short'),
    },
    {
      title: m['sanctions.stages.decision'](),
      state: standing === 'dropped' ? 'stopped' : decided ? 'done' : heard ? 'now' : 'todo',
      ...(sanction.decidedOn ? { date: day(sanction.decidedOn, 'short') } : {}),
    },
    ...(rules.appeal && standing !== 'dropped'
      ? [
          {
            title: m['sanctions.stages.appeal'](),
            state:
              sanction.appealOutcome !== null
                ? ('done' as const)
                : sanction.appeal !== null
                  ? ('now' as const)
                  : over
                    ? ('done' as const)
                    : ('todo' as const),
            ...dayOfAppeal(sanction),
          },
        ]
      : []),
    ...(standing === 'dropped'
      ? []
      : [
          {
            title: m['sanctions.stages.end'](),
            state: over ? ('done' as const) : ('todo' as const),
            ...(imposed && sanction.expiresOn ? { date: day(sanction.expiresOn, 'short') } : {}),
          },
        ]),
  ];
}

/** When an appeal was decided or sent; where there is none, until when there may be one. */
function dayOfAppeal({ appealDecidedAt, appealedAt, appealUntil }: Sanction): { date?: string } {
  const on = (appealDecidedAt ?? appealedAt)?.toISOString().slice(0, 10) ?? appealUntil;
  return on ? { date: day(on, 'short') } : {};
}
