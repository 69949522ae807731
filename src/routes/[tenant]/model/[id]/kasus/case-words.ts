import { isIsoDate } from '#kernel/date.ts';
import {
  CASE_SORTS,
  type CaseOutcome,
  type CaseSort,
  type FactAsked,
  type TriedRule,
} from '#modules/cases/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tone } from '#ui/Chip.svelte';
import { day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

/** A case as a row: its rule, what it says, what came out and why. */
export function caseRow({ of, wanted, found, because, fault }: CaseOutcome) {
  const tone: Tone = fault === undefined ? 'ok' : 'no';
  return {
    rule: of,
    wanted: wordAnswer(wanted),
    found: found === undefined ? m['workshop.cases.no-rule']() : wordAnswer(found),
    why: because === undefined ? '' : reason(because),
    tone,
    verdict: fault === undefined ? m['workshop.cases.agrees']() : m['workshop.cases.differs'](),
  };
}

/** What a rule came to, as people say it: an answer, how something stands, a day. */
export function wordAnswer(answer: string): string {
  if (isIsoDate(answer)) return day(answer);
  const [stands, step] = answer.split(':');
  if (stands === 'waits' && step) return m['workshop.cases.waits']({ step });
  return messageFor(`workshop.cases.answer.${answer}`) ?? answer;
}

/** The first sentence of the refusal that stood in the way. */
function reason(code: string): string {
  const [theme = '', ...rest] = code.split('.');
  return messageFor(`refusal.${theme}.${rest.join('.')}.title`) ?? code;
}

/** What no case shows, in the reader's language; the sentence of `cases` where it says something else. */
export function wordUnshown(message: string): string {
  const both = /^no case shows (\S+) (met|not-met)$/.exec(message);
  if (both?.[1])
    return m[`workshop.cases.unshown.${both[2] === 'met' ? 'met' : 'not-met'}`]({ rule: both[1] });
  const due = /^no case shows when (\S+) falls due$/.exec(message);
  if (due?.[1]) return m['workshop.cases.unshown.due']({ rule: due[1] });
  const end = /^no case walks (\S+) to its end/.exec(message);
  if (end?.[1]) return m['workshop.cases.unshown.end']({ rule: end[1] });
  const step = /^no case lets (\S+) (accept|return|refuse)$/.exec(message);
  if (step?.[1]) {
    const may = step[2] === 'return' ? 'return' : step[2] === 'refuse' ? 'refuse' : 'accept';
    return m['workshop.cases.unshown.step']({ rule: step[1], says: m[`workshop.as.may.${may}`]() });
  }
  const amounts = /^no cases show (\S+) for amounts/.exec(message);
  return amounts?.[1] ? m['workshop.cases.unshown.amounts']({ rule: amounts[1] }) : message;
}

/** A fact as a field: what it is called, and what can be chosen. */
export function factField({ key, fact, of, options }: FactAsked) {
  const label =
    fact === 'roll' || fact === 'came' || fact === 'given'
      ? m[`workshop.cases.fact.${fact}`]({ name: of })
      : fact === 'answer'
        ? m['workshop.cases.fact.answer']({ step: of })
        : m[`workshop.cases.fact.${fact}`]();
  return {
    key,
    label,
    type: fact === 'from' ? ('date' as const) : ('text' as const),
    options: options.map((value) => ({ value, label: wordOption(value) })),
  };
}

function wordOption(value: string): string {
  if (value === 'accept' || value === 'return' || value === 'refuse') return m[`workshop.as.may.${value}`]();
  return value === 'yes' || value === 'no' ? m[`workshop.cases.yes-no.${value}`]() : value;
}

/** A rule as it stands in an address: `checks:proposals.usulan.photos`. */
export function ruleIn(text: string): TriedRule | undefined {
  const [sort, name = ''] = text.split(':');
  const known = CASE_SORTS.find((one): one is CaseSort => one === sort);
  return known && name !== '' ? { sort: known, name } : undefined;
}
