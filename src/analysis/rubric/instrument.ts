import { ownEntry } from '#kernel/own-entry.ts';
import {
  checkShape,
  type LocatedText,
  type Path,
  type Problem,
  type Read,
  readLocatedText,
} from '../located-text.ts';
import type { Words } from '../words.ts';
import {
  applying,
  countSituations,
  type DecisionTable,
  decisionTable,
  MOST_SITUATIONS,
  type Situation,
  situations,
} from './decision-table.ts';
import {
  type Dimension,
  type Indicator,
  type InstrumentFile,
  InstrumentSchema,
  type Rule,
  type Scale,
} from './instrument-schema.ts';

/** An instrument that was read and found sound: every name resolves and its decision table answers every situation. */
export interface Instrument extends InstrumentFile {
  readonly table: DecisionTable;
}

/**
 * Reads an instrument from YAML (or JSON) and refuses it, with lines, when a name does not resolve, two rules of
 * equal precedence contradict each other, a rule can never decide, or a situation is left without an answer.
 */
export function readInstrument(text: string): Read<Instrument> {
  const located = readLocatedText(text);
  if (!located.ok) return located;
  const shaped = checkShape(located.value, InstrumentSchema);
  if (!shaped.ok) return shaped;
  const file = shaped.value;
  const names = unresolved(file, located.value);
  if (names.length > 0) return { ok: false, problems: names };
  const table = decisionTable(file);
  const faults = faultyRules(file, table, located.value);
  if (faults.length > 0) return { ok: false, problems: faults };
  return { ok: true, value: { ...file, table } };
}

/** The scale on which a dimension is rated. */
export function scaleOf(instrument: InstrumentFile, dimension: Dimension): Scale {
  const scale = ownEntry(instrument.scales, dimension.scale);
  if (!scale) throw new Error(`dimension ${dimension.slug} has no scale: the instrument was not read`);
  return scale;
}

/** An indicator by its name, with the dimension it belongs to. */
export function findIndicator(
  instrument: InstrumentFile,
  slug: string,
): { readonly dimension: Dimension; readonly indicator: Indicator } | undefined {
  for (const dimension of instrument.dimensions) {
    const indicator = dimension.indicators.find((candidate) => candidate.slug === slug);
    if (indicator) return { dimension, indicator };
  }
  return undefined;
}

