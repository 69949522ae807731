/**
 * The status for a body that could not be read to its end: larger than it may be (413), too slow (408), or given up by its
 * sender (400). Readers wrap what the server said, so its causes are looked at too; undefined for any other failure.
 */
export function statusOfBody(problem: unknown): 400 | 408 | 413 | undefined {
  for (let cause = problem; cause instanceof Error; cause = cause.cause) {
    if ('status' in cause && (cause.status === 413 || cause.status === 408)) return cause.status;
    if ('code' in cause && cause.code === 'ECONNRESET' && cause.message === 'aborted') return 400;
  }
  return undefined;
}
