import { type Filing, openRemarks } from '#modules/filings/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { textOf } from '../../request.ts';

/** The remarks on lines that whoever files it answers, with what was written so far. */
export async function remarksToAnswer(tx: Tx, filing: Filing) {
  return (await openRemarks(tx, filing)).map(({ id, line, remark, reply }) => ({ id, line, remark, reply }));
}

/** What a form of the company answers to remarks: `replies.<remark>`. */
export function repliesIn(form: FormData): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...form.keys()]
      .filter((name) => name.startsWith('replies.'))
      .map((name) => [name.slice('replies.'.length), textOf(form, name)]),
  );
}
