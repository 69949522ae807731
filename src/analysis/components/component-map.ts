import { z } from 'zod';
import { checkShape, type Path, type Problem, type Read, readLocatedText } from '../located-text.ts';
import { SlugSchema, SourceSchema, type Words, WordsSchema } from '../words.ts';

const NamedSchema = z.strictObject({ slug: SlugSchema, title: WordsSchema });

const StageSchema = z.strictObject({
  slug: SlugSchema,
  title: WordsSchema,
  /** Part of the chain from upstream to downstream; otherwise a support that serves every stage. */
  chain: z.boolean().default(true),
});

const ComponentMapSchema = z.strictObject({
  title: WordsSchema,
  place: WordsSchema,
  /** As of when this holds: the meeting of the working group that settled it, or the year of the source. */
  date: z.string().min(4).max(10),
  source: SourceSchema.optional(),
  note: WordsSchema.optional(),
  /** The sides of the partnership, in the order in which they are shown. */
  pillars: z.array(NamedSchema).min(1).max(20),
  /** From upstream to downstream. */
  stages: z.array(StageSchema).min(1).max(40),
  /** Commodities, or other fields in which partners form a chain. */
  clusters: z.array(NamedSchema).min(1).max(100),
  components: z
    .array(
      z.strictObject({
        slug: SlugSchema,
        title: WordsSchema,
        /** The side on which it stands. */
        pillar: SlugSchema,
      }),
    )
    .min(1)
    .max(500),
  activities: z
    .array(
      z.strictObject({
        component: SlugSchema,
        title: WordsSchema,
        /** What it is about, the same short name for the same thing whoever does it. */
        topic: SlugSchema,
        kind: z.enum(['training', 'extension', 'infrastructure', 'aid', 'service', 'organisation']),
        stage: SlugSchema,
        /** The clusters it serves; none where it serves the whole area. */
        clusters: z.array(SlugSchema).default([]),
        source: SourceSchema.optional(),
      }),
    )
    .max(5000),
  /** What each component is expected to do. */
  expectations: z
    .array(
      z.strictObject({
        component: SlugSchema,
        what: WordsSchema,
        /** The topic that an activity must have to meet it. */
        topic: SlugSchema,
        clusters: z.array(SlugSchema).default([]),
        source: SourceSchema.optional(),
      }),
    )
    .max(5000)
    .default([]),
});

/** Who does what along the chains of a place, as of a date. */
export type ComponentMap = z.infer<typeof ComponentMapSchema>;
export type Activity = ComponentMap['activities'][number];
export type Expectation = ComponentMap['expectations'][number];

/**
 * Reads a map of components from JSON or YAML. Refused, with lines: unknown sides, components, stages and
 * clusters, a name used twice, and an activity written twice for the same component, topic, kind, stage and title.
 */
export function readComponentMap(text: string): Read<ComponentMap> {
  const located = readLocatedText(text);
  if (!located.ok) return located;
  const shaped = checkShape(located.value, ComponentMapSchema);
  if (!shaped.ok) return shaped;
  const map = shaped.value;
  const problems: Problem[] = [];
  const add = (path: Path, reason: Words) => problems.push(located.value.problem(path, reason));
  for (const part of ['pillars', 'stages', 'clusters', 'components'] as const) {
    const slugs = map[part].map((item) => item.slug);
    for (const [index, slug] of slugs.entries()) {
      if (slugs.indexOf(slug) !== index) {
        add([part, index, 'slug'], {
          id: `nama "${slug}" sudah dipakai`,
          en: `the name "${slug}" is already used`,
        });
      }
    }
  }
  const known = {
    pillar: new Set(map.pillars.map((pillar) => pillar.slug)),
    component: new Set(map.components.map((component) => component.slug)),
    stage: new Set(map.stages.map((stage) => stage.slug)),
    cluster: new Set(map.clusters.map((cluster) => cluster.slug)),
  };
  const check = (what: keyof typeof known, slug: string, path: Path) => {
    if (known[what].has(slug)) return;
    const name = { pillar: 'pihak', component: 'komponen', stage: 'mata rantai', cluster: 'klaster' }[what];
    add(path, { id: `${name} "${slug}" tidak dikenal`, en: `the ${what} "${slug}" is not known` });
  };
  for (const [i, component] of map.components.entries()) {
    check('pillar', component.pillar, ['components', i, 'pillar']);
  }
  const written = new Set<string>();
  for (const [a, activity] of map.activities.entries()) {
    check('component', activity.component, ['activities', a, 'component']);
    check('stage', activity.stage, ['activities', a, 'stage']);
    for (const [c, cluster] of activity.clusters.entries())
      check('cluster', cluster, ['activities', a, 'clusters', c]);
    const key = [activity.component, activity.topic, activity.kind, activity.stage, activity.title.id].join(
      ' | ',
    );
    if (written.has(key)) {
      add(['activities', a], { id: 'kegiatan ini sudah ditulis', en: 'this activity is already written' });
    }
    written.add(key);
  }
  for (const [e, expectation] of map.expectations.entries()) {
    check('component', expectation.component, ['expectations', e, 'component']);
    for (const [c, cluster] of expectation.clusters.entries()) {
      check('cluster', cluster, ['expectations', e, 'clusters', c]);
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: map };
}
