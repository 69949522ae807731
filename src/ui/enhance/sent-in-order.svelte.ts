import { newId } from '#kernel/id.ts';

/** Something that is sent by a form, in the order in which it was asked for. */
export type Sending = {
  /** Makes it harmless to send it twice: an answer that got lost is asked for again under the same. */
  readonly key: string;
  /** The page's action, as in `?/putuskan`. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What it is about, and in words. */
  readonly about: string;
  readonly label: string;
  state: 'waiting' | 'sending';
};

export type Answer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly title: string; readonly remedy: string };

const RETRY = 2500;

/**
 * Sends forms one after the other without loading the page. What did not reach the server is kept in this browser and
 * sent again under the same key, so that nothing is done twice and nothing that was asked for is forgotten; `answered` is
 * told what became of each. `name` names the queue in this browser.
 */
export function sentInOrder(name: string, answered: (sending: Sending, answer: Answer) => void) {
  let queue = $state<Sending[]>([]);
  let lost = $state(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;

  function keep(): void {
    try {
      if (queue.length === 0) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(queue.map((one) => ({ ...one, state: 'waiting' }))));
    } catch {
      // A browser that keeps nothing still sends.
    }
  }

  function send(what: Omit<Sending, 'key' | 'state'>): void {
    queue.push({ ...what, key: newId(), state: 'waiting' });
    keep();
    void run();
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (running) return;
    running = true;
    try {
      for (let first = queue[0]; first; first = queue[0]) {
        first.state = 'sending';
        const answer = await post(first);
        if (answer === undefined) {
          first.state = 'waiting';
          lost = true;
          timer = setTimeout(() => void run(), RETRY);
          return;
        }
        lost = false;
        const [done] = queue.splice(0, 1);
        keep();
        if (done) answered(done, answer);
      }
    } finally {
      running = false;
    }
  }

  /** Takes up what an earlier visit to this page could not send; answers what stops it. */
  function start(): () => void {
    const kept = sessionStorage.getItem(name);
    if (kept !== null) queue.push(...readKept(kept));
    const back = () => void run();
    window.addEventListener('online', back);
    void run();
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', back);
    };
  }

  return {
    get queue(): readonly Sending[] {
      return queue;
    },
    get lost() {
      return lost;
    },
    send,
    start,
  };
}

function readKept(text: string): Sending[] {
  try {
    const kept: Sending[] = JSON.parse(text);
    return kept;
  } catch {
    return [];
  }
}

/** Posts a form as SvelteKit's own forms do; undefined when nobody can tell whether it arrived. */
async function post({ action, fields, key }: Sending): Promise<Answer | undefined> {
  const body = new URLSearchParams({ ...fields, _key: key });
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      body,
    });
    if (response.status >= 500 || response.status === 429) return undefined;
    const { deserialize } = await import('$app/forms');
    const result = deserialize(await response.text());
    if (result.type === 'redirect' || result.type === 'success') return { kind: 'done' };
    if (result.type === 'error') return { kind: 'refused', title: '', remedy: '' };
    const refusal: unknown = result.data?.refusal;
    return { kind: 'refused', title: wordsIn(refusal, 'title'), remedy: wordsIn(refusal, 'remedy') };
  } catch {
    return undefined;
  }
}

function wordsIn(refusal: unknown, name: string): string {
  const said: unknown = typeof refusal === 'object' && refusal !== null ? Reflect.get(refusal, name) : '';
  return typeof said === 'string' ? said : '';
}
