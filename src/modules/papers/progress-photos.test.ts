import { expect, test } from 'vitest';
import { progressPhotos } from './progress-photos.ts';

const photo = (id: string, caption = '', shown = true) => ({
  id,
  sha256: `hash ${id}`,
  caption,
  public: shown,
});

test('photos of an activity stand step by step, none that is not public and none of anything else', () => {
  const checkpoints = [
    { point: 0, photos: ['before'] },
    { point: 50, photos: ['half', 'private'] },
    { point: 100, photos: [] },
  ];
  const documents = [
    photo('half', 'Saluran digali'),
    photo('before'),
    photo('private', 'Wajah', false),
    photo('receipt'),
  ];
  expect(progressPhotos({ checkpoints, documents })).toEqual([
    { sha256: 'hash before', caption: '0 %' },
    { sha256: 'hash half', caption: '50 %: Saluran digali' },
  ]);
});
