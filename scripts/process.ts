/** Serves until the process is told to end. */
import type { WebServer } from './web-server.ts';

export function say(line: string): void {
  process.stdout.write(`pilar: ${line}\n`);
}

/** Ends with a message and no stack: what went wrong here is for the operator to mend. */
export function giveUp(error: unknown): never {
  process.stderr.write(`pilar: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

export function closeOnSignals(server: () => WebServer | undefined): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await server()?.close(signal);
      process.exit(0);
    });
  }
}