function unresolved(file: InstrumentFile, text: LocatedText): Problem[] {
  const problems: Problem[] = [];
  const add = (path: Path, reason: Words) => problems.push(text.problem(path, reason));
  const unique = (slugs: readonly string[], path: (index: number) => Path) => {
    for (const [index, slug] of slugs.entries()) {
      if (slugs.indexOf(slug) !== index) {
        add(path(index), { id: `nama "${slug}" sudah dipakai`, en: `the name "${slug}" is already used` });
      }
    }
  };
  for (const [name, scale] of Object.entries(file.scales)) {
    unique(
      scale.levels.map((level) => level.slug),
      (index) => ['scales', name, 'levels', index],
    );
  }
  unique(
    file.dimensions.map((dimension) => dimension.slug),
    (index) => ['dimensions', index],
  );
  unique(
    file.categories.map((category) => category.slug),
    (index) => ['categories', index],
  );
  const seen = new Set<string>();
  for (const [d, dimension] of file.dimensions.entries()) {
    const scale = ownEntry(file.scales, dimension.scale);
    if (!scale) {
      add(['dimensions', d, 'scale'], {
        id: `skala "${dimension.scale}" tidak ada`,
        en: `there is no scale "${dimension.scale}"`,
      });
      continue;
    }
    if (scale.metric === 'nominal' && dimension.indicators.length > 1) {
      add(['dimensions', d, 'indicators'], {
        id: 'dimensi berskala nominal hanya boleh punya satu indikator: tingkatnya tidak berurutan',
        en: 'a dimension on a nominal scale can have only one indicator: its levels have no order',
      });
    }
    for (const [i, indicator] of dimension.indicators.entries()) {
      const path = ['dimensions', d, 'indicators', i];
      if (seen.has(indicator.slug)) {
        add(path, {
          id: `nama "${indicator.slug}" sudah dipakai`,
          en: `the name "${indicator.slug}" is already used`,
        });
      }
      seen.add(indicator.slug);
      for (const level of Object.keys(indicator.levels)) {
        if (!hasLevel(scale, level)) add([...path, 'levels', level], unknownLevel(level, scale));
      }
      for (const [r, line] of (indicator.records?.levels ?? []).entries()) {
        const at = [...path, 'records', 'levels', r];
        if (!hasLevel(scale, line.level)) add([...at, 'level'], unknownLevel(line.level, scale));
        const previous = indicator.records?.levels[r - 1];
        if (previous && previous.atLeast <= line.atLeast) {
          add([...at, 'atLeast'], {
            id: 'batas harus menurun dari baris ke baris',
            en: 'the limits must fall from line to line',
          });
        }
      }
      if (indicator.happenings.length > 0 && file.observation !== 'events') {
        add([...path, 'happenings'], {
          id: 'hanya instrumen yang membaca peristiwa ("observation: events") dapat menyebutnya',
          en: 'only an instrument that reads events ("observation: events") can name them',
        });
      }
      if (indicator.records && indicator.records.levels.at(-1)?.atLeast !== 0) {
        add([...path, 'records', 'levels'], {
          id: 'baris terakhir harus berbatas 0, agar setiap nilai mendapat tingkat',
          en: 'the last line must have the limit 0, so that every value gets a level',
        });
      }
    }
  }
  const marks = new Set(
    file.dimensions.flatMap((dimension) =>
      (ownEntry(file.scales, dimension.scale)?.levels ?? []).flatMap((level) => level.marks),
    ),
  );
  for (const [r, rule] of file.decision.rules.entries()) {
    for (const [slug, condition] of Object.entries(rule.when)) {
      const path = ['decision', 'rules', r, 'when', slug];
      const dimension = file.dimensions.find((candidate) => candidate.slug === slug);
      if (!dimension) {
        add(path, { id: `dimensi "${slug}" tidak ada`, en: `there is no dimension "${slug}"` });
        continue;
      }
      const scale = ownEntry(file.scales, dimension.scale);
      if (!scale) continue;
      for (const level of namedLevels(condition)) {
        if (!hasLevel(scale, level)) add(path, unknownLevel(level, scale));
      }
      if (scale.metric === 'nominal' && typeof condition === 'object' && !Array.isArray(condition)) {
        add(path, {
          id: 'skala nominal tidak mengenal paling sedikit atau paling banyak',
          en: 'a nominal scale knows no at least or at most',
        });
      }
    }
    for (const [m, count] of rule.marks.entries()) {
      if (!marks.has(count.mark)) {
        add(['decision', 'rules', r, 'marks', m, 'mark'], {
          id: `tanda "${count.mark}" tidak dibawa tingkat mana pun`,
          en: `no level carries the mark "${count.mark}"`,
        });
      }
    }
    if (!hasCategory(file, rule.then)) add(['decision', 'rules', r, 'then'], unknownCategory(rule.then));
  }
  const otherwise = file.decision.otherwise;
  if (otherwise !== undefined && !hasCategory(file, otherwise)) {
    add(['decision', 'otherwise'], unknownCategory(otherwise));
  }
  for (const [c, category] of file.categories.entries()) {
    const reached = file.decision.rules.some((rule) => rule.then === category.slug);
    if (!reached && otherwise !== category.slug) {
      add(['categories', c], {
        id: `tidak ada aturan yang menuju kategori "${category.slug}"`,
        en: `no rule leads to the category "${category.slug}"`,
      });
    }
  }
  return problems;
}

