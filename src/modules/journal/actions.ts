import { ownEntry } from '#kernel/own-entry.ts';
import type { Thing } from '#kernel/thing.ts';
import {
  code,
  counts,
  day,
  type Field,
  type Fields,
  id,
  list,
  maybe,
  moment,
  office,
  periods,
  rupiah,
  type Summary,
  sha256,
  text,
  whole,
  withheld,
} from './summary-field.ts';

type Listed<Subject extends Thing, F extends Fields> = {
  readonly subject: Subject;
  readonly summary: F;
};

/** An action on a kind of thing, with the fields of its summary. */
function on<const Subject extends Thing, const F extends Fields>(
  subject: Subject,
  summary: F,
): Listed<Subject, F> {
  return { subject, summary };
}

/** Actions of which no more is said than that they happened. */
const nothing = {};

const decided = { forum: id, outcome: code, amount: maybe(rupiah), reason: text };
const paidIn = { purse: code, organization: text, period: maybe(code), amount: rupiah, remark: text };
const levied = {
  purse: code,
  organization: withheld('arrears', text),
  period: maybe(code),
  amount: rupiah,
  remark: withheld('arrears', text),
};
const reviewed = { amount: rupiah, provider: text, remark: text };
const progress = { percent: whole, happenedOn: day, note: text, photos: list, originals: maybe(list) };
const filed = { kind: code, period: maybe(code), activity: maybe(id) };
const struck = { row: id, value: rupiah };
const pair = { first: id, second: id, titles: text, reason: text };
const meeting = { heldOn: day, attended: whole };
const drawn = { remark: text };
const onLadder = { sanction: code, step: code };
const drawnUp = { award: code, marksFrom: day, marksUntil: day, weights: list };
const told = {
  instrument: code,
  version: whole,
  from: text,
  until: maybe(text),
  remark: text,
  reason: maybe(text),
  shows: list,
  evidence: text,
  link: text,
};

/**
 * Everything that can happen in Pilar: each action with the kind of thing it happens to and what its entry says. The
 * journal takes no other. Each is worded by `journal.<action>` in every language; a field's name by
 * `public.field.<name>` where it is shown in words.
 */
