import { expect, test } from 'vitest';
import { Sections } from '#modules/models/sections.ts';
import { sectionsOf } from '#modules/workshop/text-sections.ts';
import { messageFor } from '#ui/message.ts';

test.each(['id', 'en'] as const)('every section that a model may have has a name in %s', (locale) => {
  const whole = Object.keys(Sections.shape).map((key) => `${key}: x`);
  const keys = new Set(sectionsOf(whole.join('\n')).map((one) => one.key));
  expect([...keys].filter((key) => messageFor(`workshop.section.${key}`, {}, locale) === undefined)).toEqual(
    [],
  );
});
