import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { seesWithheld } from '#kernel/readable.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Document } from './document.store.ts';

/** What a document belongs to. `published` is `no` as long as the thing itself is a draft. */
export type DocumentSubject = {
  readonly place: RegionCode;
  readonly organization: Id | null;
  /** The office that wrote a draft for it, from paper. */
  readonly paperOffice?: Id | null;
  readonly published: boolean;
};

/** Whether anyone may read a document: marked public, and its subject no draft any more. */
export function isPublicDocument(document: Pick<Document, 'public'>, subject: DocumentSubject): boolean {
  return document.public && subject.published;
}

/**
 * Whether a viewer may read a document: anyone a public one; officers of the place or institution also the others; of
 * a draft only its institution, as with the draft itself.
 */
export function mayReadDocument(
  viewer: Actor | Visitor,
  document: Pick<Document, 'public'>,
  subject: DocumentSubject,
): boolean {
  if (isPublicDocument(document, subject)) return true;
  if (subject.published) return seesWithheld(viewer, 'file', subject);
  return (
    viewer.person !== undefined &&
    viewer.mandates.some(
      ({ organization }) =>
        organization.id === subject.organization || organization.id === subject.paperOffice,
    )
  );
}
