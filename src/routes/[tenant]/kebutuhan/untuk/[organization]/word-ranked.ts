import {
  type FieldStanding,
  matchesBy,
  poorOf,
  type RankedNeed,
  type RankedNeeds,
  type Standing,
} from '#modules/matching/index.ts';
import { entryPath, fieldsIn, type MatchingReason, type Model } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, percent } from '#ui/format.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { institutionLine } from '../../../institution-line.ts';
import { formLabel } from '../../[id]/word-need.ts';

/** A reason in words; what speaks against a need is told, too, and earns nothing. */
type WordedReason = { readonly text: string; readonly points: number; readonly tone: 'ok' | 'wait' };

/** How many matches of a taker its page tells. */
const MATCHES = 20;

/** What is shown of a taker's ranked needs. */
export async function wordRanked(tx: Tx, program: Program, found: RankedNeeds, locale: Locale) {
  const { model } = program;
  const label = (field: string) => fieldsIn(model).find((one) => one.id === field)?.label[locale] ?? field;
  return {
    taker: { id: found.taker.id, name: found.taker.name },
    offer: found.offer && {
      amount: found.offer.amount,
      fields: found.offer.fields.map(label),
    },
    rows: found.needs.map((need) => ({
      id: need.id,
      title: need.title,
      line: institutionLine(bringerName(need.organizationName, need.id), need.villageName),
      scope: scopeInWords(model, need.scope, locale),
      rest: need.requested - need.promised,
      points: need.points,
      reasons: reasonsOf(model, need, found.standing, locale),
    })),
    fields: [...found.standing.fields]
      .map(([field, { share, target }]) => ({
        label: label(field),
        value: share,
        text:
          target === 0
            ? percent(share, locale)
            : m['need.rank.share']({ share: percent(share, locale), target: percent(target, locale) }),
      }))
      .sort((a, b) => b.value - a.value),
    matches: (await matchesBy(tx, program.id, found.taker.id, MATCHES)).map((one) => ({
      need: one.need,
      title: one.title,
      state: one.state,
      amount: one.amount,
    })),
  };
}

function reasonsOf(model: Model, need: RankedNeed, standing: Standing, locale: Locale): WordedReason[] {
  const fieldLabel = fieldsIn(model).find((one) => one.id === need.field)?.label[locale] ?? need.field;
  const reasons = need.reasons.flatMap(({ reason, points }): WordedReason[] => {
    const text = points > 0 ? WORDS[reason](need, { standing, model, fieldLabel, locale }) : undefined;
    return text === undefined ? [] : [{ text, points, tone: 'ok' }];
  });
  const addressed = need.addressedHere
    ? [{ text: m['need.rank.addressed'](), points: 0, tone: 'ok' as const }]
    : [];
  return [
    ...addressed,
    ...reasons,
    ...against(model, need, standing.fields.get(need.field), fieldLabel, locale),
  ];
}

/** What speaks against a need: its field has more than its share, or it is over in a day. */
function against(
  model: Model,
  { scope }: RankedNeed,
  field: FieldStanding | undefined,
  fieldLabel: string,
  locale: Locale,
): WordedReason[] {
  const over =
    field && field.target > 0 && field.share > field.target
      ? [m['need.rank.over']({ field: fieldLabel, share: percent(field.share, locale) })]
      : [];
  const nature = entryPath(model, scope).at(-1)?.nature;
  const advised = model.catalogue?.natures.find((one) => one.nature === nature && one.advice !== undefined);
  return [...over, ...(advised ? [advised.label[locale]] : [])].map((text) => ({
    text,
    points: 0,
    tone: 'wait',
  }));
}

type Told = {
  readonly standing: Standing;
  readonly model: Model;
  readonly fieldLabel: string;
  readonly locale: Locale;
};

const WORDS: Readonly<Record<MatchingReason, (need: RankedNeed, told: Told) => string | undefined>> = {
  field: (_, { fieldLabel }) => m['need.rank.field']({ field: fieldLabel }),
  place: () => m['need.rank.place'](),
  form: (need, { model, locale }) => {
    const kind = model.proposals.find((one) => one.kind === need.kind);
    const form = kind && formLabel(kind.fields, kind.open?.form, need.form, locale);
    return m['need.rank.form']({ form: form ?? '' });
  },
  behind: (need, { standing, fieldLabel, locale }) => {
    const field = standing.fields.get(need.field);
    return (
      field && m['need.rank.behind']({ field: fieldLabel, less: percent(field.target - field.share, locale) })
    );
  },
  poverty: (need, { standing }) => {
    const place = standing.places.get(need.village);
    const poor = place && poorOf(place);
    return poor === undefined ? undefined : m['need.rank.poverty']({ poor: count(poor) });
  },
  neglect: (need, { standing }) =>
    standing.places.get(need.village)?.promised === 0n
      ? m['need.rank.never']({ place: need.villageName })
      : m['need.rank.little']({ place: need.villageName }),
  record: (need, { standing }) => {
    const record = need.organization === null ? undefined : standing.records.get(need.organization);
    return record && m['need.rank.record']({ accepted: count(record.accepted), owed: count(record.owed) });
  },
  unpromised: ({ promised }) => (promised === 0n ? m['need.rank.unpromised']() : m['need.rank.partly']()),
};
