import { newId } from '#kernel/id.ts';
import { type Kept, keptQueue } from './kept-queue.ts';

/** Something that is sent by a form, in the order in which it was asked for. */
export type Sending = Kept & { state: 'waiting' | 'sending' };

export type Answer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly title: string; readonly remedy: string };

/** Why nothing is sent at the moment: nobody can tell whether it arrives, or who sends is signed in no more. */
export type Halt = 'no-network' | 'signed-out';

const RETRY = 2500;

/**
 * Sends forms one after the other without loading the page. What did not reach the server is kept in this browser, also
 * when it is closed, and sent again under the same key, so that nothing is done twice and nothing that was asked for is
 * forgotten; `answered` is told what became of each. `name` names the queue in this browser: what it is about, and whose
 * it is, since nobody else may send it.
 */
export function sentInOrder(name: string, answered: (sending: Sending, answer: Answer) => void) {
  let queue = $state<Sending[]>([]);
  let halt = $state<Halt>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  const kept = () => keptQueue(localStorage, name);

  function send(what: Omit<Kept, 'key'>): void {
    const one = { ...what, key: newId() };
    kept().keep(one);
    queue.push({ ...one, state: 'waiting' });
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
        if (typeof answer === 'string') {
          first.state = 'waiting';
          halt = answer;
          if (answer === 'no-network') timer = setTimeout(() => void run(), RETRY);
          return;
        }
        halt = undefined;
        const [done] = queue.splice(0, 1);
        if (done) {
          kept().forget(done.key);
          answered(done, answer);
        }
      }
    } finally {
      running = false;
    }
  }

  /** Takes up what an earlier visit to this page could not send; answers what stops it. */
  function start(): () => void {
    queue.push(
      ...kept()
        .all()
        .map((one): Sending => ({ ...one, state: 'waiting' })),
    );
    const back = () => void run();
    const news = ['online', 'focus'] as const;
    for (const event of news) window.addEventListener(event, back);
    void run();
    return () => {
      clearTimeout(timer);
      for (const event of news) window.removeEventListener(event, back);
    };
  }

  return {
    get queue(): readonly Sending[] {
      return queue;
    },
    get halt() {
      return halt;
    },
    send,
    start,
  };
}

/** Posts a form as SvelteKit's own forms do. */
async function post({ action, fields, key }: Kept): Promise<Answer | Halt> {
  const body = new URLSearchParams({ ...fields, _key: key });
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      body,
    });
    if (response.status >= 500 || response.status === 429) return 'no-network';
    const { deserialize } = await import('$app/forms');
    const result = deserialize(await response.text());
    if (result.type === 'redirect' || result.type === 'success') return { kind: 'done' };
    // What somebody sends who is signed in no more is answered by the door.
    if (result.status === 401) return 'signed-out';
    if (result.type === 'error') return { kind: 'refused', title: '', remedy: '' };
    const refusal: unknown = result.data?.refusal;
    return { kind: 'refused', title: wordsIn(refusal, 'title'), remedy: wordsIn(refusal, 'remedy') };
  } catch {
    return 'no-network';
  }
}

function wordsIn(refusal: unknown, name: string): string {
  const said: unknown = typeof refusal === 'object' && refusal !== null ? Reflect.get(refusal, name) : '';
  return typeof said === 'string' ? said : '';
}
