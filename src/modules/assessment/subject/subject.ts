import type { Mandate } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type RegionCode, within } from '#kernel/region.ts';

/**
 * What an analysis is about: the partnership of a place (`party` and `other` are null), an institution or a body that
 * stands there (`party`), or how the government of the place gets on with another government (`other`). Source: paper
 * 002 §4.3 (partners), 004 Table 4.2 (bodies), agreements between regions.
 */
export type Subject = {
  readonly region: RegionCode;
  readonly party: Id | null;
  readonly other: RegionCode | null;
};

/** A subject as typed: at most one of `party`, an id, and `other`, an official code; empty or left out for the place itself. */
export type TypedSubject = { readonly region: RegionCode; readonly party?: string; readonly other?: string };

/** Fields that tell one subject from another. */
export const SUBJECT_FIELDS = ['party', 'other'] as const;

/** Whether it is the partnership of the place itself, of which alone the records can be counted. */
export function isOfPlace({ party, other }: Pick<Subject, 'party' | 'other'>): boolean {
  return party === null && other === null;
}

/** An office as far as it matters for whether it is asked about a subject. */
type Office = Pick<Mandate, 'office' | 'region'> & { readonly organization: Id };

/**
 * Whether an office is asked how a subject does. Of a place: every office in it. Of an institution or body: the offices
 * and seats in it. Of a relation: the offices at either government's own place, not those of institutions within it.
 * Always those that answer for the programme (`responsible`) over the place.
 */
export function isPartner(office: Office, subject: Subject, responsible: readonly string[]): boolean {
  if (within(subject.region, office.region) && responsible.includes(office.office)) return true;
  if (subject.party !== null) return office.organization === subject.party;
  if (subject.other !== null) return office.region === subject.region || office.region === subject.other;
  return within(office.region, subject.region);
}
