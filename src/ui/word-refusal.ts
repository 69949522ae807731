import { isIsoDate } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import type { Basis, Refusal, RefusalCode, RefusalParam } from '#kernel/refusal.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { count, day, fileSize, list, rupiah } from './format.ts';
import { messageFor, officeName } from './message.ts';

/** A refusal in a person's language: what cannot be done, what would change it, and the rule behind it. */
export type WordedRefusal = {
  readonly title: string;
  readonly remedy: string;
  readonly basis?: Basis;
  /** The page, beneath the city's address, of what stands in the way already. */
  readonly see?: string;
};

/** A refused form: the refusal as a whole, and what to write beside each field. */
export type WordedForm = {
  readonly refusal: WordedRefusal;
  readonly errors: Readonly<Record<string, string>>;
};

/** How a parameter is written into a sentence. */
type Wording =
  | 'rupiah'
  | 'figure'
  | 'count'
  | 'day'
  | 'bytes'
  | 'percent'
  | 'offices'
  | 'state'
  | 'check'
  | 'text';

/**
 * The parameters that the detail of a refusal names (`refusal.<code>.detail`), and how each is written.
 * The detail is said only when all of them came with the refusal; title and remedy stand without any.
 */
export const DETAILS: Readonly<Partial<Record<RefusalCode, Readonly<Record<string, Wording>>>>> = {
  'access.office': { offices: 'offices' },
  'access.scope': { scope: 'text' },
  'sign-in.limited': { minutes: 'count' },
  'password.too-short': { min: 'count' },
  'token.expiry': { days: 'count' },
  'office.full': { seat: 'offices', seats: 'count' },
  'office.term': { years: 'count', day: 'day' },
  'merge.differs': { gone: 'text', stays: 'text' },
  'merge.money': { amount: 'rupiah', program: 'text' },
  'input.too-long': { limit: 'count' },
  'input.above': { limit: 'count' },
  'input.below': { limit: 'count' },
  'input.digits': { length: 'count' },
  'number.ambiguous': { larger: 'figure', smaller: 'figure' },
  'input.date-order': { from: 'day', to: 'day' },
  'input.too-many-lines': { limit: 'count' },
  'input.too-large': { limit: 'bytes' },
  'organization.named': { name: 'text' },
  'member.outside': { organization: 'text', program: 'text' },
  'member.left': { organization: 'text', program: 'text', day: 'day' },
  'member.already': { organization: 'text', program: 'text' },
  'member.day': { from: 'day', until: 'day' },
  'member.waiting': { count: 'count', titles: 'text' },
  'member.promised': { count: 'count', titles: 'text' },
  'region.outside': { organization: 'text' },
  'model.published': { name: 'text', version: 'text' },
  'model.invalid': { line: 'count', path: 'text' },
  'model.unknown': { name: 'text', version: 'text' },
  'model.kept': { path: 'text' },
  'model.not-compelled': { path: 'text' },
  'model.draft-closed': { name: 'text', version: 'text' },
  'model.from': { after: 'day', until: 'day' },
  'program.window': { from: 'day', to: 'day' },
  'program.open-matters': { proposals: 'count', forums: 'count', vouchers: 'count' },
  'window.years': { from: 'day', to: 'day' },
  'window.sent': { from: 'day', to: 'day' },
  'window.drafts': { count: 'count' },
  'window.forums-called': { count: 'count', from: 'day', to: 'day' },
  'ceiling.below-decided': { name: 'text', decided: 'rupiah', count: 'count' },
  'proposal.state': { state: 'state' },
  'proposal.over-ceiling': { requested: 'rupiah', ceiling: 'rupiah' },
  'proposal.photos': { wanted: 'count' },
  'proposal.documents': { document: 'text' },
  'proposal.no-next': { year: 'text' },
  'proposal.brought-again': {},
  'proposal.one-per-party': {},
  'need.closed': { reason: 'text' },
  'need.taken': { organizations: 'text' },
  'match.above-need': { rest: 'rupiah' },
  'match.above-offer': { offered: 'rupiah', rest: 'rupiah' },
  'match.above-pledge': { pledged: 'rupiah', rest: 'rupiah' },
  'match.below-promised': { promised: 'rupiah' },
  'match.state': { state: 'state' },
  'letter.number-taken': { number: 'text' },
  'letter.placeholder': { found: 'text', near: 'text' },
  'letter.pattern': { lacking: 'text' },
  'letter.head-lines': { limit: 'count' },
  'template.active': { found: 'text' },
  'template.outside': { found: 'text' },
  'template.placeholder': { found: 'text', near: 'text', known: 'text' },
  'template.unclosed': { found: 'text' },
  'scenario.above-offer': { rest: 'rupiah' },
  'proposal.repeated': { title: 'text' },
  'proposal.similar': { title: 'text' },
  'slip.limited': { minutes: 'count' },
  'slip.too-many': { limit: 'count' },
  'tranche.closed': { left: 'rupiah', tranche: 'text' },
  'check.cannot-tell': { missing: 'check' },
  'check.filing-accepted': { filing: 'text' },
  'obligation.overdue': { due: 'day', year: 'text', offices: 'offices' },
  'obligation.state': { state: 'state' },
  'sheet.formula': { sheet: 'text', cell: 'text' },
  'sheet.merged': { sheet: 'text', cell: 'text' },
  'sheet.error': { sheet: 'text', cell: 'text' },
  'sheet.columns': { columns: 'text' },
  'import.twice': { first: 'count' },
  'import.stands': { name: 'text' },
  'import.other': { name: 'text' },
  'file.type': { found: 'text' },
  'file.pixels': { megapixels: 'count', limit: 'count' },
  'file.too-large': { limit: 'bytes' },
  'file.too-many': { limit: 'count' },
  'forum.no-quorum': { missing: 'text' },
  'forum.quorum-unknown': { missing: 'text', places: 'text' },
  'forum.seats-empty': { missing: 'text' },
  'forum.state': { state: 'state' },
  'forum.window': { from: 'day', to: 'day' },
  'forum.past': { day: 'day' },
  'forum.too-early': { day: 'day' },
  'forum.another-day': { day: 'day' },
  'decision.taken': { title: 'text', outcome: 'text' },
  'check-in.already': { element: 'text' },
  'forum.already-here': { name: 'text', element: 'text' },
  'forum.proxies-many': { limit: 'count' },
  'forum.called': { day: 'day', place: 'text' },
  'forum.no-body': { body: 'text' },
  'forum.undecided': { count: 'count' },
  'decision.amount': { requested: 'rupiah' },
  'decision.most': { most: 'rupiah' },
  'ceiling.exceeded': { amount: 'rupiah', remaining: 'rupiah' },
  'disbursement.exceeds-commitment': { left: 'rupiah' },
  'disbursement.before-decision': { day: 'day' },
  'disbursement.outside-year': { year: 'text' },
  'earlier.total': { typed: 'rupiah', sum: 'rupiah' },
  'earlier.givers': { least: 'count', most: 'count' },
  'deposit.outside-year': { year: 'text' },
  'voucher.state': { state: 'state' },
  'voucher.same-receipt': { title: 'text', day: 'day' },
  'merge.numbers': { gone: 'text', stays: 'text' },
  'on-paper.mandate-ended': { day: 'day' },
  'on-paper.entered': { number: 'text' },
  'payment.paper-taken': { paper: 'text', number: 'text', title: 'text' },
  'payment.paper-order': { paper: 'text', before: 'text', day: 'day' },
  'payment.paper-after': { paper: 'text', day: 'day' },
  'payment.withheld': { amount: 'rupiah', withheld: 'rupiah' },
  'supplier.npwp': { digits: 'count' },
  'supplier.same': { name: 'text' },
  'purse.year-over': { year: 'text' },
  'purse.no-year-after': { year: 'text' },
  'refund.exceeds-payment': { left: 'rupiah' },
  'refund.before-payment': { day: 'day' },
  'activity.exceeds-payment': { left: 'rupiah' },
  'activity.typed-payment': { provider: 'text' },
  'activity.state': { state: 'state' },
  'activity.evidence': { percent: 'percent', wanted: 'count' },
  'activity.executor': { offices: 'offices' },
  'activity.progress': { reached: 'percent' },
  'activity.overspent': { spent: 'rupiah', limit: 'rupiah' },
  'filing.state': { state: 'state' },
  'analysis.too-long': { seconds: 'count' },
  'filing.not-open': { day: 'day' },
  'filing.lines-to-adjust': { lines: 'text' },
  'filing.not-paid-out': { spent: 'rupiah', paid: 'rupiah' },
  'filing.sources': { told: 'rupiah', spent: 'rupiah' },
  'ballot.too-many': { count: 'count', limit: 'count' },
  'ballot.full': { ballots: 'count', attendance: 'count' },
  'ballot.attendance': { ballots: 'count', attendance: 'count' },
  'ballot.budget': { most: 'rupiah' },
  'ballot.codes': { limit: 'count' },
  'ballot.number': { number: 'count', last: 'count' },
  'ballot.twice': { number: 'count' },
  'ballot.points': { given: 'count', limit: 'count' },
  'ballot.unreadable': { typed: 'text' },
  'ballot.unreadable-points': { typed: 'text' },
  'ballot.part': { requested: 'rupiah' },
  'ballot.limited': { minutes: 'count' },
  'network.too-large': { actors: 'count', limit: 'count' },
  'components.in-use': { name: 'text' },
  'components.not-held': { day: 'day' },
  'components.nobody-came': { wanted: 'count' },
  'causes.too-large': { limit: 'count' },
  'assessment.too-few': { raters: 'count', wanted: 'count' },
  'assessment.event-many': { limit: 'count' },
  'award.state': { state: 'state' },
  'award.weights': { sum: 'count' },
  'award.notice': { from: 'day' },
  'award.too-soon': { year: 'text' },
  'award.candidates': { count: 'count', limit: 'count' },
  'award.jury': { seated: 'count', wanted: 'count' },
  'award.not-marking': { from: 'day', until: 'day' },
  'award.marking': { missing: 'count', until: 'day' },
  'sanction.step': { next: 'text' },
  'sanction.hearing-short': { from: 'day' },
  'sanction.state': { state: 'state' },
  'sanction.hearing': { until: 'day' },
  'sanction.appeal-late': { until: 'day' },
};

