import {
  type AwardOverview,
  awardOverview,
  closeAward,
  publishAward,
  type Shifted,
  setAwardResult,
  withdrawAward,
} from '#modules/awards/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { day, list } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, textOf, viewerOf, wholeIn } from '../../../request.ts';
import { withParams } from '../../usulan/filter.ts';
import { awardState, wordAspect, wordAward } from '../award-words.ts';
import { wordCandidate } from '../computation-rows.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** Candidates on one page, each with all of its numbers. */
const PAGE = 25;
const SAID = { tersimpan: 'saved', terbit: 'published', ditutup: 'closed', ditetapkan: 'set-done' } as const;

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const { url } = event;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const facts = readOr404(await awardOverview(tx, viewerOf(event), id));
    const { round, program, award, weights, candidates, computation } = facts;
    const from = wholeIn(url, 'dari');
    const all = computation?.candidates ?? [];
    const said = Object.entries(SAID).find(([name]) => url.searchParams.has(name))?.[1];
    const step = (start: number) => withParams(url, start === 0 ? {} : { dari: String(start) });
    return {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      said: said ? m[`awards.${said}`]() : '',
      award: wordAward(award, program.model, locale),
      round: {
        id,
        version: round.version,
        state: awardState(round, tx.today),
        days: `${day(round.marksFrom)} – ${day(round.marksUntil)}`,
        publishedOn: round.publishedOn ? day(round.publishedOn) : '',
        scale: m['awards.scale-words']({ scale: award.scale, count: award.marksAtLeast }),
        candidates: candidates.length,
        jurors: facts.jurors,
        decree: round.decree ?? '',
        withdrawn: round.withdrawnFor === null ? '' : m['awards.withdrawn']({ reason: round.withdrawnFor }),
      },
      aspects: award.aspects.map((one) => wordAspect(one, weights.get(one.aspect) ?? 0, locale)),
      names: computation ? [] : candidates.slice(from, from + PAGE).map(({ id, name }) => ({ id, name })),
      computed: computation !== undefined,
      rows: computation
        ? all
            .slice(from, from + PAGE)
            .map((one) => wordCandidate(one, facts, computation, tenant.slug, locale))
        : [],
      shifted: facts.shifted.map((one) => wordShift(one, facts, locale)),
      pages: {
        first: from > 0 ? step(0) : undefined,
        next: from + PAGE < (computation ? all.length : candidates.length) ? step(from + PAGE) : undefined,
      },
      may: {
        draft: facts.keeps && round.state === 'draft',
        close: facts.keeps && round.state === 'published',
        closeRefusal: facts.close && round.state === 'published' ? wordRefusal(facts.close) : undefined,
        set: facts.sets,
        setRefusal: facts.sets && facts.set ? wordRefusal(facts.set) : undefined,
        withdraw: facts.keeps && ['draft', 'published', 'closed'].includes(round.state),
        mark: facts.seat !== undefined && round.state === 'published',
      },
    };
  });
};

function wordShift(one: Shifted, { award, computation }: AwardOverview, locale: Locale): string {
  const names = one.first.map(
    (id) => computation?.candidates.find((each) => each.organization === id)?.name ?? id,
  );
  return m['awards.sensitivity-line']({
    aspect: award.aspects.find((each) => each.aspect === one.aspect)?.label[locale] ?? one.aspect,
    change: one.by > 0 ? `+${one.by}` : `−${-one.by}`,
    names: names.length === 0 ? '–' : list(names),
  });
}

/** Where a step leads: back to the round, which says what was done. */
const after = (event: RequestEvent, said: string) => () => `${event.url.pathname}?${said}=1`;

export const actions: Actions = {
  terbitkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        publishAward(pilar, actor, { round: idOr404(event.params.id), version: versionIn(form) }),
      after(event, 'terbit'),
    ),
  tutup: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        closeAward(pilar, actor, { round: idOr404(event.params.id), version: versionIn(form) }),
      after(event, 'ditutup'),
    ),
  tetapkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        setAwardResult(pilar, actor, {
          round: idOr404(event.params.id),
          version: versionIn(form),
          decree: textOf(form, 'decree'),
        }),
      after(event, 'ditetapkan'),
    ),
  batalkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawAward(pilar, actor, {
          round: idOr404(event.params.id),
          version: versionIn(form),
          reason: textOf(form, 'reason'),
        }),
      () => event.url.pathname,
    ),
};