function faultyRules(file: InstrumentFile, table: DecisionTable, text: LocatedText): Problem[] {
  const options = file.dimensions.map((dimension) => scaleOf(file, dimension).levels.map((_, rank) => rank));
  const count = countSituations(table, options);
  if (count > MOST_SITUATIONS) {
    return [
      text.problem(['decision', 'rules'], {
        id: `tabel keputusan terlalu besar untuk diperiksa: ${count} keadaan, batasnya ${MOST_SITUATIONS}`,
        en: `the decision table is too large to be checked: ${count} situations, the limit is ${MOST_SITUATIONS}`,
      }),
    ];
  }
  const rules = file.decision.rules;
  const decides = new Set<Rule>();
  const overruledBy = new Map<Rule, Set<Rule>>();
  const contradictions = new Map<string, Problem>();
  let unanswered: Situation | undefined;
  for (const situation of situations(table, options)) {
    const matching = applying(table, situation);
    if (matching.length === 0) unanswered ??= situation;
    const first = Math.min(...matching.map((rule) => rule.precedence));
    for (const rule of matching) {
      if (table.policy === 'collect' || rule.precedence === first) {
        decides.add(rule);
        continue;
      }
      const overruling = overruledBy.get(rule) ?? new Set();
      for (const other of matching) if (other.precedence < rule.precedence) overruling.add(other);
      overruledBy.set(rule, overruling);
    }
    if (table.policy === 'collect') continue;
    const deciding = matching.filter((rule) => rule.precedence === first);
    for (const [i, one] of deciding.entries()) {
      for (const other of deciding.slice(i + 1)) {
        const [a, b] = [rules.indexOf(one), rules.indexOf(other)];
        const key = `${a} ${b}`;
        if (one.precedence !== other.precedence || one.then === other.then || contradictions.has(key))
          continue;
        const example = situationWords(file, situation);
        contradictions.set(
          key,
          text.problem(['decision', 'rules', b], {
            id: `aturan ${a + 1} (${one.then}) dan ${b + 1} (${other.then}) bertentangan: keduanya berlaku pada urutan ${one.precedence}, misalnya bila ${example.id}`,
            en: `rules ${a + 1} (${one.then}) and ${b + 1} (${other.then}) contradict each other: both apply at precedence ${one.precedence}, for example when ${example.en}`,
          }),
        );
      }
    }
  }
  const problems = [...contradictions.values()];
  for (const [r, rule] of rules.entries()) {
    if (decides.has(rule)) continue;
    const overruling = [...(overruledBy.get(rule) ?? [])]
      .map((other) => rules.indexOf(other) + 1)
      .sort((a, b) => a - b);
    problems.push(
      text.problem(
        ['decision', 'rules', r],
        overruling.length === 0
          ? {
              id: `aturan ${r + 1} (${rule.then}) tidak pernah berlaku: syaratnya tidak dapat terpenuhi`,
              en: `rule ${r + 1} (${rule.then}) never applies: its conditions cannot be met`,
            }
          : {
              id: `aturan ${r + 1} (${rule.then}) tidak pernah menentukan: selalu didahului aturan ${overruling.join(', ')}`,
              en: `rule ${r + 1} (${rule.then}) never decides: it is always preceded by rule ${overruling.join(', ')}`,
            },
      ),
    );
  }
  if (unanswered && table.otherwise === undefined) {
    const example = situationWords(file, unanswered);
    problems.push(
      text.problem(['decision'], {
        id: `tidak ada aturan yang berlaku, misalnya bila ${example.id}; tambah aturan atau "otherwise"`,
        en: `no rule applies, for example when ${example.en}; add a rule or "otherwise"`,
      }),
    );
  }
  return problems;
}

function situationWords(file: InstrumentFile, situation: Situation): Words {
  const levels = [...situation.levels].map(([position, rank]) => {
    const dimension = file.dimensions[position];
    const level = dimension && scaleOf(file, dimension).levels[rank];
    return `${dimension?.slug} = ${level?.slug}`;
  });
  const marks = [...situation.marks]
    .filter(([, count]) => count > 0)
    .map(([mark, count]) => `${count} × ${mark}`);
  const parts = [...levels, ...marks];
  if (parts.length === 0) return { id: 'tidak ada tanda yang dihitung', en: 'no counted mark occurs' };
  return { id: parts.join(', '), en: parts.join(', ') };
}

function namedLevels(condition: Rule['when'][string]): readonly string[] {
  if (typeof condition === 'string') return [condition];
  if (Array.isArray(condition)) return condition;
  return [condition.atLeast, condition.atMost].filter((level) => level !== undefined);
}

function hasLevel(scale: Scale, slug: string): boolean {
  return scale.levels.some((level) => level.slug === slug);
}

function hasCategory(file: InstrumentFile, slug: string): boolean {
  return file.categories.some((category) => category.slug === slug);
}

/** Why a level is refused, with the levels that would be accepted. */
export function unknownLevel(level: string, scale: Scale): Words {
  const known = scale.levels.map((candidate) => candidate.slug).join(', ');
  return {
    id: `tingkat "${level}" tidak dikenal; yang ada: ${known}`,
    en: `the level "${level}" is not known; there are: ${known}`,
  };
}

function unknownCategory(slug: string): Words {
  return { id: `kategori "${slug}" tidak ada`, en: `there is no category "${slug}"` };
}
