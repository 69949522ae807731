/** A process of its own that asks for health twenty times a second, so that the attacker's own work does not count. */
import { Agent, get } from 'node:http';

export type HealthReport = {
  readonly milliseconds: readonly number[];
  /** Answers by status; `0` is none. */
  readonly statuses: Readonly<Record<string, number>>;
};

const EVERY = 50;
const port = Number(process.argv[2]);
/** The address to ask from; any where none is given. */
const localAddress = process.argv[3];
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const milliseconds: number[] = [];
const statuses = new Map<string, number>();

function ask(): void {
  const begun = performance.now();
  const done = (status: number) => {
    milliseconds.push(performance.now() - begun);
    statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
  };
  let late = false;
  const asked = get(
    { host: '127.0.0.1', port, path: '/healthz', agent, localAddress, timeout: 30_000 },
    (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode ?? 0));
    },
  );
  asked.on('error', () => {
    // Kept, and closed by the server just when it was used again: asked once more.
    if (asked.reusedSocket && !late) ask();
    else done(0);
  });
  asked.on('timeout', () => {
    late = true;
    asked.destroy();
  });
}

const asking = setInterval(ask, EVERY);
process.on('message', () => {
  clearInterval(asking);
  process.send?.({ milliseconds, statuses: Object.fromEntries(statuses) } satisfies HealthReport, () =>
    process.exit(),
  );
});
