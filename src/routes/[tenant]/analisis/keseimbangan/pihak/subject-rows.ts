import { type MeasureKey, measureNamed, missingOf } from '#analysis/measures/index.ts';
import type { BetweenGovernments } from '#modules/assessment/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { BodyStanding, NamedMoney, PartyBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, day, rupiah } from '#ui/format.ts';
import { evidenceLinks, figureInWords, measureTitle, partInWords } from '#ui/measure-words.ts';
import { messageFor } from '#ui/message.ts';
import { wordPillar } from '#ui/pillar-words.ts';
import { titleOf } from '../choices.ts';

/** What is told of an institution, in the order of what it brought, received, gave and kept; of a body what it decided. */
const TOLD: readonly { readonly group: string; readonly keys: readonly MeasureKey[] }[] = [
  {
    group: 'brought',
    keys: ['proposals', 'people', 'poor-households', 'activities', 'contribution', 'women'],
  },
  { group: 'received', keys: ['ceiling', 'decided', 'disbursed', 'settled'] },
  { group: 'gave', keys: ['given'] },
  { group: 'decided', keys: ['forums-held', 'decisions', 'attendance', 'seats-filled'] },
  { group: 'kept', keys: ['reports-in-time', 'contribution-kept', 'answers-in-time', 'days-to-answer'] },
];

/** The figures of an institution by what they tell, each beside those of its other programmes; without groups of which nothing can be told. */
export function countedRows({ years, program }: PartyBalance, tenant: string) {
  const here = years.find((one) => one.program.id === program?.id);
  if (!here) return [];
  const before = years.filter((one) => one !== here);
  return TOLD.map(({ group, keys }) => ({
    title: messageFor(`balance.subject.${group}`) ?? group,
    rows: keys
      .filter((key) => here.says.has(key))
      .map((key) => {
        const says = here.says.get(key);
        const figure = says?.answer === 'figure';
        return {
          title: measureTitle(key),
          figure: figure ? figureInWords(measureNamed(key).unit, says.value) : m['measures.cannot-tell'](),
          why: figure ? partInWords(key, says.part) : missingOf(key, here.as)[getLocale()],
          links: figure && says.value > 0n ? evidenceLinks(tenant, says.evidence) : [],
          others: before.flatMap((one) => {
            const then = one.says.get(key);
            return then?.answer === 'figure'
              ? [`${titleOf(one.program)}: ${figureInWords(measureNamed(key).unit, then.value)}`]
              : [];
          }),
        };
      }),
  })).filter(({ rows }) => rows.length > 0);
}

/** Who gave to whom, named; the city's cash and people are told in words. */
export function moneyRows(
  money: readonly NamedMoney[],
  program: Program | undefined,
  tenant: string,
  locale: 'id' | 'en',
) {
  const end = (one: NamedMoney['giver'], otherwise: string) => ({
    name: one?.name ?? otherwise,
    href: one && program ? `/${tenant}/lembaga/${one.id}?program=${program.slug}` : undefined,
  });
  return money.map(({ giver, receiver, decided, disbursed, spent }) => ({
    from: end(giver, m['balance.subject.the-city']()),
    to: end(receiver, m['balance.subject.a-person']()),
    decided: rupiah(decided, locale),
    disbursed: rupiah(disbursed, locale),
    settled: rupiah(spent, locale),
  }));
}

/** The seats of a body, its forums and what they decided. */
export function bodyRows(
  { seats, forums, outcomes }: BodyStanding,
  program: Program | undefined,
  tenant: string,
  locale: 'id' | 'en',
) {
  return {
    seats: seats.map(({ label, pillar, filled, empty }) => ({
      seat: label[locale],
      pillar: pillar === null || !program ? '–' : wordPillar([program.model], pillar),
      filled: count(filled),
      empty: count(empty),
    })),
    outcomes: outcomes.map(({ label, decisions, granted }) => ({
      outcome: label[locale],
      decisions: count(decisions),
      granted: granted === 0n ? '–' : rupiah(granted, locale),
    })),
    forums: forums.map(({ id, startsAt, decisions }) => ({
      href: `/${tenant}/musyawarah/${id}`,
      day: day(startsAt.toISOString().slice(0, 10)),
      decisions: count(decisions),
    })),
  };
}

/** What two governments did with each other, by form. */
export function dealingRows(dealings: readonly BetweenGovernments[], tenant: string) {
  return dealings.map(({ form, institutions: [one, other], leads, times, last, reference }) => ({
    form: messageFor(`networks.form.${form}`) ?? form,
    pair: m['networks.pair']({ one, other }),
    leads: leads ?? '–',
    times: count(times),
    last: day(last, 'short'),
    href: `/${tenant}/${reference}`,
  }));
}
