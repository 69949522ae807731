import type { Refusal, RefusalParam } from '#kernel/refusal.ts';
import type { Locale } from '#paraglide/runtime.js';
import { messageFor } from '../ui/message.ts';
import { refusalStatus } from '../ui/refusal-status.ts';
import { detailOf, wordRefusal } from '../ui/word-refusal.ts';
import { FAULTS, type Fault, type FaultCode } from './fault.ts';

/** A problem as RFC 9457 has it, with the rule behind it (`basis`) and what would change it (`remedy`). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly basis?: { readonly cite: string; readonly rule?: string };
  readonly remedy: string;
  readonly errors?: readonly FieldProblem[];
};

/** One refused field: its name with dots (`costLines.0.quantity`) and as JSON Pointer. */
export type FieldProblem = {
  readonly field: string;
  readonly pointer: string;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly basis?: { readonly cite: string; readonly rule?: string };
  readonly remedy: string;
};

/** Where a kind of problem is explained: on the API's own page. */
export function problemType(code: string): string {
  return `/api/v1#${code}`;
}

/** A refusal as a problem: the only place where refusals become answers of the API. */
export function problemOf(refusal: Refusal, locale: Locale): Problem {
  const errors = [refusal, ...(refusal.issues ?? [])].flatMap(({ field, ...issue }) =>
    field === undefined
      ? []
      : [{ field, pointer: `#/${field.replaceAll('.', '/')}`, ...words(issue, locale) }],
  );
  return {
    type: problemType(refusal.refusal),
    status: refusalStatus(refusal),
    ...words(refusal, locale),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

function words(refusal: Refusal, locale: Locale) {
  const { title, basis } = wordRefusal(refusal, locale);
  const detail = detailOf(refusal, locale);
  return {
    code: refusal.refusal,
    title,
    ...(detail ? { detail } : {}),
    params: shown(refusal.params),
    ...(basis ? { basis } : {}),
    remedy: messageFor(`refusal.${refusal.refusal}.remedy`, {}, locale) ?? '',
  };
}

/** Amounts as numbers (they are whole and safe), long texts cut: a problem does not send back what it was sent. */
function shown(params: Readonly<Record<string, RefusalParam>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : typeof value === 'string' ? value.slice(0, 200) : value,
    ]),
  );
}

/** What is wrong with a request itself, as a problem. */
export function faultProblem({ fault, params }: Fault, locale: Locale): Problem {
  return {
    type: problemType(fault),
    title: faultTitle(fault, locale),
    status: FAULTS[fault],
    code: fault,
    params,
    remedy: messageFor(`fault.${fault}.remedy`, {}, locale) ?? '',
  };
}

export function faultTitle(fault: FaultCode, locale: Locale): string {
  return messageFor(`fault.${fault}.title`, {}, locale) ?? fault;
}

/** The language that a request prefers of those Pilar speaks; Indonesian when it names neither. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = rest
        .find((one) => one.trim().startsWith('q='))
        ?.trim()
        .slice(2);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((one) => one.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.find((one) => one.language === 'en' || one.language === 'id')?.language === 'en'
    ? 'en'
    : 'id';
}
