/**
 * Everything Pilar can refuse, with the class that decides how it is answered
 * (HTTP status, exit code). Each code has a title and a remedy in every language (`messages/<locale>/refusals.json`).
 */
export const REFUSALS = {
  // who
  'access.sign-in': 'unauthenticated',
  'access.office': 'forbidden',
  'access.scope': 'forbidden',
  'access.second-factor': 'forbidden',
  'access.prove-again': 'forbidden',
  'access.own-proposal': 'forbidden',
  'access.maker-checker': 'forbidden',
  'access.not-found': 'missing',
  'sign-in.wrong': 'invalid',
  'sign-in.limited': 'limited',
  'sign-in.code': 'invalid',
  'sign-in.taken': 'conflict',
  'sign-in.elsewhere': 'conflict',
  'password.too-short': 'invalid',
  'password.common': 'invalid',
  'phone.unreadable': 'invalid',
  'token.expiry': 'invalid',
  'office.held': 'conflict',
  'office.unknown': 'invalid',
  'office.ended': 'conflict',
  'office.day': 'invalid',
  'office.full': 'conflict',
  'office.term': 'invalid',
  'merge.same': 'invalid',
  'merge.done': 'conflict',
  'merge.differs': 'invalid',
  'merge.numbers': 'conflict',
  'merge.money': 'conflict',
  'merge.rated': 'conflict',
  // how it was asked
  'input.invalid': 'invalid',
  'input.required': 'invalid',
  'input.too-long': 'invalid',
  'input.no-letters': 'invalid',
  'input.number': 'invalid',
  'input.above': 'invalid',
  'input.below': 'invalid',
  'input.digits': 'invalid',
  'input.date': 'invalid',
  'input.date-order': 'invalid',
  'input.choice': 'invalid',
  'input.too-many-lines': 'invalid',
  'input.no-lines': 'invalid',
  'input.stale': 'stale',
  'input.replayed-differently': 'conflict',
  'input.repeated': 'conflict',
  'input.too-large': 'too-large',
  'money.negative': 'invalid',
  'money.fractional': 'invalid',
  'money.unreadable': 'invalid',
  'money.too-large': 'invalid',
  'quantity.unreadable': 'invalid',
  'number.ambiguous': 'invalid',
  // territory and model
  'organization.named': 'conflict',
  'member.outside': 'conflict',
  'member.left': 'conflict',
  'member.already': 'conflict',
  'member.stays': 'forbidden',
  'member.day': 'invalid',
  'member.waiting': 'conflict',
  'member.promised': 'conflict',
  'region.unknown': 'invalid',
  'region.outside': 'invalid',
  'region.too-wide': 'invalid',
  'model.published': 'conflict',
  'model.invalid': 'invalid',
  'model.unknown': 'invalid',
  'model.kept': 'conflict',
  'model.same': 'conflict',
  'model.not-compelled': 'conflict',
  'model.from': 'invalid',
  'model.draft-closed': 'conflict',
  'program.closed': 'conflict',
  'program.running': 'conflict',
  'program.window': 'conflict',
  'program.there': 'conflict',
  'program.open-matters': 'conflict',
  'program.urged': 'conflict',
  'window.years': 'invalid',
  'window.sent': 'conflict',
  'window.drafts': 'conflict',
  'window.forums-called': 'conflict',
  // proposals
  'scope.unknown': 'invalid',
  'scope.not-for-kind': 'invalid',
  'proposal.kind': 'forbidden',
  'proposal.state': 'conflict',
  'proposal.passed-on': 'conflict',
  'proposal.over-ceiling': 'invalid',
  'proposal.photos': 'invalid',
  'proposal.documents': 'invalid',
  'proposal.no-next': 'conflict',
  'proposal.brought-again': 'conflict',
  'proposal.one-per-party': 'conflict',
  // needs and who meets them
  'need.closed': 'conflict',
  'need.taken': 'conflict',
  'support.own': 'forbidden',
  'support.twice': 'conflict',
  'match.not-open': 'forbidden',
  'match.own-need': 'forbidden',
  'match.both-sides': 'forbidden',
  'match.twice': 'conflict',
  'match.above-need': 'invalid',
  'match.above-offer': 'invalid',
  'match.above-pledge': 'invalid',
  'match.below-promised': 'invalid',
  'match.state': 'conflict',
  'match.begun': 'conflict',
  'talk.not-begun': 'forbidden',
  'talk.not-yours': 'forbidden',
  'talk.unsaid': 'conflict',
  'letter.number-taken': 'conflict',
  'letter.no-figure': 'invalid',
  'letter.not-numbered': 'forbidden',
  'letter.scanned': 'conflict',
  'letter.placeholder': 'invalid',
  'letter.pattern': 'invalid',
  'letter.head-lines': 'invalid',
  'template.not-docx': 'invalid',
  'template.too-large': 'too-large',
  'template.active': 'invalid',
  'template.outside': 'invalid',
  'template.placeholder': 'invalid',
  'template.unclosed': 'invalid',
  'template.no-number': 'invalid',
  'scenario.gone': 'conflict',
  'scenario.above-offer': 'invalid',
  'recommendation.twice': 'conflict',
  'recommendation.own': 'forbidden',
  'recommendation.state': 'conflict',
  'proposal.repeated': 'conflict',
  'proposal.similar': 'conflict',
  'priorities.unreadable': 'invalid',
  'register.unreadable': 'invalid',
  'slip.code': 'invalid',
  'slip.limited': 'limited',
  'slip.too-many': 'limited',
  'step.answer': 'invalid',
  'tranche.closed': 'conflict',
  'check.cannot-tell': 'conflict',
  'check.filing-accepted': 'conflict',
  'obligation.overdue': 'conflict',
  // spreadsheets
  'sheet.unreadable': 'invalid',
  'sheet.old': 'invalid',
  'sheet.too-large': 'too-large',
  'sheet.formula': 'invalid',
  'sheet.merged': 'invalid',
  'sheet.error': 'invalid',
  'sheet.quotes': 'invalid',
  'sheet.columns': 'invalid',
  // tables that are taken over
  'import.twice': 'invalid',
  'import.stands': 'conflict',
  'import.other': 'conflict',
  'import.joins': 'invalid',
  'import.state': 'conflict',
  'import.failed': 'conflict',
  'import.broken': 'conflict',
  // files
  'file.type': 'invalid',
  'file.heic': 'invalid',
  'file.cut-off': 'invalid',
  'file.damaged': 'invalid',
  'file.pixels': 'invalid',
  'file.busy': 'busy',
  'file.too-large': 'too-large',
  'file.too-many': 'invalid',
  'file.empty': 'invalid',
  // forum
  'forum.no-quorum': 'conflict',
  'forum.quorum-unknown': 'conflict',
  'forum.seats-empty': 'conflict',
  'forum.sealed': 'conflict',
  'forum.state': 'conflict',
  'forum.window': 'conflict',
  'forum.past': 'invalid',
  'forum.too-early': 'conflict',
  'forum.another-day': 'conflict',
  'forum.called': 'conflict',
  'forum.no-body': 'conflict',
  'forum.outside': 'conflict',
  'forum.represented': 'conflict',
  'check-in.code': 'invalid',
  'check-in.limited': 'limited',
  'check-in.not-invited': 'conflict',
  'check-in.already': 'conflict',
  'forum.not-invited': 'conflict',
  'forum.already-here': 'conflict',
  'forum.no-proxies': 'conflict',
  'forum.proxy-paper': 'invalid',
  'forum.proxies-many': 'conflict',
  'forum.undecided': 'conflict',
  // ballots
  'ballot.not-offered': 'conflict',
  'ballot.open': 'conflict',
  'ballot.listed': 'conflict',
  'ballot.held': 'conflict',
  'ballot.closed': 'conflict',
  'ballot.no-proposals': 'conflict',
  'ballot.too-many': 'conflict',
  'ballot.full': 'conflict',
  'ballot.none': 'conflict',
  'ballot.attendance': 'conflict',
  'ballot.last': 'conflict',
  'ballot.box': 'conflict',
  'ballot.budget': 'invalid',
  'ballot.codes': 'invalid',
  'ballot.blank': 'invalid',
  'ballot.number': 'invalid',
  'ballot.twice': 'invalid',
  'ballot.points': 'invalid',
  'ballot.place': 'invalid',
  'ballot.unreadable': 'invalid',
  'ballot.unreadable-points': 'invalid',
  'ballot.code': 'invalid',
  'ballot.code-used': 'conflict',
  'ballot.limited': 'limited',
  'ballot.bound': 'conflict',
  'ballot.pair': 'invalid',
  'ballot.part': 'invalid',
  'ballot.counted': 'conflict',
  'decision.exists': 'conflict',
  'decision.taken': 'conflict',
  'decision.amount': 'invalid',
  'decision.most': 'invalid',
  'decision.not-offered': 'invalid',
  'decision.bound': 'conflict',
  'decision.not-binding': 'conflict',
  // money
  'ceiling.exceeded': 'conflict',
  'ceiling.below-decided': 'conflict',
  'disbursement.exceeds-commitment': 'conflict',
  'disbursement.no-cash': 'conflict',
  'disbursement.before-decision': 'conflict',
  'disbursement.outside-year': 'conflict',
  'earlier.total': 'invalid',
  'earlier.givers': 'invalid',
  'deposit.outside-year': 'conflict',
  'voucher.state': 'conflict',
  'voucher.same-receipt': 'conflict',
  'on-paper.mandate-ended': 'forbidden',
  'on-paper.entered': 'conflict',
  'payment.paper-taken': 'conflict',
  'payment.paper-order': 'invalid',
  'payment.paper-after': 'invalid',
  'payment.withheld': 'invalid',
  'tax.not-withheld': 'conflict',
  'supplier.npwp': 'invalid',
  'supplier.account': 'invalid',
  'supplier.same': 'conflict',
  'purse.year-over': 'conflict',
  'purse.no-year-after': 'conflict',
  'refund.exceeds-payment': 'conflict',
  'refund.no-proof': 'invalid',
  'refund.before-payment': 'conflict',
  // execution and report
  'activity.exceeds-payment': 'conflict',
  'activity.typed-payment': 'conflict',
  'activity.no-minutes': 'invalid',
  'activity.state': 'conflict',
  'activity.evidence': 'conflict',
  'activity.progress': 'conflict',
  'activity.overspent': 'conflict',
  'activity.executor': 'forbidden',
  'activity.party': 'invalid',
  'activity.reported': 'conflict',
  'filing.state': 'conflict',
  'filing.incomplete': 'invalid',
  'filing.not-due': 'conflict',
  'filing.not-open': 'conflict',
  'filing.period-over': 'conflict',
  'filing.sources': 'invalid',
  'filing.not-paid-out': 'conflict',
  'filing.no-minutes': 'conflict',
  'filing.lines-to-adjust': 'conflict',
  'filing.remark-unanswered': 'invalid',
  'filing.remarks-kept': 'conflict',
  'filing.nobody-files': 'conflict',
  'filing.asked-today': 'conflict',
  'obligation.state': 'conflict',
  // analyses of what anybody hands in
  'analysis.too-long': 'too-large',
  'analysis.too-much': 'too-large',
  'analysis.busy': 'busy',
  'analysis.left': 'busy',
  // actor networks
  'network.area': 'invalid',
  'network.empty': 'missing',
  'network.nothing-of': 'missing',
  'network.nothing-between': 'missing',
  'network.too-large': 'invalid',
  'network.unreadable': 'invalid',
  'network.same-actor': 'invalid',
  // component maps
  'components.area': 'invalid',
  'components.twice': 'invalid',
  'components.in-use': 'invalid',
  'components.incomplete': 'conflict',
  'components.meeting-open': 'conflict',
  'components.meeting-over': 'conflict',
  'components.not-held': 'conflict',
  'components.nobody-came': 'conflict',
  'components.unreadable': 'invalid',
  // maps of causes
  'causes.place': 'invalid',
  'causes.self-link': 'invalid',
  'causes.doubled-link': 'invalid',
  'causes.doubled-factor': 'invalid',
  'causes.too-large': 'invalid',
  'causes.unreadable': 'invalid',
  'causes.withdrawn': 'conflict',
  // assessments with an instrument
  'assessment.partner': 'forbidden',
  'assessment.ended': 'conflict',
  'assessment.open-already': 'conflict',
  'assessment.one-subject': 'invalid',
  'assessment.too-few': 'conflict',
  'assessment.only-subject': 'forbidden',
  'assessment.no-result': 'conflict',
  'assessment.objected': 'conflict',
  'assessment.own-objection': 'forbidden',
  'assessment.objection-answered': 'conflict',
  'assessment.nothing-said': 'invalid',
  'assessment.evidence': 'invalid',
  'assessment.differs': 'invalid',
  'assessment.instrument': 'invalid',
  'assessment.event-instrument': 'invalid',
  'assessment.event-date': 'invalid',
  'assessment.event-ahead': 'invalid',
  'assessment.event-order': 'invalid',
  'assessment.event-link': 'invalid',
  'assessment.event-many': 'conflict',
  'assessment.event-withdrawn': 'conflict',
  // awards
  'award.state': 'conflict',
  'award.open-already': 'conflict',
  'award.weights': 'invalid',
  'award.notice': 'conflict',
  'award.too-soon': 'conflict',
  'award.candidates': 'conflict',
  'award.jury': 'conflict',
  'award.not-marking': 'conflict',
  'award.conflict': 'forbidden',
  'award.marking': 'conflict',
  // sanctions
  'sanction.own': 'forbidden',
  'sanction.no-duty': 'conflict',
  'sanction.open-already': 'conflict',
  'sanction.step': 'conflict',
  'sanction.hearing-short': 'invalid',
  'sanction.state': 'conflict',
  'sanction.answered': 'conflict',
  'sanction.hearing': 'conflict',
  'sanction.met': 'conflict',
  'sanction.appealed': 'conflict',
  'sanction.no-appeal': 'conflict',
  'sanction.appeal-late': 'conflict',
  'sanction.milder': 'invalid',
  // what the city keeps of its days and places
  'calendar.unreadable': 'invalid',
  'places.unreadable': 'invalid',
  'boundaries.unreadable': 'invalid',
} as const satisfies Record<string, RefusalClass>;

