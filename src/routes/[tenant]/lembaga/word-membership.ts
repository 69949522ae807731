import type { Membership } from '#modules/actors/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';

/** How an institution stands in a programme, in words; `reason` is why it ended, as it was published. */
export type WordedMembership = {
  readonly text: string;
  readonly tone: 'ok' | 'wait' | 'quiet';
  readonly reason: string | undefined;
};

export function wordMembership({ state, since, lastDay, endedBy, endedFor }: Membership): WordedMembership {
  const reason = endedFor ?? undefined;
  if (state === 'leaving' || state === 'left') {
    const until = { day: day(lastDay ?? '') };
    const left = endedBy === 'office' ? m['leaving.ended'](until) : m['leaving.left'](until);
    return state === 'leaving'
      ? { text: m['leaving.leaving'](until), tone: 'wait', reason }
      : { text: left, tone: 'quiet', reason };
  }
  if (state === 'outside') return { text: m['leaving.outside'](), tone: 'quiet', reason };
  const text = since === null ? m['leaving.member']() : m['leaving.member-since']({ day: day(since) });
  return { text, tone: 'ok', reason };
}
