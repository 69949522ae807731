import type { Refusal } from '#kernel/refusal.ts';

/**
 * What a command ends with: 0 done, 1 a finding (for example an altered journal), 2 bad input, 69 something it needs is
 * missing, 70 a fault of Pilar's own.
 */
export const EXIT = { done: 0, finding: 1, badInput: 2, unavailable: 69, fault: 70 } as const;

/** Ends the command because of what the user gave it: the message goes to stderr, nothing was written. */
export function failInput(message: string): never {
  process.stderr.write(`pilar: ${message}\n`);
  process.exit(EXIT.badInput);
}

/** Ends the command because a rule refused what was asked: the refusal in words, with its code for whoever looks it up. */
export async function failRefused(refusal: Refusal): Promise<never> {
  const { wordRefusal } = await import('#ui/word-refusal.ts');
  const lines = [refusal, ...(refusal.issues ?? [])].map((one) => {
    const { title, remedy } = wordRefusal(one, 'en');
    return `${one.field ? `${one.field}: ` : ''}${title} ${remedy} (${one.refusal})`;
  });
  return failInput(lines.join('\n  '));
}

/** What the database answers when a value does not fit it: text it cannot hold, a rule of a table. */
const UNFIT_VALUE = /^(22|23)/;

/**
 * Ends a command that ran into what nobody foresaw: one line and an exit code instead of a stack trace, which
 * `PILAR_TRACE=1` adds.
 */
export function failUnforeseen(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (process.env.PILAR_TRACE && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (UNFIT_VALUE.test(code) && code.length === 5) failInput(`the database does not take this: ${line}`);
  process.stderr.write(`pilar: this should not have happened: ${line}\n  PILAR_TRACE=1 shows where.\n`);
  process.exit(EXIT.fault);
}