export const ACTIONS = {
  'territory.laid-out': on('tenant', { neighbourhoods: whole, institutions: whole }),
  'territory.rt-counted': on('tenant', { place: text, before: whole, after: whole }),
  'record.kept': on('tenant', { tables: list }),
  'places.kept': on('place-facts', { places: whole, source: text }),
  'boundaries.kept': on('boundaries', { level: code, places: whole, source: text }),
  'boundaries.taken-away': on('boundaries', { level: code, places: whole, reason: text }),

  'calendar.holidays-entered': on('calendar', { days: list, decrees: list, moved: whole }),
  'calendar.holiday-removed': on('calendar', { day, name: text, reason: text, moved: whole }),

  'office.given': on('organization', {
    office,
    acting: maybe(code),
    from: day,
    until: maybe(day),
    decree: text,
    reason: maybe(text),
  }),
  'organization.founded': on('organization', { kind: code, organization: text }),
  'organization.renamed': on('organization', { organization: text, earlier: text }),
  'body.formed': on('organization', { program: code, organization: text, decree: text }),
  'organization.admitted': on('organization', { program: code, organization: text, proposal: id }),
  'organization.joined': on('organization', { program: code, organization: text, proposal: id }),
  'organization.left': on('organization', { program: code, organization: text, lastDay: day, reason: text }),
  'organization.ended': on('organization', { program: code, organization: text, lastDay: day, reason: text }),
  'organization.returned': on('organization', { program: code, organization: text, from: day }),
  'organization.duties-ended': on('organization', { program: code, duties: whole }),
  'organization.merged': on('organization', { into: id, organization: text, reason: text }),
  'organization.took-in': on('organization', { merged: id, organization: text, reason: text }),
  'office.ended': on('organization', { office, lastDay: day, decree: maybe(text), reason: text }),
  'person.corrected': on('person', { reason: text }),
  'person.merged': on('person', { into: id, reason: text }),
  'person.took-in': on('person', { merged: id, reason: text }),
  'person.registered': on('person', { office: maybe(office), until: maybe(day) }),
  'account.created': on('person', nothing),
  'account.password-changed': on('person', nothing),
  'account.second-factor-enabled': on('person', nothing),
  'account.second-factor-removed': on('person', nothing),
  'sign-in-code.issued': on('sign-in-code', nothing),
  'sign-in-code.redeemed': on('person', nothing),
  'token.created': on('token', { scopes: list, lastDay: day }),
  'token.revoked': on('token', nothing),

  'model.draft-started': on('model-draft', { model: text, modelWas: maybe(text) }),
  'model.draft-saved': on('model-draft', { model: text }),
  'model.cases-saved': on('model-draft', { model: text }),
  'model.draft-laid-aside': on('model-draft', { model: text }),
  'model.published': on('tenant', { model: text, sha256 }),

  'program.opened': on('program', {
    program: code,
    model: text,
    windows: periods,
    basis: maybe(text),
    reason: maybe(text),
  }),
  'program.version-applied': on('program', {
    program: code,
    model: text,
    modelWas: text,
    from: day,
    reason: text,
  }),
  'program.rule-compelled': on('program', {
    program: code,
    rule: code,
    models: list,
    basis: text,
    from: day,
    reason: text,
  }),
  'program.closed': on('program', { program: code, basis: text, reason: text }),
  'program.urged': on('program', {
    program: code,
    matter: code,
    kind: code,
    due: maybe(day),
    remark: text,
  }),
  'program.window-set': on('program', {
    program: code,
    of: code,
    kind: code,
    from: day,
    until: day,
    basis: text,
    reason: text,
  }),
  'priorities.kept': on('program', { program: code, year: whole, entries: whole, source: text }),
  'register.kept': on('program', { program: code, kind: code, entries: whole, source: text }),
  'price.set': on('tenant', { year: whole, item: text, unit: text, price: maybe(rupiah) }),
  'supplier.added': on('program', { name: text }),
  'supplier.mended': on('program', { name: text }),
  'supplier.merged': on('program', { name: text, into: text, payments: whole, reason: text }),
  'register.approached': on('program', {
    program: code,
    kind: code,
    way: code,
    outcome: code,
    happenedOn: day,
  }),
  'ceilings.allotted': on('program', { institutions: whole, total: rupiah }),
  'ceilings.changed': on('program', {
    program: code,
    purse: code,
    party: maybe(code),
    organization: maybe(text),
    institutions: whole,
    amount: rupiah,
    basis: text,
    reason: text,
  }),

  'ceiling.withdrawn': on('organization', { program: code, amount: rupiah }),

  'proposal.started': on('proposal', { program: code, organization: maybe(text) }),
  'proposal.saved': on('proposal', nothing),
  'proposal.photo-added': on('proposal', { sha256, original: maybe(sha256) }),
  'proposal.photo-removed': on('proposal', { sha256 }),
  'proposal.document-added': on('proposal', { sha256 }),
  'proposal.entered': on('proposal', {
    way: code,
    receivedOn: day,
    scan: maybe(sha256),
    organization: maybe(text),
    sheet: maybe(text),
    until: maybe(day),
  }),
  'proposal.submitted': on('proposal', { title: text, scope: code, requested: rupiah, contribution: rupiah }),
  'proposal.withdrawn': on('proposal', { reason: text }),
  'proposal.returned': on('proposal', { remark: text }),
  'proposals.ranked': on('organization', { order: list }),
  'proposal.part-consented': on('proposal', { amount: rupiah, reason: text }),
  'proposal.part-consent-withdrawn': on('proposal', nothing),
  'proposal.answered': on('proposal', { step: code, remark: text }),
  'proposal.accepted': on('proposal', { step: code, remark: text }),
  'proposal.followed-up': on('proposal', { step: code, answer: maybe(code), remark: text, sha256: list }),
  'proposal.granted': on('proposal', { step: code, amount: rupiah, remark: text }),
  'proposal.refused': on('proposal', { step: code, remark: text }),
  'need.opened': on('proposal', { requested: rupiah }),
  'need.closed': on('proposal', { reason: text }),
  'need.supported': on('proposal', nothing),
  'need.support-ended': on('proposal', nothing),
  'offer.stated': on('organization', { program: code }),
  'match.offered': on('proposal', { organization: text, amount: rupiah }),
  'match.agreed': on('proposal', { organization: text, amount: rupiah, remark: text }),
  'match.declined': on('proposal', { organization: text, amount: rupiah, remark: text }),
  'match.withdrawn': on('proposal', { organization: text, amount: rupiah, reason: text }),
  'match.lapsed': on('proposal', { organization: text, amount: rupiah, due: day }),
  'match.lapse-read': on('proposal', nothing),
  'match.begun': on('proposal', { organization: text, proposal: id }),
  'scenario.made': on('program', { program: code, institutions: whole, needs: whole }),
  'talk.said': on('proposal', nothing),
  'talk.unsaid': on('proposal', nothing),
  'talk.settled': on('proposal', nothing),
  'recommendation.made': on('proposal', nothing),
  'recommendation.declined': on('proposal', nothing),
  'recommendation.withdrawn': on('proposal', nothing),
  'proposal.fund': on('proposal', decided),
  'proposal.accept': on('proposal', decided),
  'proposal.escalate': on('proposal', { ...decided, to: maybe(code) }),
  'proposal.passed-on': on('proposal', { forum: id, to: code }),
  'proposal.reserve': on('proposal', decided),
  'proposal.reject': on('proposal', decided),
  'proposal.decision-revoked': on('proposal', { forum: id, outcome: code, reason: text }),

  'forum.awaited': on('organization', { forum: code, period: code, until: day }),
  'forum.scheduled': on('forum', { kind: code, place: text, startsAt: moment }),
  'forum.opened': on('forum', { calledFor: day }),
  'forum.rolls-entered': on('forum', { neighbourhoods: whole }),
  'forum.attendance-recorded': on('forum', { came: counts }),
  'forum.attendance-struck': on('forum', { struck: whole }),
  'forum.discussed': on('forum', { title: text }),
  'forum.discussion-ended': on('forum', nothing),
  'forum.adjourned': on('forum', { reason: text, resumesOn: maybe(day) }),
  'forum.resumed': on('forum', { sitting: whole }),
  'forum.postponed': on('forum', { reason: text }),
  'forum.sealed': on('forum', { sha256, publicSha256: sha256, total: rupiah, decisions: whole }),

  'vote.exclusion-declared': on('forum', pair),
  'vote.exclusion-withdrawn': on('forum', pair),
  'vote.opened': on('forum', { kind: code, budget: rupiah, proposals: whole, exclusions: whole }),
  'vote.codes-issued': on('forum', { count: whole, replaced: code }),
  'vote.closed': on('forum', { received: whole, attendance: whole, sha256 }),
  'vote.cancelled': on('forum', { received: whole, reason: text }),
  'vote.rule-followed': on('forum', { rule: code, reason: text }),
  'ballot.received': on('vote', { received: whole }),
  'ballot.withdrawn': on('vote', { received: whole }),

  'levies.owed': on('program', { levies: whole }),
  'purses.lapsed': on('program', { purse: code, amount: rupiah, year: code }),
  'purses.carried-over': on('program', { purse: code, amount: rupiah, year: code }),
  'deposit.recorded': on('program', {
    purse: code,
    organization: text,
    period: maybe(code),
    amount: rupiah,
    receiptNumber: withheld('receipt', text),
    paidOn: day,
  }),
  'deposit.approved': on('program', paidIn),
  'deposit.refused': on('program', paidIn),
  'levy.recorded': on('program', {
    purse: code,
    organization: withheld('arrears', text),
    period: maybe(code),
    amount: rupiah,
    receiptNumber: withheld('receipt', text),
    paidOn: day,
  }),
  'levy.approved': on('program', levied),
  'levy.refused': on('program', levied),
  'disbursement.recorded': on('proposal', {
    amount: rupiah,
    provider: text,
    purpose: text,
    receiptNumber: withheld('receipt', text),
    paidOn: day,
    withheld: maybe(rupiah),
    papers: maybe(list),
  }),
  'tax.deposited': on('proposal', {
    tax: code,
    amount: rupiah,
    provider: text,
    receiptNumber: withheld('receipt', text),
    paidOn: day,
  }),
  'disbursement.approved': on('proposal', reviewed),
  'disbursement.refused': on('proposal', reviewed),
  'refund.recorded': on('proposal', {
    amount: rupiah,
    provider: text,
    purpose: text,
    receiptNumber: withheld('receipt', text),
    paidOn: day,
  }),
  'refund.approved': on('proposal', { amount: rupiah, remark: text }),
  'refund.refused': on('proposal', { amount: rupiah, remark: text }),
  'spending.recorded': on('proposal', {
    purse: code,
    amount: rupiah,
    provider: text,
    purpose: text,
    receiptNumber: withheld('receipt', text),
    paidOn: day,
  }),
  'spending.approved': on('proposal', reviewed),
  'spending.refused': on('proposal', reviewed),
  'voucher.accepted': on('voucher', { kind: code, step: code, amount: rupiah, remark: text }),

  'activity.planned': on('activity', { proposal: id, startsOn: day, endsOn: day, granted: rupiah }),
  'activity.started': on('activity', { startedOn: day }),
  'activity.progressed': on('activity', progress),
  'activity.completed': on('activity', progress),
  'activity.expense-recorded': on('activity', { line: whole, amount: rupiah, payment: maybe(id) }),
  'activity.expense-struck': on('activity', struck),
  'activity.contribution-recorded': on('activity', { form: code, value: rupiah }),
  'activity.contribution-struck': on('activity', struck),
  'activity.participation-recorded': on('activity', { people: whole, women: whole, poorHouseholds: whole }),
  'activity.participation-struck': on('activity', struck),
  'activity.handed-over': on('activity', { on: day, minutes: maybe(sha256) }),
  'obligation.moved': on('obligation', { obligation: code, due: day, dueWas: day, reason: text }),
  'obligation.waived': on('obligation', { obligation: code, due: day, reason: text }),
  'obligation.escalated': on('obligation', { obligation: code, due: day, offices: list }),
  'filings.owed': on('program', { filings: whole }),

  'filing.asked': on('program', { kind: code, reason: text }),

  'filing.saved': on('filing', filed),
  'filing.submitted': on('filing', { ...filed, spent: maybe(rupiah) }),
  'filing.returned': on('filing', { ...filed, step: whole, remark: text }),
  'filing.accepted': on('filing', { ...filed, step: whole, remark: text }),
  'filing.completed': on('filing', {
    ...filed,
    step: whole,
    remark: text,
    settled: maybe(rupiah),
    toReturn: maybe(rupiah),
    released: maybe(rupiah),
  }),

  'network.tie-answered': on('network-tie', { form: code, stage: maybe(code) }),
  'network.tie-struck': on('network-tie', { form: code }),
  'import.offered': on('import', { kind: code, rows: whole, sha256 }),
  'import.begun': on('import', { kind: code, rows: whole }),
  'import.cancelled': on('import', { kind: code, rows: whole }),
  'import.ended': on('import', {
    kind: code,
    outcome: code,
    added: whole,
    changed: whole,
    same: whole,
    refused: whole,
  }),
  'network.imported': on('network-import', { ties: whole, actors: whole }),
  'network.import-struck': on('network-import', { ties: whole }),

  'causes.map-started': on('cause-map', drawn),
  'causes.map-edited': on('cause-map', drawn),
  'causes.map-withdrawn': on('cause-map', drawn),
  'causes.map-restored': on('cause-map', drawn),
  'causes.factor-added': on('cause-map', drawn),
  'causes.factor-edited': on('cause-map', drawn),
  'causes.factor-removed': on('cause-map', drawn),
  'causes.factor-restored': on('cause-map', drawn),
  'causes.link-added': on('cause-map', drawn),
  'causes.link-edited': on('cause-map', drawn),
  'causes.link-removed': on('cause-map', drawn),
  'causes.link-restored': on('cause-map', drawn),
  'causes.action-added': on('cause-map', drawn),
  'causes.action-edited': on('cause-map', drawn),
  'causes.action-removed': on('cause-map', drawn),
  'causes.action-restored': on('cause-map', drawn),

  'components.started': on('component-map', { title: text, heldOn: day }),
  'components.meeting-opened': on('component-map', meeting),
  'components.meeting-saved': on('component-map', meeting),
  'components.meeting-cancelled': on('component-map', { heldOn: day, reason: text }),
  'components.meeting-closed': on('component-map', {
    number: whole,
    heldOn: day,
    added: whole,
    dropped: whole,
    sha256,
  }),
  'components.changed': on('component-map', { change: code }),
  'components.imported': on('component-map', { components: whole, activities: whole }),

  'checklist.stated': on('program', { checklist: code, item: code, holds: code, reason: text }),

  'portal.year-kept': on('program', { year: whole, givers: whole, source: text, figures: list }),
  'portal.news-published': on('program', { title: text, activity: maybe(id) }),
  'portal.news-withdrawn': on('program', { title: text, reason: text }),

  'assessment.opened': on('assessment', {
    about: text,
    party: maybe(id),
    other: maybe(code),
    instrument: code,
    instrumentSha256: sha256,
    asOf: day,
    closesOn: day,
  }),
  'assessment.rated': on('assessment', { instrument: code }),
  'assessment.changed': on('assessment', { instrument: code }),
  'assessment.closed': on('assessment', { instrument: code, raters: whole, category: maybe(code) }),
  'assessment.objected': on('assessment', { instrument: code, reason: text }),
  'assessment.objection-answered': on('assessment', { instrument: code, remark: text }),
  'assessment.withdrawn': on('assessment', { instrument: code, raters: whole, reason: text }),
  'assessment.event-told': on('relation-event', told),
  'assessment.event-corrected': on('relation-event', told),
  'assessment.event-withdrawn': on('relation-event', told),

  'award.drafted': on('award', drawnUp),
  'award.redrafted': on('award', drawnUp),
  'award.published': on('award', { ...drawnUp, candidates: whole, jurors: whole }),
  'award.marked': on('award', { award: code }),
  'award.closed': on('award', { award: code, candidates: whole, placed: whole }),
  'award.set': on('award', { award: code, decree: text }),
  'award.withdrawn': on('award', { award: code, reason: text }),

  'letter.issued': on('letter', { form: code, letterNumber: text, sha256, wordSha256: sha256 }),
  'letter.scanned': on('letter', { letterNumber: text, sha256 }),
  'letter.numbering-set': on('tenant', { form: code, pattern: text }),
  'letter.template-kept': on('organization', { form: code, version: whole, fileName: text, sha256 }),
  'letter.template-ended': on('organization', { form: code, version: whole }),
  'letter.head-set': on('tenant', {
    organization: text,
    headLines: text,
    headAddress: text,
    headContact: text,
    logoSha256: maybe(sha256),
    reason: text,
    basis: text,
  }),

  'sanction.drafted': on('sanction', { ...onLadder, organization: text, duties: whole, until: day }),
  'sanction.answered': on('sanction', onLadder),
  'sanction.withdrawn': on('sanction', { ...onLadder, reason: text }),
  'sanction.dropped': on('sanction', { ...onLadder, reason: text }),
  'sanction.imposed': on('sanction', { ...onLadder, organization: text, reason: text, lastDay: day }),
  'sanction.unappealed': on('sanction', onLadder),
  'sanction.appealed': on('sanction', { ...onLadder, reason: text }),
  'sanction.appeal-upheld': on('sanction', { ...onLadder, reason: text }),
  'sanction.appeal-lifted': on('sanction', { ...onLadder, reason: text }),
  'sanction.appeal-changed': on('sanction', { ...onLadder, reason: text }),
} as const satisfies Readonly<Record<string, Listed<Thing, Fields>>>;

/** An action that the journal takes. */
export type Action = keyof typeof ACTIONS;

/** The kind of thing an action happens to. */
export type SubjectOf<A extends Action> = (typeof ACTIONS)[A]['subject'];

/** What the entry of an action says. */
export type SummaryOf<A extends Action> = { [One in A]: Summary<(typeof ACTIONS)[One]['summary']> }[A];

/** Everything that can happen to a kind of thing. */
export type ActionOn<Subject extends Thing> = {
  [A in Action]: SubjectOf<A> extends Subject ? A : never;
}[Action];

/** Every action, in the order of the list. */
export const ACTION_NAMES = Object.keys(ACTIONS).filter(isAction);

export function isAction(name: string): name is Action {
  return Object.hasOwn(ACTIONS, name);
}

/** A field of an action's summary; undefined when the list has none of that name. */
export function fieldOf(action: Action, name: string): Field | undefined {
  const fields: Fields = ACTIONS[action].summary;
  return ownEntry(fields, name);
}
