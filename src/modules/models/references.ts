import { measureNamed } from '#analysis/measures/index.ts';
import { awardFaults } from './award-references.ts';
import { catalogueFaults } from './catalogue-references.ts';
import { PERSON } from './common.section.ts';
import { fieldFaults } from './field-references.ts';
import { forumFaults } from './forum-references.ts';
import { matchingFaults } from './matching-references.ts';
import { moneyFaults } from './money-references.ts';
import { partiesOf } from './parties.ts';
import { partyFaults } from './party-references.ts';
import { placeFaults } from './place-references.ts';
import { routeFaults } from './route-references.ts';
import type { Sections } from './sections.ts';
import { namesUnder, type Path, type Unresolved } from './unresolved.ts';

/**
 * What no single field can show: every basis is listed under `legal`, every office belongs to a kind of party, every
 * kind, pillar, entry, forum, purse, source and filing that is named stands in its section, a section has those that it
 * needs, routes can be finished, and nothing is listed twice.
 */
export function unresolvedIn(model: Sections): Unresolved[] {
  return [
    ...doubled(model),
    ...bases(model),
    ...partyFaults(model),
    ...named(model),
    ...needed(model),
    ...moneyFaults(model),
    ...catalogueFaults(model),
    ...asked(model),
    ...fieldFaults(model),
    ...routeFaults(model),
    ...forumFaults(model),
    ...placeFaults(model),
    ...awardFaults(model),
    ...matchingFaults(model),
  ];
}

function doubled(model: Sections): Unresolved[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['legal'], model.legal.map((law) => law.id)],
    [['parties', 'pillars'], model.parties.pillars.map((one) => one.pillar)],
    [['parties', 'kinds'], model.parties.kinds.map((one) => one.kind)],
    ...model.parties.kinds.map(
      (one, i) => [['parties', 'kinds', i, 'offices'], one.offices.map((each) => each.office)] as const,
    ),
    [['parties', 'bodies'], model.parties.bodies.map((one) => one.body)],
    ...model.parties.bodies.map(
      (one, i) => [['parties', 'bodies', i, 'seats'], one.seats.map((each) => each.seat)] as const,
    ),
    [['goals'], model.goals.map((one) => one.goal)],
    [['partnership', 'purposes'], model.partnership?.purposes.map((one) => one.id) ?? []],
    [['partnership', 'parts'], model.partnership?.parts.map((one) => one.pillar) ?? []],
    [['partnership', 'flows'], model.partnership?.flows.map((one) => one.id) ?? []],
    [['checklists'], model.checklists.map((one) => one.checklist)],
    ...model.checklists.map(
      (one, i) => [['checklists', i, 'items'], one.items.map((each) => each.item)] as const,
    ),
    [['catalogue', 'natures'], model.catalogue?.natures.map((one) => one.nature) ?? []],
    [['proposals'], model.proposals.map((one) => one.kind)],
    ...model.proposals.map(
      (one, i) => [['proposals', i, 'from'], one.from.map((each) => each.party)] as const,
    ),
    ...model.proposals.flatMap((one, i) => [
      [['proposals', i, 'open', 'to'], (one.open?.to ?? []).map((each) => each.party)] as const,
      [['proposals', i, 'open', 'targets'], (one.open?.targets ?? []).map((each) => each.about)] as const,
    ]),
    [['forums'], model.forums.map((one) => one.forum)],
    ...model.forums.flatMap((one, i) => [
      [['forums', i, 'quorum', 'elements'], one.quorum.elements.map((need) => need.element)] as const,
      [['forums', i, 'outcomes'], one.outcomes.map((outcome) => outcome.id)] as const,
    ]),
    [['purses'], model.purses.map((one) => one.purse)],
    ...model.proposals.map(
      (one, i) => [['proposals', i, 'purses'], one.purses.map((each) => each.purse)] as const,
    ),
    ...model.purses.flatMap((one, i) => [
      [['purses', i, 'of'], (one.of ?? []).map((each) => each.party)] as const,
      [['purses', i, 'tranches'], (one.tranches ?? []).map((each) => each.tranche)] as const,
    ]),
    [['funding', 'sources'], model.funding?.sources.map((one) => one.source) ?? []],
    [
      ['funding', 'disbursement', 'papers'],
      model.funding?.disbursement?.papers.map((one) => one.paper) ?? [],
    ],
    [['funding', 'disbursement', 'taxes'], model.funding?.disbursement?.taxes.map((one) => one.tax) ?? []],
    [['filings'], model.filings.map((one) => one.kind)],
    ...model.filings.map(
      (one, i) => [['filings', i, 'figures', 'measures'], one.figures?.measures ?? []] as const,
    ),
    [['awards'], model.awards.map((one) => one.award)],
    ...model.awards.map(
      (one, i) => [['awards', i, 'aspects'], one.aspects.map((each) => each.aspect)] as const,
    ),
    [['sanctions'], model.sanctions.map((one) => one.sanction)],
  ];
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, i) =>
      ids.indexOf(id) < i ? [{ path: [...path, i], message: `"${id}" is listed twice` }] : [],
    ),
  );
}

