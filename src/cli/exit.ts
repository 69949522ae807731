/** What a command ends with: 0 done, 1 a finding (for example an altered journal), 2 bad input, 69 something it needs is missing. */
export const EXIT = { done: 0, finding: 1, badInput: 2, unavailable: 69 } as const;

/** Ends the command because of what the user gave it: the message goes to stderr, nothing was written. */
export function failInput(message: string): never {
  process.stderr.write(`pilar: ${message}\n`);
  process.exit(EXIT.badInput);
}