/** Where what stands in the way already is looked at: the parameter that names it, and the pages that such things have. */
const SEEN: Readonly<Partial<Record<RefusalCode, { readonly param: string; readonly page: string }>>> = {
  'voucher.same-receipt': { param: 'voucher', page: 'dana/bukti' },
  'on-paper.entered': { param: 'proposal', page: 'usulan' },
  'payment.paper-taken': { param: 'voucher', page: 'dana/bukti' },
  'supplier.same': { param: 'supplier', page: 'dana/penyedia' },
};

function seenOf({ refusal, params }: Refusal): string | undefined {
  const seen = SEEN[refusal];
  const id = seen && ownEntry(params, seen.param);
  return typeof id === 'string' ? `${seen?.page}/${id}` : undefined;
}

/** What a refusal is about: `proposal.state` → `proposal`, whose states are named by `state.proposal.*`. */
function subjectOf(code: RefusalCode): string {
  return code.slice(0, code.indexOf('.'));
}

/** Offices that are named before the others are only counted. */
const MOST_NAMED = 5;

function shortened(names: readonly string[], locale: Locale): readonly string[] {
  const rest = names.length - MOST_NAMED;
  // Two words more read as easily as their count.
  if (rest <= 2) return names;
  return [...names.slice(0, MOST_NAMED), m['offices.others']({ count: count(rest, locale) }, { locale })];
}

