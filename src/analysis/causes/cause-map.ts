import { z } from 'zod';
import { isIsoDate } from '#kernel/date.ts';
import { checkShape, type Path, type Problem, type Read, readLocatedText } from '../located-text.ts';
import { SlugSchema, SourceSchema, type Words, WordsSchema } from '../words.ts';

/** Most factors and direct links of one map; a problem tree that people draw together has some twenty. */
export const MOST_FACTORS = 500;
export const MOST_LINKS = 5000;

/** How far an action is: `planned` where the file does not say. */
export const ACTION_STATES = ['planned', 'under-way', 'done', 'dropped'] as const;

const EvidenceSchema = z.strictObject({
  text: WordsSchema,
  source: SourceSchema.optional(),
  /** Says again what the source concludes (`claim`), of all its triggers at once: no observation of this link by itself. */
  restates: z.boolean().optional(),
});

const FactorSchema = z.strictObject({
  slug: SlugSchema,
  title: WordsSchema,
  /** `symptom`: what hurts and is to be explained. `external`: given from outside, out of the partners' hands. */
  kind: z.enum(['factor', 'symptom', 'external']).default('factor'),
  about: WordsSchema.optional(),
});

const LinkSchema = z.strictObject({
  /** The cause, or several of which the source says that they bring it about together. */
  from: z.union([SlugSchema, z.array(SlugSchema).min(2)]),
  to: SlugSchema,
  /** Whether more of the cause means more of the effect (`raises`) or less of it (`lowers`). */
  effect: z.enum(['raises', 'lowers']).default('raises'),
  evidence: z.array(EvidenceSchema).min(1),
});

const CauseMapSchema = z.strictObject({
  title: WordsSchema,
  place: WordsSchema.optional(),
  date: z.string().optional(),
  source: SourceSchema.optional(),
  note: WordsSchema.optional(),
  /** `tree`: no factor may lead back to itself (a cause may still have several effects). `graph`: it may. */
  shape: z.enum(['tree', 'graph']).default('graph'),
  factors: z.array(FactorSchema).min(1).max(MOST_FACTORS),
  links: z.array(LinkSchema).max(MOST_LINKS),
  /** What is planned or proposed, and the factors that it addresses. */
  actions: z
    .array(
      z.strictObject({
        slug: SlugSchema,
        title: WordsSchema,
        addresses: z.array(SlugSchema).min(1),
        /** Who does it: an institution or office by name, which no language changes. */
        responsible: z.string().trim().min(1).max(200).optional(),
        /** The day by which it is to be done. */
        due: z.iso.date().refine(isIsoDate).optional(),
        state: z.enum(ACTION_STATES).optional(),
        source: SourceSchema.optional(),
      }),
    )
    .max(MOST_FACTORS)
    .default([]),
  /** What somebody else concluded from the same links. */
  claim: z
    .strictObject({ roots: z.array(SlugSchema), triggers: z.array(SlugSchema), source: SourceSchema })
    .optional(),
});

type CauseMapFile = z.infer<typeof CauseMapSchema>;

export type Factor = z.infer<typeof FactorSchema>;
export type Action = CauseMapFile['actions'][number];

/** One direct link between two factors with everything that speaks for it. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly effect: 'raises' | 'lowers';
  readonly evidence: readonly z.infer<typeof EvidenceSchema>[];
}

/** Factors and causal links of one place. Every link joins two known, different factors and occurs once. */
export interface CauseMap extends Omit<CauseMapFile, 'links'> {
  readonly links: readonly Link[];
}

/** Longest texts of a map, in signs, and most pieces of evidence for one link, where it is to be kept somewhere. */
export interface CauseMapLengths {
  readonly title: number;
  readonly about: number;
  readonly evidence: number;
  readonly source: number;
  readonly responsible: number;
  readonly pieces: number;
}

/**
 * Reads a map of causes from JSON or YAML. A link from several factors becomes one link from each.
 * Refused, with lines: unknown factors, a factor that causes itself, the same link written twice, opposite effects
 * between the same two factors, and a file that calls itself a tree but runs in a circle, named with that circle;
 * with `lengths` also what is longer.
 */
