/** A process that does work for `working-process.ts`, one piece after another, and ends with the process that started it. */
import { Script } from 'node:vm';
import { type Answer, type Order, PATIENCE } from './order.ts';

/** The parent ends what takes too long. Should the parent itself be gone, the process ends so much later by itself. */
const GRACE = 2000;

const call = new Script('globalThis.pilarWork()');

process.on('disconnect', () => process.exit());
process.on('message', (order: Order) => {
  void answer(order).then((found) => process.send?.(found, undefined, undefined, sent));
});

async function answer({ file, name, input, milliseconds }: Order): Promise<Answer> {
  try {
    const loaded: Record<string, unknown> = await import(new URL(`../../${file}`, import.meta.url).href);
    const work: unknown = Reflect.get(loaded, name);
    if (typeof work !== 'function') throw new TypeError(`${file} exports no function ${name}`);
    Object.assign(globalThis, { pilarWork: () => Reflect.apply(work, undefined, [input]) });
    return { value: await call.runInThisContext({ timeout: milliseconds * PATIENCE + GRACE }) };
  } catch (thrown) {
    const { name: kind, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { thrown: { name: kind, message, stack } };
  }
}

/** An answer that cannot be copied is a mistake in the work. */
function sent(problem: Error | null): void {
  if (problem)
    process.send?.({ thrown: { name: problem.name, message: problem.message, stack: problem.stack } });
}
