import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { Attempt } from '#platform/sign-in/sign-in.ts';

/** What is said of a try to sign in that did not succeed: that it must wait, or that something typed is wrong, not what. */
export function refusalOf(attempt: Attempt): Refusal {
  return attempt.outcome === 'limited'
    ? refuse('sign-in.limited', undefined, { minutes: attempt.minutes })
    : refuse('sign-in.wrong');
}
