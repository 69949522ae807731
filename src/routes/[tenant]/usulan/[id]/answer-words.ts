import type { ProposalFacts } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { bringerName } from '#ui/bringer-name.ts';
import type { Fact } from '#ui/Facts.svelte';
import { wordAnswer } from '#ui/word-field.ts';

/** What was answered to the programme's own questions, in words; what is personal says that it is not shown. */
export function wordAnswers({ fieldAnswers }: Pick<ProposalFacts, 'fieldAnswers'>, locale: Locale): Fact[] {
  return fieldAnswers.map((one) => ({
    term: one.field.label[locale],
    value: one.withheld ? m['part.withheld']() : wordAnswer(one.field, one.value, locale, one.called),
  }));
}

/** Who brings it: an institution with its page, or a person, whose name stands there for those who judge it alone. */
export function wordBringer({
  proposal,
  institution,
  applicant,
}: Pick<ProposalFacts, 'proposal' | 'institution' | 'applicant'>) {
  return { id: proposal.organization, name: bringerName(institution?.name, proposal.id), applicant };
}