export type RefusalClass =
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'invalid'
  | 'limited'
  | 'busy';

export type RefusalCode = keyof typeof REFUSALS;

/** The rule behind a refusal: what is cited and where it stands. */
export type Basis = { readonly cite: string; readonly rule?: string };

/** What a model names, in each language. */
export type Labelled = { readonly id: string; readonly en: string };

export type RefusalParam = string | number | bigint | readonly string[] | readonly Labelled[];

/**
 * A refusal is a value that carries all a person needs: which rule, on what basis, what would change it.
 * `field` names the input it belongs to, `issues` the further fields refused together with it.
 */
export type Refusal = {
  readonly refusal: RefusalCode;
  readonly basis?: Basis;
  readonly params: Readonly<Record<string, RefusalParam>>;
  readonly field?: string;
  readonly issues?: readonly Refusal[];
};

export function refuse(
  code: RefusalCode,
  basis?: Basis,
  params: Readonly<Record<string, RefusalParam>> = {},
): Refusal {
  return basis ? { refusal: code, basis, params } : { refusal: code, params };
}

/** The same refusal, beside the field it belongs to. */
export function at(field: string, refusal: Refusal): Refusal {
  return { ...refusal, field };
}

/** Several refused fields as one refusal; undefined when there are none. */
export function together(issues: readonly Refusal[]): Refusal | undefined {
  return issues.length === 0
    ? undefined
    : { refusal: 'input.invalid', params: { count: issues.length }, issues };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusal' in value && 'params' in value;
}

/** The value of an answer, unless it or one of the further rules refuses. */
export function unless<T>(answer: T | Refusal, ...further: readonly (Refusal | undefined)[]): T | Refusal {
  if (isRefusal(answer)) return answer;
  return further.find((one) => one !== undefined) ?? answer;
}

/** What refuses in an answer that is a value or a refusal; undefined when it is the value. */
export function refusalIn(answer: unknown): Refusal | undefined {
  return isRefusal(answer) ? answer : undefined;
}
