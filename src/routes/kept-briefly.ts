import type { RequestEvent } from '@sveltejs/kit';

type Asked = Pick<RequestEvent, 'url' | 'locals'>;

/** Seconds for which a heavy public answer stands, and how many are kept at once. */
const STANDS = { seconds: 5, most: 100 };

/** Longer addresses than any link of ours has are not kept. */
const LONGEST = 500;

/**
 * Reckons a heavy public page once for all visitors who ask for it at nearly the same moment: what was found stands for a
 * few seconds, and whoever comes while it is reckoned waits for the same. Whoever is signed in always gets a fresh one.
 */
export function keptBriefly<Event extends Asked, Answer>(
  load: (event: Event) => Promise<Answer>,
  now: () => number = () => performance.now(),
): (event: Event) => Promise<Answer> {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();
  return (event) => {
    const { url, locals } = event;
    const name = [locals.tenant?.id, locals.locale, url.pathname + url.search].join(' ');
    if (locals.session || locals.actor || name.length > LONGEST) return load(event);
    const known = kept.get(name);
    if (known && known.until > now()) return known.answer;
    const answer = load(event);
    kept.delete(name);
    kept.set(name, { until: now() + STANDS.seconds * 1000, answer });
    const [oldest] = kept.keys();
    if (kept.size > STANDS.most && oldest !== undefined) kept.delete(oldest);
    // What failed is tried again by the next.
    answer.catch(() => {
      if (kept.get(name)?.answer === answer) kept.delete(name);
    });
    return answer;
  };
}