function bases({ catalogue: _, ...model }: Sections): Unresolved[] {
  const listed = new Set(model.legal.map((law) => law.id));
  return namesUnder(model, (key) => /^basis$|Basis$/.test(key))
    .filter(({ name }) => !listed.has(name))
    .map(({ path, name }) => ({ path, message: `"${name}" is not listed under legal` }));
}

/** Names of one section that stand in another. */
function named(model: Sections): Unresolved[] {
  const lists: readonly (readonly [readonly string[], string, readonly { path: Path; name: string }[]])[] = [
    [
      model.parties.kinds.map((one) => one.kind),
      'parties.kinds',
      [
        ...namesUnder(model.proposals, (key) => key === 'party', ['proposals']).filter(
          ({ name }) => name !== PERSON,
        ),
        ...namesUnder(model.purses, (key) => key === 'party' || key === 'from', ['purses']),
        ...namesUnder(model.proposals, (key) => key === 'kinds', ['proposals']),
        ...namesUnder(model.filings, (key) => key === 'kinds', ['filings']),
        ...namesUnder(model.activities, (key) => key === 'carriedOutBy', ['activities']),
      ],
    ],
    [
      partiesOf(model).map((one) => one.kind),
      'parties',
      model.filings.flatMap(({ by }, i) => namesUnder(by, (key) => key === 'parties', ['filings', i, 'by'])),
    ],
    [
      model.proposals.map((one) => one.kind),
      'proposals',
      [
        ...namesUnder(model.proposals, (key) => key === 'through' || key === 'brings', ['proposals']),
        ...namesUnder(model.filings, (key) => key === 'through', ['filings']),
      ],
    ],
    [
      model.purses.map((one) => one.purse),
      'purses',
      [
        ...namesUnder(model.proposals, (key) => key === 'purse', ['proposals']),
        ...namesUnder(model.filings, (key) => key === 'purse', ['filings']),
      ],
    ],
    [
      model.funding?.sources.map((one) => one.source) ?? [],
      'funding.sources',
      namesUnder(model.purses, (key) => key === 'source', ['purses']),
    ],
    [
      model.forums.map((one) => one.forum),
      'forums',
      [
        ...namesUnder(model.proposals, (key) => key === 'forum', ['proposals']),
        ...model.forums.flatMap((one, i) =>
          namesUnder(one.outcomes, (key) => key === 'to', ['forums', i, 'outcomes']),
        ),
        ...model.filings.flatMap((one, i) =>
          namesUnder(one.minutes, (key) => key === 'of', ['filings', i, 'minutes']),
        ),
      ],
    ],
    [
      model.catalogue?.entries.map((one) => one.id) ?? [],
      'catalogue.entries',
      [
        ...namesUnder(model.proposals, (key) => key === 'about', ['proposals']),
        ...model.filings.flatMap((one, i) =>
          namesUnder(one.route, (key) => key === 'about', ['filings', i, 'route']),
        ),
      ],
    ],
    [
      model.filings.map((one) => one.kind),
      'filings',
      [
        ...namesUnder(model.proposals, (key) => key === 'filing', ['proposals']),
        ...namesUnder(model.purses, (key) => key === 'filing', ['purses']),
      ],
    ],
  ];
  return lists.flatMap(([known, where, names]) =>
    names
      .filter(({ name }) => !known.includes(name))
      .map(({ path, name }) => ({ path, message: `"${name}" is not listed under ${where}` })),
  );
}

/** Sections that say nothing without another. */
function needed(model: Sections): Unresolved[] {
  const needs: readonly (readonly [boolean, Path, boolean, string])[] = [
    [model.proposals.length > 0, ['proposals'], model.catalogue !== undefined, 'catalogue'],
    [model.purses.length > 0, ['purses'], model.funding !== undefined, 'funding'],
    [model.activities !== undefined, ['activities'], model.proposals.length > 0, 'proposals'],
    ...[
      ...model.goals.map(({ measure }, i) => ({ measure, path: ['goals', i, 'measure'] })),
      ...model.filings.flatMap(({ figures }, i) =>
        (figures?.measures ?? []).map((measure, j) => ({
          measure,
          path: ['filings', i, 'figures', 'measures', j],
        })),
      ),
      ...model.checklists.flatMap(({ items }, i) =>
        items.flatMap(({ proof }, j) =>
          proof ? [{ measure: proof.measure, path: ['checklists', i, 'items', j, 'proof', 'measure'] }] : [],
        ),
      ),
    ].flatMap(({ measure, path }) => {
      const { needs } = measureNamed(measure);
      if (needs === undefined) return [];
      const part = model[needs];
      const has = Array.isArray(part) ? part.length > 0 : part !== undefined;
      return [[true, path, has, needs] as const];
    }),
    ...model.filings.map(
      (one, i) =>
        [one.about === 'activity', ['filings', i], model.activities !== undefined, 'activities'] as const,
    ),
    ...model.filings.map(
      (one, i) =>
        [
          one.figures?.fields === true,
          ['filings', i, 'figures', 'fields'],
          model.catalogue !== undefined,
          'catalogue',
        ] as const,
    ),
  ];
  return [
    ...needs.flatMap(([there, path, has, section]) =>
      there && !has ? [{ path, message: `needs the section "${section}"` }] : [],
    ),
  ];
}

