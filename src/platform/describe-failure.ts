/**
 * What the log is told of an error: its kind and where it happened. Databases quote the values that offended them, so
 * the message is left out unless asked for; the demo, which knows only invented people, asks for it.
 */
export function describeFailure(
  thrown: unknown,
  wanted: 'with its message' | 'without its message',
): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const frames = thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    error: thrown.name,
    code: 'code' in thrown ? String(thrown.code) : undefined,
    constraint: 'constraint' in thrown ? String(thrown.constraint) : undefined,
    at: frames.slice(0, 12).map((line) => line.trim()),
    message: wanted === 'with its message' ? thrown.message : undefined,
  };
}
