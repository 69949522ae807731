import QRCode from 'qrcode';
import type { Id } from '#kernel/id.ts';
import { boundsOf, discussedFirst, forumOverview } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, day, moment, rupiah, rupiahFigure } from '#ui/format.ts';
import { stateOf } from '#ui/StateChip.svelte';
import { idOr404, readOr404, requireTenant } from '../../../../request.ts';
import { wordQuorum } from '../../forum-words.ts';
import { computeResults } from '../ready-results.ts';
import type { PageServerLoad } from './$types.js';
import { screenVote } from './screen-vote.ts';

/** Rows that a hall can read on one screen, and how many of them show what was decided last. */
const ROWS = 5;
const DECIDED = 2;

/** The browser asks for the screen anew by itself, without a script, unless somebody pauses it. */
const SECONDS = 15;

/** What a decision makes of a proposal: shorter on the wall than the name of the outcome. */
const STATE_AFTER = {
  accept: 'accepted',
  fund: 'funded',
  escalate: 'escalated',
  reserve: 'reserved',
  reject: 'rejected',
} as const;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const href = `/${tenant.slug}/musyawarah/${id}`;
  const still = event.url.searchParams.has('jeda');
  if (!still) event.setHeaders({ refresh: String(SECONDS) });
  const qr = await QRCode.toDataURL(`${event.url.origin}${href}`, { margin: 2, scale: 6 });
  await computeResults(event, id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumOverview(tx, { tenant: tenant.id }, id));
    const { forum, program, vote, place, waiting, decisions: decided } = found;
    const rules = forumKind(program.model, forum.forum);
    const quorum = wordQuorum(program, forum, found.quorum, locale);
    const ahead = discussedFirst(waiting, forum.discussing).slice(
      0,
      ROWS - Math.min(DECIDED, decided.length),
    );
    const behind = decided.slice(-Math.max(DECIDED, ROWS - ahead.length));
    const remaining = (proposal: Id) => {
      const ceiling = found.ceilings.get(proposal);
      return ceiling ? rupiahFigure(ceiling.remaining) : '';
    };
    /** The hall knows where it is: `RW 07 Pasir Impun` is `RW 07` here. */
    const near = (name: string) => (name.endsWith(` ${place}`) ? name.slice(0, -place.length - 1) : name);
    const total = decided.reduce((sum, one) => sum + (one.amount ?? 0n), 0n);
    const deciding = forum.state === 'open' && quorum.answer === 'met';
    return {
      href,
      qr,
      vote:
        vote &&
        screenVote(vote, {
          bounds: await boundsOf(tx, vote),
          address: `${event.url.host}/${tenant.slug}/suara`,
          decided: decided.length,
          discussing: forum.discussing,
          asked: event.url.searchParams.has('suara'),
          locale,
        }),
      title: `${rules.label[locale]} ${place}`,
      when: moment(forum.startsAt, tenant.timeZone, 'weekday'),
      place: forum.place,
      state: forum.state,
      resumesOn: forum.resumesOn ? day(forum.resumesOn, 'weekday') : '',
      quorum,
      decided: count(decided.length),
      all: count(decided.length + waiting.length),
      position: count(decided.length + 1),
      total: rupiah(total),
      rows: [
        ...behind.map((one) => ({
          id: one.proposal,
          title: one.title,
          institution: near(bringerName(one.organizationName, one.proposal)),
          requested: rupiahFigure(one.requested),
          remaining: remaining(one.proposal),
          outcome: stateOf('proposal', STATE_AFTER[one.effect]),
          amount: one.amount === null ? '' : rupiahFigure(one.amount),
          now: false,
        })),
        ...ahead.map((one, index) => ({
          id: one.id,
          title: one.title,
          institution: near(bringerName(one.organizationName, one.id)),
          requested: rupiahFigure(one.requested),
          remaining: remaining(one.id),
          outcome: undefined,
          amount: '',
          now: deciding && index === 0,
        })),
      ],
      seconds: SECONDS,
      still: Boolean(still),
    };
  });
};
