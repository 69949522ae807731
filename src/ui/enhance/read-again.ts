import { invalidateAll } from '$app/navigation';

/** Milliseconds for which the server is waited for. */
const PATIENCE = 8000;

/**
 * Reads the data of the page again, where the server answers at all: a page whose data cannot be fetched is left by the
 * framework for the browser's own error, and whoever sits before it loses what stands there. Answers whether it was read.
 */
export async function readAgain(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch('/_app/version.json', { cache: 'no-store', signal });
    if (answer.status >= 500) return false;
    await invalidateAll();
    return true;
  } catch {
    return false;
  }
}
