import { ACTION_STATES } from '#analysis/causes/index.ts';
import { isIsoDate } from '#kernel/date.ts';
import { type Id, isId } from '#kernel/id.ts';
import { readLine, readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import {
  type DrawnAction,
  type DrawnCauses,
  type DrawnFactor,
  type DrawnLink,
  type Evidence,
  FACTOR_KINDS,
  LINK_EFFECTS,
} from './drawn-causes.ts';

export const LENGTHS = {
  title: 120,
  question: 300,
  about: 1000,
  evidence: 600,
  source: 160,
  origin: 260,
} as const;
/** Pieces of evidence for one link. */
export const MOST_EVIDENCE = 12;

/** What was typed of a factor. */
export type TypedFactor = { readonly title: string; readonly kind: string; readonly about: string };
/** What was typed of a link: ends by short name, evidence in the order of the form, empty ones left out. */
export type TypedLink = {
  readonly from: string;
  readonly to: string;
  readonly effect: string;
  readonly evidence: readonly Evidence[];
};
/** What was typed of an action: factors by short name; `responsible` an institution, or else `responsibleName`. */
export type TypedAction = {
  readonly title: string;
  readonly factors: readonly string[];
  readonly responsible: string;
  readonly responsibleName: string;
  readonly dueOn: string;
  readonly state: string;
};

type FactorContent = Pick<DrawnFactor, 'title' | 'kind' | 'about'>;
type LinkContent = Pick<DrawnLink, 'from' | 'to' | 'effect' | 'evidence'>;
type ActionContent = Omit<DrawnAction, 'id' | 'version'>;

/** Values, or what is wrong with each field. */
function whole<Value>(
  issues: readonly (Refusal | undefined)[],
  value: () => Value | undefined,
): Value | Refusal {
  const found = issues.filter(isRefusal);
  return together(found) ?? value() ?? refuse('input.invalid');
}

function atField<Value>(field: string, value: Value | Refusal): Value | Refusal {
  return isRefusal(value) ? at(field, value) : value;
}

function said(value: unknown): Refusal | undefined {
  return isRefusal(value) ? value : undefined;
}

function oneOf<Word extends string>(allowed: readonly Word[], text: string): Word | Refusal {
  return allowed.find((word) => word === text) ?? refuse('input.choice');
}

export function readFactor(typed: TypedFactor): FactorContent | Refusal {
  const title = atField('title', readLine(typed.title, LENGTHS.title));
  const kind = atField('kind', oneOf(FACTOR_KINDS, typed.kind));
  const about = atField('about', readRemark(typed.about, LENGTHS.about));
  return whole([said(title), said(kind), said(about)], () =>
    isRefusal(title) || isRefusal(kind) || isRefusal(about) ? undefined : { title, kind, about },
  );
}

/** Reads a link: both ends known, every piece of evidence with a text, at least one, its source whole or not at all. */
export function readLink(typed: TypedLink, causes: Pick<DrawnCauses, 'factors'>): LinkContent | Refusal {
  const bySlug = (slug: string) => causes.factors.find((factor) => factor.slug === slug)?.id;
  const end = (field: 'from' | 'to') =>
    bySlug(typed[field]) ?? at(field, refuse(typed[field] === '' ? 'input.required' : 'input.choice'));
  const [from, to] = [end('from'), end('to')];
  const effect = atField('effect', oneOf(LINK_EFFECTS, typed.effect));
  const lines = typed.evidence.length > 0 ? typed.evidence : [{ text: '', document: '', location: '' }];
  const written = lines
    .map((one, line) => ({ one, line }))
    .filter(({ one, line }) => line === 0 || Object.values(one).some((text) => text.trim() !== ''));
  const issues = [from, to, effect].map(said);
  const evidence = written.flatMap(({ one, line }): Evidence[] => {
    const field = (part: string) => `evidence.${line}.${part}`;
    const text = atField(field('text'), readText(one.text, LENGTHS.evidence));
    const document = atField(field('document'), readRemark(one.document, LENGTHS.source));
    const location = atField(field('location'), readRemark(one.location, LENGTHS.source));
    issues.push(said(text), said(document), said(location));
    if (isRefusal(text) || isRefusal(document) || isRefusal(location)) return [];
    if (document !== '' && location === '') issues.push(at(field('location'), refuse('input.required')));
    if (document === '' && location !== '') issues.push(at(field('document'), refuse('input.required')));
    return [{ text, document, location }];
  });
  if (evidence.length > MOST_EVIDENCE)
    issues.push(refuse('input.too-many-lines', undefined, { limit: MOST_EVIDENCE }));
  return whole(issues, () =>
    isRefusal(from) || isRefusal(to) || isRefusal(effect) ? undefined : { from, to, effect, evidence },
  );
}

/** Reads an action; whether the institution exists is for the one who knows the register. */
export function readAction(
  typed: TypedAction,
  causes: Pick<DrawnCauses, 'factors'>,
): ActionContent | Refusal {
  const title = atField('title', readLine(typed.title, LENGTHS.title));
  const chosen = typed.factors.map((slug) => causes.factors.find((factor) => factor.slug === slug)?.id);
  const factors = chosen.flatMap((id) => id ?? []);
  const unknown = factors.length < chosen.length ? at('factors', refuse('input.choice')) : undefined;
  const none = chosen.length === 0 ? at('factors', refuse('input.required')) : undefined;
  const responsible: Id | null | Refusal =
    typed.responsible === ''
      ? null
      : isId(typed.responsible)
        ? typed.responsible
        : at('responsible', refuse('input.choice'));
  const name = atField('responsibleName', readRemark(typed.responsibleName, LENGTHS.title));
  const nobody =
    responsible === null && name === '' ? at('responsible', refuse('input.required')) : undefined;
  const due = typed.dueOn.trim();
  const day = due !== '' && !isIsoDate(due) ? at('dueOn', refuse('input.date')) : undefined;
  const state = atField('state', oneOf(ACTION_STATES, typed.state));
  return whole([said(title), unknown, none, said(responsible), said(name), nobody, day, said(state)], () =>
    isRefusal(title) || isRefusal(responsible) || isRefusal(name) || isRefusal(state)
      ? undefined
      : {
          title,
          factors: [...new Set(factors)],
          responsible,
          responsibleName: responsible === null ? name : null,
          dueOn: due === '' ? null : due,
          state,
        },
  );
}
