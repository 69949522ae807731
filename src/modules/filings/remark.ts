import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { basisOf, type FilingKind, type Model } from '#modules/models/index.ts';
import type { LineVerdict } from './line-remarks.ts';
import { type FilingPart, lineOf, type Told, WHOLE } from './part.ts';

/**
 * What a step said of a part of a filing, as the part stood then, with what whoever filed it answered; empty while it did not.
 * `adjust` asks for an answer.
 */
export type FilingRemark = {
  readonly id: Id;
  readonly part: string;
  readonly told: Told;
  readonly verdict: LineVerdict;
  readonly priority: Id | null;
  readonly remark: string;
  readonly office: string;
  readonly madeAt: Date;
  readonly reply: string;
  /** When it was handed in with its answer; null before. */
  readonly repliedAt: Date | null;
};

export type NewRemark = Pick<FilingRemark, 'part' | 'told' | 'verdict' | 'priority' | 'remark'>;

/** A remark on a part, as typed. */
export type TypedRemark = { readonly part: string; readonly remark: string };

const LONGEST = 1000;

/**
 * Reads what a step says of parts of a filing that it sends back: each names a part that there is. Where nothing is said of any
 * part, nor of a line beside the priorities (`ofLines`), what is said of the whole is what is to be answered. Nothing at all is
 * no return; and whoever accepts has no remark to be answered. Source: paper 004, §4.1.1 (reports are returned until they are right).
 */
export function readRemarks(
  model: Model,
  rules: FilingKind,
  parts: readonly FilingPart[],
  typed: readonly TypedRemark[],
  said: { readonly outcome: 'accept' | 'return'; readonly whole: string; readonly ofLines: number },
): readonly NewRemark[] | Refusal {
  const given = [...new Map(typed.map((one) => [one.part, one.remark]))].filter(([, text]) => text.trim());
  if (said.outcome === 'accept') {
    return given.length === 0 ? [] : refuse('filing.remarks-kept', basisOf(model, rules.basis));
  }
  const read = given.map(([name, text]) => {
    const remark = readRemark(text, LONGEST);
    const part = parts.find((one) => one.part === name);
    if (isRefusal(remark)) return at(`remarks.${name}`, remark);
    return part ? asked({ ...part, remark }) : at(`remarks.${name}`, refuse('input.choice'));
  });
  const wrong = together(read.filter((one): one is Refusal => isRefusal(one)));
  if (wrong) return wrong;
  if (read.length > 0 || said.ofLines > 0) return read.flatMap((one) => (isRefusal(one) ? [] : [one]));
  return said.whole === ''
    ? at('remark', refuse('input.required'))
    : [asked({ part: WHOLE, told: {}, remark: said.whole })];
}

function asked(said: Pick<NewRemark, 'part' | 'told' | 'remark'>): NewRemark {
  return { ...said, verdict: 'adjust', priority: null };
}

/** Answers to remarks, as typed, by remark. */
export type TypedReplies = Readonly<Record<Id, string>>;

/** Reads what whoever files it answers to remarks; handed in, each that asks for something is answered. */
export function readReplies(
  model: Model,
  rules: FilingKind,
  open: readonly Pick<FilingRemark, 'id' | 'reply'>[],
  typed: TypedReplies,
  handedIn: 'draft' | 'handed-in',
): readonly { readonly remark: Id; readonly reply: string }[] | Refusal {
  const read = open.map(({ id, reply }) => ({
    remark: id,
    reply: readRemark(ownEntry(typed, id) ?? reply, LONGEST),
  }));
  const wrong = read.flatMap(({ remark, reply }) =>
    isRefusal(reply)
      ? [at(`replies.${remark}`, reply)]
      : reply === '' && handedIn === 'handed-in'
        ? [
            at(
              `replies.${remark}`,
              refuse('filing.remark-unanswered', basisOf(model, rules.priorities?.basis ?? rules.basis)),
            ),
          ]
        : [],
  );
  return (
    together(wrong) ?? read.flatMap(({ remark, reply }) => (isRefusal(reply) ? [] : [{ remark, reply }]))
  );
}

/**
 * The remarks that somebody may read who reads this much of a filing: all of them for its institution and its route; others those on
 * lines alone, which are about nobody.
 */
export function remarksFor(
  remarks: readonly FilingRemark[],
  readable: 'all' | 'public' | 'facts' | 'nothing',
): readonly FilingRemark[] {
  if (readable === 'all') return remarks;
  return readable === 'public' ? remarks.filter((one) => lineOf(one.part) !== undefined) : [];
}
