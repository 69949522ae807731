import type { Id } from '#kernel/id.ts';
import type { ForumOverview, ForumState, QuorumAnswer } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, day, moment, rupiah } from '#ui/format.ts';
import { stateOf } from '#ui/StateChip.svelte';
import { quorumSaid, wordQuorum } from '../forum-words.ts';
import { type AgendaItem, agendaOf, near } from './room-agenda.ts';

/** What is decided last, on the wall and on phones. */
const DECIDED = 4;

/** Purses of which the wall shows the rest. */
const PURSES = 8;

/** What a decision makes of a proposal: shorter on the wall than the name of the outcome. */
const STATE_AFTER = {
  accept: 'accepted',
  fund: 'funded',
  escalate: 'escalated',
  reserve: 'reserved',
  reject: 'rejected',
} as const;

/** What everybody in the room sees of a forum at one moment, in one language; without a name of anybody who came. */
export type RoomView = {
  readonly state: ForumState;
  readonly title: string;
  readonly when: string;
  readonly place: string;
  readonly heading: string;
  readonly quorum: {
    readonly answer: QuorumAnswer;
    readonly said: string;
    readonly elements: readonly {
      readonly label: string;
      readonly figure: string;
      readonly came: number;
      readonly whole: number;
      readonly met: boolean;
    }[];
  };
  /** What is discussed now, while the forum decides. */
  readonly now: AgendaItem | undefined;
  readonly next: readonly string[];
  readonly purses: readonly {
    readonly name: string;
    readonly remaining: string;
    readonly perMille: number;
  }[];
  readonly decided: readonly {
    readonly id: Id;
    readonly title: string;
    readonly institution: string;
    readonly outcome: { readonly tone: 'ok' | 'no' | 'wait' | 'plain' | 'quiet'; readonly text: string };
    readonly amount: string;
  }[];
  readonly progress: string;
  readonly vote: { readonly open: boolean; readonly text: string } | undefined;
};

export async function roomView(
  tx: Tx,
  found: ForumOverview,
  timeZone: string,
  locale: 'id' | 'en',
): Promise<RoomView> {
  const { forum, program, place, waiting, decisions, vote, attendance } = found;
  const rules = forumKind(program.model, forum.forum);
  const quorum = wordQuorum(program, forum, found.quorum, locale);
  const deciding = forum.state === 'open' && quorum.answer === 'met';
  const [first, ...next] = await agendaOf(tx, found, 3);
  const total = decisions.reduce((sum, one) => sum + (one.amount ?? 0n), 0n);
  return {
    state: forum.state,
    title: `${rules.label[locale]} ${place}`,
    when: moment(forum.startsAt, timeZone, 'weekday'),
    place: forum.place,
    heading: headingOf(found, deciding),
    quorum: {
      answer: quorum.answer,
      said: quorumSaid(quorum),
      elements: quorum.elements.map(({ label, figure, came, whole, answer }) => ({
        label,
        figure,
        came: Math.min(came, whole),
        whole,
        met: answer === 'met',
      })),
    },
    now: deciding && !(vote?.state === 'open') ? first : undefined,
    next: (deciding ? next : [first, ...next]).flatMap((one) =>
      one ? [`${one.title} · ${one.institution}`] : [],
    ),
    purses: pursesOf(found),
    decided: decisions
      .slice(-DECIDED)
      .toReversed()
      .map((one) => ({
        id: one.proposal,
        title: one.title,
        institution: near(bringerName(one.organizationName, one.proposal), place),
        outcome: stateOf('proposal', STATE_AFTER[one.effect]),
        amount: one.amount === null ? '' : rupiah(one.amount),
      })),
    progress: m['forums.screen-total']({
      decided: count(decisions.length),
      all: count(decisions.length + waiting.length),
      total: rupiah(total),
    }),
    vote: vote && {
      open: vote.state === 'open',
      text: m['ballots.in-of']({ received: count(vote.received), attendance: count(attendance) }),
    },
  };
}

function headingOf({ forum, quorum, decisions, waiting, vote }: ForumOverview, deciding: boolean): string {
  const decided = count(decisions.length);
  const all = count(decisions.length + waiting.length);
  if (forum.state === 'scheduled') return m['forums.screen-scheduled']();
  if (forum.state === 'adjourned') {
    return forum.resumesOn
      ? m['forums.screen-adjourned-until']({ day: day(forum.resumesOn, 'weekday') })
      : m['forums.screen-adjourned']();
  }
  if (forum.state === 'postponed') return m['forums.screen-postponed']();
  if (forum.state === 'sealed') return m['forums.screen-sealed']({ count: decided });
  if (vote?.state === 'open') return m['ballots.screen.open']();
  if (!deciding) {
    return quorum.answer === 'cannot-tell'
      ? m['forums.screen-quorum-unknown']()
      : m['forums.screen-no-quorum']();
  }
  return waiting.length === 0
    ? m['forums.screen-all']({ count: decided })
    : m['forums.screen-now']({ position: count(decisions.length + 1), all });
}

/** The purses behind what is on the agenda or decided, one of each institution: what they have left, and of how much. */
function pursesOf({ waiting, decisions, ceilings, place }: ForumOverview): RoomView['purses'] {
  const owners = new Map<string, Id>();
  for (const one of waiting) if (one.organizationName) owners.set(one.organizationName, one.id);
  for (const one of decisions) if (one.organizationName) owners.set(one.organizationName, one.proposal);
  return [...owners]
    .toSorted(([a], [b]) => a.localeCompare(b, 'id', { numeric: true }))
    .flatMap(([name, proposal]) => {
      const room = ceilings.get(proposal);
      return room
        ? [
            {
              name: near(name, place),
              remaining: rupiah(room.remaining),
              perMille: room.amount === 0n ? 0 : Number((room.remaining * 1000n) / room.amount),
            },
          ]
        : [];
    })
    .slice(0, PURSES);
}
