import { expect, test } from 'vitest';
import { forumLevel, forumPlace } from './forum-place.ts';
import type { Sections } from './sections.ts';

const BODY = { body: 'forum-mitra', at: 'district' } as Sections['parties']['bodies'][number];
const model = { parties: { bodies: [BODY] } } as unknown as Sections;

test.each([
  // a forum                       is held over          for what lies in 32.73.30.1004
  [{ at: 'village' }, 'village', '32.73.30.1004'],
  [{ by: 'forum-mitra' }, 'district', '32.73.30'],
  // Whatever its body says, its own level counts.
  [{ at: 'regency', by: 'forum-mitra' }, 'regency', '32.73'],
  [{ by: 'nobody' }, 'regency', '32.73'],
  [{}, 'regency', '32.73'],
] as const)('a forum %j is held over a %s', (rules, level, place) => {
  expect(forumLevel(model, rules)).toBe(level);
  expect(forumPlace(model, rules, '32.73.30.1004')).toBe(place);
});
