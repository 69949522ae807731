import { m } from '#paraglide/messages.js';
import { list } from '#ui/format.ts';

/** Who examines a filing once it is handed in: the steps of its way, or the one there is. */
export function filingLead(ladder: readonly string[]): string {
  const [office, ...others] = ladder;
  return office !== undefined && others.length === 0
    ? m['filing.write.lead-one']({ office })
    : m['filing.write.lead']({ ladder: list(ladder) });
}
