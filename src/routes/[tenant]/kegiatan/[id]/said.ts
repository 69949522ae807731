import { messageFor } from '#ui/message.ts';

/** What a form that was sent has done, and what comes next: named by `?tersimpan=` of the page it led to. */
export function saidOf(url: URL): string | undefined {
  const named = url.searchParams.get('tersimpan');
  return named === null ? undefined : messageFor(`activity.said.${named}`);
}
