import type { FilingForm } from '#modules/filings/index.ts';
import { textOf } from '../../request.ts';
import { wordPart } from './part-words.ts';

/** The remarks that whoever files it answers, with what was written so far. */
export function remarksToAnswer({ remarks, rules }: FilingForm, locale: 'id' | 'en') {
  return remarks.map((one) => ({
    id: one.id,
    part: wordPart(rules, one, locale),
    remark: one.remark,
    reply: one.reply,
  }));
}

export type RemarkToAnswer = ReturnType<typeof remarksToAnswer>[number];

/** What a form answers to remarks: `replies.<remark>`. */
export function repliesIn(form: FormData): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...form.keys()]
      .filter((name) => name.startsWith('replies.'))
      .map((name) => [name.slice('replies.'.length), textOf(form, name)]),
  );
}
