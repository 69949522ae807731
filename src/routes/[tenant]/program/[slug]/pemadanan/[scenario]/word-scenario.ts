import {
  amountField,
  gapOf,
  type ListedPair,
  type ScenarioFacts,
  scenarioPairs,
} from '#modules/matching/index.ts';
import { fieldsIn, MATCHING_REASONS } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, percent, rupiah } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { institutionLine } from '../../../../institution-line.ts';
import { holdField } from './typed-holds.ts';

/** A reason in words. */
export function reasonWord(reason: string, locale: Locale): string {
  return messageFor(`scenario.reason.${reason}`, {}, locale) ?? reason;
}

/** A proposal over the whole for its page, with some of its pairs. */
export async function wordScenario(
  tx: Tx,
  { scenario, program, outcome, fields, held, fromAt, refusal }: ScenarioFacts,
  page: { readonly limit: number; readonly from: number },
  locale: Locale,
) {
  const label = (field: string) =>
    fieldsIn(program.model).find((one) => one.id === field)?.label[locale] ?? field;
  const rows = await scenarioPairs(tx, scenario.id, { ...page, limit: page.limit + 1 });
  const next = rows.length > page.limit ? rows[page.limit]?.place : undefined;
  return {
    scenario: {
      id: scenario.id,
      madeAt: scenario.madeAt,
      office: officeName(scenario.office, locale),
      from: scenario.from ?? undefined,
      value: scenario.value,
      bound: scenario.bound,
      gap: hundredths(gapOf(scenario), locale),
      ended: scenario.ended,
      dropped: scenario.dropped,
    },
    open: refusal === undefined,
    ...{ outcome, held, fromAt },
    looked: {
      givers: m['scenario.givers-value']({ count: count(scenario.givers), amount: rupiah(scenario.offered) }),
      needs: m['scenario.needs-value']({ count: count(scenario.needs), amount: rupiah(scenario.needed) }),
      unpriced: scenario.unpriced,
      leftOut: scenario.leftOut,
    },
    weights: MATCHING_REASONS.map((reason, i) => ({
      label: reasonWord(reason, locale),
      value: scenario.weights[i] ?? 0,
      text: count(scenario.weights[i] ?? 0),
    })),
    fields: fields
      .map(({ field, amount, standing }) => {
        const share = outcome.amount === 0n ? 0 : Number((amount * 1000n) / outcome.amount);
        return {
          label: m['scenario.field-text']({
            field: label(field),
            share: percent(share, locale),
            target: percent(standing.target, locale),
            before: percent(standing.share, locale),
          }),
          value: share,
          text: rupiah(amount),
        };
      })
      .sort((a, b) => b.value - a.value),
    rows: rows.slice(0, page.limit).map((row) => wordPair(row, program.model, locale)),
    next,
  };
}

function wordPair(row: ListedPair, model: ScenarioFacts['program']['model'], locale: Locale) {
  return {
    need: row.need,
    title: row.title,
    line: institutionLine(bringerName(row.bringer, row.need), row.villageName),
    scope: scopeInWords(model, row.scope, locale),
    organization: { id: row.organization, name: row.organizationName },
    hold: row.hold,
    amount: row.amount,
    points: row.points,
    reasons: row.reasons.map((reason) => reasonWord(reason, locale)),
    recommended: row.recommended ?? undefined,
    /** Nobody is recommended what was struck out, waits for an answer or stands already. */
    mayRecommend:
      row.hold !== 'struck' &&
      row.recommended !== 'open' &&
      row.matched !== 'offered' &&
      row.matched !== 'agreed',
    fields: { hold: holdField(row.need, row.organization), amount: amountField(row.need, row.organization) },
  };
}

/** A share in hundredths of a per cent, with its comma. */
function hundredths(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    value / 100,
  );
}
