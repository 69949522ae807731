import { measureNamed } from '#analysis/measures/index.ts';
import { checklistsNow, HOLDS, type ItemNow, stateItem } from '#modules/checklists/index.ts';
import { basisOf, officeLabels } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, list } from '#ui/format.ts';
import { evidenceLinks, figureInWords, measureTitle } from '#ui/measure-words.ts';
import { messageFor } from '#ui/message.ts';
import { wordPillar } from '#ui/pillar-words.ts';
import { carryOut } from '../../../../carry-out.ts';
import { requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const lists = await checklistsNow(tx, viewerOf(event), program);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      holds: HOLDS.map((value) => ({ value, label: messageFor(`checklists.state.${value}`) ?? value })),
      today: tx.today,
      said: event.url.searchParams.has('tersimpan'),
      lists: lists.map(({ checklist, items }) => ({
        id: checklist.checklist,
        label: checklist.label[locale],
        about: checklist.about[locale],
        when: messageFor(`checklists.when.${checklist.when}`) ?? checklist.when,
        standing: m['checklists.standing']({
          met: count(items.filter(({ state }) => state === 'yes').length),
          total: count(items.length),
        }),
        items: items.map((one) => wordItem(one, program, tenant.slug, locale)),
      })),
    };
  });
};

const TONES = { yes: 'ok', partly: 'wait', no: 'no', unstated: 'quiet', 'cannot-tell': 'quiet' } as const;

function wordItem(now: ItemNow, program: Program, tenant: string, locale: 'id' | 'en') {
  const { item, state, says, stated, mayState } = now;
  const limit = item.proof?.atLeast ?? item.proof?.atMost ?? 0n;
  const proof = item.proof && {
    title: measureTitle(item.proof.measure),
    wanted: (item.proof.atLeast === undefined ? m['goals.at-most'] : m['goals.at-least'])({
      limit: figureInWords(measureNamed(item.proof.measure).unit, limit),
    }),
    now:
      says?.answer === 'figure'
        ? figureInWords(measureNamed(item.proof.measure).unit, says.value)
        : measureNamed(item.proof.measure).missing[locale],
    links: says?.answer === 'figure' ? evidenceLinks(tenant, says.evidence) : [],
  };
  const officesIn = (codes: readonly string[]) =>
    list(officeLabels([program.model], codes).map((label) => label[locale]));
  return {
    id: item.item,
    label: item.label[locale],
    pillar: item.pillar && wordPillar([program.model], item.pillar),
    basis: basisOf(program.model, item.basis).cite,
    state: { text: messageFor(`checklists.state.${state}`) ?? state, tone: TONES[state] },
    proof,
    offices: officesIn(item.offices),
    stated: stated && {
      evidence: stated.evidence,
      by: `${officesIn([stated.office])}, ${day(stated.statedAt.toISOString().slice(0, 10))}`,
      due: stated.dueOn === null ? '' : m['checklists.due']({ day: day(stated.dueOn) }),
      agreement: stated.agreement && {
        ...stated.agreement,
        hearingOn: day(stated.agreement.hearingOn),
      },
    },
    isAgreement: item.agreement === true,
    mayState,
  };
}

export const actions: Actions = {
  nyatakan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const key = textOf(form, 'item');
        const [checklist = '', item = ''] = key.split('/');
        return stateItem(pilar, actor, {
          program: event.params.slug,
          checklist,
          item,
          holds: textOf(form, `holds.${key}`),
          evidence: textOf(form, `evidence.${key}`),
          dueOn: textOf(form, `dueOn.${key}`),
          agreement: {
            aim: textOf(form, `aim.${key}`),
            authority: textOf(form, `authority.${key}`),
            responsibilities: textOf(form, `responsibilities.${key}`),
            hearingOn: textOf(form, `hearingOn.${key}`),
            hearing: textOf(form, `hearing.${key}`),
            talks: textOf(form, `talks.${key}`),
          },
        });
      },
      ({ item }) => `${event.url.pathname}?tersimpan=1#${item}`,
      { row: 'item' },
    ),
};
