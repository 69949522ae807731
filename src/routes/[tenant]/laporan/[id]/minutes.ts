import { isId } from '#kernel/id.ts';
import { forumById } from '#modules/deliberation/index.ts';
import {
  daysToldOf,
  type FilingOverview,
  type Meeting,
  meetingsToRestOn,
  stepsOf,
  wantsMinutes,
} from '#modules/filings/index.ts';
import { filingKind, forumKind } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { textOf } from '../../../request.ts';

/** The meeting on whose minutes a filing rests, and those among which its step may choose now. */
export async function minutesOf(
  tx: Tx,
  { filing, program }: Pick<FilingOverview, 'filing' | 'program'>,
  locale: 'id' | 'en',
) {
  const { model } = program;
  const rules = filingKind(model, filing.kind);
  if (!rules.minutes) return undefined;
  const called = ({ forum, calledFor }: Pick<Meeting, 'forum' | 'calledFor'>) =>
    m['filing.minutes.of'](
      { forum: forumKind(model, forum).label[locale], day: day(calledFor, 'long', locale) },
      { locale },
    );
  const rested = filing.meeting === null ? undefined : await forumById(tx, filing.meeting);
  const waits = stepsOf(model, filing)[filing.step]?.step;
  return {
    rests: rested && { id: rested.id, name: called(rested) },
    choices:
      filing.state === 'submitted' && wantsMinutes(rules, waits)
        ? {
            meetings: (await meetingsToRestOn(tx, program, filing)).map((one) => ({
              value: one.id,
              label: called(one),
            })),
            since: day(daysToldOf(rules, filing.occasion, tx.today).from, 'long', locale),
          }
        : undefined,
  };
}

/** The meeting that a form names. */
export function meetingIn(form: FormData): string | undefined {
  const named = textOf(form, 'meeting');
  return isId(named) ? named : undefined;
}
