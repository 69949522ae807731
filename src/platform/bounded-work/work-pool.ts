import { availableParallelism } from 'node:os';
import type { BoundedWork, WaitingFor } from '#kernel/bounded-work.ts';
import { refuse } from '#kernel/refusal.ts';
import { type Result, refused } from '#kernel/result.ts';
import type { Order } from './order.ts';
import { type Ending, startProcess, type WorkingProcess } from './working-process.ts';

/** What all work together may take of the machine. */
export type WorkLimits = {
  /** Processes that work at the same time; the last is kept for members of the city. */
  readonly atOnce: number;
  /** Pieces of work that wait for a process. */
  readonly waiting: number;
  /** Longest wait for a process. */
  readonly waitMilliseconds: number;
  /** Memory that the work of one process may take. */
  readonly megabytes: number;
};

export const WORK_LIMITS: WorkLimits = {
  atOnce: Math.max(2, Math.min(4, availableParallelism() - 1)),
  waiting: 12,
  waitMilliseconds: 10_000,
  megabytes: 192,
};

export type WorkPool = {
  /**
   * Does work in a process of its own. Refuses with `analysis.busy` when too much waits already or this has waited too
   * long, with `analysis.too-long` and `analysis.too-much` when it takes more time or memory than it may, and with
   * `analysis.left` when whoever waited is gone. Throws what the work throws.
   */
  run<Input, Output>(
    work: BoundedWork<Input, Output>,
    input: Input,
    waiting: WaitingFor,
  ): Promise<Result<Output>>;
  close(): void;
};

type Piece = {
  readonly order: Order;
  readonly who: WaitingFor['who'];
  process: WorkingProcess | undefined;
  readonly end: (ending: Ending) => void;
};

/** A process that nobody needed for so long gives its memory back. */
const IDLE_MILLISECONDS = 60_000;

/**
 * Work of strangers, apart from the server: in processes, since V8 ends a whole process when a list, a map or a text
 * asks for more memory than is left, and cannot be interrupted everywhere (decision 0024). They start when first needed.
 */
export function openWorkPool(home: string, limits: WorkLimits = WORK_LIMITS): WorkPool {
  const processes = new Set<WorkingProcess>();
  const queue: Piece[] = [];
  const running = new Set<Piece>();

  /** Members first; visitors leave a process to them. */
  const nextPiece = (): Piece | undefined => {
    if (running.size >= limits.atOnce) return undefined;
    const visitors = [...running].filter((one) => one.who === 'visitor').length;
    const mayVisit = visitors < Math.max(1, limits.atOnce - 1);
    const piece = queue.find((one) => one.who === 'member') ?? (mayVisit ? queue[0] : undefined);
    if (piece) queue.splice(queue.indexOf(piece), 1);
    return piece;
  };

  const idleProcess = (): WorkingProcess => {
    for (const one of processes) {
      if (one.state === 'ended') processes.delete(one);
      else if (one.state === 'idle') return one;
    }
    const started = startProcess(home, limits.megabytes);
    processes.add(started);
    return started;
  };

  const workOff = (): void => {
    for (let piece = nextPiece(); piece; piece = nextPiece()) void carryOut(piece);
  };

  const carryOut = async (piece: Piece): Promise<void> => {
    running.add(piece);
    piece.process = idleProcess();
    const ending = await piece.process.carryOut(piece.order);
    running.delete(piece);
    piece.end(ending);
    workOff();
  };

  const giveBack = setInterval(() => {
    for (const one of processes) {
      if (one.state === 'idle' && performance.now() - one.idleSince > IDLE_MILLISECONDS) one.stop(busy());
    }
  }, IDLE_MILLISECONDS).unref();

  const close = (): void => {
    clearInterval(giveBack);
    for (const piece of queue.splice(0)) piece.end(busy());
    for (const one of processes) one.stop(busy());
  };
  /** Waits its turn and for its end; leaves the queue, or has its process ended, with whoever waits for it. */
  const ended = (order: Order, { left, who }: WaitingFor): Promise<Ending> =>
    new Promise((resolve) => {
      const giveUp = (ending: Ending) => {
        const place = queue.indexOf(piece);
        if (place >= 0) queue.splice(place, 1);
        if (piece.process) piece.process.stop(ending);
        else piece.end(ending);
      };
      const gone = () => giveUp(refused(refuse('analysis.left')));
      const tooLate = setTimeout(() => !piece.process && giveUp(busy()), limits.waitMilliseconds);
      const piece: Piece = {
        order,
        who,
        process: undefined,
        end: (ending) => {
          clearTimeout(tooLate);
          left?.removeEventListener('abort', gone);
          resolve(ending);
        },
      };
      left?.addEventListener('abort', gone);
      queue.push(piece);
      workOff();
    });

  return {
    close,
    async run<Input, Output>(work: BoundedWork<Input, Output>, input: Input, waiting: WaitingFor) {
      if (waiting.left?.aborted) return refused(refuse('analysis.left'));
      if (queue.length >= limits.waiting) return busy();
      const { file, name, milliseconds } = work;
      const ending = await ended({ file, name, input, milliseconds }, waiting);
      if ('thrown' in ending) throw ending.thrown;
      // The process called the function that `work` names with `input`.
      return ending as Result<Output>;
    },
  };
}

function busy() {
  return refused(refuse('analysis.busy'));
}
