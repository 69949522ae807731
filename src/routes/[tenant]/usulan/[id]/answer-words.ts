import type { ProposalFacts } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { bringerName } from '#ui/bringer-name.ts';
import type { Fact } from '#ui/Facts.svelte';
import { day } from '#ui/format.ts';
import { thenAndNow } from '#ui/then-and-now.ts';
import { wordAnswer } from '#ui/word-field.ts';

/** What was answered to the programme's own questions, in words; what is personal says that it is not shown. */
export function wordAnswers({ fieldAnswers }: Pick<ProposalFacts, 'fieldAnswers'>, locale: Locale): Fact[] {
  return fieldAnswers.map((one) => ({
    term: one.field.label[locale],
    value: one.withheld ? m['part.withheld']() : wordAnswer(one.field, one.value, locale, one.called),
  }));
}

const WAYS = {
  web: m['need.office.web'],
  telephone: m['need.office.telephone'],
  paper: m['need.office.paper'],
};

/**
 * Who brings it: an institution with its page, or a person, whose name stands there for those who judge it alone, and with
 * it whom to ask and how it came where no account stands behind it.
 */
export function wordBringer(
  {
    proposal,
    institution,
    calledThen,
    applicant,
    contact,
    fromPaper,
    own,
  }: Pick<
    ProposalFacts,
    'proposal' | 'institution' | 'calledThen' | 'applicant' | 'contact' | 'fromPaper' | 'own'
  >,
  city: string,
) {
  const note = m['part.personal']();
  const facts: Fact[] = contact
    ? [
        { term: m['need.phone'](), value: contact.phone, note },
        { term: m['need.office.way'](), value: `${WAYS[contact.way]()}, ${day(contact.receivedOn)}` },
        ...(contact.enteredBy ? [{ term: m['need.office.by'](), value: contact.enteredBy, note }] : []),
        ...(contact.scan
          ? [
              {
                term: m['need.office.scan'](),
                value: m['need.office.see-scan'](),
                href: `/${city}/berkas/${contact.scan}`,
                note,
              },
            ]
          : []),
      ]
    : [];
  return {
    id: proposal.organization,
    name:
      institution && calledThen
        ? thenAndNow(institution.name, calledThen)
        : bringerName(institution?.name, proposal.id),
    applicant,
    contact: [...facts, ...(fromPaper ? wordSheet(fromPaper, city, note) : [])],
    /** The number on the receipt, for who sent it; empty for all others. */
    receipt: own && proposal.receipt !== null ? String(proposal.receipt) : '',
  };
}

/** From which paper an office entered it, as far as its reader may know. */
function wordSheet(
  { office, receivedOn, until, number, broughtBy, scans }: NonNullable<ProposalFacts['fromPaper']>,
  city: string,
  note: string,
): Fact[] {
  return [
    {
      term: m['from-paper.entered'](),
      value: m['from-paper.entered-by']({ office, day: day(receivedOn) }),
      note: m['from-paper.mandate']({ day: day(until) }),
    },
    ...(number === null
      ? []
      : [{ term: m['from-paper.number'](), value: number, href: `/${city}/formulir/${number}` }]),
    ...(broughtBy === undefined ? [] : [{ term: m['from-paper.brought-by'](), value: broughtBy, note }]),
    ...scans.map((scan, i) => ({
      term: m['from-paper.scan-page']({ n: i + 1 }),
      value: m['need.office.see-scan'](),
      href: `/${city}/berkas/${scan}`,
      note,
    })),
  ];
}
