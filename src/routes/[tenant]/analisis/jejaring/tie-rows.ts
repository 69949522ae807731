import type { Network, Tie, TieEvidence } from '#analysis/network/index.ts';
import { isIsoDate } from '#kernel/date.ts';
import { m } from '#paraglide/messages.js';
import { count, day } from '#ui/format.ts';
import { figure, namer, word } from './network-words.ts';

/** A tie as a line of a table. `evidence` leads to the record where there is a page of it. */
export type TieRow = {
  readonly from: string;
  readonly to: string;
  readonly form: string;
  readonly stage: string;
  readonly strength: string;
  readonly bond: 'strong' | 'weak' | null;
  readonly bondText: string;
  readonly direction: string;
  readonly since: string;
  readonly evidence: readonly { readonly text: string; readonly href?: string }[];
  readonly more: string;
  readonly note: string;
};

const SHOWN = 2;

/** Ties as lines, the strongest first. `home` is the city's path: a record's reference is a page beneath it. */
export function tieRows(network: Network, ties: readonly Tie[], home: string): TieRow[] {
  const names = namer(network);
  return [...ties]
    .sort((a, b) => b.strength - a.strength)
    .map((tie) => ({
      from: names([tie.from]),
      to: names([tie.to]),
      form: tie.form === null ? '' : word('form', tie.form),
      stage: tie.stage === null ? '' : word('stage', tie.stage),
      strength: figure(tie.strength),
      bond: tie.bond,
      bondText: tie.bond === null ? '' : word('bond', tie.bond),
      direction: [
        tie.dominant === null ? '' : m['networks.dominant']({ actor: names([tie.dominant]) }),
        tie.dominant === null && tie.standing !== null ? word('standing', tie.standing) : '',
        tie.nature === null ? '' : word('nature', tie.nature),
      ]
        .filter(Boolean)
        .join('; '),
      since: tie.since === null ? '' : day(tie.since, 'short'),
      evidence: tie.evidence.slice(0, SHOWN).map((fact) => wordFact(fact, tie, home)),
      more:
        tie.evidence.length > SHOWN
          ? m['networks.evidence-more']({ count: count(tie.evidence.length - SHOWN) })
          : '',
      note: tie.note ?? '',
    }));
}

function wordFact(fact: TieEvidence, tie: Tie, home: string): { text: string; href?: string } {
  const when = fact.date !== null && isIsoDate(fact.date) ? day(fact.date, 'short') : '';
  if (tie.source === 'record') return { text: when || fact.kind, href: `${home}/${fact.reference}` };
  if (tie.source === 'survey')
    return { text: [word('evidence', fact.kind), when].filter(Boolean).join(', ') };
  return { text: fact.reference };
}