function written(
  param: RefusalParam,
  wording: Exclude<Wording, 'state'>,
  locale: Locale,
): string | undefined {
  if (typeof param === 'object') {
    const items = param.map((one) => {
      if (typeof one !== 'string') return one[locale];
      return wording === 'offices' ? officeName(one, locale) : one;
    });
    const named = wording === 'offices' ? shortened([...new Set(items)], locale) : items;
    return named.length > 0 ? list(named, locale) : undefined;
  }
  if (wording === 'offices') return officeName(String(param), locale);
  if (wording === 'text') return String(param) || undefined;
  // Figures that cannot be mistaken: no thousands grouped, the decimal sign of the language.
  if (wording === 'figure') return locale === 'en' ? String(param).replace(',', '.') : String(param);
  if (wording === 'day') return isIsoDate(String(param)) ? day(String(param), 'long', locale) : String(param);
  if (!/^-?\d+$/.test(String(param))) return String(param);
  if (wording === 'rupiah') return rupiah(BigInt(String(param)), locale);
  if (wording === 'bytes') return fileSize(Number(param), locale);
  if (wording === 'percent') return `${count(Number(param), locale)}\u00a0%`;
  return count(Number(param), locale);
}

/** What a refusal says of this very case; undefined when it has no detail or the rule passed no particulars. */
export function detailOf(refusal: Refusal, locale: Locale): string | undefined {
  const wanted = Object.entries(DETAILS[refusal.refusal] ?? {});
  if (wanted.length === 0) return undefined;
  const words = new Map<string, string>();
  for (const [name, wording] of wanted) {
    const param = ownEntry(refusal.params, name);
    const word =
      param === undefined
        ? undefined
        : wording === 'state'
          ? messageFor(`state.${subjectOf(refusal.refusal)}.${param}`, {}, locale)
          : wording === 'check'
            ? messageFor(`check.${param}`, {}, locale)
            : written(param, wording, locale);
    if (word === undefined) return undefined;
    words.set(name, word);
  }
  return messageFor(`refusal.${refusal.refusal}.detail`, Object.fromEntries(words), locale);
}

/**
 * Words a refusal in the language of the request, or a given one. For server code (see `messageFor`).
 * The basis is passed on untouched: what a rule is cited with is not translated.
 */
export function wordRefusal(refusal: Refusal, locale: Locale = getLocale()): WordedRefusal {
  const key = `refusal.${refusal.refusal}`;
  const title = messageFor(`${key}.title`, {}, locale) ?? refusal.refusal;
  const remedy = [detailOf(refusal, locale), messageFor(`${key}.remedy`, {}, locale)]
    .filter(Boolean)
    .join(' ');
  const see = seenOf(refusal);
  return {
    title,
    remedy,
    ...(refusal.basis ? { basis: refusal.basis } : {}),
    ...(see === undefined ? {} : { see }),
  };
}

/**
 * Words a refused form: errors by field name, each with its remedy, for `fail(422, { ...wordForm(refusal), values })`.
 * A refusal without a field leaves `errors` empty and speaks for the whole form.
 */
export function wordForm(refusal: Refusal, locale: Locale = getLocale()): WordedForm {
  const errors = new Map<string, string>();
  for (const issue of [refusal, ...(refusal.issues ?? [])]) {
    if (issue.field === undefined || errors.has(issue.field)) continue;
    const worded = wordRefusal(issue, locale);
    errors.set(issue.field, `${worded.title} ${worded.remedy}`);
  }
  return { refusal: wordRefusal(refusal, locale), errors: Object.fromEntries(errors) };
}
