import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { type DeclaredPair, voteOverview } from '#modules/deliberation/index.ts';
import { m } from '#paraglide/messages.js';
import { count, moment, rupiah, rupiahFigure } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, readOr404, requireTenant, viewerOf, wholeIn } from '../../../../request.ts';
import { wordForumRefusal, wordQuorum } from '../../forum-words.ts';
import { computeResults } from '../ready-results.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { slipNotes } from './slip-notes.ts';
import { voteForms } from './vote-forms.ts';
import { voteHead } from './vote-page.ts';
import { following, kindName, resultView } from './vote-result.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const uncomputed = await computeResults(event, id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await voteOverview(tx, viewerOf(event), id));
    const { forum, program, vote, slip, rules, opening, running } = found;
    const quorum = wordQuorum(program, forum, found.quorum, locale);
    const word = (refusal: Refusal | undefined) => refusal && wordForumRefusal(refusal, quorum, locale);
    const notes = slipNotes(found.conditions);
    const options = slip.map((line) => ({
      value: line.proposal,
      label: `${line.number}. ${line.title} (${line.institutionName})`,
    }));
    return {
      base: `/${tenant.slug}/musyawarah/${forum.id}`,
      head: voteHead(found, tenant.timeZone, locale),
      forumState: forum.state,
      vote: vote && {
        id: vote.id,
        state: vote.state,
        kind: vote.kind,
        kindName: kindName(vote.kind),
        points: vote.points,
        budget: vote.budget,
        received: vote.received,
        hasLast: vote.lastSlip !== null,
      },
      attendance: found.attendance,
      notOffered: isRefusal(rules) ? wordRefusal(rules) : undefined,
      slip: slip.map((line) => ({
        number: line.number,
        title: line.title,
        institution: line.institutionName,
        cost: rupiahFigure(line.requested),
        href: `/${tenant.slug}/usulan/${line.proposal}`,
        notes: notes.get(line.number) ?? [],
      })),
      pairs: found.pairs && { declared: found.pairs.map(pairView), options },
      own: found.consentable.map(({ id, title }) => ({ id, title })),
      slipLead: m['ballots.on-slip-lead']({
        count: count(slip.length),
        total: rupiah(slip.reduce((sum, line) => sum + line.requested, 0n)),
      }),
      opening: opening &&
        !isRefusal(rules) && {
          refusal: word(opening.refusal),
          kinds: rules.kinds.map((kind) => kindOption(kind, rules.points)),
          most: opening.most,
        },
      running: running &&
        vote && {
          receive: word(running.receive),
          close: word(running.close),
          how: messageFor(`ballots.kind.${vote.kind}.how`) ?? '',
          codes: m['ballots.in-codes']({ codes: count(vote.byCode), unused: count(running.unusedCodes) }),
        },
      pointing:
        vote?.state === 'open' && found.speaksForForum ? { now: forum.discussing ?? '', options } : undefined,
      address: `${event.url.host}/${tenant.slug}/suara`,
      addressHref: `/${tenant.slug}/suara`,
      result: vote && resultView(program, forum, vote, locale),
      uncomputed: uncomputed && wordRefusal(uncomputed),
      following: following(program, forum, vote),
      mayFollow: vote?.state === 'closed' && found.speaksForForum,
      cancelled: found.cancelled.map((one) => ({
        when: moment(one.at, tenant.timeZone, 'short'),
        reason: one.reason,
      })),
      history: wordHistory(found.history, tenant.slug),
      timeZone: tenant.timeZone,
      said: messageFor(`ballots.said.${event.url.searchParams.get('tersimpan') ?? ''}`, {
        count: count(wholeIn(event.url, 'jumlah')),
      }),
    };
  });
};

function pairView({ first, second, numbers: [smaller, larger], reason }: DeclaredPair) {
  const pair = { one: count(smaller), other: count(larger) };
  return {
    first,
    second,
    line: m['ballots.pairs.line']({ ...pair, reason }),
    withdraw: m['ballots.pairs.withdraw-of'](pair),
  };
}

function kindOption(kind: string, points: number | undefined) {
  const share = kind === 'points' ? m['ballots.points-note']({ points: count(points ?? 0) }) : '';
  return {
    value: kind,
    label: kindName(kind),
    note: [messageFor(`ballots.kind.${kind}.about`), share].filter(Boolean).join(' '),
  };
}

export const actions: Actions = voteForms;