/** What a kind of proposals asks fits what is done with it. */
function asked(model: Sections): Unresolved[] {
  return model.proposals.flatMap((one, p) => {
    const wrong: readonly (readonly [boolean, readonly (string | number)[], string])[] = [
      [
        one.purses.length > 0 && one.costs === 'none',
        ['costs'],
        `the purse "${one.purses[0]?.purse}" pays: it has to say how much`,
      ],
      ...one.from.flatMap((each, i) =>
        each.party === PERSON
          ? [
              [
                (each.withoutAccount || each.onBehalf !== undefined) &&
                  (one.costs === 'lines' ||
                    one.asks.some((part) => part === 'contributions' || part === 'point')),
                ['from', i],
                'it is sent in one step: costs as one amount, no contributions, no point on the map',
              ] as const,
              [
                each.withoutAccount === true && one.admits !== undefined,
                ['from', i],
                'whoever lets an institution in speaks for it, and has to sign in',
              ] as const,
              [
                !each.openly && one.asks.some((part) => part !== 'place'),
                ['asks'],
                'all but the place is public: what people are asked for themselves belongs under fields; nothing is asked with asks: []',
              ] as const,
              [
                one.purses.length > 0 && model.activities !== undefined,
                ['from', i],
                'persons carry out nothing, and the model has activities',
              ] as const,
            ]
          : [],
      ),
      [
        one.admits !== undefined &&
          (one.forum !== undefined ||
            one.purses.length > 0 ||
            one.from.some((each) => each.party !== PERSON)),
        ['admits'],
        'only what persons ask for, a route decides on and nothing is paid for lets an institution in',
      ],
      [
        one.admits !== undefined &&
          !one.fields.some(
            (field) =>
              field.key === one.admits?.name && field.type === 'text' && field.required && !field.personal,
          ),
        ['admits', 'name'],
        'the name has to be a field of its own: a text that is required and not personal',
      ],
      [
        one.admits?.fields !== undefined &&
          !one.fields.some(
            (field) =>
              field.key === one.admits?.fields &&
              field.type === 'several-of' &&
              !field.personal &&
              field.options.every(({ option }) =>
                (model.catalogue?.entries ?? []).some((entry) => entry.id === option && !entry.within),
              ),
          ),
        ['admits', 'fields'],
        'has to be a choice of several fields of the catalogue that is not personal',
      ],
      [
        one.admits?.places !== undefined &&
          !one.fields.some(
            (field) =>
              field.key === one.admits?.places &&
              field.type === 'place' &&
              field.at === 'district' &&
              !field.personal,
          ),
        ['admits', 'places'],
        'has to be a place of the level district that is not personal',
      ],
      ...one.checks.map(
        (check, i) =>
          [
            check.check === 'photos' && !one.asks.includes('photos'),
            ['checks', i],
            'photos are not among what it asks',
          ] as const,
      ),
      ...one.checks.map(
        (check, i) =>
          [
            check.check === 'documents' && !one.asks.includes('documents'),
            ['checks', i],
            'documents are not among what it asks',
          ] as const,
      ),
      ...one.followUp.map(
        (step, i) =>
          [
            step.when?.amountAbove !== undefined && one.costs === 'none',
            ['followUp', i, 'when'],
            'it does not say what it costs',
          ] as const,
      ),
      ...one.followUp.flatMap(({ after }, i) =>
        (after ?? []).map(
          (id, j) =>
            [
              !leavesBy(model, id),
              ['followUp', i, 'after', j],
              `no forum passes anything on outside the programme by "${id}"`,
            ] as const,
        ),
      ),
      ...one.followUp.map(
        ({ step }, i) =>
          [
            one.route.some((other) => other.step === step),
            ['followUp', i, 'step'],
            `"${step}" is a step of its route`,
          ] as const,
      ),
      ...one.route.map(
        (step, i) =>
          [
            step.when?.amountAbove !== undefined && one.costs === 'none',
            ['route', i, 'when'],
            'it does not say what it costs',
          ] as const,
      ),
    ];
    return wrong.flatMap(([is, path, message]) => (is ? [{ path: ['proposals', p, ...path], message }] : []));
  });
}

/** Whether a forum passes something on to whoever is outside the programme by an outcome of this id. */
function leavesBy(model: Sections, id: string): boolean {
  return model.forums.some((forum) =>
    forum.outcomes.some((one) => one.id === id && one.effect === 'escalate' && one.to === undefined),
  );
}
