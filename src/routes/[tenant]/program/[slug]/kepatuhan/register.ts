import type { SanctionRules } from '#modules/models/index.ts';
import { type Program, yearsOf } from '#modules/programs/index.ts';
import type { Registered, RegisterFilter } from '#modules/sanctions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count, day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wholeIn } from '../../../../request.ts';

/** What the register can be narrowed to, in the order in which it is offered. */
export const STATES = ['unmet', 'nothing-done', 'sanctioned', 'waiting', 'met', 'none'] as const;

/** What an address asks of the register: a ladder, a year of the programme, a state, words of a name. */
export function registerAsked(
  url: URL,
  program: Program,
  today: string,
): { rules: SanctionRules | undefined; year: number; years: readonly number[]; filter: RegisterFilter } {
  const { from, to } = yearsOf(program);
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const wanted = url.searchParams.has('tahun') ? wholeIn(url, 'tahun') : Number(today.slice(0, 4));
  const { sanctions } = program.model;
  return {
    rules: sanctions.find((one) => one.sanction === url.searchParams.get('sanksi')) ?? sanctions[0],
    year: years.find((one) => one === wanted) ?? from,
    years,
    filter: {
      state: STATES.find((one) => one === url.searchParams.get('keadaan')),
      text: (url.searchParams.get('kata') ?? '').replaceAll('\u0000', '').trim().slice(0, 80),
    },
  };
}

const DUTY_TONES = { met: 'ok', unmet: 'no', waiting: 'quiet', none: 'quiet' } as const;
const TONES = {
  stands: 'no',
  hearing: 'wait',
  suspended: 'wait',
  expired: 'quiet',
  lifted: 'quiet',
  dropped: 'quiet',
} as const;

/** The tone of a sanction's state. */
export function toneOf(standing: keyof typeof TONES): (typeof TONES)[keyof typeof TONES] {
  return TONES[standing];
}

/** One institution of the register in words. */
export function wordRegistered(one: Registered, rules: SanctionRules, tenant: string, locale: Locale) {
  const { organization, duty, duties, sanction } = one;
  return {
    id: organization.id,
    name: organization.name,
    duty: { text: messageFor(`sanctions.duty-state.${duty}`) ?? duty, tone: DUTY_TONES[duty] },
    details: duties
      ? [
          duties.late > 0
            ? m['sanctions.counts-late']({
                met: count(duties.met),
                owed: count(duties.owed),
                late: count(duties.late),
              })
            : m['sanctions.counts']({ met: count(duties.met), owed: count(duties.owed) }),
          ...(duties.excused > 0 ? [m['sanctions.excused']({ count: count(duties.excused) })] : []),
          ...(duties.overdueSince === null
            ? []
            : [
                m['sanctions.overdue']({
                  count: count(duties.overdue),
                  day: day(duties.overdueSince, 'short'),
                }),
              ]),
        ].join('; ')
      : '',
    unmet: duty === 'unmet',
    done: sanction
      ? {
          text: rules.steps.find((each) => each.step === sanction.sanction.step)?.label[locale] ?? '',
          state: messageFor(`sanctions.standing.${sanction.standing}`) ?? sanction.standing,
          tone: TONES[sanction.standing],
          href: `/${tenant}/sanksi/${sanction.sanction.id}`,
        }
      : undefined,
  };
}
