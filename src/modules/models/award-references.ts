import { measureNamed } from '#analysis/measures/index.ts';
import type { Sections } from './sections.ts';
import type { Path, Unresolved } from './unresolved.ts';

/** What awards and sanctions name in other sections, or within themselves twice. */
export function awardFaults(model: Sections): Unresolved[] {
  return [...awards(model), ...sanctions(model)];
}

function awards(model: Sections): Unresolved[] {
  return model.awards.flatMap((award, i) => {
    const path = ['awards', i];
    return [
      ...listed(model, award.party, [...path, 'party']),
      ...(model.parties.bodies.some((one) => one.body === award.jury)
        ? []
        : [{ path: [...path, 'jury'], message: `"${award.jury}" is not listed under parties.bodies` }]),
      ...award.aspects.flatMap(({ measures }, j) =>
        measures.flatMap(({ measure }, k) => {
          const { needs } = measureNamed(measure);
          const part = needs && model[needs];
          const there = needs === undefined || (Array.isArray(part) ? part.length > 0 : part !== undefined);
          return there
            ? []
            : [
                {
                  path: [...path, 'aspects', j, 'measures', k, 'measure'],
                  message: `needs the section "${needs}"`,
                },
              ];
        }),
      ),
    ];
  });
}

function sanctions(model: Sections): Unresolved[] {
  return model.sanctions.flatMap((sanction, i) => {
    const path = ['sanctions', i];
    const kind = model.parties.kinds.find((one) => one.kind === sanction.party);
    return [
      ...listed(model, sanction.party, [...path, 'party']),
      ...sanction.filings.flatMap((filing, j) =>
        model.filings.some((one) => one.kind === filing)
          ? []
          : [{ path: [...path, 'filings', j], message: `"${filing}" is not listed under filings` }],
      ),
      ...sanction.by.flatMap((office, j) =>
        !kind || kind.offices.some((one) => one.office === office)
          ? []
          : [{ path: [...path, 'by', j], message: `"${sanction.party}" has no office "${office}"` }],
      ),
    ];
  });
}

function listed(model: Sections, party: string, path: Path): Unresolved[] {
  return model.parties.kinds.some((one) => one.kind === party)
    ? []
    : [{ path, message: `"${party}" is not listed under parties.kinds` }];
}
