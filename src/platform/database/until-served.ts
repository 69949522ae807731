import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, DatabaseUnavailable } from './unavailable.ts';

/** Serialisation failures and deadlocks: the database asks to try the whole transaction again. */
const TRY_AGAIN = new Set(['40001', '40P01']);

/** For how long work whose connection was lost is tried again, in milliseconds: a restart takes less. */
const RECOVERY = 3000;

/**
 * Tries the whole of a piece of work again where the database asks for it, and where its connection was lost before its
 * end was asked for. After that nobody knows whether it happened: it is tried again only when it would be `recognised`,
 * or does no harm a second time.
 */
export async function untilServed<T>(
  known: 'recognised' | 'not recognised',
  attempt: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof DatabaseUnavailable) {
        const repeatable = error.done === 'nothing' || known === 'recognised';
        const soon = performance.now() - began < RECOVERY;
        if (error.lack !== 'gone' || !repeatable || !soon) throw error;
        await pause(25 * tries);
      } else if (tries >= 4 || !TRY_AGAIN.has(codeOf(error))) throw error;
    }
  }
}
