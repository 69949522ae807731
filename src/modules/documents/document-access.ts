import { type Actor, isSelf, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { seesWithheld } from '#kernel/readable.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Document } from './document.store.ts';

/** What a document belongs to. `published` is `no` as long as the thing itself is a draft. */
export type DocumentSubject = {
  readonly place: RegionCode;
  readonly organization: Id | null;
  /** Whoever brings it for themselves, where no institution does. */
  readonly person?: Id | null;
  /** The office that wrote a draft for it, from paper. */
  readonly paperOffice?: Id | null;
  readonly published: boolean;
};

/** Whether anyone may read a document: marked public, and its subject no draft any more. */
export function isPublicDocument(document: Pick<Document, 'public'>, subject: DocumentSubject): boolean {
  return document.public && subject.published;
}

/**
 * Whether a viewer may read a document: anyone a public one; officers of the place or institution also the others, and
 * whoever brings the thing for themselves; of a draft only its bringer, as with the draft itself.
 */
export function mayReadDocument(
  viewer: Actor | Visitor,
  document: Pick<Document, 'public'>,
  subject: DocumentSubject,
): boolean {
  if (isPublicDocument(document, subject)) return true;
  if (isBringer(viewer, subject)) return true;
  if (subject.published) return seesWithheld(viewer, 'file', subject);
  return (
    viewer.person !== undefined &&
    viewer.mandates.some(
      ({ organization }) =>
        organization.id === subject.organization || organization.id === subject.paperOffice,
    )
  );
}

function isBringer(viewer: Actor | Visitor, { person }: DocumentSubject): boolean {
  return (
    viewer.person !== undefined &&
    typeof person === 'string' &&
    isSelf(viewer, person) &&
    (viewer.scopes === 'session' || viewer.scopes.includes('read'))
  );
}
