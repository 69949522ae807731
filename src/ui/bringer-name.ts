import type { Id } from '#kernel/id.ts';
import { personCode } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';

/** Who brings a proposal, as everybody may read it: its institution, or that it is a person, told apart by a code and never named. */
export function bringerName(institution: string | null | undefined, proposal: Id): string {
  return institution ?? m['proposal.person']({ code: personCode(proposal) });
}
