/** Work that many ask for and few may do at once: who comes later waits, not for ever and not in any number. */
export type Turnstile = {
  /** Does the work when its turn comes; answers `busy`, without doing it, when too many wait or the wait is too long. */
  through<T>(work: () => Promise<T>): Promise<T | 'busy'>;
};

/**
 * Lets `atOnce` pieces of work through together. At most `waiting` more wait, each at most `patience` milliseconds; whoever
 * came first goes first.
 */
export function turnstile(rules: { atOnce: number; waiting: number; patience: number }): Turnstile {
  let inside = 0;
  const queue: (() => void)[] = [];

  function turn(): Promise<'go' | 'busy'> {
    if (inside < rules.atOnce) {
      inside += 1;
      return Promise.resolve('go');
    }
    if (queue.length >= rules.waiting) return Promise.resolve('busy');
    return new Promise((resolve) => {
      const enter = () => {
        clearTimeout(timer);
        resolve('go');
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(enter), 1);
        resolve('busy');
      }, rules.patience);
      queue.push(enter);
    });
  }

  return {
    async through(work) {
      if ((await turn()) === 'busy') return 'busy';
      try {
        return await work();
      } finally {
        // The place is handed on, so that nobody slips in between.
        const next = queue.shift();
        if (next) next();
        else inside -= 1;
      }
    },
  };
}
