import { m } from '#paraglide/messages.js';

/** What a draft is called: by its text, or that it cannot be read yet. */
export function draftTitle({
  name,
  modelVersion,
}: {
  readonly name: string;
  readonly modelVersion: string;
}): string {
  return `${name} ${modelVersion}`.trim() || m['workshop.unnamed']();
}