export function readCauseMap(text: string, lengths?: CauseMapLengths): Read<CauseMap> {
  const located = readLocatedText(text);
  if (!located.ok) return located;
  const shaped = checkShape(located.value, CauseMapSchema);
  if (!shaped.ok) return shaped;
  const file = shaped.value;
  const problems: Problem[] = [];
  const add = (path: Path, reason: Words) => problems.push(located.value.problem(path, reason));
  const known = new Set(file.factors.map((factor) => factor.slug));
  const checkKnown = (slug: string, path: Path) => {
    if (!known.has(slug))
      add(path, { id: `faktor "${slug}" tidak dikenal`, en: `the factor "${slug}" is not known` });
  };
  for (const [f, factor] of file.factors.entries()) {
    if (file.factors.findIndex((other) => other.slug === factor.slug) !== f) {
      add(['factors', f, 'slug'], {
        id: `faktor "${factor.slug}" sudah ada`,
        en: `the factor "${factor.slug}" is already there`,
      });
    }
  }
  const links = new Map<string, Link>();
  const writtenOnce = new Set<string>();
  const lineOf = new Map<string, Path>();
  for (const [l, link] of file.links.entries()) {
    const path = ['links', l];
    checkKnown(link.to, [...path, 'to']);
    const causes = typeof link.from === 'string' ? [link.from] : link.from;
    for (const [c, from] of causes.entries()) {
      checkKnown(from, typeof link.from === 'string' ? [...path, 'from'] : [...path, 'from', c]);
      const key = `${from} ${link.to}`;
      if (from === link.to) {
        add(path, {
          id: `faktor "${from}" tidak dapat menyebabkan dirinya sendiri`,
          en: `the factor "${from}" cannot cause itself`,
        });
        continue;
      }
      const before = links.get(key);
      if (before && before.effect !== link.effect) {
        add(path, {
          id: `"${from}" → "${link.to}" tidak dapat sekaligus menaikkan dan menurunkan`,
          en: `"${from}" → "${link.to}" cannot both raise and lower`,
        });
      } else if (typeof link.from === 'string' && writtenOnce.has(key)) {
        add(path, {
          id: `hubungan "${from}" → "${link.to}" sudah ditulis; gabungkan buktinya`,
          en: `the link "${from}" → "${link.to}" is already written; put the evidence together`,
        });
      }
      if (typeof link.from === 'string') writtenOnce.add(key);
      const evidence = [...(before?.evidence ?? []), ...link.evidence];
      links.set(key, { from, to: link.to, effect: link.effect, evidence });
      if (!before) lineOf.set(key, path);
    }
  }
  for (const [a, action] of file.actions.entries()) {
    for (const [i, slug] of action.addresses.entries()) checkKnown(slug, ['actions', a, 'addresses', i]);
  }
  for (const part of ['roots', 'triggers'] as const) {
    for (const [i, slug] of (file.claim?.[part] ?? []).entries()) checkKnown(slug, ['claim', part, i]);
  }
  if (lengths) {
    for (const [key, { evidence }] of links) {
      if (evidence.length <= lengths.pieces) continue;
      add([...(lineOf.get(key) ?? ['links']), 'evidence'], {
        id: `bukti satu hubungan paling banyak ${lengths.pieces}; di sini ${evidence.length}`,
        en: `a link has at most ${lengths.pieces} pieces of evidence; here ${evidence.length}`,
      });
    }
    for (const { path, length, limit } of longTexts(file, lengths)) {
      add(path, {
        id: `terlalu panjang: ${length} huruf, paling panjang ${limit}`,
        en: `too long: ${length} signs, at most ${limit}`,
      });
    }
  }
  const map: CauseMap = { ...file, links: [...links.values()] };
  if (problems.length === 0 && file.shape === 'tree') {
    const circle = findCircle(map);
    if (circle) {
      const named = [...circle, circle[0]].join(' → ');
      add(lineOf.get(`${circle.at(-1)} ${circle[0]}`) ?? ['links'], {
        id: `berkas ini menyebut dirinya pohon, tetapi berputar: ${named}`,
        en: `this file calls itself a tree, but runs in a circle: ${named}`,
      });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: map };
}

/** The texts of a map that are longer than they may be, in the order of the file. */
function longTexts(file: CauseMapFile, lengths: CauseMapLengths) {
  const found: { path: Path; length: number; limit: number }[] = [];
  const look = (path: Path, text: string | undefined, limit: number) => {
    const length = [...(text ?? '')].length;
    if (length > limit) found.push({ path, length, limit });
  };
  const words = (path: Path, text: Words | undefined, limit: number) => {
    look([...path, 'id'], text?.id, limit);
    look([...path, 'en'], text?.en, limit);
  };
  words(['title'], file.title, lengths.title);
  for (const [f, factor] of file.factors.entries()) {
    words(['factors', f, 'title'], factor.title, lengths.title);
    words(['factors', f, 'about'], factor.about, lengths.about);
  }
  for (const [l, link] of file.links.entries()) {
    for (const [e, { text, source }] of link.evidence.entries()) {
      const path = ['links', l, 'evidence', e];
      words([...path, 'text'], text, lengths.evidence);
      look([...path, 'source', 'document'], source?.document, lengths.source);
      look([...path, 'source', 'location'], source?.location, lengths.source);
    }
  }
  for (const [a, action] of file.actions.entries()) {
    words(['actions', a, 'title'], action.title, lengths.title);
    look(['actions', a, 'responsible'], action.responsible, lengths.responsible);
  }
  return found;
}

/** The first circle of causes found, as the factors on it in order; undefined if there is none. */
function findCircle(map: CauseMap): readonly string[] | undefined {
  const effects = Map.groupBy(map.links, (link) => link.from);
  const done = new Set<string>();
  for (const { slug } of map.factors) {
    const trail: { readonly factor: string; next: number }[] = [{ factor: slug, next: 0 }];
    while (trail.length > 0) {
      const here = trail.at(-1);
      if (!here) break;
      const link = done.has(here.factor) ? undefined : effects.get(here.factor)?.[here.next];
      if (!link) {
        done.add(here.factor);
        trail.pop();
        continue;
      }
      here.next += 1;
      const start = trail.findIndex((step) => step.factor === link.to);
      if (start >= 0) return trail.slice(start).map((step) => step.factor);
      if (!done.has(link.to)) trail.push({ factor: link.to, next: 0 });
    }
  }
  return undefined;
}
