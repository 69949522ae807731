import { APPEAL_OUTCOMES, type SanctionOverview } from '#modules/sanctions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { day, list } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { filingName } from '../../laporan/filing-name.ts';
import { toneOf } from '../../program/[slug]/kepatuhan/register.ts';
import { officeIn, sanctionRail, wordDoing } from './sanction-words.ts';

const on = (date: Date | null) => (date ? day(date.toISOString().slice(0, 10)) : '');

/** A sanction in words: what it rests on, what was said to it, how it stands, and what its reader may do. */
export function wordSanction(found: SanctionOverview, today: string, locale: Locale) {
  const { sanction, program, rules, step, institution, standing, words } = found;
  const { model } = program;
  const office = (code: string | null) => officeIn(model, code, locale);
  const was = rules.steps.find((one) => one.step === sanction.draftedStep)?.label[locale];
  return {
    program: { slug: program.slug, title: `${model.short} ${program.fiscalYear}` },
    institution: { id: institution.id, name: institution.name },
    id: sanction.id,
    version: sanction.version,
    label: rules.label[locale],
    step: step.label[locale],
    was: sanction.step === sanction.draftedStep ? '' : m['sanctions.was']({ step: was ?? '' }),
    state: { text: messageFor(`sanctions.standing.${standing}`) ?? standing, tone: toneOf(standing) },
    rail: sanctionRail(found),
    grounds: found.grounds.map(({ owed, unmet }) => ({
      text: m['sanctions.ground']({ filing: filingName(program, owed, locale), day: day(owed.dueOn) }),
      state: unmet ? m['sanctions.ground-unmet']() : m['sanctions.ground-met'](),
      tone: unmet ? ('no' as const) : ('ok' as const),
    })),
    allMet: sanction.state === 'hearing' && found.met !== undefined,
    drafted: m['sanctions.drafted-by']({
      office: office(sanction.draftedOffice),
      day: day(sanction.draftedOn),
    }),
    words,
    hearing:
      sanction.answer !== null
        ? m['sanctions.answered-by']({
            office: office(sanction.answeredOffice),
            day: on(sanction.answeredAt),
          })
        : sanction.state === 'hearing' && today <= sanction.hearingUntil
          ? m['sanctions.no-answer']({ day: day(sanction.hearingUntil) })
          : m['sanctions.no-answer-given']({ day: day(sanction.hearingUntil) }),
    decision:
      sanction.decision === null || sanction.decidedOn === null
        ? undefined
        : {
            text: sanction.decision,
            by: m['sanctions.decided-by']({
              office: office(sanction.decidedOffice),
              day: day(sanction.decidedOn),
            }),
            until: sanction.expiresOn ? m['sanctions.until']({ day: day(sanction.expiresOn) }) : '',
            appealUntil:
              sanction.appealUntil && sanction.appeal === null
                ? m['sanctions.appeal-until']({ day: day(sanction.appealUntil) })
                : '',
          },
    appealed:
      sanction.appeal === null
        ? undefined
        : {
            text: sanction.appeal,
            at: on(sanction.appealedAt),
            waits: m['sanctions.appeal-waits']({
              offices: list((rules.appeal?.offices ?? []).map((one) => office(one))),
            }),
            outcome: sanction.appealOutcome && {
              text: messageFor(`sanctions.appeal-outcomes.${sanction.appealOutcome}`) ?? '',
              answer: sanction.appealAnswer ?? '',
              by: m['sanctions.decided-by']({
                office: office(sanction.appealDecidedOffice),
                day: on(sanction.appealDecidedAt),
              }),
            },
          },
    outcomes: APPEAL_OUTCOMES.filter((one) => one !== 'changed' || found.milder.length > 0).map((value) => ({
      value,
      label: messageFor(`sanctions.appeal-outcomes.${value}`) ?? value,
    })),
    milder: found.milder.map((one) => ({ value: one.step, label: one.label[locale] })),
    may: {
      answer: wordDoing(found.answer),
      decide: wordDoing(found.decide),
      withdraw: wordDoing(found.withdraw),
      appeal: wordDoing(found.appeal),
      decideAppeal: wordDoing(found.decideAppeal),
    },
  };
}
